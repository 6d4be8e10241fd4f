"""Eight at once, each on a connection of its own. Every race that must be won has a twin without
locks that must lose it: otherwise it would prove nothing."""

from threading import Barrier

import psycopg
import pytest

from tests.factories.at_once import sql_at_once

CLIENTS = 8
ASKED, EACH = 960, 10  # by all of them together, of an account that holds 500
WORLD = """
SELECT ledger_open_account('part:' || id, 'part', 1) FROM generate_series(1, 2) AS id;
SELECT ledger_open_account('provider:' || id, 'provider', NULL) FROM generate_series(1, 2) AS id;
SELECT ledger_transfer('filled', 'outside:transfer', 'part:1', 500, 'sessions', 'charge:1', NULL,
                       NULL);
"""


@pytest.fixture
def database(committed_db):
    with psycopg.connect(committed_db.url(), autocommit=True) as app:
        app.execute(WORLD)
    yield committed_db
    with psycopg.connect(committed_db.url(), autocommit=True) as app:
        assert app.execute("SELECT * FROM ledger_faults").fetchall() == []


def one(connection, statement, *values):
    return connection.execute(statement, values).fetchone()[0]


def asked(statement, *values):
    return lambda connection: one(connection, statement, *values)


def balance(database, code):
    with psycopg.connect(database.url()) as app:
        return one(app, "SELECT posted_pence FROM ledger_account WHERE code = %s", code)


