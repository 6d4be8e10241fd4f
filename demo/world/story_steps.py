"""What the stories' people do, in the words of the stories: each is one or two real actions."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from community.common import clock
from community.common.clock import today
from community.common.lifecycle import not_none
from community.common.money import format_pounds_and_pence
from community.messaging.actions.telling import record_told_in_person
from community.messaging.queries.telling import next_visit_items
from community.moderation.actions.items import pass_words
from community.moderation.queries.items import item_about
from community.people.acting import Acting
from community.people.actions.decision_records import record_decision
from community.people.how_put import SAID_BY_THEMSELVES, HowPut
from community.people.states import DecisionBasis, Interpreter
from demo.world.cast import acting, acting_of_anybody, known_as
from demo.world.money import purse
from demo.world.story_calendar import StoryCalendar
from groups.actions import membership
from groups.actions.briefs import edit_brief, start_brief
from groups.actions.decisions import cast_ballot
from groups.actions.group_words import index_group_looked_at
from groups.actions.invites import make_invite
from groups.actions.membership import join_by_code
from groups.actions.motions import propose_step
from groups.actions.offers import send_offer
from groups.models.briefs import Brief
from groups.models.decisions import Decision
from groups.models.members import Group, Member
from groups.models.offers import Offer
from groups.queries.group_words import about_group
from groups.rules.offers import OfferTerms
from groups.states import MotionPurpose
from pooling.payments.actions.bank_transfers import record_arrival
from pooling.payments.models.bank_transfers import BankTransfer
from pooling.payments.models.commitments import Commitment
from pooling.payments.states.bank_transfers import BankTransferState
from pooling.payments.states.commitments import CommitmentState
from pooling.pools.actions.confirmations import answer_lines
from pooling.pools.actions.ending import cancel_pool
from pooling.pools.actions.opening import open_pool
from pooling.pools.actions.pledges import pledge
from pooling.pools.models.pledges import Pledge, Pool
from pooling.pools.queries.refunds import refundable_pool_pence
from pooling.pools.rules.pledging import PartRequest, PledgeRequest
from pooling.pools.states import CallOffReason, PoolState, SourceKind
from providers.actions.session_outcomes import confirm_session
from providers.actions.sessions import record_delivered
from providers.models.sessions import Session
from providers.models.supply import Listing, Provider
from providers.queries.supply import provider_members


class WentOtherwise(Exception):
    """A story of the demo did not come out as it is told."""


@dataclass(frozen=True)
class DemoOffer:
    """What one provider offers. `starts` are the sessions; the rest is as its form asks."""

    member: str
    summary: str
    prices: dict[int, int]
    starts: tuple[datetime, ...]
    minutes: int
    place: str
    who_comes: str
    more: Mapping = field(default_factory=dict)

    def terms(self, answers_by: date) -> OfferTerms:
        return OfferTerms(
            **{
                "summary": self.summary,
                "prices": self.prices,
                "smallest": min(self.prices),
                "largest": max(self.prices),
                "starts": self.starts,
                "minutes": self.minutes,
                "place_words": self.place,
                "who_comes": self.who_comes,
                "missed_rule": "free",
                "change_of_mind": "fixed_day",
                "address_words": "1 Quay Road, Westsea",
                "good_until": answers_by + timedelta(days=60),
                "complain_words": "Tell us, or the connector.",
                **self.more,
            }
        )


def start_group(members: Sequence[str], *, name: str, postcode: str, **fields: Any) -> Group:
    """A group begun by the first, into which the others come by its code."""
    first, *others = members
    group = membership.start_group(
        **{
            "name": name,
            "postcode": postcode,
            "how_often": "Once a week",
            "purposes": ["company"],
            "known_as": known_as(first),
            "agrees": True,
            "is_findable": True,
            "how_put": put_to(acting(first)),
            "by": acting(first),
            "now": clock.now(),
            **fields,
        }
    )
    let_group_words_through(group)
    invite = make_invite(group_id=group.pk, by=acting(first), now=clock.now())
    for slug in others:
        join_by_code(
            code=invite.code,
            known_as=known_as(slug),
            agrees=True,
            how_put=put_to(acting_of_anybody(slug)),
            by=acting_of_anybody(slug),
            now=clock.now(),
        )
    return group


def let_group_words_through(group: Group) -> None:
    """The connector has looked at them; of a group that nobody finds there are none."""
    words = item_about(about_group(group.pk))
    if words is not None:
        pass_words(item_id=words.pk, by=acting("connector"), now=clock.now())
        index_group_looked_at(group_id=group.pk)


def ask(group: Group, first: str, *, listing: Listing | None = None, **fields: Any) -> Brief:
    """What the group wants, asked of every vetted provider within reach."""
    now = clock.now()
    brief = draft(
        group,
        first,
        what=fields.pop("what"),
        when=fields.pop("when"),
        where=fields.pop("where"),
        listing=listing,
    )
    fields.setdefault("answers_by", today(now) + timedelta(days=5))
    edit_brief(brief_id=brief.pk, fields=fields, by=acting(first), now=now)
    agree_together(MotionPurpose.SEND_BRIEF, brief, first)
    words = not_none(item_about(f"brief:{brief.pk}"))
    pass_words(item_id=words.pk, by=acting("connector"), now=now)
    return brief


def agree_together(
    purpose: MotionPurpose, brief: Brief, first: str, *, last_day: date | None = None
) -> None:
    """The first proposes it, and another of the group, who signs in too, agrees."""
    now, by = clock.now(), acting(first)
    propose_step(
        purpose=purpose,
        about_id=brief.pk,
        last_day=last_day,
        how_put=put_to(by),
        by=by,
        now=now,
    )
    others = Member.objects.filter(group_id=brief.group_id, person__login__isnull=False)
    second = others.exclude(person=by.person).select_related("person__login").earliest("pk")
    by_second = Acting(login=second.person.login, person=second.person)
    propose_step(purpose=purpose, about_id=brief.pk, by=by_second, now=now)
    brief.refresh_from_db()


def draft(
    group: Group, first: str, *, what: str, when: str, where: str, listing: Listing | None = None
) -> Brief:
    return start_brief(
        group_id=group.pk,
        what=what,
        when_words=when,
        where_words=where,
        listing_id=listing.pk if listing else None,
        by=acting(first),
        now=clock.now(),
    )


def send(brief: Brief, proposal: DemoOffer) -> Offer:
    return send_offer(
        brief_id=brief.pk,
        provider_id=provider_of(proposal.member).pk,
        terms=proposal.terms(brief.answers_by),
        by=acting(proposal.member),
        now=clock.now(),
    )


def provider_of(member: str) -> Provider:
    return Provider.objects.get(members__login=acting(member).login)


def begin_choosing(brief: Brief, first: str, *, days: int) -> Decision:
    agree_together(MotionPurpose.STOP_ANSWERS, brief, first)
    last_day = today(clock.now()) + timedelta(days=days)
    agree_together(MotionPurpose.OPEN_CHOICE, brief, first, last_day=last_day)
    return Decision.objects.get(brief=brief, closed_at__isnull=True)


def vote(decision: Decision, slug: str, *offers: Offer) -> None:
    cast_ballot(
        decision_id=decision.pk,
        offer_ids=[offer.pk for offer in offers],
        how_put=put_to(acting_of_anybody(slug)),
        by=acting_of_anybody(slug),
        now=clock.now(),
    )


def ask_and_choose(
    diary: StoryCalendar,
    day: int,
    members: Sequence[str],
    brief_fields: dict,
    *proposals: DemoOffer,
    closes: int,
    **group_fields: Any,
) -> Generator[datetime, None, Pool]:
    """A group from its first day to its open shared cost, in six days: it gathers and asks, is
    answered, chooses the first proposal, and opens it. `closes` is the day it looks who is in."""
    yield diary.at(day)
    group = start_group(members, **group_fields)
    brief = ask(group, members[0], **brief_fields)
    yield diary.at(day + 2)
    offers = [send(brief, proposal) for proposal in proposals]
    yield diary.at(day + 2, 15)
    decision = begin_choosing(brief, members[0], days=3)
    for slug in members:
        vote(decision, slug, offers[0])
    yield diary.at(day + 6)
    pool = open_pool(
        offer_id=offers[0].pk,
        closes_on=diary.today + timedelta(days=closes),
        by=acting(members[0]),
        now=clock.now(),
    )
    return pool


def put_to(by: Acting) -> HowPut:
    """As whoever enters it for them puts it to them."""
    return HowPut("Read aloud at their table") if by.is_by_other_hands else SAID_BY_THEMSELVES


def say_yes(pool: Pool, slug: str, *parts: tuple[SourceKind, int], **answers: Any) -> Pledge:
    """ "I'm in", each part (kind of money, pence a session) in the order it is drawn on."""
    by = acting_of_anybody(slug)
    return pledge(
        pool_id=pool.pk,
        request=PledgeRequest(
            how_put=put_to(by),
            max_pence=sum(pence for _kind, pence in parts),
            parts=tuple(PartRequest(purse(slug, kind).pk, pence) for kind, pence in parts),
            **answers,
        ),
        by=by,
        now=clock.now(),
    )


def office_agrees(pool: Pool) -> None:
    """The finance colleague says yes to every line of this that waits."""
    lines = Commitment.objects.filter(
        part_ref__in=pool.pledges.values("parts"),
        state__in=[CommitmentState.ASKED, CommitmentState.YES_WHEN],
    )
    answers = [{"commitment_id": line.pk, "answer": "yes", "bill_change": "no"} for line in lines]
    answer_lines(answers=answers, by=acting("finance-colleague"), now=clock.now())


def line_of(pool: Pool, slug: str) -> Commitment:
    """What the office is asked for one person's part of this."""
    parts = pool.pledges.filter(person=acting_of_anybody(slug).person).values("parts")
    return Commitment.objects.get(part_ref__in=parts)


