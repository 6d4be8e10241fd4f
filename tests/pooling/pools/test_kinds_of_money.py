"""Parts from different kinds of money (M47), and nobody pays unless it is covered (M49)."""

from datetime import timedelta

import pytest

from community.messaging.models import Message
from pooling.ledger.queries import ledger_faults, pool_balance
from pooling.payments.models.cards import CardPayment
from pooling.payments.models.commitments import Commitment, CommitmentLine, Invoice
from pooling.payments.queries.invoices import invoices_due
from pooling.payments.states.charges import Rail
from pooling.pools.actions.pledges import pledge
from pooling.pools.message_kinds import PoolMessage
from pooling.pools.models.instalments import Charge
from pooling.pools.queries.pledge_details import pledge_of_person
from pooling.pools.queries.shares import confirmed_maximums, coverage_of
from pooling.pools.states import PartState, PoolState, SourceKind, Stream
from tests.factories.cards import open_account, use_standin
from tests.factories.pools import (
    AFTER_CLOSE,
    look,
    make_card,
    make_officer,
    make_people,
    make_pool,
    make_request,
    make_source,
    office_agrees,
    say_yes,
)
from tests.factories.supply import NOW, make_login, make_someone


@pytest.fixture
def core(db, monkeypatch):
    return use_standin(monkeypatch)


def pool_with_cards(core, people):
    voice = make_login("museum")
    pool = make_pool(people, voice=voice)
    open_account(core, pool.provider, voice)
    return pool


def say_in_parts(pool, person, *parts):
    """A yes of (source, pence a session) parts."""
    return pledge(pool_id=pool.pk, request=make_request(*parts), by=person, now=NOW)


@pytest.mark.holds("M47")
def test_m47_12_council_and_8_own_counts_8_confirmed_and_12_waiting(core):
    people = make_people(4)
    pool = pool_with_cards(core, people)
    council, own = make_source(people[0]), make_card(core, people[0])

    own_pledge = say_in_parts(pool, people[0], (council, 1200), (own, 800))

    detail = pledge_of_person(pool, people[0].person_id)
    assert [(part.max_pence, part.state) for part in detail.parts] == [
        (1200, PartState.WAITING),
        (800, PartState.CONFIRMED),
    ]
    assert confirmed_maximums(pool) == {own_pledge.pk: 800}
    assert (coverage_of(pool).said_yes, coverage_of(pool).covered) == (1, 0)

    office_agrees([own_pledge])

    assert confirmed_maximums(pool) == {own_pledge.pk: 2000}
    assert (coverage_of(pool).said_yes, coverage_of(pool).covered) == (1, 1)


def a_pound_short(core):
    """£60 for four. Three have £15 confirmed; of the fourth's £15, one pound waits for a card."""
    people = make_people(4)
    pool = pool_with_cards(core, people)
    officer = make_officer()
    pledges = [say_yes(pool, person, 1500) for person in people[:3]]
    council = make_source(people[3])
    no_card = make_source(people[3], SourceKind.OWN, Rail.CARD)
    pledges.append(say_in_parts(pool, people[3], (council, 1400), (no_card, 100)))
    office_agrees(pledges, officer)
    look(pool, AFTER_CLOSE - timedelta(days=6))
    assert sum(confirmed_maximums(pool).values()) == 5900
    return people, pool, pledges


@pytest.mark.holds("M49")
def test_m49_a_pound_short_at_the_date_charges_nobody_and_invoices_nobody(core):
    _people, pool, said = a_pound_short(core)

    look(pool, AFTER_CLOSE)

    assert (pool.state, pool_balance(pool.pk)) == (PoolState.LAPSED, 0)
    for rows in (Charge, CardPayment, CommitmentLine, Invoice):
        assert not rows.objects.exists()
    assert core.store.objects("", "payment_intent") == []
    assert invoices_due([pool.provider_id]) == []
    assert set(Commitment.objects.values_list("state", flat=True)) == {"ended"}
    assert {part.state for each in said for part in each.parts.all()} == {PartState.ENDED}
    assert ledger_faults() == []


@pytest.mark.holds("M49")
def test_m49_each_is_told_once_in_the_same_plain_words(core):
    people, pool, _said = a_pound_short(core)
    before = set(Message.objects.values_list("pk", flat=True))

    for minutes in (0, 1, 60 * 24):
        look(pool, AFTER_CLOSE + timedelta(minutes=minutes))

    new = Message.objects.exclude(pk__in=before)
    told = new.filter(kind=PoolMessage.DID_NOT_GO_AHEAD, person_id__isnull=False)
    assert sorted(told.values_list("person_id", flat=True)) == sorted(
        person.person_id for person in people
    )
    assert set(told.values_list("text", flat=True)) == {
        f"{pool.group.name}, {pool.terms.summary}: This did not go ahead, and nobody paid. If you"
        " sent a bank transfer, it goes back in full. Your group is still your group."
    }


@pytest.mark.holds("M47")
@pytest.mark.parametrize(("said", "covered"), [(1500, 3), (1499, 2)])
def test_a_place_is_covered_by_whose_most_is_exactly_its_share_and_not_by_a_penny_less(
    core, said, covered
):
    """Four share £60: £15 each."""
    people = make_people(4)
    pool = make_pool(people)
    for person, pence in zip(people, [1500, 1500, said], strict=False):
        say_yes(pool, person, pence, make_source(person, SourceKind.OWN, Rail.TRANSFER))

    cover = coverage_of(pool)

    assert (cover.covered, cover.needed, cover.enough) == (covered, 4, False)


@pytest.mark.holds("M63")
@pytest.mark.parametrize(
    ("kind", "rail", "said", "kept"),
    [
        (SourceKind.DIRECT_PAYMENT, Rail.TRANSFER, "", Stream.SOCIAL_CARE),
        (SourceKind.DIRECT_PAYMENT, Rail.TRANSFER, Stream.HEALTH, Stream.HEALTH),
        (SourceKind.COUNCIL_MANAGED, Rail.COMMITMENT, "", Stream.SOCIAL_CARE),
        (SourceKind.CARER, Rail.TRANSFER, "", Stream.CARER),
        (SourceKind.GRANT, Rail.TRANSFER, "", Stream.GRANT),
        (SourceKind.OWN, Rail.TRANSFER, "", Stream.OWN),
    ],
)
def test_each_source_says_which_stream_its_money_is_of(db, kind, rail, said, kept):
    assert make_source(make_someone(), kind, rail, stream=said).stream == kept