def test_960_asked_of_500_pays_exactly_500(database):
    def ask(client):
        def doing(connection):
            paid = 0
            for turn in range(ASKED // CLIENTS // EACH):
                try:
                    one(
                        connection,
                        "SELECT ledger_transfer(%s, 'part:1', %s, %s, 'released', 'session:1',"
                        " NULL, NULL)",
                        f"pay:{client}:{turn}",
                        f"provider:{client % 2 + 1}",
                        EACH,
                    )
                except psycopg.Error as error:
                    assert error.sqlstate == "LG001"
                else:
                    paid += EACH
            return paid

        return doing

    paid = sql_at_once(database, *(ask(client) for client in range(CLIENTS)))

    assert (sum(paid), balance(database, "part:1")) == (500, 0)


def test_the_same_without_the_ledger_pays_more_than_there_is(database):
    """The negative control: look, then act, as any page would."""
    with psycopg.connect(database.url("cp_owner"), autocommit=True) as owner:
        owner.execute("CREATE TABLE naive (pence bigint); INSERT INTO naive VALUES (500)")

    def ask(connection):
        paid = 0
        for _turn in range(ASKED // CLIENTS // EACH):
            if one(connection, "SELECT sum(pence) FROM naive") >= EACH:
                connection.execute("SELECT pg_sleep(0.002)")
                connection.execute("INSERT INTO naive VALUES (%s)", [-EACH])
                paid += EACH
        return paid

    paid = sql_at_once(database, *[ask] * CLIENTS, role="cp_owner")

    assert sum(paid) > 500


def test_one_key_at_once_is_one_transfer(database):
    ids = sql_at_once(
        database,
        *[
            asked(
                "SELECT ledger_transfer('k', 'part:1', 'provider:1', 400, 'released', 'a:1',"
                " NULL, NULL)",
            )
        ]
        * CLIENTS,
    )

    assert (len(set(ids)), balance(database, "part:1")) == (1, 100)


@pytest.mark.holds("I4")
def test_one_key_at_once_between_accounts_that_are_not_locked_is_one_transfer(database):
    ids = sql_at_once(
        database,
        *[
            asked(
                "SELECT ledger_transfer('k', 'outside:card', 'fees:operator', 4, 'fee', 'a:1',"
                " NULL, NULL)",
            )
        ]
        * CLIENTS,
    )

    assert len(set(ids)) == 1 and isinstance(ids[0], int)


def test_one_key_at_once_for_different_sums_is_written_for_one_of_them(database):
    answers = sql_at_once(
        database,
        *(
            asked(
                "SELECT ledger_transfer('k', 'outside:card', 'fees:operator', %s, 'fee', 'a:1',"
                " NULL, NULL)",
                pence,
            )
            for pence in range(1, CLIENTS + 1)
        ),
    )

    assert sorted(map(str, answers))[1:] == ["LG002"] * (CLIENTS - 1)


def hold(database, key, pence, target=None):
    with psycopg.connect(database.url(), autocommit=True) as app:
        one(app, "SELECT ledger_create_collection('instalment:1:1', 1, %s)", target or pence)
        one(
            app,
            "SELECT ledger_reserve(%s, 'outside:card', 'part:2', %s, 'sessions', 'charge:2', NULL,"
            " 'instalment:1:1')",
            key,
            pence,
        )


OPEN = "SELECT ledger_open_for_posting('instalment:1:1')"


def test_a_held_transfer_is_posted_by_one_of_eight(database):
    hold(database, "held", 300)
    sql_at_once(database, asked(OPEN))

    answers = sql_at_once(
        database,
        *(asked("SELECT ledger_post(%s, 'held', 300)", f"post:{n}") for n in range(CLIENTS)),
    )

    assert answers.count("LG005") == CLIENTS - 1
    assert balance(database, "part:2") == 300


def test_a_held_transfer_between_accounts_that_are_not_locked_is_posted_by_one_of_eight(database):
    sql_at_once(
        database,
        asked(
            "SELECT ledger_reserve('held', 'outside:card', 'fees:operator', 9, 'fee', 'a:1',"
            " NULL, NULL)"
        ),
    )

    answers = sql_at_once(
        database,
        *(asked("SELECT ledger_post(%s, 'held', 9)", f"post:{n}") for n in range(CLIENTS)),
    )

    assert answers.count("LG005") == CLIENTS - 1


def test_posted_or_voided_but_never_both(database):
    hold(database, "held", 300)
    sql_at_once(database, asked(OPEN))

    answers = sql_at_once(
        database,
        *(
            asked("SELECT ledger_post(%s, 'held', 300)", f"post:{n}")
            if n % 2
            else asked("SELECT ledger_void(%s, 'held')", f"void:{n}")
            for n in range(CLIENTS)
        ),
    )

    assert answers.count("LG005") == CLIENTS - 1
    posted = any(isinstance(answer, int) for answer in answers[1::2])
    assert balance(database, "part:2") == (300 if posted else 0)


@pytest.mark.parametrize("turn", range(3))
def test_a_collection_never_opens_on_money_that_has_just_been_voided(database, turn):
    hold(database, "held", 300)

    opened, *voided = sql_at_once(
        database, asked(OPEN), *[asked("SELECT ledger_void('void', 'held')")] * 7
    )

    assert len(set(voided)) == 1
    with psycopg.connect(database.url()) as app:
        opened_past = one(app, "SELECT opened_past FROM ledger_collection")
    # Either it opened first, on money then held, or it did not open at all.
    assert opened == "LG004" if opened_past is None else opened_past < voided[0]


@pytest.mark.holds("I11")
def test_a_collection_waits_for_whoever_is_moving_money_in_it_before_it_opens(database):
    hold(database, "held", 300)
    with psycopg.connect(database.url()) as voiding:
        one(voiding, "SELECT ledger_void('void', 'held')")
        with psycopg.connect(database.url(), autocommit=True) as opening:
            opening.execute("SET lock_timeout = '100ms'")
            with pytest.raises(psycopg.errors.LockNotAvailable):
                one(opening, OPEN)

    assert sql_at_once(database, asked(OPEN)) == ["LG004"]


def test_a_look_without_the_collections_lock_would_open_on_voided_money(database):
    """The negative control: what is covered is read, and acted upon after it has changed."""
    hold(database, "held", 300)
    looked, gone = Barrier(2), Barrier(2)

    def naive_open(connection):
        covered = one(connection, "SELECT ledger_covered(1, 999999)")
        looked.wait()
        gone.wait()
        return "opened" if covered >= 300 else "refused"

    def void(connection):
        looked.wait()
        connection.execute("SELECT ledger_void('void', 'held')")
        gone.wait()

    opened, _none = sql_at_once(database, naive_open, void)

    with psycopg.connect(database.url()) as app:
        assert (opened, one(app, "SELECT ledger_covered(1, 999999)")) == ("opened", 0)


def test_an_account_opened_by_eight_at_once_is_one_account(database):
    ids = sql_at_once(
        database, *[asked("SELECT ledger_open_account('part:9', 'part', 4)")] * CLIENTS
    )

    assert len(set(ids)) == 1


def test_payments_of_different_people_do_not_wait_for_one_another(database):
    """A card payment not yet committed holds up no other: no row is shared by all of them."""
    pay = "SELECT ledger_transfer(%s, 'outside:card', %s, 100, 'sessions', 'charge:1', NULL, NULL)"
    with psycopg.connect(database.url()) as first:
        one(first, pay, "a", "part:1")
        with psycopg.connect(database.url(), autocommit=True) as second:
            second.execute("SET lock_timeout = '1s'")
            one(second, pay, "b", "part:2")

    assert (balance(database, "part:1"), balance(database, "part:2")) == (600, 100)
