"""What somebody proposes for the group: a second person's yes, a no, or taking it back."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.refusals import or_not_found
from community.people.rules.how_put import HowNotSaid
from community.people.rules.sight import may_see
from community.people.scope_table import Seen
from community.people.states import TalkAbout
from frontend.access import (
    PersonRequest,
    RoleRequest,
    acting_as_login,
    connector_required,
    member_of_sheet,
    paper_entry_required,
    person_required,
    shows,
)
from frontend.pages.form_page import parse_id
from frontend.pages.how_put import HowOfPressForm
from frontend.pages.pool.texts import talk_url
from frontend.pages.printing import print_sheets
from frontend.shared.form_guard.guards import digest_shown
from frontend.shared.paper_sheets import own_steps_sheet, step_sheets
from frontend.shared.sheet_versions import check_version
from groups.actions.motions import answer_step, propose_step, take_back_step
from groups.models.motions import Motion
from groups.queries.members import membership
from groups.queries.motions import (
    MotionDetail,
    motion_for_connector,
    motion_for_member,
    motions_for_connector,
    needs_second_text,
)
from groups.states import MotionPurpose, MotionState

WAITS_FOR_SECOND_TEXT = gettext_lazy(
    "It is proposed, and the others are told. It waits for a second person."
)


@person_required
@shows(Seen.GROUPS)
def motion_page(request: PersonRequest, motion_id: int) -> HttpResponse:
    detail = motion_for_member(motion_id, request.acting)
    context = {
        "detail": detail,
        "when_done": needs_second_text(detail.motion.group_id, detail.motion.purpose),
        "shows_names": may_see(request.acting, Seen.OTHERS_WORDS, now=clock.now()),
        "talk": talk_url(TalkAbout.GROUP, detail.motion.group_id),
    }
    return render(request, "group/motion.html", context)


@person_required
@require_POST
def motion_word(request: PersonRequest, motion_id: int) -> HttpResponse:
    """ "yes", "no", or "back": one press each."""
    word = request.POST.get("word", "")
    by, now = request.acting, clock.now()
    if word == "back":
        take_back_step(motion_id=motion_id, by=by, now=now)
        messages.success(request, _("It is taken back, and the others are told."))
        return redirect("motion", motion_id)
    form = HowOfPressForm(request, kept=["word"])
    try:
        motion = answer_step(
            motion_id=motion_id,
            agrees=_agrees(word),
            how_put=form.how_put(),
            shown_digest=digest_shown(request),
            by=by,
            now=now,
        )
    except HowNotSaid:
        heading = motion_for_member(motion_id, by).purpose_text
        return form.ask(request, heading=heading, not_now=reverse("motion", args=[motion_id]))
    messages.success(request, word_text(motion))
    return redirect("motion", motion_id)


def _agrees(word: str) -> bool:
    return or_not_found({"yes": True, "no": False}.get(word))


def word_text(motion: Motion) -> str:
    if motion.state == MotionState.CARRIED:
        return _("Two have agreed, so it is done.")
    return _("Your answer is in. It waits for a second person who agrees.")


@paper_entry_required
@require_POST
def paper_motion(request: RoleRequest, code: str) -> HttpResponse:
    """From a sheet: a yes or a no to what is proposed, or a step that they propose."""
    member, acting = member_of_sheet(code, login=request.user)
    form = HowOfPressForm(request, kept=["purpose", "about", "word", "version"])
    facts: dict[str, Any] = {
        "how_put": form.how_put(),
        "shown_digest": digest_shown(request),
        "by": acting,
        "now": clock.now(),
    }
    purpose, number = request.POST.get("purpose", ""), parse_id(request.POST.get("about"))
    try:
        if purpose in MotionPurpose:
            check_version(request.POST.get("version", ""), own_steps_sheet(member))
            propose_step(purpose=MotionPurpose(purpose), about_id=number, **facts)
        else:
            answer_step(
                motion_id=number,
                agrees=_agrees(request.POST.get("word", "")),
                sheet_version=request.POST.get("version", ""),
                **facts,
            )
    except HowNotSaid:
        heading = _("The sheet of %(name)s") % {"name": member.known_as}
        back = reverse("paper_sheet", args=[member.paper_code])
        return form.ask(request, heading=heading, not_now=back)
    messages.success(request, _("It is entered."))
    return redirect("paper_sheet", member.paper_code)


@person_required
@shows(Seen.CODES)
def steps_sheet(request: PersonRequest, group_id: int) -> HttpResponse:
    """What is proposed in the group, and what this member may propose, each on half a sheet."""
    member = membership(group_id, request.acting)
    sheets = step_sheets(member, request.acting)
    heading = _("What is proposed in “%(group)s”") % {"group": member.group.name}
    return print_sheets(request, sheets, heading=heading)


def press_to_propose(
    request: PersonRequest,
    purpose: MotionPurpose,
    about_id: int,
    *,
    back: str,
    then: str = "",
    kept: Iterable[str] = (),
) -> HttpResponse:
    """One press on the page of a group or a brief, which is `back`: proposed, or agreed to where
    somebody has proposed it; then on to `then` where it is done by that."""
    form = HowOfPressForm(request, kept=kept)
    try:
        motion = propose_step(
            purpose=purpose,
            about_id=about_id,
            how_put=form.how_put(),
            shown_digest=digest_shown(request),
            by=request.acting,
            now=clock.now(),
        )
    except HowNotSaid:
        return form.ask(request, heading=str(purpose.label), not_now=back)
    if motion is not None and motion.state == MotionState.WAITING:
        messages.success(request, WAITS_FOR_SECOND_TEXT)
        return redirect(back)
    return redirect(then or back)


@connector_required
def connector_motions(request: RoleRequest) -> HttpResponse:
    """Groups of your areas where too few can act for themselves: your word may be the second."""
    context = {"motions": motions_for_connector(request.area_ids)}
    return render(request, "group/connector_motions.html", context)


@connector_required
@require_POST
def connector_motion(request: RoleRequest, motion_id: int) -> HttpResponse:
    detail: MotionDetail = motion_for_connector(motion_id, request.area_ids)
    answer_step(
        motion_id=detail.motion.pk,
        agrees=_agrees(request.POST.get("word", "")),
        shown_digest=digest_shown(request),
        by=acting_as_login(request),
        now=clock.now(),
    )
    messages.success(request, _("Your word is in, with your name. The group is told."))
    return redirect("connector_motions")
