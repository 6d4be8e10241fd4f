"""One proposes a step for the group, a second person agrees, or nobody says no (P38, P39)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.refusals import NotFound, Refused, or_not_found
from community.common.shown import check_shown, digest_of
from community.messaging.actions.notifying import PersonMessage, notify_people
from community.people.acting import SYSTEM, Acting
from community.people.actions.audit_lines import record_deed
from community.people.bases import Matter
from community.people.how_put import SAID_BY_THEMSELVES, HowPut
from community.people.models.how_put import said_how
from community.people.queries.acting import roles_of
from community.people.rules.authority import check_authority
from community.people.rules.how_put import check_how_it_was_put
from community.people.states import RepresentationKind, RepresentationScope, RoleKind
from groups.actions.endings import tell_of_ending
from groups.actions.motion_states import transition_motion
from groups.actions.motion_steps import STEPS
from groups.actions.notifications import notify_members
from groups.deeds import GroupDeed
from groups.message_kinds import GroupMessage
from groups.models.briefs import Brief
from groups.models.members import Group, Member
from groups.models.motions import Motion, MotionWord
from groups.queries.members import member_ids, membership
from groups.queries.motion_subjects import (
    Subject,
    about_of,
    group_id_of,
    motion_shown,
    step_shown,
    words_of,
)
from groups.queries.motions import others_told_at, people_and_signing_in, proposed_key
from groups.rules.endings import check_end_reason, check_may_propose
from groups.rules.motions import (
    FINAL_PURPOSES,
    NEVER_BY_WAITING,
    carried_by,
    check_counts,
    check_nothing_rests,
    check_same_day,
    check_same_reason,
    check_says_what_was_shown,
    check_sheet,
    check_theirs_to_take_back,
    check_too_few_can_act,
    check_waits,
    is_nobodys_no,
    is_waited_for_long_enough,
    too_few_can_act,
    version_of,
)
from groups.states import GROUP_PURPOSES, CarriedBy, MotionPurpose, MotionState
from groups.wording import when_done_text


@transaction.atomic
def propose_step(
    *,
    purpose: MotionPurpose,
    about_id: int,
    last_day: date | None = None,
    reason: str = "",
    how_put: HowPut = SAID_BY_THEMSELVES,
    shown_digest: str | None = None,
    by_program: bool = False,
    by: Acting,
    now: datetime,
) -> Motion | None:
    """Propose it, or agree where somebody has. Done already, nothing is proposed: None. `about_id`:
    of the group, for one of GROUP_PURPOSES; else of one of its briefs. A program that agrees sends
    the digest of the motion, as a yes to it does."""
    subject = _lock_subject(purpose, about_id)
    group_id = group_id_of(subject)
    member = membership(group_id, by)
    _check_scope(group_id, by, now)
    motion = _waiting(purpose, subject)
    if motion is None and STEPS[purpose].is_done(subject):
        return None
    if motion is not None and by_program:
        has_agreed = motion.words.filter(member=member, agrees=True).exists()
        check_says_what_was_shown(has_agreed=has_agreed, digest=shown_digest)
        check_shown(shown_digest, motion_shown(motion, subject))
    else:
        check_shown(shown_digest, step_shown(purpose, subject))
    if motion is not None:
        check_same_day(last_day, motion.last_day)
        check_same_reason(reason, motion.reason)
        return _agree(motion, subject, member, how_put, by, now)
    motion = Motion(
        group_id=group_id,
        purpose=purpose,
        about=about_of(subject),
        last_day=last_day,
        reason=reason,
        proposed_by=member,
        proposed_at=now,
    )
    check_may_propose(purpose, _state_of_group(subject))
    check_end_reason(purpose, reason)
    STEPS[purpose].check(subject, motion, now)
    _check_how_it_was_put(how_put, by)
    motion.save()
    record_deed(by=by, deed=GroupDeed.PROPOSE_STEP, about=motion.about, now=now)
    _write_word(motion, member, how_put, agrees=True, by=by, now=now)
    if not _carry_if_agreed(motion, subject, by, now):
        _notify_proposed(motion, subject, now)
    return motion


@transaction.atomic
def answer_step(
    *,
    motion_id: int,
    agrees: bool,
    how_put: HowPut = SAID_BY_THEMSELVES,
    shown_digest: str | None = None,
    sheet_version: str = "",
    by: Acting,
    now: datetime,
) -> Motion:
    """A yes, to what was shown, or a no to what somebody proposed. A no stops that it is done by
    waiting, and never that two agree. Where too few can act for themselves, a connector says it
    (P39)."""
    motion, subject = _lock_motion(motion_id)
    member = _whose_word(motion, by, now)
    if agrees:
        if motion.state == MotionState.WAITING:
            present = motion_shown(motion, subject)
            check_sheet(sheet_version, version_of(digest_of(present)))
            check_shown(shown_digest, present)
        return _agree(motion, subject, member, how_put, by, now)
    check_waits(waits=motion.state == MotionState.WAITING)
    if motion.words.filter(member=member, agrees=False).exists():
        return motion
    _write_word(motion, member, how_put, agrees=False, by=by, now=now)
    record_deed(by=by, deed=GroupDeed.REFUSE_STEP, about=motion.about, now=now)
    return motion


@transaction.atomic
def take_back_step(*, motion_id: int, by: Acting, now: datetime) -> Motion:
    """By one of those who agreed, or by anybody where nobody had to; until something rests on it.
    All hear it."""
    motion, subject = _lock_motion(motion_id)
    member = membership(motion.group_id, by)
    _check_scope(motion.group_id, by, now)
    if motion.state == MotionState.TAKEN_BACK:
        return motion
    words = motion.words.filter(member=member, agrees=True)
    by_waiting = motion.carried_by == CarriedBy.NOBODYS_NO
    check_theirs_to_take_back(is_theirs=by_waiting or words.exists())
    step = STEPS[MotionPurpose(motion.purpose)]
    was_done = motion.state == MotionState.CARRIED
    check_nothing_rests(rests=was_done and step.rests(subject, motion, now))
    transition_motion(motion, MotionState.TAKEN_BACK, by=by, now=now)
    if was_done:
        step.undo(subject, by, now)
    text = _("%(name)s took this back: %(step)s (%(what)s).")
    _notify_ended(motion, text % {"name": member.known_as, **_words_of(motion, subject)}, now)
    return motion


@transaction.atomic
def settle_motion(*, motion_id: int, now: datetime) -> Motion:
    """Done, where nobody has said no for three days; over, where nobody agreed for four weeks."""
    motion, subject = _lock_motion(motion_id)
    if motion.state != MotionState.WAITING:
        return motion
    people, _with_login = people_and_signing_in(motion.group_id)
    noes = motion.words.filter(agrees=False).count()
    may_wait = motion.purpose not in NEVER_BY_WAITING
    if may_wait and is_nobodys_no(others_told_at(motion), noes=noes, people=people, now=now):
        try:
            with transaction.atomic():
                _carry(motion, subject, CarriedBy.NOBODYS_NO, SYSTEM, now)
        except Refused:
            motion.refresh_from_db()
            _let_go(motion, subject, now)
    elif is_waited_for_long_enough(motion.proposed_at, now):
        _let_go(motion, subject, now)
    return motion


def _lock_subject(purpose: MotionPurpose, about_id: int) -> Subject:
    """Before its motions, everywhere: so two who agree at once are one after the other. Of a brief
    its group is held too, so that nobody comes in while it is counted who is in it."""
    if purpose in GROUP_PURPOSES:
        return _lock_group(about_id)
    brief = or_not_found(Brief.objects.select_for_update(no_key=True).filter(pk=about_id).first())
    _lock_group(brief.group_id)
    return brief


def _state_of_group(subject: Subject) -> str:
    return subject.state if isinstance(subject, Group) else subject.group.state


def _lock_group(group_id: int) -> Group:
    groups = Group.objects.select_for_update(no_key=True, of=("self",)).select_related("area")
    return or_not_found(groups.filter(pk=group_id).first())


def _lock_motion(motion_id: int) -> tuple[Motion, Subject]:
    motions = Motion.objects.select_related("proposed_by")
    unlocked = or_not_found(motions.filter(pk=motion_id).first())
    subject = _lock_subject(MotionPurpose(unlocked.purpose), unlocked.about_id)
    return motions.select_for_update(no_key=True, of=("self",)).get(pk=motion_id), subject


def _waiting(purpose: MotionPurpose, subject: Subject) -> Motion | None:
    about = {"purpose": purpose, "about": about_of(subject), "state": MotionState.WAITING}
    return Motion.objects.select_for_update(no_key=True).filter(**about).first()


def _check_scope(group_id: int, by: Acting, now: datetime) -> None:
    """An advocate speaks where too few can act for themselves; elsewhere they suggest (P7, P39)."""
    kind = by.representation.kind if by.representation else None
    scope = RepresentationScope.DECIDE
    if kind == RepresentationKind.ADVOCATE:
        people, with_login = people_and_signing_in(group_id)
        if too_few_can_act(people=people, with_login=with_login):
            scope = RepresentationScope.SUGGEST
    check_authority(by, scope, matter=Matter.LIFE, now=now)


def _whose_word(motion: Motion, by: Acting, now: datetime) -> Member | None:
    """The member whose word it is; None for a connector of the group's area."""
    if by.person is not None:
        member = membership(motion.group_id, by)
        _check_scope(motion.group_id, by, now)
        return member
    if (RoleKind.CONNECTOR, motion.group.area_id) not in roles_of(by.login_id):
        raise NotFound("")
    people, with_login = people_and_signing_in(motion.group_id)
    check_too_few_can_act(people=people, with_login=with_login)
    return None


