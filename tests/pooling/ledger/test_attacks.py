"""Plain SQL from somebody who has become the app: nothing of the ledger can be moved by it.

Each attack names the refusal it must meet, so that one with a slip in it is not counted; after
each, every row, right, function and trigger is as it was.
"""

from unittest.mock import ANY

import psycopg
import pytest

NO_RIGHT = "42501"
BROKEN_RULE = "23514"
MEANT_NOTHING = "LG008"

WRITES = [
    ("INSERT INTO {} SELECT * FROM {}", NO_RIGHT),
    ("INSERT INTO {} SELECT * FROM {} ON CONFLICT DO NOTHING", NO_RIGHT),
    ("UPDATE {} SET id = id", NO_RIGHT),
    ("DELETE FROM {}", NO_RIGHT),
    ("TRUNCATE {} CASCADE", NO_RIGHT),
    ("COPY {} FROM STDIN", NO_RIGHT),
    ("MERGE INTO {} t USING {} s ON t.id = s.id WHEN MATCHED THEN DELETE", NO_RIGHT),
    ("WITH gone AS (DELETE FROM {} RETURNING *) SELECT count(*) FROM gone", NO_RIGHT),
    ("SELECT * FROM {} FOR UPDATE", NO_RIGHT),
    ("BEGIN; LOCK TABLE {} IN EXCLUSIVE MODE", NO_RIGHT),
    ("ALTER TABLE {} DISABLE TRIGGER ALL", NO_RIGHT),
    ("ALTER TABLE {} OWNER TO cp_app", NO_RIGHT),
    ("DROP TABLE {} CASCADE", NO_RIGHT),
]
TABLES = ["ledger_account", "ledger_collection", "ledger_transfer"]
ON_TABLES = [
    (statement.replace("{}", table), refusal) for table in TABLES for statement, refusal in WRITES
]

ON_THE_BALANCE = [
    ("UPDATE ledger_account SET posted_pence = 999999 WHERE code = 'part:1'", NO_RIGHT),
    ("UPDATE ledger_account SET floor_zero = false", NO_RIGHT),
    ("UPDATE ledger_transfer SET pence = 1 WHERE key = 'filled'", NO_RIGHT),
    ("UPDATE ledger_transfer SET target_id = source_id + 1", NO_RIGHT),
    ("UPDATE ledger_collection SET target_pence = 1", NO_RIGHT),
    ("UPDATE ledger_collection SET opened_at = now(), opened_with_pence = 1000", NO_RIGHT),
    ("DELETE FROM ledger_faults", "55000"),
    ("INSERT INTO ledger_faults VALUES ('a', 'b', 'c')", "55000"),
    ("SET CONSTRAINTS ALL DEFERRED; DELETE FROM ledger_account", NO_RIGHT),
    ("DO $$ BEGIN UPDATE ledger_account SET posted_pence = 0; END $$", NO_RIGHT),
    (
        "SELECT set_config('commonpurse.ledger', 'moving', false);"
        " UPDATE ledger_account SET posted_pence = 0",
        NO_RIGHT,
    ),
    ("SELECT setval('ledger_transfer_id_seq', 1)", NO_RIGHT),
]

