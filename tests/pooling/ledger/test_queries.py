"""What the ledger says of itself: balances, lines for statements, and what does not add up."""

from datetime import timedelta

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.common import clock
from pooling.ledger.account_codes import OUTSIDE_CARD, OUTSIDE_TRANSFER, provider_account_code
from pooling.ledger.actions import open_account, void
from pooling.ledger.models import Account, Collection, Transfer
from pooling.ledger.queries import (
    account_entries,
    available_pence,
    balance,
    balances,
    collection_progress,
    pool_balance,
)
from pooling.ledger.states import AccountKind, TransferReason
from pooling.ledger.tasks import check_ledger

PROVIDER = provider_account_code(1)


@pytest.fixture
def year(ledger):
    """part:1 paid in £10 in one month; £4 was released and £1 given back in the next."""
    ledger.part(1), ledger.part(2)
    open_account(code=PROVIDER, kind=AccountKind.PROVIDER)
    start = clock.now()
    ledger.transfer("in", OUTSIDE_TRANSFER, "part:1", 1000, about="charge:1")
    clock.set_offset(timedelta(days=31))
    between = clock.now()
    release = {"reason": TransferReason.SESSION_RELEASED, "about": "session:5", "session_ref": 5}
    ledger.transfer("out", "part:1", PROVIDER, 400, **release)
    ledger.transfer("back", "part:1", OUTSIDE_CARD, 100, reason="given_back", about="session:6")
    return start, between, clock.now()


def test_lines_are_the_movements_of_an_account_as_it_sees_them(ledger, year):
    start, _between, end = year

    lines = account_entries(["part:1"], start, end)

    assert [
        (line.pence, line.reason, line.about, line.session_ref, line.other_code) for line in lines
    ] == [
        (1000, "sessions", "charge:1", None, OUTSIDE_TRANSFER),
        (-400, TransferReason.SESSION_RELEASED, "session:5", 5, PROVIDER),
        (-100, "given_back", "session:6", None, OUTSIDE_CARD),
    ]


def test_a_line_says_when_the_money_was_moved(ledger, year):
    start, _between, end = year

    lines = account_entries([OUTSIDE_TRANSFER], start, end)

    assert [line.at for line in lines] == [Transfer.objects.get(key="in").at]


def test_opening_balance_and_lines_make_the_closing_balance(ledger, year):
    start, between, end = year

    for first, last in ((start, between), (between, end), (start, end)):
        opening, closing = (balances(["part:1"], moment)["part:1"] for moment in (first, last))
        lines = account_entries(["part:1"], first, last)
        assert opening + sum(line.pence for line in lines) == closing

    assert closing == balance("part:1") == 500


def test_a_movement_between_two_of_the_accounts_is_a_line_for_each(ledger, year):
    start, _between, end = year

    lines = account_entries(["part:1", PROVIDER], start, end)

    assert [(line.code, line.pence) for line in lines if line.session_ref == 5] == [
        ("part:1", -400),
        (PROVIDER, 400),
    ]


def test_what_is_held_or_voided_is_in_no_balance_and_on_no_line(ledger):
    start = clock.now()
    ledger.round(300), ledger.hold("a", ledger.part(1), 300)
    void(key="b", pending="a")
    ledger.hold("c", "part:1", 300)

    assert account_entries(["part:1"], start, clock.now()) == []
    assert balances(["part:1", OUTSIDE_CARD]) == {"part:1": 0, OUTSIDE_CARD: 0}


@pytest.mark.holds("I6")
def test_a_pools_total_is_what_its_own_parts_hold(ledger):
    ledger.part(1, holding=100), ledger.part(2, holding=50)
    ledger.part(9, holding=900, pool_ref=2)
    ledger.transfer("back", "part:2", OUTSIDE_TRANSFER, 20)

    assert (pool_balance(1), pool_balance(2), pool_balance(3)) == (130, 900, 0)


@pytest.mark.parametrize("accounts", [1, 3])
def test_the_number_of_queries_does_not_grow(ledger, accounts):
    codes = [ledger.part(n, holding=100) for n in range(accounts)]
    end = clock.now()

    with CaptureQueriesContext(
        connection,
    ) as captured:
        account_entries(codes, end - timedelta(days=1), end)
        balances(codes, end)

    assert len(captured) == 3


def test_what_is_not_there_is_not_nought(db):
    for question, missing in (
        (balance, Account),
        (available_pence, Account),
        (collection_progress, Collection),
    ):
        with pytest.raises(missing.DoesNotExist):
            question("part:404")


def test_what_an_account_with_a_floor_holds_is_read_and_not_added_up(
    ledger, django_assert_num_queries
):
    part = ledger.part(1, holding=100)

    with django_assert_num_queries(1):
        assert balance(part) == 100


def test_of_an_account_with_no_floor_nothing_can_be_promised(db):
    with pytest.raises(Account.DoesNotExist):
        available_pence(OUTSIDE_CARD)


def test_checking_a_sound_ledger_says_nothing(ledger, capsys, caplog):
    ledger.part(1, holding=100)

    call_command("check_ledger")
    check_ledger()

    assert (capsys.readouterr().out, caplog.messages) == ("", [])


@pytest.mark.holds("M60", "I6")
def test_checking_a_broken_ledger_says_what_is_wrong_and_fails(committed_db, capsys, caplog):
    with psycopg.connect(committed_db.url("cp_owner"), autocommit=True) as owner:
        owner.execute("SELECT ledger_open_account('part:1', 'part', 1)")
        owner.execute("ALTER TABLE ledger_account DISABLE TRIGGER USER")
        owner.execute("UPDATE ledger_account SET posted_pence = 7 WHERE code = 'part:1'")

    with pytest.raises(SystemExit) as ended:
        call_command("check_ledger")
    check_ledger()

    words = "part:1 holds 7 and promises 0; its transfers say 0 and 0"
    assert ended.value.code == 1
    assert capsys.readouterr().out == f"balance: {words}\n"
    assert caplog.messages == [f"LEDGER BROKEN: balance: {words}"]
