"""When the group meets: its next times, one date, “I’m coming”, and changing or calling it off."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from community.people.scope_table import Seen
from community.people.states import RepresentationScope
from frontend.access import (
    PersonRequest,
    RoleRequest,
    member_of_sheet,
    paper_entry_required,
    person_required,
    shows,
    takes,
)
from frontend.components.refusals import catch_refusals
from frontend.components.shared_words import SharedWords, Standing
from frontend.pages.form_page import parse_id, post_data, show_form
from frontend.pages.sheet_version import ask_version, take_version
from frontend.shared.date_sheets import check_date_sheet, own_date_sheet
from frontend.shared.sheet_versions import check_version
from groups.actions.gatherings import (
    call_off_gathering,
    change_gathering,
    plan_gatherings,
    put_gathering_on_again,
    say_attendance,
)
from groups.queries.gatherings import (
    GatheringDetail,
    gathering_detail,
    gatherings_on_paper,
    next_gatherings,
    words_of_gathering,
)
from groups.queries.members import groups_of_person, membership
from providers.models.supply import Listing
from providers.queries.supply import public_listing
from providers.states import PriceKind

from .date_costs import cost_of_date
from .date_forms import (
    MAX_TITLE,
    MAX_WORDS,
    CallOffDateForm,
    ComingForm,
    DateForm,
    RepeatingDatesForm,
    answers_of,
)
from .forms import WhichGroupForm


@person_required
@shows(Seen.GROUPS)
def dates(request: PersonRequest, group_id: int) -> HttpResponse:
    """All that are to come."""
    member, now = membership(group_id, request.acting), clock.now()
    context = {
        "group": member.group,
        "me": member,
        "dates": next_gatherings(group_id, request.acting, now=now),
    }
    return render(request, "group/dates.html", context)


@person_required
@shows(Seen.GROUPS)
def date(request: PersonRequest, gathering_id: int) -> HttpResponse:
    detail = gathering_detail(gathering_id, request.acting, now=clock.now())
    form = ComingForm(initial={"brings_words": detail.my_words})
    return _date_page(request, detail, form)


def _date_page(request: PersonRequest, detail: GatheringDetail, form: ComingForm) -> HttpResponse:
    cost = cost_of_date(detail)
    return show_form(request, form, "group/date.html", detail=detail, me=detail.me, cost=cost)


@person_required
@takes(RepresentationScope.DECIDE)
def plan_listing(request: PersonRequest) -> HttpResponse:
    """“Make this our next time”, from something listed: first, of which group?"""
    listing = public_listing(parse_id(request.GET.get("listing")))
    groups = groups_of_person(request.acting.person_id)
    if not groups:
        return render(request, "group/plan_listing.html", {"listing": listing})
    if len(groups) == 1:
        return redirect(_plan_url(groups[0].pk, listing.pk))
    form = WhichGroupForm(post_data(request), groups=groups)
    form.fields["group"].label = _("For which group?")
    if request.method == "POST" and form.is_valid():
        return redirect(_plan_url(form.cleaned_data["group"], listing.pk))
    return show_form(
        request,
        form,
        heading=_("Make this our next time: %(listing)s") % {"listing": listing.title},
        confirm=_("Go on"),
        not_now=reverse("listing", args=[listing.pk]),
    )


def _plan_url(group_id: int, listing_id: int) -> str:
    return f"{reverse('add_date', args=[group_id])}?listing={listing_id}"


def _listing_of(request: PersonRequest) -> Listing | None:
    if "listing" not in request.GET:
        return None
    return public_listing(parse_id(request.GET["listing"]))


def _as_planned(listing: Listing | None) -> dict[str, Any]:
    """The boxes of a date that is made of something listed; its day and time are the group's to
    say."""
    if listing is None:
        return {}
    return {
        "title": listing.title[:MAX_TITLE],
        "place_words": listing.place_words or listing.postcode,
        "words": listing.when_words[:MAX_WORDS],
        "costs": listing.price_kind != PriceKind.FREE,
    }


@person_required
@takes(RepresentationScope.DECIDE)
def add_date(request: PersonRequest, group_id: int) -> HttpResponse:
    listing = _listing_of(request)
    form = DateForm(post_data(request), initial=_as_planned(listing))
    return _add(request, group_id, form, listing)


@person_required
@takes(RepresentationScope.DECIDE)
def add_dates(request: PersonRequest, group_id: int) -> HttpResponse:
    """Some at once, in turn if they like."""
    return _add(request, group_id, RepeatingDatesForm(post_data(request)))


def _add(
    request: PersonRequest, group_id: int, form: DateForm, listing: Listing | None = None
) -> HttpResponse:
    member = membership(group_id, request.acting)
    is_many = isinstance(form, RepeatingDatesForm)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            gatherings = plan_gatherings(
                group_id=group_id,
                plan=form.plan(),
                repeats=form.repeats() if isinstance(form, RepeatingDatesForm) else None,
                listing_id=listing.pk if listing else None,
                by=request.acting,
                now=clock.now(),
            )
            messages.success(request, _("It is there. The others in the group hear of it."))
            if is_many:
                return redirect("dates", group_id)
            return redirect("date", gatherings[0].pk)
    heading = _("Add dates that repeat") if is_many else _("Add a date")
    return show_form(
        request,
        form,
        heading=heading,
        intro=[
            _("For “%(group)s”.") % {"group": member.group.name},
            _("Everybody in it can change a date, or call it off. Who did it stands on its page."),
        ],
        confirm=_("Add this"),
        back=reverse("dates", args=[group_id]),
        not_now=reverse("dates", args=[group_id]),
    )


@person_required
@takes(RepresentationScope.DECIDE)
def change_date(request: PersonRequest, gathering_id: int) -> HttpResponse:
    def read() -> Standing:
        gathering = gathering_detail(gathering_id, request.acting, now=clock.now()).gathering
        return Standing(words_of_gathering(gathering), DateForm(initial=answers_of(gathering)))

    shared = SharedWords(request, read)
    form = DateForm(post_data(request), initial=shared.standing.form.initial)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form, shared):
            change_gathering(
                gathering_id=gathering_id,
                fields=form.fields_of_date(),
                began_from=shared.sent,
                by=request.acting,
                now=clock.now(),
            )
            messages.success(request, _("It is kept. Who said that they come is told."))
            return redirect("date", gathering_id)
    return show_form(
        request,
        form,
        heading=_("Change this date"),
        intro=[
            _("Who said that they come is told. On another day they are asked again."),
        ],
        confirm=_("Keep this"),
        not_now=reverse("date", args=[gathering_id]),
        shared=shared,
    )


@person_required
@takes(RepresentationScope.DECIDE)
def call_off_date(request: PersonRequest, gathering_id: int) -> HttpResponse:
    gathering = gathering_detail(gathering_id, request.acting, now=clock.now()).gathering
    form = CallOffDateForm(post_data(request))
    if gathering.series_id is None:
        del form.fields["and_later"]
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            call_off_gathering(
                gathering_id=gathering_id,
                and_later=form.cleaned_data.get("and_later", False),
                by=request.acting,
                now=clock.now(),
            )
            messages.success(request, _("It is called off. Who said that they come is told."))
            return redirect("date", gathering_id)
    return show_form(
        request,
        form,
        heading=_("Call off “%(title)s”") % {"title": gathering.title},
        intro=[
            _("Who said that they come is told. That you did it stands on its page."),
            _("Anybody in the group can put it on again."),
        ],
        confirm=_("Call it off"),
        not_now=reverse("date", args=[gathering_id]),
    )


@person_required
@require_POST
def date_on_again(request: PersonRequest, gathering_id: int) -> HttpResponse:
    put_gathering_on_again(gathering_id=gathering_id, by=request.acting, now=clock.now())
    messages.success(request, _("It is on again. Who said that they come is told."))
    return redirect("date", gathering_id)


@person_required
@require_POST
def say_coming(request: PersonRequest, gathering_id: int) -> HttpResponse:
    """One press on the page of the date, or of the group."""
    coming = request.POST.get("coming") != "no"
    form = ComingForm(request.POST)
    if not form.is_valid():
        detail = gathering_detail(gathering_id, request.acting, now=clock.now())
        return _date_page(request, detail, form)
    said = say_attendance(
        gathering_id=gathering_id,
        coming=coming,
        brings_words=form.cleaned_data["brings_words"],
        by=request.acting,
        now=clock.now(),
    )
    messages.success(
        request,
        _("Good. The others read that you come.")
        if coming
        else _("That is fine. Nobody is told, and nobody asks why."),
    )
    return redirect("date", said.gathering_id)


@paper_entry_required
def paper_dates(request: RoleRequest, code: str) -> HttpResponse:
    """What they ticked on the sheets of the next times; what they said before does not stand
    here."""
    member, acting = member_of_sheet(code, login=request.user)
    now = clock.now()
    if not member.is_current:
        return redirect("paper_sheet", member.paper_code)
    form = ComingForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        number = parse_id(request.POST.get("about"))
        check_date_sheet(member, number, request.POST.get("version", ""), now=now)
        say_attendance(
            gathering_id=number,
            coming=request.POST.get("coming") != "no",
            brings_words=form.cleaned_data["brings_words"],
            by=acting,
            now=now,
        )
        messages.success(request, _("It is entered."))
        return redirect("paper_dates", member.paper_code)
    dates_asked = gatherings_on_paper(member, now=now)
    return show_form(request, form, "group/paper_dates.html", member=member, dates=dates_asked)


@paper_entry_required
def paper_add_date(request: RoleRequest, code: str) -> HttpResponse:
    """A date that they would like, from their sheet."""
    member, acting = member_of_sheet(code, login=request.user)
    if not member.is_current:
        return redirect("paper_sheet", member.paper_code)
    form = DateForm(post_data(request))
    ask_version(form)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            check_version(take_version(form), own_date_sheet(member))
            plan_gatherings(group_id=member.group_id, plan=form.plan(), by=acting, now=clock.now())
            messages.success(request, _("It is entered. The others in the group hear of it."))
            return redirect("paper_sheet", member.paper_code)
    return show_form(
        request,
        form,
        heading=_("A date that %(name)s would like") % {"name": member.known_as},
        confirm=_("Enter this"),
        not_now=reverse("paper_sheet", args=[member.paper_code]),
    )