def transfers_arrive(pool: Pool) -> None:
    """The provider sees in its own account what people were asked to send."""
    now = clock.now()
    for transfer in BankTransfer.objects.filter(
        charge_ref__in=pool.instalments.values("charges"), state=BankTransferState.ASKED
    ):
        record_arrival(
            transfer_id=transfer.pk,
            pence=transfer.pence,
            arrived_on=today(now),
            key=f"demo:{transfer.pk}",
            by=provider_of_pool_acting(pool),
            now=now,
        )


def session_happened(pool: Pool, number: int, *, missing: Sequence[str] = ()) -> Session:
    """The provider records who came to the pool's session of that number, from 1."""
    session = pool.sessions.order_by("session__starts_at", "pk")[number - 1].session
    away = [not_none(acting_of_anybody(slug).person_id) for slug in missing]
    came = session.bookings.exclude(person_id__in=away).values_list("pk", flat=True)
    return record_delivered(
        session_id=session.pk, came=list(came), by=provider_of_pool_acting(pool), now=clock.now()
    )


def provider_of_pool_acting(pool: Pool) -> Acting:
    [login] = provider_members(pool.provider_id)
    return Acting(login=login)


def confirm(session: Session, slug: str) -> None:
    confirm_session(session_id=session.pk, by=acting_of_anybody(slug), now=clock.now())


