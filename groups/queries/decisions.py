"""A group's choice, as one member may see it now."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from community.common.dates import last_day_before
from community.common.refusals import or_not_found
from groups.models import Ballot, Brief, Decision, Member, Offer
from groups.queries.briefs import brief_and_member
from groups.queries.offers import OfferComparison, compare_offer
from groups.states import MemberState, OfferState


@dataclass(frozen=True)
class VoteCounts:
    """How many would be happy with each offer, and how many said "none of these"."""

    answered: int
    none_of_these: int
    happy: tuple[tuple[Offer, int], ...]


@dataclass(frozen=True)
class DecisionDetail:
    """A decision to one member. `standing` is None until they have answered or it has closed:
    then nothing on this object tells how it stands, or how many have answered (C14). Without
    `have_a_voice` it began before they came: they read how it ends."""

    decision: Decision
    brief: Brief
    offers: tuple[OfferComparison, ...]
    is_open: bool
    have_a_voice: bool
    my_approvals: frozenset[int] | None
    standing: VoteCounts | None

    @property
    def have_answered(self) -> bool:
        return self.my_approvals is not None

    @property
    def last_day(self) -> date:
        return last_day_before(self.decision.closes_at)

    @property
    def is_asked_again(self) -> bool:
        return self.decision.turn > 1


def decision_detail(brief_id: int, by, now: datetime) -> DecisionDetail | None:
    """The newest choice about a brief, for a member; None when the group has not begun one."""
    brief, member = brief_and_member(brief_id, by)
    decision = (
        Decision.objects.filter(brief=brief).select_related("chosen__provider").order_by("turn")
    ).last()
    return _choice(decision, brief, member, now) if decision else None


def decision_by_id(decision_id: int, by, now: datetime) -> DecisionDetail:
    """The same, by the decision's own id."""
    decision = or_not_found(
        Decision.objects.select_related("chosen__provider").filter(pk=decision_id).first()
    )
    return _choice(decision, *brief_and_member(decision.brief_id, by), now)


def _choice(decision: Decision, brief: Brief, member: Member, now: datetime) -> DecisionDetail:
    offers = list(decision.among.select_related("provider").order_by("sent_at", "pk"))
    ballot = (
        Ballot.objects.filter(decision=decision, member=member).prefetch_related("approves").first()
    )
    mine = None if ballot is None else frozenset(offer.pk for offer in ballot.approves.all())
    is_open = decision.settled_at is None and now < decision.closes_at
    return DecisionDetail(
        decision=decision,
        brief=brief,
        offers=tuple(
            compare_offer(offer, brief)
            for offer in offers
            if offer.state != OfferState.WITHDRAWN or not is_open
        ),
        is_open=is_open,
        have_a_voice=decision.voices.filter(pk=member.pk).exists(),
        my_approvals=mine,
        standing=_standing(decision, offers) if mine is not None or not is_open else None,
    )


def _standing(decision: Decision, offers: list[Offer]) -> VoteCounts:
    ballots = list(
        Ballot.objects.filter(decision=decision, member__state=MemberState.IN).prefetch_related(
            "approves"
        )
    )
    said = [{offer.pk for offer in ballot.approves.all()} for ballot in ballots]
    return VoteCounts(
        answered=len(said),
        none_of_these=sum(not approved for approved in said),
        happy=tuple((offer, sum(offer.pk in approved for approved in said)) for offer in offers),
    )


def is_choosing(brief: Brief) -> bool:
    """Whether a choice about it is open, so that what is chosen among stays as it is."""
    return brief.decisions.filter(settled_at__isnull=True).exists()


def chosen_offer(brief: Brief) -> Offer | None:
    """The offer the group chose, for a shared cost to open from; None until it has."""
    return Offer.objects.filter(brief=brief, chosen_in__isnull=False).first()


def open_decisions_for(person_id, now: datetime) -> QuerySet[Decision]:
    """Open choices that a person has a voice in, each saying whether they have `answered`."""
    mine = Ballot.objects.filter(
        decision=OuterRef("pk"), member__person_id=person_id, member__state=MemberState.IN
    )
    return (
        Decision.objects.filter(
            settled_at__isnull=True,
            closes_at__gt=now,
            voices__person_id=person_id,
            voices__state=MemberState.IN,
        )
        .annotate(answered=Exists(mine))
        .select_related("brief__group")
        .order_by("closes_at", "pk")
    )


def decisions_opened_before(member: Member, now: datetime) -> QuerySet[Decision]:
    """Open choices of a member's group that began before they came, so without their voice."""
    return (
        Decision.objects.filter(
            settled_at__isnull=True, closes_at__gt=now, brief__group_id=member.group_id
        )
        .exclude(voices=member)
        .select_related("brief")
        .order_by("closes_at", "pk")
    )


def decisions_to_close(now: datetime) -> list[int]:
    """Decisions past their closing that nobody has counted yet."""
    over = Decision.objects.filter(settled_at__isnull=True, closes_at__lte=now)
    return list(over.order_by("closes_at", "pk").values_list("pk", flat=True))
