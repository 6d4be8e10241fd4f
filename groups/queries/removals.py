"""Whether somebody stays in a group, to each who may read something of it (P118)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.dates import last_day_before
from community.common.lifecycle import not_none
from community.common.refusals import or_not_found
from community.common.shown import Shown, ShownLine
from community.messaging.queries.messages import Told, told_by_key
from community.moderation.rules.looking import EVER_LOOK, MORE_WHO_LOOK
from community.people.acting import Acting
from community.people.queries.acting import roles_of
from community.people.states import RoleKind
from groups.models.members import Member
from groups.models.removals import Removal, RemovalAnswer
from groups.queries.members import membership
from groups.queries.pauses import is_one_of_group
from groups.queries.resting import persons_not_here
from groups.removal_states import KEEPS_OUT, OPEN_REMOVALS, RemovalState
from groups.rules.decisions import WaitedFor
from groups.rules.removals import ASK_AGAIN_FOR, STAYS_OUT_FOR
from groups.states import CURRENT_STATES, HELD_STATES


@dataclass(frozen=True)
class OwnRemoval:
    """To whom it is about: what it is said to be about, and what can be done. Not who asked."""

    removal: Removal
    member: Member

    @property
    def waits(self) -> bool:
        return self.removal.state == RemovalState.ASKED

    @property
    def may_ask_again(self) -> bool:
        return self.removal.state == RemovalState.REMOVED


@dataclass(frozen=True)
class RemovalToAnswer:
    """To one of the others: whom it is about, what they say to it, and what this one answered."""

    removal: Removal
    me: Member
    answer: RemovalAnswer | None

    @property
    def known_as(self) -> str:
        return self.removal.member.known_as

    @property
    def last_day(self) -> date:
        return last_day_before(not_none(self.removal.closes_at))


def shown_to_others(removal: Removal) -> Shown:
    """What stands above the answer of one of the others."""
    return (
        ShownLine(_("Whether this person stays"), removal.member.known_as),
        ShownLine(_("It is said to be about"), str(removal.get_about_display())),
        ShownLine(_("What they say to it"), removal.side_words or _("Nothing so far.")),
    )


def shown_to_who_decides(removal: Removal) -> Shown:
    """What stands above the decision of who heard both."""
    lines = (
        (_("Group"), removal.group.name),
        (_("Whether this person stays"), removal.member.known_as),
        (_("Who asks, which the other is not told"), removal.asked_by.known_as),
        (_("It is said to be about"), str(removal.get_about_display())),
        (_("What happened, in the words of who asks"), removal.words),
        (_("What the other says to it"), removal.side_words or _("Nothing so far.")),
        (_("What was decided before"), removal.decided_words),
        (_("Why somebody else is to look"), removal.again_words),
    )
    return tuple(ShownLine(key, value) for key, value in lines if value)


def own_removal(group_id: int, by: Acting) -> OwnRemoval:
    """The newest about whoever acts, in this group; also once they are out of it."""
    removals = _removals().filter(group_id=group_id, member__person_id=or_not_found(by.person_id))
    removal = or_not_found(removals.exclude(state=RemovalState.TAKEN_BACK).last())
    return OwnRemoval(removal, removal.member)


def open_removal_about(member: Member) -> Removal | None:
    return Removal.objects.filter(member=member, state__in=OPEN_REMOVALS).first()


def removal_to_answer(removal_id: int, by: Acting) -> RemovalToAnswer:
    """For one of the group whom it is not about, while they choose."""
    removal = or_not_found(_chosen_by_groups().filter(pk=removal_id).first())
    me = membership(removal.group_id, by)
    or_not_found(removal if removal.member_id != me.pk else None)
    return RemovalToAnswer(removal, me, removal.answers.filter(member=me).first())


def removals_to_answer(member: Member) -> list[Removal]:
    removals = _chosen_by_groups().filter(group_id=member.group_id)
    return list(removals.exclude(member=member).order_by("asked_at", "pk"))


def removals_asked_by(member: Member) -> list[Removal]:
    """What this one asked, and nobody else reads that they did."""
    return list(_removals().filter(asked_by=member, state=RemovalState.ASKED))


def last_suspended_at(member: Member, login_id: int | None) -> datetime | None:
    """When this one, or these hands for another of the group, asked somebody to stay away."""
    same = Q(asked_by=member) | Q(asked_login_id=login_id, asked_login__isnull=False)
    asked = Removal.objects.filter(same, group_id=member.group_id, paused_until__isnull=False)
    return asked.aggregate(last=Max("asked_at"))["last"]


def is_kept_out(group_id: int, by: Acting, *, now: datetime) -> bool:
    """Was it decided that they are not in this group, within the last twelve months?"""
    decided = Removal.objects.filter(
        group_id=group_id,
        member__person=by.required_person,
        state__in=KEEPS_OUT,
        decided_at__gt=now - STAYS_OUT_FOR,
    )
    return decided.exists()


def removals_to_look_at(login_id: int | None) -> list[Removal]:
    """Where this login may decide: of neither side, not of the group, and not twice the same."""
    roles = roles_of(login_id)
    connects = {area_id for kind, area_id in roles if kind == RoleKind.CONNECTOR}
    more = {area_id for kind, area_id in roles if kind in MORE_WHO_LOOK}
    asked = Q(state=RemovalState.ASKED, by_group=False)
    again = Q(state=RemovalState.LOOKED_AT_AGAIN)
    in_connected = Q(group__area_id__in=connects)
    in_more = Q(group__area_id__in=more) & (again | Q(more_asked_at__isnull=False))
    waiting = _removals().filter(asked | again).filter(in_connected | in_more)
    return [each for each in waiting if may_decide(each, login_id)]


def may_decide(removal: Removal, login_id: int | None) -> bool:
    if login_id is None or login_id in (removal.asked_login_id, removal.decided_by_id):
        return False
    return not is_one_of_group(removal.group_id, login_id)


def removal_to_look_at(removal_id: int, login_id: int | None) -> Removal:
    """To anybody else it is not there."""
    removals = removals_to_look_at(login_id)
    return or_not_found(next((each for each in removals if each.pk == removal_id), None))


def who_decides_in(removal: Removal) -> list[RoleKind]:
    """Whom to ask now: a connector; where it waits, or is looked at again, the others too."""
    is_again = removal.state == RemovalState.LOOKED_AT_AGAIN
    return list(EVER_LOOK if is_again or removal.more_asked_at else (RoleKind.CONNECTOR,))


def others_who_choose(removal: Removal) -> list[Member]:
    """Those in the group now, but for whom it is about."""
    members = Member.objects.filter(group_id=removal.group_id, state__in=CURRENT_STATES)
    return list(members.exclude(pk=removal.member_id).order_by("pk"))


def counted_in(removal: Removal) -> list[Member]:
    """Of those, who is here and could be told; and who answered all the same (P43)."""
    everybody = others_who_choose(removal)
    answered = set(removal.answers.values_list("member_id", flat=True))
    not_here = persons_not_here(everybody)
    told = told_by_key(asked_key(removal, each) for each in everybody)
    lost = {each.pk for each in everybody if _is_lost(told.get(asked_key(removal, each)))}
    away = {each.pk for each in everybody if each.person_id in not_here} | lost
    return [each for each in everybody if each.pk not in away or each.pk in answered]


def waited_for_removal(removal: Removal) -> list[WaitedFor]:
    """Whoever has not answered; and always whom it is about: they are told first (P118)."""
    return [*_waited_for_each(removal, [removal.member]), *others_waited_for(removal)]


def others_waited_for(removal: Removal) -> list[WaitedFor]:
    answered = set(removal.answers.values_list("member_id", flat=True))
    waiting = [each for each in counted_in(removal) if each.pk not in answered]
    return _waited_for_each(removal, waiting)


def _waited_for_each(removal: Removal, members: Collection[Member]) -> list[WaitedFor]:
    told = told_by_key(asked_key(removal, each) for each in members)
    return [_waited_for(removal, told.get(asked_key(removal, each))) for each in members]


def told_of_asking(removal: Removal) -> Told | None:
    """How far word of it has come to whom it is about."""
    key = asked_key(removal, removal.member)
    return told_by_key([key]).get(key)


def asks_again_until(removal: Removal) -> datetime | None:
    """Until when somebody else may be asked: from when they were told what was decided."""
    key = decided_key(removal)
    told = told_by_key([key]).get(key)
    return told.at + ASK_AGAIN_FOR if told and told.at else None


def asked_key(removal: Removal, member: Member) -> str:
    return f"removal:{removal.pk}:asked:{member.person_id}"


def decided_key(removal: Removal) -> str:
    return f"removal:{removal.pk}:decided:{removal.member.person_id}"


def removals_to_settle() -> list[int]:
    """Each that is not over; and any by which somebody is still away."""
    return list(
        Removal.objects.filter(state__in=OPEN_REMOVALS).order_by("pk").values_list("pk", flat=True)
    )


def is_in_group(removal: Removal) -> bool:
    return removal.member.state in HELD_STATES


def _waited_for(removal: Removal, told: Told | None) -> WaitedFor:
    asked_on = today(removal.asked_at)
    if told is None:
        return WaitedFor(asked_on, is_at_visits=False, has_sheet=False)
    told_on = None
    if told.at is not None:
        told_on = last_day_before(told.at) if told.is_at_visits else today(told.at)
    return WaitedFor(told_on, is_at_visits=told.is_at_visits, has_sheet=False)


def _is_lost(told: Told | None) -> bool:
    return told is not None and told.is_lost


def _chosen_by_groups() -> QuerySet[Removal]:
    return _removals().filter(state=RemovalState.ASKED, by_group=True)


def _removals() -> QuerySet[Removal]:
    return Removal.objects.select_related("group__area", "member__person", "asked_by").order_by(
        "asked_at", "pk"
    )
