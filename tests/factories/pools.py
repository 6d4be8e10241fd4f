"""A group's shared cost for tests, reached through the same actions as a person's."""

from datetime import UTC, date, datetime, timedelta

from community.common import clock
from community.people.acting import Acting
from community.people.states import RoleKind
from groups.actions.briefs import start_brief
from groups.actions.decisions import cast_ballot, close_decision
from groups.actions.invites import make_invite
from groups.actions.membership import join_by_code, start_group
from groups.actions.offers import send_offer
from groups.models.offers import Offer
from groups.rules.offers import OfferTerms
from groups.states import MotionPurpose, Purpose
from pooling.payments.models.commitments import Commitment
from pooling.payments.states.charges import Rail
from pooling.pools.actions import later_instalments
from pooling.pools.actions.advancing import advance_due_pools
from pooling.pools.actions.closing import advance_open_pool, give_notice
from pooling.pools.actions.collecting import advance_instalment
from pooling.pools.actions.confirmations import answer_lines
from pooling.pools.actions.ending import cancel_pool
from pooling.pools.actions.later_instalments import advance_planned_instalment
from pooling.pools.actions.opening import open_pool
from pooling.pools.actions.pledges import pledge
from pooling.pools.actions.sessions import account_for_sessions
from pooling.pools.actions.sources import add_source
from pooling.pools.models.pledges import MoneySource, Pledge, Pool
from pooling.pools.queries.refunds import refundable_pool_pence
from pooling.pools.queries.shares import current_shares
from pooling.pools.rules.closing import CLOSING_BEFORE
from pooling.pools.rules.pledging import PartRequest, PledgeRequest
from pooling.pools.states import PLEDGEABLE_STATES, CallOffReason, InstalmentState, SourceKind
from standin.core import Core
from tests.factories.how_put import put_to
from tests.factories.kept import kept
from tests.factories.motions import (
    carry,
    let_group_words_through,
    let_words_through,
    tell_of_choice,
    without_savepoints,
)

from . import cards
from .places import HOME, make_postcode
from .post import send_due
from .supply import NOW, area, make_login, make_provider, make_role, make_someone, vet
from .writes import watched_writes

ADDRESS = "1 Quay Road, Westsea"
CLOSES_ON = date(2027, 6, 1)
FIRST = datetime(2027, 6, 15, 9, 30, tzinfo=UTC)  # half past ten in British summer time
AFTER_CLOSE = datetime(2027, 6, 1, 16, 30, tzinfo=UTC)
# One session costs £60 however many of 4 to 8 come.
FLAT = dict.fromkeys(range(4, 9), 6000)


def make_officer(name="officer", where=None) -> Acting:
    return make_role(name, RoleKind.COUNCIL_OFFICER, where)


@kept
@without_savepoints()
def make_group(members: list[Acting], name="Tuesday people"):
    make_postcode()
    area()
    group = start_group(
        name=name,
        postcode=HOME,
        how_often="once a week",
        purposes=[Purpose.COMPANY],
        known_as=members[0].person.preferred_name,
        agrees=True,
        is_findable=True,
        how_put=put_to(members[0]),
        by=members[0],
        now=NOW,
    )
    invite = make_invite(group_id=group.pk, is_card=False, by=members[0], now=NOW)
    for member in members[1:]:
        join_by_code(
            code=invite.code,
            known_as=member.person.preferred_name,
            agrees=True,
            how_put=put_to(member),
            by=member,
            now=NOW,
        )
    return let_group_words_through(group)


@kept
@without_savepoints()
def make_chosen_offer(
    members: list[Acting],
    *,
    prices=None,
    sessions=4,
    days_apart=7,
    voice: Acting | None = None,
    group=None,
    gathering=None,
    first_in_days=14,
    provider_name="Westsea Museum",
    missed_rule="free",
    change_of_mind="fixed_day",
) -> Offer:
    """A brief, one vetted provider's offer of sessions, and everybody's yes to it. `gathering`: of
    the cost of that date of the group alone."""
    group = group or make_group(members)
    voice = voice or make_login("museum")
    prices = prices or FLAT
    provider = make_provider(voice, provider_name)
    vet(provider)
    brief = start_brief(
        group_id=group.pk,
        what="A museum morning",
        when_words="Tuesdays",
        where_words="near us",
        gathering_id=gathering and gathering.pk,
        by=members[0],
        now=NOW,
    )
    carry(MotionPurpose.SEND_BRIEF, brief, members[0])
    let_words_through(brief)
    offer = send_offer(
        brief_id=brief.pk,
        provider_id=provider.pk,
        terms=OfferTerms(
            summary="Museum mornings with coffee",
            prices=prices,
            smallest=min(prices),
            largest=max(prices),
            starts=tuple(
                FIRST + timedelta(days=first_in_days - 14 + days_apart * number)
                for number in range(sessions)
            ),
            minutes=120,
            place_words="The old hall",
            who_comes="the same two people from the museum",
            missed_rule=missed_rule,
            change_of_mind=change_of_mind,
            address_words=ADDRESS,
            good_until=brief.answers_by + timedelta(days=60),
        ),
        by=voice,
        now=NOW,
    )
    carry(MotionPurpose.STOP_ANSWERS, brief, members[0])
    carry(MotionPurpose.OPEN_CHOICE, brief, members[0])
    tell_of_choice()
    decision = brief.decisions.get()
    for member in members:
        cast_ballot(
            decision_id=decision.pk,
            offer_ids=[offer.pk],
            how_put=put_to(member),
            by=member,
            now=NOW,
        )
    close_decision(
        decision_id=decision.pk, by=members[0], now=decision.closes_at + timedelta(minutes=1)
    )
    offer.refresh_from_db()
    return offer


