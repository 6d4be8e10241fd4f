"""Each migration has a way back, which leads to where it came from; none is squashed."""

import re
import subprocess
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from boot.postgres import find_binaries
from groups.actions.offers import answer_about_offer, ask_about_offer
from groups.queries.offers import messages_about_offer
from pooling.pools.models.instalments import PoolSession
from tests.factories.demand import ask, make_group_of, make_vetted, offer_to
from tests.factories.pools import make_people, make_pool
from tests.factories.supply import NOW, book, deliver, make_login, make_session, make_someone

pytestmark = pytest.mark.process

ROOT = Path(__file__).resolve().parent.parent
OURS = {path.parent.name for path in [*ROOT.glob("*/migrations"), *ROOT.glob("*/*/migrations")]}
MIGRATIONS = {
    key: migration
    for key, migration in sorted(MigrationLoader(None).disk_migrations.items())
    if key[0] in OURS
}
EVERY = pytest.mark.parametrize("migration", MIGRATIONS.values(), ids=str)


@EVERY
def test_every_operation_can_be_undone(migration):
    assert [each for each in migration.operations if not each.reversible] == []


@EVERY
def test_nothing_is_squashed_and_every_name_says_what_it_does(migration):
    assert not migration.replaces
    assert not re.search(r"_(auto|initial|squashed)", migration.name)


def test_extensions_and_the_clock_come_before_any_table():
    graph = MigrationLoader(None).graph
    first = ("common", "0001_extensions_and_clock")
    for key in MIGRATIONS.keys() - {first}:
        assert first in graph.forwards_plan(key), key


@pytest.fixture
def owned(committed_db):
    """A database of this test's own, used as its owner, who migrates."""
    owner = urlsplit(committed_db.url("cp_owner"))
    connection.close()
    connection.settings_dict.update(USER=owner.username, PASSWORD=owner.password)
    return committed_db


def shape(database, *options) -> str:
    """All that is in a database but its rows, and of these which moves there are."""
    dump = subprocess.run(
        [find_binaries() / "pg_dump", "--schema-only", *options, database.url("cp_owner")],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    with connection.cursor() as cursor:
        moves = []
        if "lifecycle_transition" in connection.introspection.table_names(cursor):
            cursor.execute("SELECT * FROM lifecycle_transition ORDER BY 1, 2, 3")
            moves = cursor.fetchall()
    # \restrict has a word made up for each dump.
    return re.sub(r"^\\(un)?restrict .*$", "", dump, flags=re.MULTILINE) + str(moves)


def migrate(*targets) -> None:
    MigrationExecutor(connection).migrate(list(targets))


def migrate_to_zero() -> None:
    migrate(*((app, None) for app in {app for app, _name in MIGRATIONS}))


@pytest.mark.prove
@pytest.mark.holds("T24")
def test_to_zero_and_forward_again_makes_the_same_database(owned):
    before = shape(owned)

    migrate_to_zero()
    nothing_of_ours = shape(owned)
    migrate(*MigrationLoader(None).graph.leaf_nodes())
    call_command("grant_app_role", movable_clock=True, verbosity=0)

    assert shape(owned) == before
    assert "EXTENSION" not in nothing_of_ours
    for app in OURS | {"clock_offset", "lifecycle", "app_now", "never_changed"}:
        assert f"public.{app}" not in nothing_of_ours


def test_a_visit_that_did_not_happen_keeps_its_row_there_and_back(owned):
    alice = make_login()
    session = make_session(alice)
    book(session, make_someone())
    deliver(session, alice)
    renamed = MigrationLoader(None).graph.leaf_nodes("providers")[0]

    migrate(("providers", "0002_what_the_database_enforces"))
    assert booking_states() == ["did_not_come"]

    migrate(renamed)
    assert booking_states() == ["visit_did_not_happen"]


def booking_states() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT state FROM providers_booking")
        return [state for (state,) in cursor.fetchall()]


@pytest.mark.holds("P49")
def test_a_session_of_before_says_for_which_group_where_a_pool_paid_for_it(owned):
    pool, paid, other = make_pool(make_people(2)), *(make_session(make_login(who)) for who in "ab")
    PoolSession.objects.create(pool=pool, instalment=pool.instalments.all()[0], session=paid)
    last = MigrationLoader(None).graph.leaf_nodes("pools")[0]

    migrate(("pools", "0013_nothing_new_of_who_is_one_with_another"))
    migrate(last)

    for session in (paid, other):
        session.refresh_from_db()
    assert (paid.group_id, other.group_id) == (pool.group_id, None)


def test_what_was_said_about_an_offer_is_there_before_and_after(owned):
    group, people = make_group_of("alice", "bob")
    acting, provider = make_vetted("museum")
    offer = offer_to(ask(group, people[0]), acting, provider)
    ask_about_offer(offer_id=offer.pk, text="Is there a lift?", by=people[0], now=NOW)
    answer_about_offer(offer_id=offer.pk, text="A new one.", by=acting, now=NOW)
    said = [(line.words, line.is_from_asking) for line in messages_about_offer(offer)]
    last = MigrationLoader(None).graph.leaf_nodes("groups")[0]

    migrate(("groups", "0021_an_offer_at_a_home_is_a_district"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT words, is_from_group FROM groups_offermessage ORDER BY id")
        before = cursor.fetchall()
    none_now = messages_about_offer(offer)
    migrate(last)

    assert (before, none_now) == (said, [])
    assert [(line.words, line.is_from_asking) for line in messages_about_offer(offer)] == said


@pytest.mark.prove
def test_each_step_back_leads_to_where_it_came_from(owned):
    plan = MigrationExecutor(connection).migration_plan(
        MigrationLoader(None).graph.leaf_nodes(), clean_start=True
    )
    steps = [(m.app_label, m.name) for m, _backwards in plan if m.app_label in OURS]
    # A library's tables stay, once a step of ours has asked for them.
    ours = partial(shape, owned, "--exclude-table=account_*")
    migrate_to_zero()
    shapes = []
    for step in steps:
        shapes.append(ours())
        migrate(step)
    for number, (app, name) in reversed(list(enumerate(steps))):
        earlier = [step for step in steps[:number] if step[0] == app]
        migrate(earlier[-1] if earlier else (app, None))
        assert ours() == shapes[number], f"{app} {name}"
