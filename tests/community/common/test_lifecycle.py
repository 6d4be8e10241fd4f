"""The table in `states` and the one the database enforces are the same (I9)."""

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, migrations, transaction
from django.utils.module_loading import module_has_submodule

from community.common.lifecycle import Lifecycle, lifecycles_in, transition_trigger
from providers.models.supply import Listing
from providers.states import ListingState
from tests.factories.supply import make_listing, make_login


def lifecycles() -> list[tuple[str, Lifecycle]]:
    apps_with_states = [
        app for app in apps.get_app_configs() if module_has_submodule(app.module, "states")
    ]
    named = [
        (name.lower(), table)
        for app in apps_with_states
        for name, table in lifecycles_in(f"{app.name}.states").items()
    ]
    return sorted(named, key=lambda pair: pair[0])


def test_no_table_is_left_out(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT thing FROM lifecycle_transition ORDER BY thing")
        enforced = [thing for (thing,) in cursor.fetchall()]
    assert [name for name, _table in lifecycles()] == enforced


@pytest.mark.holds("I9")
@pytest.mark.parametrize(("name", "lifecycle"), lifecycles(), ids=lambda v: str(v)[:20])
def test_the_database_allows_the_same_moves_as_the_table(db, name, lifecycle):
    assert pairs_in_the_database(name) == lifecycle.pairs()


@pytest.mark.parametrize(("name", "lifecycle"), lifecycles(), ids=lambda v: str(v)[:20])
def test_every_state_has_its_line(name, lifecycle):
    assert set(lifecycle.transitions) == set(lifecycle.states)


def pairs_in_the_database(name: str) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT source, target FROM lifecycle_transition WHERE thing = %s ORDER BY 1, 2", [name]
        )
        return [tuple(row) for row in cursor.fetchall()]


@pytest.mark.holds("I9")
def test_the_database_holds_every_column_to_its_table(db):
    with connection.cursor() as cursor:
        cursor.execute(
            r"SELECT split_part(encode(tgargs, 'escape'), '\000', 1) FROM pg_trigger"
            " WHERE tgfoid = 'lifecycle_check'::regproc AND tgenabled = 'O'"
        )
        held = {thing for [thing] in cursor.fetchall()}

    assert held == {name for name, _lifecycle in lifecycles()}


@pytest.mark.holds("I9")
def test_the_database_refuses_a_move_that_the_table_does_not_have(db):
    listing = make_listing(make_login())
    listings = Listing.objects.filter(pk=listing.pk)

    with pytest.raises(DatabaseError, match="listing"), transaction.atomic():
        listings.update(state=ListingState.PAUSED)

    assert listings.get().state == ListingState.DRAFT


def migrate(database, sql) -> None:
    with psycopg.connect(database.url("cp_owner")) as owner:
        owner.execute(sql)


def trigger_stands(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_trigger WHERE tgname = %s", [f"{table}_transitions"])
        return cursor.fetchone() is not None


def test_the_way_back_of_a_table_stated_anew_restores_what_stood_before(committed_db):
    earlier, later = [("asked", "active")], [("asked", "active"), ("asked", "ended")]
    step: migrations.RunSQL = transition_trigger(
        "representation", "people_representation", later, before=earlier
    )

    migrate(committed_db, step.sql)
    forward = pairs_in_the_database("representation")
    migrate(committed_db, step.reverse_sql)

    assert (forward, pairs_in_the_database("representation")) == (later, earlier)
    assert trigger_stands("people_representation")


def test_the_way_back_of_the_first_statement_takes_it_all_away(committed_db):
    step = transition_trigger("representation", "people_representation", [("asked", "active")])

    migrate(committed_db, step.sql)
    migrate(committed_db, step.reverse_sql)

    assert pairs_in_the_database("representation") == []
    assert not trigger_stands("people_representation")


def test_the_diagrams_in_docs_are_current():
    page = (settings.BASE_DIR / "docs" / "lifecycles.md").read_text()
    for name, lifecycle in lifecycles():
        assert f"## {name}\n\n```mermaid\n{lifecycle.mermaid()}\n```" in page, (
            f"docs/lifecycles.md is not current for {name}: run `manage.py draw_lifecycles`"
        )