@kept
@without_savepoints()
def make_people(count: int, name: str = "member") -> list[Acting]:
    return [make_someone(f"{name}-{number}") for number in range(1, count + 1)]


@kept
@without_savepoints()
def make_pool(members: list[Acting], **facts) -> Pool:
    offer = make_chosen_offer(members, **facts)
    return open_pool(offer_id=offer.pk, closes_on=CLOSES_ON, by=members[0], now=NOW)


@kept
def make_source(
    member: Acting, kind=SourceKind.COUNCIL_MANAGED, rail=Rail.COMMITMENT, **facts
) -> MoneySource:
    return add_source(kind=kind, rail=rail, by=member, now=NOW, **facts)


def make_request(
    *parts: tuple[MoneySource, int], max_pence: int | None = None, **facts
) -> PledgeRequest:
    """Of (source, pence a session) parts; they add up, but where another most is given."""
    return PledgeRequest(
        max_pence=sum(pence for _source, pence in parts) if max_pence is None else max_pence,
        parts=tuple(PartRequest(source.pk, pence) for source, pence in parts),
        **facts,
    )


@kept
def say_yes(pool: Pool, member: Acting, pence: int, source: MoneySource | None = None) -> Pledge:
    source = source or member.person.sources.first() or make_source(member)
    request = make_request((source, pence), how_put=put_to(member))
    return pledge(pool_id=pool.pk, request=request, by=member, now=NOW)


@kept
def office_agrees(pledges: list[Pledge], officer: Acting | None = None, **answer) -> None:
    """The office says yes to every line of these pledges, on one screen."""
    parts = [part.pk for pledge in pledges for part in pledge.parts.all()]
    lines = Commitment.objects.filter(part_ref__in=parts).order_by("pk")
    answers = [
        {"commitment_id": line.pk, "answer": "yes", "bill_change": "no", **answer} for line in lines
    ]
    answer_lines(answers=answers, by=officer or make_officer(), now=NOW)


def make_card(core: Core, member: Acting, number: str = cards.WORKS) -> MoneySource:
    """The person's own money, by a card that is saved on the processor's page."""
    source = make_source(member, SourceKind.OWN, Rail.CARD)
    cards.save_card(core, member, source_ref=source.pk, number=number)
    return source


def work_off_pools(timestamp: int = 0) -> None:
    """What the sweep queues and the jobs do, at once: as a task of the worker."""
    advance_due_pools(now=clock.now())


def look(pool: Pool, now: datetime) -> Pool:
    """Everything that is due at `now`: what the worker and the processor do in turn. Whoever would
    pay has been told by then, as the worker does a week before."""
    pool.refresh_from_db()
    if pool.state in PLEDGEABLE_STATES and now >= pool.closes_at - CLOSING_BEFORE:
        tell_of_payment(pool, now)
    advance_open_pool(pool_id=pool.pk, now=now)
    send_due(now)
    with watched_writes() as writes:
        for _turn in range(6):
            take_a_turn(pool, now)
            if not writes.ask():
                break
    account_for_sessions(pool_id=pool.pk, now=now)
    cards.work_off(now)
    pool.refresh_from_db()
    return pool


def go_on(pool: Pool, now: datetime = AFTER_CLOSE) -> Pool:
    """What `look` does, kept as worlds are: for how a test begins, where offices alone pay."""
    _office_pays(pool, now)
    pool.refresh_from_db()
    return pool


@kept
def _office_pays(pool: Pool, now: datetime) -> None:
    rails = Pledge.objects.filter(pool=pool).values_list("parts__source__rail", flat=True)
    assert set(rails) == {Rail.COMMITMENT}, "A processor keeps of its own what it was asked."
    look(Pool.objects.get(pk=pool.pk), now)


def tell_of_payment(pool: Pool, now: datetime) -> None:
    give_notice(pool, now)
    send_due(now)


def take_a_turn(pool: Pool, now: datetime) -> None:
    cards.work_off(now)
    for instalment in pool.instalments.order_by("number"):
        advance_instalment(instalment_id=instalment.pk, now=now)
        if instalment.state == InstalmentState.PLANNED:
            shares = current_shares(pool, rotation=instalment.number)
            later_instalments.give_notice(instalment, shares, now)
            send_due(now)
        advance_planned_instalment(instalment_id=instalment.pk, now=now)
    cards.work_off(now)


def call_off(pool: Pool, *, typed: str = "", now=NOW) -> Pool:
    """By its provider, who types the sum that goes back."""
    voice = Acting(login=pool.provider.members.order_by("pk").first().login)
    return cancel_pool(
        pool_id=pool.pk,
        typed=typed or f"{refundable_pool_pence(pool, now=now) / 100:.2f}",
        reason=CallOffReason.PROVIDER_CANNOT,
        by=voice,
        now=now,
    )