def _agree(
    motion: Motion,
    subject: Subject,
    member: Member | None,
    how_put: HowPut,
    by: Acting,
    now: datetime,
) -> Motion:
    own_words = motion.words.filter(member=member, login=by.login, agrees=True)
    if own_words.exists():
        return motion  # said already, and perhaps done since
    check_waits(waits=motion.state == MotionState.WAITING)
    others = motion.words.filter(agrees=True).exclude(member=member) if member else motion.words
    check_counts(by.login_id, list(others.filter(agrees=True).values_list("login_id", flat=True)))
    _check_how_it_was_put(how_put, by)
    _write_word(motion, member, how_put, agrees=True, by=by, now=now)
    record_deed(by=by, deed=GroupDeed.AGREE_TO_STEP, about=motion.about, now=now)
    _carry_if_agreed(motion, subject, by, now)
    return motion


def _check_how_it_was_put(how_put: HowPut, by: Acting) -> None:
    """Of a yes for somebody; a no, and taking it back, need none of it."""
    check_how_it_was_put(how_put, is_by_other_hands=by.asks_how_it_was_put, is_about_money=False)


def _write_word(
    motion: Motion,
    member: Member | None,
    how_put: HowPut,
    *,
    agrees: bool,
    by: Acting,
    now: datetime,
) -> None:
    fields = {
        "login": by.login,
        "agrees": agrees,
        "on_paper": by.on_paper,
        "named": _named(member, by),
        "given_at": now,
        **said_how(how_put),
    }
    if member is None:
        MotionWord.objects.update_or_create(
            motion=motion, member=None, login=by.login, defaults=fields
        )
    else:
        MotionWord.objects.update_or_create(motion=motion, member=member, defaults=fields)


