"""A group's choice, as one member may see it now."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from community.common.clock import today
from community.common.dates import last_day_before
from community.common.refusals import or_not_found
from community.messaging.queries.messages import Told, told_by_key
from community.people.acting import Acting
from groups.models.briefs import Brief
from groups.models.decisions import Ballot, Decision
from groups.models.members import Member
from groups.models.offers import Offer
from groups.queries.briefs import brief_and_member
from groups.queries.offers import OfferComparison, compare_offer, live_offers
from groups.queries.resting import in_the_count, opened_key
from groups.rules.decisions import COUNTED_GROUP, WaitedFor
from groups.states import CURRENT_STATES, HELD_STATES, BriefState, DecisionOutcome, OfferState


@dataclass(frozen=True)
class VoteCounts:
    """How many would be happy with each offer, and how many said "none of these"."""

    answered: int
    none_of_these: int
    happy: tuple[tuple[Offer, int], ...]


@dataclass(frozen=True)
class DecisionDetail:
    """A decision to one member. `counts` is None until it has closed, and afterwards where fewer
    than five answered: then nothing on this object tells how many are happy with what, or have
    answered (C14, P43). Who cannot vote came after it began: they read how it ends."""

    decision: Decision
    brief: Brief
    offers: tuple[OfferComparison, ...]
    is_open: bool
    can_vote: bool
    my_approvals: frozenset[int] | None
    is_without_me: bool
    counts: VoteCounts | None

    @property
    def has_voted(self) -> bool:
        return self.my_approvals is not None

    @property
    def waits_for_sheets(self) -> bool:
        """Its time is over, and paper that is out may still come in."""
        return not self.is_open and self.decision.closed_at is None

    @property
    def last_day(self) -> date:
        return last_day_before(self.decision.closes_at)

    @property
    def may_choose_again(self) -> bool:
        """It ended without a choice, and the offers are still there."""
        is_over = self.decision.closed_at is not None
        chose_nothing = self.decision.outcome != DecisionOutcome.CHOSEN
        return is_over and chose_nothing and self.brief.state == BriefState.COMPARING

    @property
    def is_asked_again(self) -> bool:
        return self.decision.number > 1


def decision_detail(brief_id: int, by: Acting, now: datetime) -> DecisionDetail | None:
    """The newest choice about a brief, for a member; None when the group has not begun one."""
    brief, member = brief_and_member(brief_id, by)
    decisions = Decision.objects.filter(brief=brief).select_related("chosen__provider")
    decision = decisions.order_by("number").last()
    return _detail(decision, brief, member, now) if decision else None


def decision_by_id(decision_id: int, by: Acting, now: datetime) -> DecisionDetail:
    """The same, by the decision's own id."""
    decision = or_not_found(
        Decision.objects.select_related("chosen__provider").filter(pk=decision_id).first()
    )
    return _detail(decision, *brief_and_member(decision.brief_id, by), now)


def _detail(decision: Decision, brief: Brief, member: Member, now: datetime) -> DecisionDetail:
    offers = list(decision.candidates.select_related("provider").order_by("sent_at", "pk"))
    ballot = Ballot.objects.filter(decision=decision, member=member).first()
    is_open = decision.closed_at is None and now < decision.closes_at
    return DecisionDetail(
        decision=decision,
        brief=brief,
        offers=tuple(
            compare_offer(offer, brief)
            for offer in offers
            if offer.state != OfferState.WITHDRAWN or not is_open
        ),
        is_open=is_open,
        can_vote=decision.voters.filter(pk=member.pk).exists(),
        my_approvals=_approvals(ballot),
        is_without_me=bool(ballot and ballot.without_me),
        counts=_counts(decision, offers) if decision.closed_at else None,
    )


def _approvals(ballot: Ballot | None) -> frozenset[int] | None:
    """The ids of the offers a member would be happy with; None until they have answered."""
    if ballot is None:
        return None
    return frozenset(ballot.approved_offers.values_list("pk", flat=True))


def _counts(decision: Decision, offers: list[Offer]) -> VoteCounts | None:
    answers = answers_of_members(decision)
    if len(answers) < COUNTED_GROUP:
        return None
    return VoteCounts(
        answered=len(answers),
        none_of_these=sum(not answer for answer in answers),
        happy=tuple((offer, sum(offer.pk in answer for answer in answers)) for offer in offers),
    )


def answers_of_members(decision: Decision) -> list[frozenset[int]]:
    """For each answer, the ids of the offers in it; of those who are still in the group."""
    ballots = Ballot.objects.filter(
        decision=decision, member__state__in=HELD_STATES, without_me=False
    )
    return [
        frozenset(offer.pk for offer in ballot.approved_offers.all())
        for ballot in ballots.prefetch_related("approved_offers")
    ]