ON_THE_HOUSE = [
    ("ALTER TABLE ledger_account DROP CONSTRAINT account_floor", NO_RIGHT),
    ("DROP TRIGGER ledger_transfer_row ON ledger_transfer", NO_RIGHT),
    (
        "CREATE TRIGGER mine BEFORE INSERT ON ledger_transfer FOR EACH ROW"
        " EXECUTE FUNCTION never_changed()",
        NO_RIGHT,
    ),
    ("CREATE RULE mine AS ON UPDATE TO ledger_account DO INSTEAD NOTHING", NO_RIGHT),
    ("CREATE INDEX mine ON ledger_transfer (pence)", NO_RIGHT),
    ("ALTER FUNCTION ledger_transfer SET search_path = pg_temp", NO_RIGHT),
    ("ALTER FUNCTION ledger_write SECURITY DEFINER", NO_RIGHT),
    ("DROP FUNCTION ledger_check_floor", NO_RIGHT),
    (
        "CREATE OR REPLACE FUNCTION ledger_check_floor(source ledger_account, a_pence bigint)"
        " RETURNS void LANGUAGE sql AS ''",
        NO_RIGHT,
    ),
    ("CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'", NO_RIGHT),
    ("CREATE TABLE public.mine (id int)", NO_RIGHT),
    ("CREATE TEMPORARY TABLE ledger_account (id int)", NO_RIGHT),
    ("CREATE SCHEMA mine", NO_RIGHT),
    ("CREATE EXTENSION pg_stat_statements", NO_RIGHT),
    ("ALTER SCHEMA public OWNER TO cp_app", NO_RIGHT),
    ("SET session_replication_role = replica", NO_RIGHT),
    ("SET ROLE cp_owner", NO_RIGHT),
    ("SET SESSION AUTHORIZATION cp_owner", NO_RIGHT),
    ("GRANT cp_owner TO cp_app", NO_RIGHT),
    ("ALTER ROLE cp_app SUPERUSER", NO_RIGHT),
    ("ALTER ROLE cp_owner PASSWORD 'mine'", NO_RIGHT),
    ("ALTER SYSTEM SET fsync = off", NO_RIGHT),
    ("COPY ledger_transfer TO PROGRAM 'cat'", NO_RIGHT),
    ("SELECT pg_read_file('/etc/hostname')", NO_RIGHT),
    ("SELECT app_clock_set(interval '1 day')", NO_RIGHT),
    ("UPDATE clock_offset SET offset_by = interval '1 day'", NO_RIGHT),
    ("INSERT INTO lifecycle_transition VALUES ('pool', 'lapsed', 'funded')", NO_RIGHT),
    ("DELETE FROM lifecycle_transition", NO_RIGHT),
    ("UPDATE audit_auditentry SET deed = 'another'", NO_RIGHT),
    ("DELETE FROM audit_auditentry", NO_RIGHT),
    ("TRUNCATE audit_auditentry", NO_RIGHT),
]


def transfer_sql(key="k", source="outside:card", target="part:1", pence="100", collection="NULL"):
    return (
        f"SELECT ledger_transfer('{key}', '{source}', '{target}', {pence},"
        f" 'sessions', 'charge:1', NULL, {collection})"
    )


def reserve(key="k", source="outside:card", target="part:1", pence="100", collection="NULL"):
    statement = transfer_sql(key, source, target, pence, collection)
    return statement.replace("ledger_transfer", "ledger_reserve")


