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
from providers.models.sessions import Session
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


@pytest.mark.prove  # what has landed does not change any more
@pytest.mark.holds("P49")
def test_rows_of_before_are_what_they_were_there_and_back(owned):
    """A visit that did not happen, a session that a pool paid for, and words about an offer: one
    way back and forward for all, because each takes long."""
    keeper = make_login("keeper")
    session = make_session(keeper)
    book(session, make_someone())
    deliver(session, keeper)
    paid, other = paid_by_a_pool(), make_session(make_login("other"))
    offer, said = an_offer_talked_about()

    migrate(("providers", "0002_what_the_database_enforces"))  # pools and groups with it
    states_before = rows_of("SELECT state FROM providers_booking")
    words_before = rows_of("SELECT words, is_from_group FROM groups_offermessage ORDER BY id")
    none_now = messages_about_offer(offer)
    migrate(*MigrationLoader(None).graph.leaf_nodes())

    assert states_before == [("did_not_come",)]
    assert rows_of("SELECT state FROM providers_booking") == [("visit_did_not_happen",)]
    assert (words_before, none_now) == (said, [])
    assert [(line.words, line.is_from_asking) for line in messages_about_offer(offer)] == said
    groups = {each.pk: each.group_id for each in Session.objects.all()}
    assert (groups[paid.session_id], groups[other.pk]) == (paid.pool.group_id, None)


def paid_by_a_pool() -> PoolSession:
    pool = make_pool(make_people(2))
    return PoolSession.objects.create(
        pool=pool, instalment=pool.instalments.all()[0], session=make_session(make_login("paid"))
    )


def an_offer_talked_about():
    group, people = make_group_of("alice", "bob")
    acting, provider = make_vetted("aquarium")
    offer = offer_to(ask(group, people[0]), acting, provider)
    ask_about_offer(offer_id=offer.pk, text="Is there a lift?", by=people[0], now=NOW)
    answer_about_offer(offer_id=offer.pk, text="A new one.", by=acting, now=NOW)
    return offer, [(line.words, line.is_from_asking) for line in messages_about_offer(offer)]


def rows_of(statement: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


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