def waited_for(decision: Decision) -> list[WaitedFor]:
    """Those in the count who have not answered, and how far word of it has come to each."""
    answered = set(decision.ballots.values_list("member_id", flat=True))
    waiting = [
        each
        for each in in_the_count(voters_in_group(decision), decision)
        if each.pk not in answered
    ]
    with_sheet = set(decision.sheets.values_list("member_id", flat=True))
    told = told_by_key(opened_key(decision, each.person_id) for each in waiting)
    facts = [
        (each.pk in with_sheet, told.get(opened_key(decision, each.person_id))) for each in waiting
    ]
    return [_waited_for(decision, has_sheet, each) for has_sheet, each in facts]


def _waited_for(decision: Decision, has_sheet: bool, told: Told | None) -> WaitedFor:
    """Whoever was written nothing was there when it began."""
    if told is None:
        return WaitedFor(today(decision.opened_at), is_at_visits=False, has_sheet=has_sheet)
    told_on = last_day_before(told.at) if told.is_at_visits and told.at else None
    if told.at and not told.is_at_visits:
        told_on = today(told.at)
    return WaitedFor(told_on, is_at_visits=told.is_at_visits, has_sheet=has_sheet)


def was_missed_before(decision: Decision) -> bool:
    """Did too few answer the last time this was asked?"""
    return Decision.objects.filter(
        brief_id=decision.brief_id, number=decision.number - 1, outcome=DecisionOutcome.TOO_FEW
    ).exists()


def voters_in_group(decision: Decision) -> list[Member]:
    """Who may vote in it and is still in the group. What somebody has said holds while they are
    asked to stay away: nobody takes another's voice by asking for that (P118)."""
    return list(decision.voters.filter(state__in=HELD_STATES))


def was_level_before(decision: Decision) -> bool:
    """Is this the same choice, asked again because it was level?"""
    return Decision.objects.filter(
        brief_id=decision.brief_id, number=decision.number - 1, outcome=DecisionOutcome.LEVEL
    ).exists()


def candidates_for_decision(brief_id: int, last: Decision | None) -> list[Offer]:
    """Every live offer; after a level choice those that were level, unless one of them has been
    changed since: then it is a new question."""
    offers = live_offers(brief_id)
    if last is None or last.outcome != DecisionOutcome.LEVEL:
        return list(offers)
    changed = offers.filter(instead_of__isnull=False, sent_at__gt=last.opened_at)
    return list(offers if changed.exists() else offers.filter(candidate_in=last))


def is_choosing(brief_id: int) -> bool:
    """Whether a choice about it is open, so that what is chosen among stays as it is."""
    return Decision.objects.filter(brief_id=brief_id, closed_at__isnull=True).exists()


def chosen_offer(brief: Brief) -> Offer | None:
    """The offer the group chose, for a shared cost to open from; None until it has."""
    return Offer.objects.filter(brief=brief, chosen_in__isnull=False).first()


def open_decisions_of_person(person_id: UUID, now: datetime) -> list[Decision]:
    """Open choices that a person has a voice in, each saying whether they have `answered`."""
    return list(_open_decisions(person_id, now))


def open_decisions_of_member(member: Member, now: datetime) -> list[Decision]:
    """Those of them in one of their groups; also one whose time is over, and that is not counted
    yet as it waits for paper."""
    decisions = _decisions_of(member.person_id)
    return list(decisions.filter(brief__group_id=member.group_id, opened_at__lte=now))


def _open_decisions(person_id: UUID, now: datetime) -> QuerySet[Decision]:
    return _decisions_of(person_id).filter(closes_at__gt=now)


def _decisions_of(person_id: UUID) -> QuerySet[Decision]:
    ballots = Ballot.objects.filter(
        decision=OuterRef("pk"), member__person_id=person_id, member__state__in=CURRENT_STATES
    )
    return (
        Decision.objects.filter(
            closed_at__isnull=True,
            voters__person_id=person_id,
            voters__state__in=CURRENT_STATES,
        )
        .annotate(answered=Exists(ballots))
        .select_related("brief__group")
        .order_by("closes_at", "pk")
    )


def decisions_opened_before(member: Member, now: datetime) -> list[Decision]:
    """Open choices of a member's group that began before they came, so without their voice."""
    return list(
        Decision.objects.filter(
            closed_at__isnull=True, closes_at__gt=now, brief__group_id=member.group_id
        )
        .exclude(voters=member)
        .select_related("brief")
        .order_by("closes_at", "pk")
    )


def decisions_to_close(now: datetime) -> list[int]:
    """Decisions past their closing that nobody has counted yet."""
    overdue = Decision.objects.filter(closed_at__isnull=True, closes_at__lte=now)
    return list(overdue.order_by("closes_at", "pk").values_list("pk", flat=True))
