"""Searches that somebody keeps, to be told when there is something new: theirs alone (P106).

What they are asked with is sent in the body of a form and never stands in an address.
"""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from community.common import clock
from community.people.actions.kept_searches import stop_search, want_search
from community.people.models.kept_searches import KeptSearch
from community.people.queries.kept_searches import kept_search_of, kept_searches_of
from community.people.rules.sight import may_see
from community.people.scope_table import Seen
from community.places.queries import Precision
from frontend.access import ActingRequest, PersonRequest, person_required, shows
from frontend.components.refusals import catch_refusals
from frontend.pages.find.forms import (
    DAY_CHOICES,
    DAY_PART_CHOICES,
    DISTANCE_CHOICES,
    FACT_CHOICES,
    KIND_CHOICES,
    STARTING_POINT_CHOICES,
    FindForm,
)
from frontend.pages.find.result_cards import result_cards
from frontend.pages.form_page import post_data, show_form
from marketplace.search.actions.kept_searches import change_search, keep_search
from marketplace.search.queries.kept_searches import kept_search_detail
from marketplace.search.queries.results import SearchResults

ASKED = (
    *("words", "miles", "kind", "day", "day_part", "entrance", "suits"),
    *("free_only", "no_employer"),
)


class KeptSearchForm(FindForm):
    """The question of a search; how a list is read is no part of it."""

    order = None  # type: ignore[assignment]  # so Django leaves a field out
    size = None  # type: ignore[assignment]
    as_typed = None  # type: ignore[assignment]


def may_keep(request: ActingRequest, results: SearchResults) -> bool:
    """Is it offered beside this? To the person themselves, never where somebody may not be safe
    (P98), and only where what is near can be told."""
    if results.query.location.precision is Precision.LETTERS or results.dangers:
        return False
    if not request.user.is_authenticated or request.acting.person is None:
        return False
    return may_see(request.acting, Seen.KEPT_SEARCHES, now=clock.now())


@person_required
@shows(Seen.KEPT_SEARCHES)
def kept_searches_page(request: PersonRequest) -> HttpResponse:
    rows = [(kept, name_of(kept)) for kept in kept_searches_of(request.acting, now=clock.now())]
    return render(request, "find/kept_searches.html", {"rows": rows})


@person_required
@shows(Seen.KEPT_SEARCHES)
def keep_search_page(request: PersonRequest) -> HttpResponse:
    """From the button beside what was found; or written here."""
    form = KeptSearchForm(post_data(request), initial=_own_district(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            keep_search(**form.cleaned_data, by=request.acting, now=clock.now())
            messages.success(request, _("Kept. You are told when there is something new."))
            return redirect("kept_searches")
    return show_form(
        request,
        form,
        heading=_("Be told when there is something new"),
        intro=[
            _("You are told at most once a day, in the way you chose to be reached."),
            _("Only you read what you look for. Of where, only the first half is kept."),
        ],
        confirm=_("Tell me when there is one"),
        back=reverse("kept_searches"),
    )


@person_required
@shows(Seen.KEPT_SEARCHES)
def kept_search_page(request: PersonRequest, kept_search_id: int) -> HttpResponse:
    """What it finds now: what they were told of last, then the rest."""
    detail = kept_search_detail(kept_search_id, request.acting, now=clock.now())
    context = {
        "kept": detail.kept,
        "name": name_of(detail.kept),
        "choices": list(choices_of(detail.kept)),
        "newest": result_cards(detail.newest, detail.query),
        "others": result_cards(detail.others, detail.query),
    }
    return render(request, "find/kept_search.html", context)


@person_required
@shows(Seen.KEPT_SEARCHES)
def change_search_page(request: PersonRequest, kept_search_id: int) -> HttpResponse:
    kept = kept_search_of(kept_search_id, request.acting, now=clock.now())
    initial = {name: getattr(kept, name) for name in ASKED} | {"postcode": kept.outward_code}
    form = KeptSearchForm(post_data(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            change_search(
                kept_search_id=kept.pk, **form.cleaned_data, by=request.acting, now=clock.now()
            )
            messages.success(request, _("Changed."))
            return redirect("kept_search", kept.pk)
    return show_form(
        request,
        form,
        heading=_("Change what you are told of"),
        confirm=_("Save"),
        back=reverse("kept_search", args=[kept.pk]),
    )


@person_required
@require_POST
def want_search_page(request: PersonRequest, kept_search_id: int) -> HttpResponse:
    want_search(kept_search_id=kept_search_id, by=request.acting, now=clock.now())
    messages.success(request, _("It goes on for another year."))
    return redirect("kept_searches")


@person_required
@require_POST
def stop_search_page(request: PersonRequest, kept_search_id: int) -> HttpResponse:
    stop_search(kept_search_id=kept_search_id, by=request.acting, now=clock.now())
    messages.success(request, _("Stopped. Nothing of it is kept."))
    return redirect("kept_searches")


def name_of(kept: KeptSearch) -> str:
    """By which its person knows it again."""
    what = kept.words or str(dict(KIND_CHOICES).get(kept.kind) or "")
    if not kept.words and not kept.kind:
        what = _("Whatever is new")
    where = _("%(what)s, near %(outward)s") % {"what": what, "outward": kept.outward_code}
    return capfirst(where)


def choices_of(kept: KeptSearch) -> Iterator[str]:
    """What was chosen beyond words and place, in words."""
    distance = dict(DISTANCE_CHOICES)[kept.miles]
    yield _("Within %(distance)s") % {"distance": distance}
    if kept.words and kept.kind:
        yield str(dict(KIND_CHOICES)[kept.kind])
    for value, choices in ((kept.day, DAY_CHOICES), (kept.day_part, DAY_PART_CHOICES)):
        if value:
            yield str(dict(choices)[value])
    if kept.entrance:
        yield str({str(value): label for value, label in STARTING_POINT_CHOICES}[kept.entrance])
    yield from (str(label) for fact, label in FACT_CHOICES if fact in kept.suits)
    if kept.free_only:
        yield str(FREE_ONLY_TEXT)
    if kept.no_employer:
        yield str(NO_EMPLOYER_TEXT)


FREE_ONLY_TEXT = gettext_lazy("Only what is free")
NO_EMPLOYER_TEXT = gettext_lazy("I do not want to be an employer")


def _own_district(request: PersonRequest) -> dict[str, str]:
    return {"postcode": request.acting.person.outward_code or ""}