ON_THE_DOORS = [
    (transfer_sql(pence="0"), MEANT_NOTHING),
    (transfer_sql(pence="-100"), MEANT_NOTHING),
    (transfer_sql(pence="NULL"), MEANT_NOTHING),
    (transfer_sql(pence="100000001"), MEANT_NOTHING),
    (transfer_sql(pence="9223372036854775807"), MEANT_NOTHING),
    (transfer_sql(pence="(-9223372036854775808)"), MEANT_NOTHING),
    (transfer_sql(pence="9223372036854775808::bigint"), "22003"),
    (transfer_sql(pence="'NaN'::numeric::bigint"), "0A000"),
    (transfer_sql(source="part:1", target="part:1"), MEANT_NOTHING),
    (transfer_sql(source="part:1", target="part:2"), MEANT_NOTHING),
    (transfer_sql(source="part:1", target="provider:1", pence="301"), "LG001"),
    (transfer_sql(source="part:5", target="outside:card", pence="1"), "LG001"),
    (transfer_sql(target="part:404"), "LG007"),
    (transfer_sql(collection="'instalment:404:1'"), "LG007"),
    (transfer_sql(collection="'instalment:3:1'"), "LG003"),
    (transfer_sql(target="part:9", collection="'instalment:1:1'"), MEANT_NOTHING),
    (transfer_sql(target="provider:1", collection="'instalment:1:1'"), MEANT_NOTHING),
    (transfer_sql(key="filled", source="outside:transfer", pence="501"), "LG002"),
    (reserve(key="filled", source="outside:transfer", collection="'instalment:1:1'"), "LG002"),
    (transfer_sql(key="anna@example.org"), BROKEN_RULE),
    (transfer_sql().replace("charge:1", "charge for Anna"), BROKEN_RULE),
    (transfer_sql().replace("'sessions'", "'for Anna''s Tuesdays'"), BROKEN_RULE),
    (transfer_sql().replace("'sessions'", "NULL"), MEANT_NOTHING),
    (reserve(), MEANT_NOTHING),
    (reserve(collection="'instalment:3:1'"), "LG003"),
    (reserve(source="part:1", target="provider:1", pence="301"), "LG001"),
    ("SELECT ledger_post('k', 'uncovered', 300)", "LG003"),
    ("SELECT ledger_post('k', 'shut', 100)", "LG003"),
    ("SELECT ledger_post('k', 'held', 101)", "LG006"),
    ("SELECT ledger_post('k', 'held', 0)", MEANT_NOTHING),
    ("SELECT ledger_post('k', 'held', -1)", MEANT_NOTHING),
    ("SELECT ledger_post('k', 'held', NULL)", MEANT_NOTHING),
    ("SELECT ledger_post(NULL, 'held', 100)", MEANT_NOTHING),
    ("SELECT ledger_post('k', 'posted', 40)", "LG005"),
    ("SELECT ledger_post('k', 'voided', 100)", "LG005"),
    ("SELECT ledger_void('k', 'posted')", "LG005"),
    ("SELECT ledger_void('k', 'voided')", "LG005"),
    ("SELECT ledger_post('posted-1', 'posted', 61)", "LG002"),
    ("SELECT ledger_void('posted-1', 'posted')", "LG002"),
    ("SELECT ledger_post('k', 'filled', 100)", "LG007"),
    ("SELECT ledger_void('k', 'posted-1')", "LG007"),
    ("SELECT ledger_open_for_posting('instalment:1:1')", "LG004"),
    ("SELECT ledger_open_for_posting('instalment:3:1')", "LG003"),
    ("SELECT ledger_open_for_posting(NULL)", "LG007"),
    ("SELECT ledger_create_collection('instalment:1:1', 1, 1)", "LG002"),
    ("SELECT ledger_create_collection('instalment:1:1', 2, 1000)", "LG002"),
    ("SELECT ledger_create_collection('instalment:7:1', 1, 0)", BROKEN_RULE),
    ("SELECT ledger_create_collection('instalment:7:1', 1, -5)", BROKEN_RULE),
    ("SELECT ledger_create_collection('instalment:7:1', NULL, 5)", "23502"),
    ("SELECT ledger_open_account('part:1', 'outside', NULL)", "LG002"),
    ("SELECT ledger_open_account('part:1', 'part', 2)", "LG002"),
    ("SELECT ledger_open_account('part:77', 'outside', NULL)", BROKEN_RULE),
    ("SELECT ledger_open_account('part:77', 'part', NULL)", BROKEN_RULE),
    ("SELECT ledger_open_account('part:Anna Bell', 'part', 1)", BROKEN_RULE),
    ("SELECT ledger_open_account('purse:1', 'purse', NULL)", BROKEN_RULE),
    # What stands behind the entry points has only the caller's own rights.
    (
        "SELECT ledger_write('direct', 'k', 'outside:card', 'part:1', 1, 'a', 'b:1', NULL, NULL,"
        " NULL)",
        NO_RIGHT,
    ),
    ("SELECT ledger_settle('post', 'k', 'held', 100)", NO_RIGHT),
    ("SELECT ledger_settle('pending', 'k', 'held', 100)", NO_RIGHT),
    ("SELECT never_changed()", "0A000"),
    ("SELECT ledger_moves_money_itself()", "0A000"),
]

ATTACKS = ON_TABLES + ON_THE_BALANCE + ON_THE_HOUSE + ON_THE_DOORS

EVERYTHING = """
SELECT md5(string_agg(line, E'\\n' ORDER BY line)) FROM (
    SELECT 'account' || to_jsonb(t)::text AS line FROM ledger_account t
    UNION ALL SELECT 'collection' || to_jsonb(t)::text FROM ledger_collection t
    UNION ALL SELECT 'transfer' || to_jsonb(t)::text FROM ledger_transfer t
    UNION ALL SELECT 'move' || to_jsonb(t)::text FROM lifecycle_transition t
    UNION ALL SELECT 'clock' || to_jsonb(t)::text FROM clock_offset t
    UNION ALL SELECT 'deed' || to_jsonb(t)::text FROM audit_auditentry t
    UNION ALL SELECT 'table' || oid || relowner || relkind::text || coalesce(relacl::text, '')
        FROM pg_class WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT 'function' || oid || proowner || prosecdef || md5(prosrc)
        || coalesce(proacl::text, '') || coalesce(proconfig::text, '')
        FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT 'trigger' || oid || tgenabled::text FROM pg_trigger
    UNION ALL SELECT 'constraint' || oid || convalidated FROM pg_constraint
    UNION ALL SELECT 'role' || to_jsonb(t)::text FROM pg_roles t WHERE rolname LIKE 'cp%'
    UNION ALL SELECT 'member' || member || roleid FROM pg_auth_members
) AS lines
"""