def _named(member: Member | None, by: Acting) -> str:
    """By the name they chose; a connector, and an advocate, by their own (P39)."""
    if member is None:
        return by.required_login.name
    if by.representation and by.representation.kind == RepresentationKind.ADVOCATE:
        names = {"name": member.known_as, "advocate": by.required_login.name}
        return _("%(advocate)s for %(name)s") % names
    return member.known_as


def _carry_if_agreed(motion: Motion, subject: Subject, by: Acting, now: datetime) -> bool:
    people, _with_login = people_and_signing_in(motion.group_id)
    how = carried_by(agreed=motion.words.filter(agrees=True).count(), people=people)
    if how is None:
        return False
    _carry(motion, subject, how, by, now)
    return True


def _carry(motion: Motion, subject: Subject, how: CarriedBy, by: Acting, now: datetime) -> None:
    motion.carried_by = how
    transition_motion(motion, MotionState.CARRIED, "carried_by", by=by, now=now)
    STEPS[MotionPurpose(motion.purpose)].do(subject, motion, by, now)
    _tell_carried(motion, subject, how, now)


def _tell_carried(motion: Motion, subject: Subject, how: CarriedBy, now: datetime) -> None:
    key, text = f"motion:{motion.pk}:carried", _carried_text(motion, subject, how)
    if motion.purpose == MotionPurpose.END_GROUP:
        tell_of_ending(motion.group, text, key=key, now=now)
    elif how != CarriedBy.ALONE:
        undo = _("Until something rests on it, it can be taken back.")
        if motion.purpose in FINAL_PURPOSES:
            undo = ""
        notify_members(
            motion.group_id,
            kind=GroupMessage.STEP_CARRIED,
            subject=_("About your group"),
            text=f"{text} {undo}".strip(),
            link=f"/motion/{motion.pk}/",
            key=key,
            now=now,
        )


