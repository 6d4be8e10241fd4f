"""Accounts, the two phases, and what is refused."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from community.common import clock
from pooling.ledger.account_codes import (
    FIXED_ACCOUNTS,
    OUTSIDE_CARD,
    OUTSIDE_TRANSFER,
    provider_account_code,
)
from pooling.ledger.actions import (
    close_collection,
    open_account,
    open_for_posting,
    post,
    reserve,
    void,
)
from pooling.ledger.models import Account, Transfer
from pooling.ledger.queries import (
    CollectionProgress,
    available_pence,
    balance,
    collection_progress,
    ledger_faults,
)
from pooling.ledger.rules import (
    AlreadyPostedOtherwise,
    AlreadySettled,
    CollectionNotOpen,
    MoreThanPending,
    NotCovered,
    NotEnough,
)
from pooling.ledger.states import AccountKind, TransferKind

ROUND = "instalment:1:1"


@pytest.fixture(autouse=True)
def always_adds_up(db):
    yield
    assert ledger_faults() == []


def test_the_standing_accounts_are_there_from_the_start(db):
    assert set(Account.objects.values_list("code", flat=True)) == set(FIXED_ACCOUNTS)


def test_moved_money_leaves_one_account_and_is_in_the_other(ledger):
    part = ledger.part(1)

    ledger.transfer("k", OUTSIDE_TRANSFER, part, 1250)

    assert (balance(OUTSIDE_TRANSFER), balance(part)) == (-1250, 1250)


def test_promised_money_names_the_session_it_is_for(ledger):
    ledger.round(300)

    promised = ledger.hold("h", ledger.part(1), 300, session_ref=5)

    assert Transfer.objects.get(pk=promised).session_ref == 5


def test_the_same_key_and_figures_give_the_same_transfer(ledger):
    part = ledger.part(1)

    ids = {ledger.transfer("k", OUTSIDE_TRANSFER, part, 1250) for _ in range(3)}

    assert (len(ids), balance(part)) == (1, 1250)


@pytest.mark.holds("I4")
@pytest.mark.parametrize(
    "other",
    [
        {"pence": 1251},
        {"source": OUTSIDE_CARD},
        {"target": "part:2"},
        {"reason": "correction"},
        {"about": "charge:2"},
        {"session_ref": 2},
        {"collection": ROUND},
    ],
    ids=lambda other: next(iter(other)),
)
def test_the_same_key_with_other_figures_is_refused(ledger, other):
    ledger.part(1), ledger.part(2), ledger.round(5000)
    transfer = {"key": "k", "source": OUTSIDE_TRANSFER, "target": "part:1", "pence": 1250}
    ledger.transfer(**transfer)

    with pytest.raises(AlreadyPostedOtherwise):
        ledger.transfer(**transfer | other)


@pytest.mark.holds("I2")
def test_an_account_never_goes_below_its_floor_and_says_what_is_left(ledger):
    part = ledger.part(1, holding=500)

    with pytest.raises(NotEnough, match="£5 is"):
        ledger.transfer("back", part, OUTSIDE_TRANSFER, 501)

    assert balance(part) == 500


def test_what_is_promised_out_cannot_be_promised_again(ledger):
    part = ledger.part(1, holding=500)
    reserve(
        key="a", source=part, target=OUTSIDE_CARD, pence=300, reason="given_back", about="charge:1"
    )

    with pytest.raises(NotEnough):
        ledger.transfer("b", part, OUTSIDE_CARD, 201)

    assert (balance(part), available_pence(part)) == (500, 200)


def test_less_than_was_held_may_be_posted_and_the_rest_is_let_go(ledger):
    part, provider = ledger.part(1, holding=500), provider_account_code(7)
    open_account(code=provider, kind=AccountKind.PROVIDER)
    reserve(key="a", source=part, target=provider, pence=300, reason="released", about="session:1")

    post(key="b", pending="a", pence=120)

    assert (balance(part), available_pence(part)) == (380, 380)
    assert balance(provider) == 120


def test_more_than_was_held_is_never_posted(ledger):
    ledger.round(300), ledger.hold("a", ledger.part(1), 300)
    open_for_posting(code=ROUND)

    with pytest.raises(MoreThanPending, match="Only £3 is held"):
        post(key="b", pending="a", pence=301)


@pytest.mark.parametrize("first", ["post", "void"])
@pytest.mark.parametrize("second", ["post", "void"])
def test_a_held_transfer_is_settled_once(ledger, first, second):
    ledger.round(300), ledger.hold("a", ledger.part(1), 300)
    open_for_posting(code=ROUND)
    settle = {
        "post": lambda key: post(key=key, pending="a", pence=300),
        "void": lambda key: void(key=key, pending="a"),
    }
    once = settle[first]("once")

    with pytest.raises(AlreadySettled):
        settle[second]("again")

    assert settle[first]("once") == once


def test_held_money_is_not_posted_before_its_collection_opens(ledger):
    part = ledger.part(1)
    ledger.round(300), ledger.hold("a", part, 300)

    with pytest.raises(CollectionNotOpen):
        post(key="b", pending="a", pence=300)

    assert balance(part) == 0


@pytest.mark.holds("I11")
def test_a_collection_opens_only_when_covered_by_what_is_in_and_what_is_held(ledger):
    ledger.round(1000)
    ledger.hold("a", ledger.part(1), 600)
    ledger.transfer("b", OUTSIDE_TRANSFER, ledger.part(2), 399, collection=ROUND)

    with pytest.raises(NotCovered, match="£9.99 is ready"):
        open_for_posting(code=ROUND)

    ledger.hold("c", ledger.part(3), 1)
    open_for_posting(code=ROUND)
    assert collection_progress(ROUND) == CollectionProgress(1000, 1000, 399, is_open=True)


def test_money_voided_or_given_back_no_longer_covers(ledger):
    ledger.round(1000)
    ledger.hold("a", ledger.part(1), 500)
    ledger.transfer("b", OUTSIDE_TRANSFER, ledger.part(2), 500, collection=ROUND)
    void(key="a-void", pending="a")
    ledger.transfer("b-back", "part:2", OUTSIDE_TRANSFER, 100, collection=ROUND)

    with pytest.raises(NotCovered, match="£4 is ready"):
        open_for_posting(code=ROUND)


def test_a_closed_collection_takes_nothing_in_and_lets_everything_out(ledger):
    ledger.round(500)
    ledger.transfer("in", OUTSIDE_TRANSFER, ledger.part(1), 500, collection=ROUND)
    ledger.hold("held", ledger.part(2), 100)
    open_for_posting(code=ROUND)
    close_collection(code=ROUND)

    for refused in (
        lambda: post(key="k", pending="held", pence=100),
        lambda: ledger.hold("k", "part:2", 100),
        lambda: ledger.transfer("k", OUTSIDE_TRANSFER, "part:1", 1, collection=ROUND),
        lambda: open_for_posting(code=ROUND),
    ):
        with pytest.raises(CollectionNotOpen):
            refused()
    void(key="void", pending="held")
    ledger.transfer("back", "part:1", OUTSIDE_TRANSFER, 500, collection=ROUND)
    assert collection_progress(ROUND) == CollectionProgress(500, 0, 0, is_open=False)


def test_opening_and_closing_twice_changes_nothing(ledger):
    ledger.round(500)
    ledger.transfer("in", OUTSIDE_TRANSFER, ledger.part(1), 500, collection=ROUND)

    for step in (open_for_posting, close_collection):
        assert step(code=ROUND) == step(code=ROUND)


def test_what_is_held_for_a_part_must_say_for_which_collection(ledger):
    with pytest.raises(DatabaseError, match="needs its collection"):
        ledger.hold("a", ledger.part(1), 100, collection=None)


def test_a_collection_takes_money_of_its_own_pool_only(ledger):
    ledger.round(500)

    with pytest.raises(DatabaseError, match="is not for money between"):
        ledger.hold("a", ledger.part(9, pool_ref=2), 100)


def test_nobodys_money_pays_for_another(ledger):
    with pytest.raises(DatabaseError, match="nobody's money pays for another"):
        ledger.transfer("a", ledger.part(1, holding=100), ledger.part(2), 100)


def test_a_refusal_leaves_the_callers_transaction_fit_for_use(ledger):
    part = ledger.part(1, holding=100)
    with pytest.raises(NotEnough):
        ledger.transfer("a", part, OUTSIDE_CARD, 101)

    ledger.transfer("b", part, OUTSIDE_CARD, 100)

    assert balance(part) == 0


def test_in_a_transaction_that_has_failed_the_fault_is_told_as_it_is(db):
    with transaction.atomic(), pytest.raises(transaction.TransactionManagementError):
        transaction.set_rollback(True)
        open_account(code=provider_account_code(1), kind=AccountKind.PROVIDER)


def test_the_time_of_a_transfer_is_the_databases(ledger):
    clock.set_offset(timedelta(days=400))

    ledger.transfer("a", OUTSIDE_CARD, ledger.part(1), 100)

    written = Transfer.objects.get(key="a")
    assert abs(written.at - clock.now()) < timedelta(seconds=5)


def test_a_void_carries_the_pence_it_voids(ledger):
    ledger.round(300), ledger.hold("a", ledger.part(1), 300)

    void(key="b", pending="a")

    written = Transfer.objects.get(key="b")
    assert (written.kind, written.pence, written.pending.key) == (TransferKind.VOID, 300, "a")


def test_an_account_or_collection_opened_again_must_be_the_same(ledger):
    ledger.part(1), ledger.round(500)

    for other in (
        lambda: ledger.part(1, pool_ref=2),
        lambda: ledger.round(501),
    ):
        with pytest.raises(AlreadyPostedOtherwise):
            other()