@pytest.fixture
def app(attacked):
    with psycopg.connect(attacked.url(), autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def everything(attacked):
    """A digest of all there is, as the owner sees it."""
    with psycopg.connect(attacked.url("cp_owner"), autocommit=True) as owner:
        yield lambda: owner.execute(EVERYTHING).fetchone()[0]


def run(connection, script: str) -> None:
    if script.startswith("COPY") and "STDIN" in script:
        with connection.cursor() as cursor, cursor.copy(script) as copy:
            copy.write("1\n")
    else:
        connection.execute(script)


def test_there_are_enough_attacks_and_no_two_alike():
    assert len({statement for statement, _refusal in ATTACKS}) == len(ATTACKS) >= 40


@pytest.mark.holds("I3", "I17", "T1")
@pytest.mark.parametrize(("statement", "refusal"), ATTACKS, ids=lambda value: value[:70])
def test_an_attack_is_refused_and_changes_nothing(app, everything, statement, refusal):
    before = everything()

    with pytest.raises(psycopg.Error) as caught:
        run(app, statement)

    assert caught.value.sqlstate == refusal, caught.value
    assert everything() == before


@pytest.mark.parametrize("table", TABLES)
def test_giving_oneself_rights_gives_none(app, everything, table):
    before = everything()

    app.execute(f"GRANT ALL ON {table} TO cp_app")  # PostgreSQL warns, and grants nothing

    assert everything() == before


HIJACKS = [
    "CREATE TEMP TABLE ledger_account AS SELECT * FROM public.ledger_account;"
    " UPDATE pg_temp.ledger_account SET posted_pence = 1000000;",
    "CREATE TEMP TABLE ledger_collection AS SELECT * FROM public.ledger_collection;"
    " UPDATE pg_temp.ledger_collection SET opened_at = now(), closed_at = NULL;",
    "CREATE FUNCTION pg_temp.ledger_check_floor(public.ledger_account, bigint) RETURNS void"
    " LANGUAGE sql AS '';",
    "CREATE FUNCTION pg_temp.app_now() RETURNS timestamptz LANGUAGE sql"
    " AS $$ SELECT timestamptz '1999-01-01' $$;",
    "CREATE FUNCTION pg_temp.never_less(bigint, bigint) RETURNS boolean LANGUAGE sql"
    " AS 'SELECT false';"
    " CREATE OPERATOR pg_temp.< (leftarg = bigint, rightarg = bigint,"
    " function = pg_temp.never_less);",
]


@pytest.mark.parametrize("trap", HIJACKS, ids=lambda trap: trap[:60])
def test_things_of_the_same_name_on_the_callers_path_are_not_used(attacked, everything, trap):
    """Even where the app may make temporary things: our own set-up does not let it."""
    name = psycopg.sql.Identifier(attacked.name)
    with psycopg.connect(attacked.server.admin_url, autocommit=True) as admin:
        admin.execute(psycopg.sql.SQL("GRANT TEMP ON DATABASE {} TO cp_app").format(name))
        before = everything()
        with psycopg.connect(attacked.url(), autocommit=True) as app:
            app.execute(trap)
            app.execute("SET search_path = pg_temp, public, pg_catalog")
            for statement, refusal in (
                (transfer_sql(source="part:1", target="provider:1", pence="301"), "LG001"),
                ("SELECT ledger_post('k', 'uncovered', 300)", "LG003"),
                ("SELECT ledger_open_for_posting('instalment:1:1')", "LG004"),
            ):
                with pytest.raises(psycopg.Error) as caught:
                    app.execute(statement.replace("SELECT ", "SELECT public."))
                assert caught.value.sqlstate == refusal
        admin.execute(psycopg.sql.SQL("REVOKE TEMP ON DATABASE {} FROM cp_app").format(name))
    assert everything() == before


@pytest.mark.holds("T1", "I3")
def test_only_the_entry_points_have_the_owners_rights(app):
    functions = app.execute(
        "SELECT proname, proconfig FROM pg_proc"
        " WHERE pronamespace = 'public'::regnamespace AND prosecdef ORDER BY 1"
    ).fetchall()
    entry_points = [row for row in functions if row[0].startswith("ledger_")]

    assert [name for name, _path in entry_points] == [
        f"ledger_{verb}"
        for verb in (
            "close_collection",
            "create_collection",
            "open_account",
            "open_for_posting",
            "post",
            "reserve",
            "transfer",
            "void",
        )
    ]
    assert all("pg_temp" in path[0] and path[0].endswith("pg_temp") for _name, path in functions)


@pytest.mark.holds("M60", "I3")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_transfer SET pence = 1",
        "DELETE FROM ledger_transfer WHERE key = 'filled'",
        "TRUNCATE ledger_transfer",
        "INSERT INTO ledger_transfer (key, body_hash, kind, source_id, target_id, pence, reason,"
        " about, at) VALUES ('k', '', 'direct', 1, 2, 1, 'a', 'b:1', now())",
        "UPDATE ledger_account SET posted_pence = posted_pence + 1",
        "UPDATE ledger_account SET code = 'part:8' WHERE code = 'part:1'",
        "UPDATE ledger_account SET floor_zero = floor_zero",
        "DELETE FROM ledger_account",
        "TRUNCATE ledger_account CASCADE",
        "UPDATE ledger_collection SET target_pence = 1",
        "UPDATE ledger_collection SET closed_at = NULL, closed_past = NULL",
        "DELETE FROM ledger_collection",
        "TRUNCATE ledger_collection CASCADE",
        "SELECT set_config('commonpurse.ledger', 'moving', false);"
        " UPDATE ledger_collection SET closed_at = NULL, closed_past = NULL"
        " WHERE closed_at IS NOT NULL",
        "SELECT set_config('commonpurse.ledger', 'moving', false);"
        " UPDATE ledger_transfer SET reason = 'another'",
    ],
    ids=lambda statement: statement[:70],
)
def test_the_owners_accidents_are_refused_too(attacked, everything, statement):
    before = everything()

    with psycopg.connect(attacked.url("cp_owner"), autocommit=True) as owner:
        with pytest.raises(psycopg.errors.RestrictViolation):
            owner.execute(statement)

    assert everything() == before