def decided_for(slug: str, pool: Pool) -> None:
    """How one decision for somebody was reached: what he showed, and who was asked."""
    record_decision(
        about=f"pool:{pool.pk}",
        question="Does he join the Tuesday half day?",
        chosen="Yes, and we look again in three months",
        basis=DecisionBasis.BEST_INTERESTS,
        what_they_showed="He went to the garden door by himself, and asked for his coat.",
        who_was_asked="the daughter",
        interpreted_by=Interpreter.NOBODY,
        review_on=today(clock.now()) + timedelta(days=90),
        by=acting_of_anybody(slug),
        now=clock.now(),
    )


def tell_in_person(slug: str, *, by: str, but: Sequence[str] = ()) -> None:
    """On a visit: whoever tells them says each thing that was waiting, and notes the day. Notices
    of a kind in `but` are left for the next visit."""
    now = clock.now()
    person_id = acting_of_anybody(slug).person_id
    for item in next_visit_items(not_none(acting(by).login_id)):
        if item.person_id == person_id and item.kind not in but:
            record_told_in_person(message_id=item.pk, told_on=today(now), by=acting(by), now=now)


def expect(pool: Pool, state: PoolState) -> None:
    """The story came out as it should: where it did not, the demo is not to be shown."""
    pool.refresh_from_db()
    if pool.state != state:
        raise WentOtherwise(f"{pool.group.name} is {pool.state}, and should be {state}")


def cancel(pool: Pool) -> None:
    """Its provider cannot go on."""
    pool.refresh_from_db()
    voice = not_none(pool.provider.members.order_by("pk").first()).login
    cancel_pool(
        pool_id=pool.pk,
        typed=format_pounds_and_pence(refundable_pool_pence(pool, now=clock.now())),
        reason=CallOffReason.PROVIDER_CANNOT,
        by=Acting(login=voice),
        now=clock.now(),
    )
