"""Something listed, arranged for oneself alone: asked, answered, and gone on with or not."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.refusals import NotFound, Refused
from community.moderation.states import ModerationState
from community.people.rules.sight import may_see
from community.people.scope_table import Seen
from community.people.states import RepresentationScope
from frontend.access import PersonRequest, person_required, shows, stops, takes
from frontend.components.blocks import Row
from frontend.components.fields import PostcodeField
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.components.widgets import Checkboxes
from frontend.pages.form_page import EmptyForm, parse_id, post_data, show_form
from frontend.pages.group.briefs import PUBLIC_ROWS, brief_rows
from frontend.pages.group.comparison import offer_rows, what_changed
from frontend.pages.how_put import HowPutForm
from frontend.pages.pool.review import ReviewStep, review_step, show_review
from frontend.pages.pool.texts import talk_url
from groups.actions.solo import ask_for_oneself, check_asking, stop_asking_for_oneself
from groups.models.briefs import Brief
from groups.queries.brief_words import brief_words_detail
from groups.queries.offers import checks_of_provider, compare_offer
from groups.queries.solo import ArrangedAlone, arranged_alone, arranged_by_person
from groups.rules.solo import check_can_be_arranged
from groups.states import BriefState, OfferState, Requirement
from groups.wording import brief_lines, solo_consent_text
from marketplace.search.queries.listing_detail import ListingDetail, listing_detail
from pooling.pools.actions.solo import go_on_alone
from pooling.pools.queries.opening import pool_id_of_offer
from providers.rules.listings import ListingPaused


class AskForOneselfForm(HowPutForm):
    when_words = TypedText(label=gettext_lazy("When would suit you?"), max_length=200)
    postcode = PostcodeField(
        label=gettext_lazy("Where do you live?"),
        help_text=gettext_lazy("Only the first half of the postcode is kept, and shown to them."),
    )
    known_as = TypedText(
        label=gettext_lazy("What may they call you, once it goes ahead?"),
        help_text=gettext_lazy("A first name is enough. It need not be your own."),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "nickname"}),
    )
    good_looks_like = TypedText(
        label=gettext_lazy("What would make it good?"),
        help_text=gettext_lazy("Name nobody. Leave it empty if you like."),
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
        required=False,
    )
    requirements = forms.MultipleChoiceField(
        label=gettext_lazy("What must there be, so that you can take part?"),
        choices=Requirement.choices,
        widget=Checkboxes,
        required=False,
    )


@person_required
@shows(Seen.GROUPS)
def arranged(request: PersonRequest) -> HttpResponse:
    context = {"arranged": arranged_by_person(request.acting)}
    return render(request, "group/arranged.html", context)


@person_required
@takes(RepresentationScope.DECIDE)
def ask_for_oneself_page(request: PersonRequest, listing_id: int) -> HttpResponse:
    """A form that is looked over before whoever runs it reads it."""
    try:
        detail = listing_detail(listing_id, on=clock.today())
        if request.method != "POST":
            check_can_be_arranged(
                is_spoken_for=detail.is_spoken_for, price_kind=detail.listing.price_kind
            )
    except (ListingPaused, Refused) as refusal:
        if isinstance(refusal, NotFound):
            raise
        return redirect("listing", listing_id)
    person = request.acting.person
    form = AskForOneselfForm(
        post_data(request),
        for_somebody=request.acting.is_by_other_hands,
        initial={
            "when_words": detail.listing.when_words,
            "postcode": person.outward_code,
            "known_as": person.preferred_name,
        },
    )
    step = review_step(request)
    if step and step != ReviewStep.CHANGE and form.is_valid():
        with catch_refusals(form):
            if step == ReviewStep.LOOK:
                check_asking(
                    listing_id=listing_id,
                    postcode=form.cleaned_data["postcode"],
                    by=request.acting,
                    now=clock.now(),
                )
                return _look_over(request, detail, form)
            brief = ask_for_oneself(
                listing_id=listing_id,
                **form.other_answers(),
                how_put=form.how_put(),
                by=request.acting,
                now=clock.now(),
            )
            messages.success(request, _("They are asked. You are told what they answer."))
            return redirect("arranged_alone", brief.pk)
    return show_form(
        request,
        form,
        heading=_("Arrange it for yourself: %(listing)s") % {"listing": detail.listing.title},
        intro=[
            _("Whoever runs it makes you an offer: when, and what it costs for one."),
            _("You pay nothing by asking, and may leave it at any time."),
        ],
        confirm=_("Go on"),
        not_now=reverse("listing", args=[listing_id]),
    )


def _look_over(
    request: PersonRequest, detail: ListingDetail, form: AskForOneselfForm
) -> HttpResponse:
    answers = form.other_answers()
    labels = dict(Requirement.choices)
    rows = [
        Row(_("What"), detail.listing.title),
        Row(_("When would suit you"), answers["when_words"]),
        Row(_("Where you live"), answers["postcode"]),
        Row(_("What they may call you"), answers["known_as"]),
        Row(_("What would make it good"), answers["good_looks_like"]),
        Row(
            _("What there must be"),
            "\n".join(str(labels[value]) for value in answers["requirements"]),
        ),
    ]
    return show_review(
        request,
        heading=_("Look at it once more, then ask"),
        intro=[solo_consent_text()],
        rows=[row for row in rows if row.value],
        what_next=[
            _("Somebody looks at your words first, within two working days."),
            _("You are told what they answer. Nothing is paid by asking."),
        ],
        confirm=_("Ask them"),
        not_now=reverse("listing", args=[detail.listing.pk]),
    )


@person_required
@shows(Seen.GROUPS)
def arranged_alone_page(request: PersonRequest, brief_id: int) -> HttpResponse:
    return _show(request, arranged_alone(brief_id, request.acting), EmptyForm())


def _show(request: PersonRequest, asked: ArrangedAlone, form: forms.BaseForm) -> HttpResponse:
    brief = asked.brief
    shows_all = may_see(request.acting, Seen.OTHERS_WORDS, now=clock.now())
    words = brief_words_detail(brief)
    is_held_back = words is not None and words.state == ModerationState.HELD_BACK
    can_mend = brief.state == BriefState.ASKING and is_held_back
    rows = brief_rows(brief, can_change=True) if can_mend and shows_all else _rows(brief)
    context: dict[str, Any] = {
        "brief": brief,
        "asked_rows": rows if shows_all else rows[:PUBLIC_ROWS],
        "words": words,
        "words_states": ModerationState,
        "look_again_url": reverse("brief_look_again", args=[brief.pk]),
        "can_mend": can_mend,
        "shows_all": shows_all,
        "shows_names": shows_all,
        "offer": asked.offer,
        "states": BriefState,
        "talk": talk_url(),
    }
    if asked.offer is not None:
        checks = checks_of_provider(asked.offer.provider_id, clock.today())
        comparison = compare_offer(asked.offer, brief, checks)
        context |= {
            "rows": offer_rows(comparison),
            "changes": what_changed(comparison) if comparison.previous else [],
            "is_chosen": asked.offer.state == OfferState.CHOSEN,
            "pool_id": pool_id_of_offer(asked.offer.pk),
        }
    return show_form(request, form, "group/arranged_alone.html", **context)


# Asked of a group; of one who is alone they are known, or theirs.
NOT_ASKED_OF_ONE = ("people_about", "money_in_hand")


def _rows(brief: Brief) -> list[Row]:
    """What they said, and nothing of what was not asked or left empty."""
    return [
        Row(line.key, line.value)
        for name, line in brief_lines(brief).items()
        if name not in NOT_ASKED_OF_ONE and getattr(brief, name)
    ]


@person_required
@takes(RepresentationScope.DECIDE)
@require_POST
def go_on_alone_page(request: PersonRequest, brief_id: int) -> HttpResponse:
    """To what it costs, and one's own yes; of the very offer that was read."""
    asked = arranged_alone(brief_id, request.acting)
    form = EmptyForm(request.POST)
    form.is_valid()
    with catch_refusals(form):
        pool = go_on_alone(
            offer_id=parse_id(request.POST.get("offer")), by=request.acting, now=clock.now()
        )
        return redirect("pool", pool.pk)
    return _show(request, asked, form)


@person_required
@stops
def stop_asking_page(request: PersonRequest, brief_id: int) -> HttpResponse:
    asked = arranged_alone(brief_id, request.acting)
    form = EmptyForm(post_data(request))
    if request.method == "POST":
        with catch_refusals(form):
            stop_asking_for_oneself(brief_id=brief_id, by=request.acting, now=clock.now())
            messages.success(request, _("It is closed. They are told kindly, and not why."))
            return redirect("arranged")
    return show_form(
        request,
        form,
        heading=_("Do not go on with this"),
        intro=[
            asked.brief.what,
            _("Whoever runs it is told kindly, and nobody asks why. You can ask again."),
        ],
        confirm=_("Close it"),
        not_now=reverse("arranged_alone", args=[brief_id]),
    )