SHOWN_BY_NOTHING = "none yet"  # a new name for a transfer that nothing refers to
TAMPERING = {
    "UPDATE ledger_account SET posted_pence = posted_pence + 1 WHERE code = 'part:1'": "balance",
    "UPDATE ledger_account SET reserved_out_pence = 0 WHERE code = 'part:1'": "balance",
    "ALTER TABLE ledger_account DROP CONSTRAINT account_floor;"
    " UPDATE ledger_account SET posted_pence = 5 WHERE code = 'outside:card'": "balance",
    "UPDATE ledger_transfer SET pence = pence + 1 WHERE key = 'filled'": "balance",
    "UPDATE ledger_transfer SET about = 'charge:99' WHERE key = 'filled'": "body",
    "UPDATE ledger_transfer SET session_ref = 99 WHERE key = 'filled'": "body",
    "UPDATE ledger_transfer SET key = 'another' WHERE key = 'held'": SHOWN_BY_NOTHING,
    "UPDATE ledger_transfer SET key = 'another' WHERE key = 'posted'": "body",
    "DELETE FROM ledger_transfer WHERE key = 'filled'": "balance",
    "UPDATE ledger_transfer SET pence = 101 WHERE key = 'posted-1'": "settled",
    "UPDATE ledger_transfer SET target_id = (SELECT id FROM ledger_account WHERE code = 'part:5')"
    " WHERE key = 'posted-1'": "settled",
    "ALTER TABLE ledger_transfer DROP CONSTRAINT ledger_transfer_pending_id_key;"
    " UPDATE ledger_transfer SET pending_id = (SELECT id FROM ledger_transfer WHERE"
    " key = 'posted') WHERE key = 'voided-1'": "settled",
    "UPDATE ledger_collection SET opened_at = NULL, opened_past = NULL, opened_with_pence = NULL"
    " WHERE code = 'instalment:2:1'": "collection",
    "UPDATE ledger_collection SET opened_past = 9999 WHERE code = 'instalment:2:1'": "collection",
    "UPDATE ledger_collection SET opened_at = now(), opened_past = 9999, opened_with_pence = 1000"
    " WHERE code = 'instalment:1:1'": "collection",
}


def tampering(statement, rule):
    """What nothing shows yet is expected to fail; the day it shows, it fails for passing."""
    if rule is not SHOWN_BY_NOTHING:
        return pytest.param(statement, (rule,), id=statement[:70])
    reason = "left for the hash chain to show"
    expected = pytest.mark.xfail(reason=reason, strict=True, raises=AssertionError)
    return pytest.param(statement, ANY, id=statement[:70], marks=expected)


@pytest.mark.holds("I12", "I6", "fault:N1")
@pytest.mark.parametrize(("statement", "fault"), [tampering(*each) for each in TAMPERING.items()])
def test_what_the_owner_does_on_purpose_shows(attacked, statement, fault):
    with psycopg.connect(attacked.url("cp_owner")) as owner:
        assert owner.execute("SELECT * FROM ledger_faults").fetchall() == []
        for table in TABLES:
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        owner.execute(statement)
        rules = owner.execute("SELECT DISTINCT rule FROM ledger_faults").fetchall()
        owner.rollback()

    assert fault in rules