def _carried_text(motion: Motion, subject: Subject, how: CarriedBy) -> str:
    """By whom it was agreed, by the names they chose; of a group of one, nothing."""
    if how == CarriedBy.ALONE:
        return ""
    names = [word.named for word in motion.words.filter(agrees=True).order_by("pk")]
    words = _words_of(motion, subject) | {"first": names[0], "second": names[-1]}
    if how == CarriedBy.TWO:
        text = _("%(first)s proposed it and %(second)s agreed: %(step)s (%(what)s).")
    else:
        text = _("%(first)s proposed it and nobody said no: %(step)s (%(what)s).")
    return text % words


def _let_go(motion: Motion, subject: Subject, now: datetime) -> None:
    transition_motion(motion, MotionState.LET_GO, by=SYSTEM, now=now)
    text = _("This was proposed and not agreed, so it is over: %(step)s (%(what)s).")
    _notify_ended(motion, text % _words_of(motion, subject), now)


def _words_of(motion: Motion, subject: Subject) -> dict[str, str]:
    return {"step": str(MotionPurpose(motion.purpose).label), "what": words_of(subject)}


def _notify_proposed(motion: Motion, subject: Subject, now: datetime) -> None:
    """Everybody else hears it, and by whom: then the three days begin."""
    people = member_ids(motion.group_id)
    text = _("%(name)s proposes this for your group: %(step)s (%(what)s). %(when)s") % {
        "name": motion.proposed_by.known_as,
        "when": when_done_text(
            len(people), motion.group.area_id, by_waiting=motion.purpose not in NEVER_BY_WAITING
        ),
        **_words_of(motion, subject),
    }
    others = [pk for pk in people if pk != motion.proposed_by.person_id]
    notify_people(
        [PersonMessage(pk, proposed_key(motion, pk), text) for pk in others],
        kind=GroupMessage.STEP_PROPOSED,
        subject=_("A question from your group"),
        about=motion.group.name,
        group_id=motion.group_id,
        link=f"/motion/{motion.pk}/",
        now=now,
    )


def _notify_ended(motion: Motion, text: str, now: datetime) -> None:
    notify_members(
        motion.group_id,
        kind=GroupMessage.STEP_ENDED,
        subject=_("About your group"),
        text=text,
        link=f"/motion/{motion.pk}/",
        key=f"motion:{motion.pk}:over",
        now=now,
    )
