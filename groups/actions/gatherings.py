"""A group's own dates: added, changed, called off and put on again by any member."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.dates import format_moment
from community.common.refusals import or_not_found
from community.common.shared_words import check_began_from
from community.messaging.actions.notifying import notify_each_person
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.bases import Matter
from community.people.rules.authority import check_authority, check_may_stop
from community.people.states import RepresentationScope
from groups.deeds import GroupDeed
from groups.message_kinds import GroupMessage
from groups.models.gatherings import Attendance, Gathering, GatheringSeries
from groups.models.members import Group, Member
from groups.queries.gatherings import (
    GATHERING_WORDS,
    count_to_come,
    is_planned,
    persons_coming,
    words_of_gathering,
)
from groups.queries.members import member_ids, membership
from groups.queries.resting import persons_not_here_in
from groups.rules.gatherings import (
    GatheringPlan,
    Repeats,
    check_can_change,
    check_can_meet,
    check_date,
    check_free,
    check_not_begun,
    check_not_ended,
    dates_of,
    moves_to_another_day,
)
from groups.states import ATTENDANCE, GATHERING, AttendanceState, GatheringState
from providers.queries.supply import public_listing


@transaction.atomic
def plan_gatherings(
    *,
    group_id: int,
    plan: GatheringPlan,
    repeats: Repeats | None = None,
    listing_id: int | None = None,
    by: Acting,
    now: datetime,
) -> list[Gathering]:
    """One date, or some that repeat; the others hear of it once, but who rests or is away (P126).
    `listing_id`: of which listing it is the plan."""
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now)
    group, member = _lock_group(group_id, by)
    if listing_id is not None:
        public_listing(listing_id)
    dates = dates_of(plan, repeats)
    to_come = count_to_come(group_id, now)
    check_can_meet(dates, group_state=group.state, to_come=to_come, now=now)
    for date in dates:
        _check_free(group_id, date.title, date.starts_at)
    series = None
    if repeats is not None:
        series = GatheringSeries.objects.create(
            group=group, every_weeks=repeats.every_weeks, created_at=now
        )
    gatherings = Gathering.objects.bulk_create(
        [
            Gathering(
                group=group,
                series=series,
                listing_id=listing_id,
                **{name: getattr(date, name) for name in GATHERING_WORDS},
                created_at=now,
                changed_at=now,
                changed_by=member,
            )
            for date in dates
        ]
    )
    record_deed(by=by, deed=GroupDeed.ADD_DATES, about=f"group:{group_id}", now=now)
    _tell_of_new(gatherings, member, now)
    return gatherings


@transaction.atomic
def change_gathering(
    *,
    gathering_id: int,
    fields: Mapping[str, Any],
    began_from: str | None = None,
    by: Acting,
    now: datetime,
) -> Gathering:
    """Any of GATHERING_WORDS, by any member. Who said that they come is told; moved to another day,
    they are asked again, for nobody is shown as coming on a day that they did not say."""
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now)
    gathering, member = _lock_gathering(gathering_id, by)
    unknown = set(fields) - set(GATHERING_WORDS)
    if unknown:
        raise TypeError(f"a gathering has no {', '.join(sorted(unknown))}")
    before = words_of_gathering(gathering)
    check_began_from(began_from, before, written=fields)
    check_can_change(gathering.starts_at, gathering.state, now)
    if all(before[name] == value for name, value in fields.items()):
        return gathering
    for name, value in fields.items():
        setattr(gathering, name, value)
    check_date(GatheringPlan(**words_of_gathering(gathering)), now=now)
    _check_free(gathering.group_id, gathering.title, gathering.starts_at, but=gathering.pk)
    _write(gathering, member, now)
    gathering.save(update_fields=[*fields, *WRITTEN])
    record_deed(by=by, deed=GroupDeed.CHANGE_DATE, about=f"gathering:{gathering.pk}", now=now)
    _tell_of_change(gathering, before["starts_at"], member, now)
    return gathering


@transaction.atomic
def call_off_gathering(
    *, gathering_id: int, and_later: bool = False, by: Acting, now: datetime
) -> Gathering:
    """By any member, and told to who said that they come. `and_later`: with those that were added
    together with it and come after it. Called off already, nothing happens."""
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now)
    gathering, member = _lock_gathering(gathering_id, by)
    check_not_begun(gathering.starts_at, now)
    gatherings = [gathering]
    if and_later and gathering.series_id is not None:
        later = Gathering.objects.select_for_update(no_key=True).filter(
            series_id=gathering.series_id, starts_at__gt=gathering.starts_at
        )
        gatherings += list(later.order_by("pk"))
    off = [each for each in gatherings if each.state == GatheringState.PLANNED]
    for each in off:
        _write(each, member, now)
        transition_gathering(each, GatheringState.CALLED_OFF, *WRITTEN, by=by, now=now)
    if off:
        _tell_who_comes(
            off,
            but=member,
            kind=GroupMessage.DATE_CALLED_OFF,
            subject=_("A date of your group is called off"),
            text=_called_off_text(off),
            now=now,
        )
    return gathering


@transaction.atomic
def put_gathering_on_again(*, gathering_id: int, by: Acting, now: datetime) -> Gathering:
    """By any member: who had said that they come is told, and still stands as coming."""
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now)
    gathering, member = _lock_gathering(gathering_id, by)
    check_not_begun(gathering.starts_at, now)
    if gathering.state == GatheringState.PLANNED:
        return gathering
    check_not_ended(gathering.group.state)
    _check_free(gathering.group_id, gathering.title, gathering.starts_at, but=gathering.pk)
    _write(gathering, member, now)
    transition_gathering(gathering, GatheringState.PLANNED, *WRITTEN, by=by, now=now)
    _tell_who_comes(
        [gathering],
        but=member,
        kind=GroupMessage.DATE_ON_AGAIN,
        subject=_("A date of your group is on again"),
        text=_("“%(title)s” on %(when)s is on again. Say so on its page if you do not come.")
        % _facts(gathering),
        now=now,
    )
    return gathering


@transaction.atomic
def say_attendance(
    *, gathering_id: int, coming: bool, brings_words: str = "", by: Acting, now: datetime
) -> Attendance:
    """“I’m coming”, and what they bring, or “not this time”: no reason is asked, and nobody is
    told. The last answer before it begins is the one."""
    if coming:
        check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now)
    else:
        check_may_stop(by, now=now)
    gathering = or_not_found(
        Gathering.objects.select_for_update(no_key=True).filter(pk=gathering_id).first()
    )
    member = membership(gathering.group_id, by)
    check_can_change(gathering.starts_at, gathering.state, now)
    state = AttendanceState.COMING if coming else AttendanceState.NOT_COMING
    said = {"state": state, "brings_words": brings_words if coming else ""}
    hands = {"said_at": now, "said_by": by.login, "on_paper": by.on_paper}
    attendance = Attendance.objects.filter(gathering=gathering, member=member).first()
    if attendance is None:
        attendance = Attendance(gathering=gathering, member=member, **said, **hands)
        _save_answer(attendance, by=by, now=now)
        return attendance
    if all(getattr(attendance, name) == said[name] for name in said):
        return attendance
    for name, value in ({"brings_words": said["brings_words"]} | hands).items():
        setattr(attendance, name, value)
    if attendance.state == state:
        _save_answer(attendance, by=by, now=now)
    else:
        transition_attendance(attendance, state, by=by, now=now)
    return attendance


def transition_attendance(
    attendance: Attendance, state: AttendanceState, *, by: Acting, now: datetime
) -> None:
    """The other answer to a date whose row the caller has locked, with what else was said."""
    deed = ATTENDANCE.deed_for(attendance.state, state)
    attendance.state = state
    attendance.save()
    record_deed(by=by, deed=deed, about=f"gathering:{attendance.gathering_id}", now=now)


def _save_answer(attendance: Attendance, *, by: Acting, now: datetime) -> None:
    attendance.save()
    about = f"gathering:{attendance.gathering_id}"
    record_deed(by=by, deed=GroupDeed.SAY_ATTENDANCE, about=about, now=now)


def transition_gathering(
    gathering: Gathering, state: GatheringState, *fields: str, by: Acting, now: datetime
) -> None:
    """One move of a date whose row the caller has locked; `fields` changed with it."""
    deed = GATHERING.deed_for(gathering.state, state)
    gathering.state = state
    gathering.save(update_fields=["state", *fields])
    record_deed(by=by, deed=deed, about=f"gathering:{gathering.pk}", now=now)


WRITTEN = ("changed_at", "changed_by", "revision")


def _write(gathering: Gathering, member: Member, now: datetime) -> None:
    """Who did it stands on its page."""
    gathering.changed_at, gathering.changed_by = now, member
    gathering.revision += 1


def _lock_group(group_id: int, by: Acting) -> tuple[Group, Member]:
    group = Group.objects.select_for_update(no_key=True).filter(pk=group_id).first()
    return or_not_found(group), membership(group_id, by)


def _lock_gathering(gathering_id: int, by: Acting) -> tuple[Gathering, Member]:
    """With its group, among whose dates it is compared."""
    known = or_not_found(Gathering.objects.filter(pk=gathering_id).first())
    group, member = _lock_group(known.group_id, by)
    gathering = Gathering.objects.select_for_update(no_key=True).get(pk=gathering_id)
    gathering.group = group
    return gathering, member


def _check_free(group_id: int, title: str, starts_at: datetime, *, but: int | None = None) -> None:
    is_there = is_planned(group_id, title, starts_at, but=but)
    check_free(title=title, starts_at=starts_at, is_there=is_there)


def _facts(gathering: Gathering) -> dict[str, str]:
    return {"title": gathering.title, "when": format_moment(gathering.starts_at)}


def _tell_of_new(gatherings: Sequence[Gathering], member: Member, now: datetime) -> None:
    """Nothing is asked of who rests or is away."""
    first, group_id = gatherings[0], member.group_id
    not_here = persons_not_here_in(group_id)
    others = [
        person_id
        for person_id in member_ids(group_id)
        if person_id != member.person_id and person_id not in not_here
    ]
    if len(gatherings) == 1:
        text = _("“%(title)s” on %(when)s. Say so on its page if you come.") % _facts(first)
    else:
        text = _(
            "Some dates were added. The first is “%(title)s” on %(when)s. Say on their page to"
            " which you come."
        ) % _facts(first)
    notify_each_person(
        others,
        kind=GroupMessage.DATES_ADDED,
        subject=_("A new date in your group"),
        about=member.group.name,
        text=text,
        link=_link(gatherings),
        group_id=group_id,
        key=f"gathering:{first.pk}:added",
        now=now,
    )


def _tell_of_change(gathering: Gathering, was_at: datetime, member: Member, now: datetime) -> None:
    facts = _facts(gathering) | {"before": format_moment(was_at)}
    is_another_day = moves_to_another_day(was_at, gathering.starts_at)
    if is_another_day:
        text = _(
            "“%(title)s” is not on %(before)s any more. It is on %(when)s. You had said that you"
            " come: please say on its page if you come then."
        )
    elif was_at != gathering.starts_at:
        text = _("“%(title)s” is on %(when)s, and no longer on %(before)s.")
    else:
        text = _("“%(title)s” on %(when)s has changed. Its page says how it is now.")
    _tell_who_comes(
        [gathering],
        but=member,
        kind=GroupMessage.DATE_CHANGED,
        subject=_("A date of your group has changed"),
        text=text % facts,
        now=now,
    )
    if is_another_day:
        Attendance.objects.filter(gathering=gathering).delete()


def _called_off_text(gatherings: Sequence[Gathering]) -> str:
    if len(gatherings) == 1:
        return _("“%(title)s” on %(when)s is called off.") % _facts(gatherings[0])
    return _(
        "“%(title)s” on %(when)s is called off, and the dates after it that were added with it."
    ) % _facts(gatherings[0])


def _tell_who_comes(
    gatherings: Sequence[Gathering],
    *,
    but: Member,
    kind: GroupMessage,
    subject: str,
    text: str,
    now: datetime,
) -> None:
    first = gatherings[0]
    notify_each_person(
        [pk for pk in persons_coming(each.pk for each in gatherings) if pk != but.person_id],
        kind=kind,
        subject=subject,
        about=but.group.name,
        text=text,
        link=_link(gatherings),
        group_id=first.group_id,
        key=f"gathering:{first.pk}:{first.revision}:{kind}",
        now=now,
    )


def _link(gatherings: Sequence[Gathering]) -> str:
    if len(gatherings) == 1:
        return f"/date/{gatherings[0].pk}/"
    return f"/group/{gatherings[0].group_id}/dates/"
