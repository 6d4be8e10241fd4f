"""What the group wants, in three short pages that keep what was said, then one to send it."""

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
from community.common.refusals import Refused
from community.common.shared_words import part_of
from community.common.shown import Shown, digest_of
from community.moderation.states import ModerationState
from community.people.rules.sight import may_see
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
from frontend.components.blocks import Row
from frontend.components.refusals import catch_refusals
from frontend.components.shared_words import SharedWords, Standing
from frontend.pages.form_page import parse_id, post_data, show_form
from frontend.pages.how_put import HowPutForm
from frontend.shared.form_guard.guards import digest_shown
from groups.actions.briefs import (
    check_can_send,
    edit_brief,
    look_again_at_brief,
    start_brief,
)
from groups.actions.group_words import look_again_at_group
from groups.actions.motions import propose_step
from groups.models.briefs import Brief
from groups.queries.brief_words import brief_words_of_row
from groups.queries.briefs import brief_and_member, brief_for_member
from groups.queries.decisions import chosen_offer, decision_detail
from groups.queries.gatherings import gathering_of_group
from groups.queries.ideas import ideas_for_member
from groups.queries.members import groups_of_person, membership
from groups.queries.motion_subjects import step_shown
from groups.queries.motions import (
    motions_for_member,
    needs_second_text,
    people_and_signing_in,
    second_word_text,
)
from groups.queries.rewordings import (
    changed_lines,
    changes_of_brief,
    purpose_of_sending,
    rewording_of,
    words_of_brief,
)
from groups.states import BriefState, MotionPurpose, MotionState
from groups.wording import brief_shown, gathering_when_text
from providers.queries.supply import public_listing

from .forms import BriefAnswersForm, BriefWhatForm, BriefWhoForm, WhichGroupForm
from .motions import WAITS_FOR_SECOND_TEXT, press_to_propose


@person_required
@takes(RepresentationScope.SUGGEST)
def group_ask_listing(request: PersonRequest) -> HttpResponse:
    """“Ask them for a group price”, from something listed: first, for which group?"""
    listing = public_listing(parse_id(request.GET.get("listing")))
    groups = groups_of_person(request.acting.person_id)
    if len(groups) == 1:
        return redirect(_start_url(groups[0].pk, listing.pk))
    if not groups:
        return render(request, "group/group_ask_listing.html", {"listing": listing})
    form = WhichGroupForm(post_data(request), groups=groups)
    if request.method == "POST" and form.is_valid():
        return redirect(_start_url(form.cleaned_data["group"], listing.pk))
    return show_form(
        request,
        form,
        heading=_("Ask for a group price: %(listing)s") % {"listing": listing.title},
        confirm=_("Go on"),
        not_now=reverse("groups"),
    )


def _start_url(group_id: int, listing_id: int) -> str:
    return f"{reverse('start_brief', args=[group_id])}?listing={listing_id}"


@person_required
@takes(RepresentationScope.SUGGEST)
def start_brief_page(request: PersonRequest, group_id: int) -> HttpResponse:
    member = membership(group_id, request.acting)
    listing, gathering, initial = None, None, {}
    if "listing" in request.GET:
        listing = public_listing(parse_id(request.GET["listing"]))
        initial = {
            "what": listing.title,
            "when_words": listing.when_words,
            "where_words": listing.place_words,
        }
    elif "date" in request.GET:
        gathering = gathering_of_group(parse_id(request.GET["date"]), group_id)
        initial = {
            "what": gathering.title,
            "when_words": gathering_when_text(gathering),
            "where_words": "" if gathering.is_at_home else gathering.place_words,
        }
    elif "again" in request.GET:
        previous = brief_for_member(parse_id(request.GET["again"]), request.acting)
        initial = {name: getattr(previous, name) for name in BriefWhatForm.base_fields}
    form = BriefWhatForm(post_data(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            brief = start_brief(
                group_id=group_id,
                listing_id=listing.pk if listing else None,
                gathering_id=gathering.pk if gathering else None,
                **form.cleaned_data,
                by=request.acting,
                now=clock.now(),
            )
            may_go_on = may_see(request.acting, Seen.OTHERS_WORDS, now=clock.now())
            return redirect("brief_who" if may_go_on else "brief", brief.pk)
    return _ask(request, form, _("What we want"), reverse("group", args=[member.group_id]))


def _ask(
    request: PersonRequest,
    form: forms.BaseForm,
    heading: str,
    not_now: str,
    shared: SharedWords | None = None,
) -> HttpResponse:
    return show_form(
        request,
        form,
        heading=heading,
        intro=[_("What you write is kept, and anybody in the group can go on with it.")],
        confirm=_("Keep this and go on"),
        not_now=not_now,
        shared=shared,
    )


@person_required
@takes(RepresentationScope.DECIDE)
def brief_what(request: PersonRequest, brief_id: int) -> HttpResponse:
    return _edit(
        request, brief_id, BriefWhatForm, heading=_("What, when and where"), then="brief_send"
    )


@person_required
@takes(RepresentationScope.DECIDE)
def brief_who(request: PersonRequest, brief_id: int) -> HttpResponse:
    heading = _("So that everybody can take part")
    return _edit(request, brief_id, BriefWhoForm, heading=heading, then="brief_answers")


@person_required
@takes(RepresentationScope.DECIDE)
def brief_answers(request: PersonRequest, brief_id: int) -> HttpResponse:
    heading = _("What would be good, and until when")
    return _edit(request, brief_id, BriefAnswersForm, heading=heading, then="brief_send")


def _edit(
    request: PersonRequest, brief_id: int, form_class: type[forms.Form], *, heading: str, then: str
) -> HttpResponse:
    """One of the short pages: keeps its part, then goes on to the next."""

    def read() -> Standing:
        brief = brief_for_member(brief_id, request.acting)
        words = part_of(words_of_brief(brief), form_class.base_fields)
        return Standing(words, form_class(initial=dict(words)))

    shared = SharedWords(request, read)
    form = form_class(post_data(request), initial=shared.standing.form.initial)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form, shared):
            edit_brief(
                brief_id=brief_id,
                fields=form.cleaned_data,
                began_from=shared.sent,
                by=request.acting,
                now=clock.now(),
            )
            return redirect(then, brief_id)
    return _ask(request, form, heading, reverse("brief", args=[brief_id]), shared)


SENT_TEXTS = {
    MotionPurpose.SEND_BRIEF: gettext_lazy("People who run things near you can now make an offer."),
    MotionPurpose.SEND_CHANGES: gettext_lazy(
        "It is sent as it is written now. Whoever may answer it, or has, is told."
    ),
}
CONFIRM_TEXTS = {
    MotionPurpose.SEND_BRIEF: gettext_lazy("Ask for offers"),
    MotionPurpose.SEND_CHANGES: gettext_lazy("Send it as it is now"),
}
NEXT_TEXTS = {
    MotionPurpose.SEND_BRIEF: gettext_lazy(
        "People who run things near you read this, without the group’s name or anybody’s in "
        "it. Anybody may read what you want, when, and roughly where: nothing more. Somebody "
        "looks at your words first, within two working days; what you ticked goes out at "
        "once. You can look at the offers when the day has come, and choose together."
    ),
    MotionPurpose.SEND_CHANGES: gettext_lazy(
        "Whoever was asked is told that it has changed, and reads what is different. Offers "
        "that have come stay, and are shown as made for the earlier words; whoever made one "
        "may change it. Other words than before are looked at first, within two working days."
    ),
}


@person_required
@takes(RepresentationScope.DECIDE)
def brief_send(request: PersonRequest, brief_id: int) -> HttpResponse:
    """Look at it all once more, then ask; but not at what could not be sent (fault B8)."""
    brief = brief_for_member(brief_id, request.acting)
    purpose = purpose_of_sending(brief)
    if brief.state != BriefState.DRAFT and purpose == MotionPurpose.SEND_BRIEF:
        return redirect("brief", brief_id)
    form = HowPutForm(post_data(request), for_somebody=request.acting.is_by_other_hands)
    if request.method == "GET":
        try:
            check_can_send(brief, clock.now())
        except Refused as refusal:
            messages.error(request, f"{refusal.message} {refusal.next_step}".strip())
            return redirect("brief_answers", brief_id)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            motion = propose_step(
                purpose=purpose,
                about_id=brief_id,
                how_put=form.how_put(),
                shown_digest=digest_shown(request),
                by=request.acting,
                now=clock.now(),
            )
            waits = motion is not None and motion.state == MotionState.WAITING
            messages.success(request, WAITS_FOR_SECOND_TEXT if waits else SENT_TEXTS[purpose])
            return redirect("brief", brief_id)
    shown = step_shown(purpose, brief)
    context = {
        "brief": brief,
        "rows": _rows_leading_back(brief, shown[1:]),
        "shown": shown,
        "confirm": CONFIRM_TEXTS[purpose],
        "not_now_url": reverse("brief", args=[brief_id]),
        "what_next": NEXT_TEXTS[purpose],
        "needs_second": needs_second_text(brief.group_id),
    }
    return show_form(request, form, "group/brief_send.html", **context)


@person_required
@shows(Seen.GROUPS)
def brief_page(request: PersonRequest, brief_id: int) -> HttpResponse:
    brief, me = brief_and_member(brief_id, request.acting)
    if brief.group.is_solo:
        return redirect("arranged_alone", brief_id)
    now, people = clock.now(), people_and_signing_in(brief.group_id)
    shows_all = may_see(request.acting, Seen.OTHERS_WORDS, now=now)
    words = brief_words_of_row(brief)
    is_held_back = words is not None and words.state == ModerationState.HELD_BACK
    can_change = brief.state in (BriefState.DRAFT, BriefState.ASKING)
    context = {
        "brief": brief,
        "states": BriefState,
        "words": words,
        "words_states": ModerationState,
        "look_again_url": reverse("brief_look_again", args=[brief_id]),
        "can_mend": brief.state == BriefState.ASKING and is_held_back,
        **(_written_anew(brief) if shows_all else {}),
        "shows_all": shows_all,
        "shows_names": shows_all,
        "rows": brief_rows(brief, can_change=can_change)
        if shows_all
        else brief_rows(brief, can_change=False)[:PUBLIC_ROWS],
        "chosen": chosen_offer(brief) if brief.state == BriefState.DECIDED else None,
        "detail": decision_detail(brief_id, request.acting, now)
        if brief.state == BriefState.COMPARING
        else None,
        "ideas": ideas_for_member(brief, me, request.acting, now=now),
        "motions": motions_for_member(brief, me, people),
        "needs_second": second_word_text(brief.group, people[0]),
        "stop_digest": digest_of(step_shown(MotionPurpose.STOP_ANSWERS, brief)),
    }
    return render(request, "group/brief.html", context)


def _written_anew(brief: Brief) -> dict[str, Any]:
    """What its people write anew since it was sent, and what was changed before."""
    rewording = rewording_of(brief)
    return {
        "written_anew": changed_lines(brief, rewording) if rewording else (),
        "changes": changes_of_brief(brief),
    }


@person_required
@require_POST
def brief_look_again(request: PersonRequest, brief_id: int) -> HttpResponse:
    look_again_at_brief(brief_id=brief_id, by=request.acting, now=clock.now())
    messages.success(request, _("Somebody else is asked to look at your words."))
    return redirect("brief", brief_id)


@paper_entry_required
@require_POST
def paper_look_again(request: RoleRequest, code: str) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    if "group" in request.POST:
        look_again_at_group(group_id=member.group_id, by=acting, now=clock.now())
    else:
        brief_id = parse_id(request.POST.get("brief"))
        look_again_at_brief(brief_id=brief_id, by=acting, now=clock.now())
    messages.success(request, _("Somebody else is asked to look at their words."))
    return redirect("paper_sheet", member.paper_code)


@person_required
@require_POST
def brief_stop(request: PersonRequest, brief_id: int) -> HttpResponse:
    back, then = (reverse(name, args=[brief_id]) for name in ("brief", "offers"))
    return press_to_propose(request, MotionPurpose.STOP_ANSWERS, brief_id, back=back, then=then)


@person_required
@takes(RepresentationScope.DECIDE)
def brief_close(request: PersonRequest, brief_id: int) -> HttpResponse:
    brief = brief_for_member(brief_id, request.acting)
    form = HowPutForm(post_data(request), for_somebody=request.acting.is_by_other_hands)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            motion = propose_step(
                purpose=MotionPurpose.CLOSE_BRIEF,
                about_id=brief_id,
                how_put=form.how_put(),
                shown_digest=digest_shown(request),
                by=request.acting,
                now=clock.now(),
            )
            if motion is not None and motion.state == MotionState.WAITING:
                messages.success(request, WAITS_FOR_SECOND_TEXT)
            return redirect("brief", brief_id)
    return show_form(
        request,
        form,
        heading=_("Do not go on with this"),
        shown=step_shown(MotionPurpose.CLOSE_BRIEF, brief),
        intro=[
            _("Whoever made an offer is told kindly. You can ask again another time."),
            *filter(None, [needs_second_text(brief.group_id)]),
        ],
        confirm=_("Close it"),
        not_now=reverse("brief", args=[brief_id]),
    )


PUBLIC_ROWS = 3  # what, when and where


# Where each line of a brief is asked, in the order of `brief_shown`.
BRIEF_PAGES = ("brief_what",) * 3 + ("brief_who",) * 2 + ("brief_answers",) * 4


def brief_rows(brief: Brief, *, can_change: bool) -> list[Row]:
    """All that a brief says, each line leading back to where it was asked."""
    shown = brief_shown(brief)
    if can_change:
        return _rows_leading_back(brief, shown)
    return [Row(line.key, line.value, "") for line in shown]


def _rows_leading_back(brief: Brief, shown: Shown) -> list[Row]:
    return [
        Row(line.key, line.value, reverse(page, args=[brief.pk]))
        for line, page in zip(shown, BRIEF_PAGES, strict=True)
    ]
