"""Worlds that were made before in this process: their rows are put back, not made again.

Most tests begin with the same few worlds (four people, a group that has chosen an offer, a cost
that is shared), and to make one through its actions takes hundreds of statements. Where nothing
but kept factories wrote in a test so far, what the next one writes depends on nothing else: so it
is made by its actions once, the rows that it left are read, and the next test that asks for the
same, after the same, has these rows put back. A test whose own statements wrote first, that has a
database of its own, or that gives something that has no plain value, makes its world as ever.
"""

import copyreg
import functools
import os
import pickle
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from itertools import chain
from types import MappingProxyType
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection, models

# A function of ours may write, whatever it is called by.
READS = re.compile(r"\s*(SELECT (?![a-z_]+\()|SELECT (app_now|pg_)|SAVEPOINT|RELEASE SAVEPOINT)")
PLAIN = (
    str,
    int,
    float,
    bool,
    bytes,
    date,
    Decimal,
    UUID,
    Enum,
    type(None),
)  # a datetime is a date

# As the server's superuser, with triggers and references asleep: the rows obeyed them when they
# were made. A row is its text, as PostgreSQL reads and writes it.
FUNCTIONS = """
CREATE SCHEMA kept;
CREATE FUNCTION kept.rows_since(since bigint) RETURNS TABLE (of_table text, kept_rows text[])
LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    FOR of_table IN
        SELECT format('%I.%I', schemaname, relname) FROM pg_stat_xact_user_tables
        WHERE n_tup_ins + n_tup_upd > 0
    LOOP
        EXECUTE format(
            'SELECT array_agg(t::text) FROM %s t WHERE t.xmin::text::bigint >= $1', of_table
        ) INTO kept_rows USING since;
        IF kept_rows IS NOT NULL THEN RETURN NEXT; END IF;
    END LOOP;
END $$;
CREATE FUNCTION kept.deleted() RETURNS TABLE (of_table text, deleted bigint)
LANGUAGE sql VOLATILE SECURITY DEFINER AS $$
    SELECT format('%I.%I', schemaname, relname), n_tup_del FROM pg_stat_xact_user_tables
    WHERE n_tup_del > 0
$$;
CREATE FUNCTION kept.key_of(of_table text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT string_agg(quote_ident(attname), ', ')
    FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
    WHERE indrelid = of_table::regclass AND indisprimary
$$;
CREATE FUNCTION kept.keys(of_table text) RETURNS text[]
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    keys text[];
BEGIN
    EXECUTE format('SELECT array_agg(ROW(%s)::text) FROM %s', kept.key_of(of_table), of_table)
    INTO keys;
    RETURN coalesce(keys, ARRAY[]::text[]);
END $$;
CREATE FUNCTION kept.take_away(of_table text, key text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'DELETE FROM %s WHERE ROW(%s)::text = $1', of_table, kept.key_of(of_table)
    ) USING key;
END $$;
CREATE FUNCTION kept.put_rows_back(of_table text, kept_rows text[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    columns text;
BEGIN
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO columns FROM pg_attribute
    WHERE attrelid = of_table::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '';
    EXECUTE format(
        'INSERT INTO %1$s (%2$s) OVERRIDING SYSTEM VALUE SELECT %3$s FROM '
        '(SELECT r::%1$s AS t FROM unnest($1) r OFFSET 0) s '
        'ON CONFLICT (%4$s) DO UPDATE SET (%2$s) = ROW(%5$s)',
        of_table, columns, regexp_replace(columns, '([^, ]+)', '(t).\\1', 'g'),
        kept.key_of(of_table),
        regexp_replace(columns, '([^, ]+)', 'excluded.\\1', 'g')
    ) USING kept_rows;
END $$;
-- All tables of a world in one call: each change of the role throws away what the session has
-- planned, its triggers too.
CREATE FUNCTION kept.put_back(
    gone_of text[], gone text[], tables text[], counts int[], kept_rows text[]
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET session_replication_role = replica AS $$
DECLARE
    first int := 1;
BEGIN
    FOR each IN 1 .. cardinality(gone_of) LOOP
        PERFORM kept.take_away(gone_of[each], gone[each]);
    END LOOP;
    FOR each IN 1 .. cardinality(tables) LOOP
        PERFORM kept.put_rows_back(tables[each], kept_rows[first:first + counts[each] - 1]);
        first := first + counts[each];
    END LOOP;
END $$;
GRANT USAGE ON SCHEMA kept TO PUBLIC;
"""
# What actions take rows out of: their keys are read before and after.
LOSES_ROWS = ["public.places_searchentry"]
KEYS = "SELECT each, kept.keys(each) FROM unnest(%s::text[]) each"


@dataclass(frozen=True)
class World:
    """What a factory left: its answer, pickled, the rows of each table as PostgreSQL's text, and
    the keys of those that were there before and are gone."""

    answer: bytes
    tables: list[str]
    rows: list[list[str]]
    gone: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Place:
    """Where a test stands: some kept worlds were made in turn, and nothing else was written."""

    worlds: dict[tuple, World | None] = field(default_factory=dict)
    after: dict[tuple, "Place"] = field(default_factory=dict)


@dataclass
class Keeper:
    """Of what was made in this process's own database."""

    beginning: Place = field(default_factory=Place)
    here: Place | None = None
    in_transaction: str = ""
    is_at_work: bool = False

    def make(self, key: tuple, factory: Callable[[], Any]) -> Any:
        """The answer of a factory; its rows are there, put back or made."""
        place = self.stand()
        if place is None or (key in place.worlds and place.worlds[key] is None):
            return factory()
        self.is_at_work = True
        try:
            world = place.worlds.get(key)
            if world:
                answer = pickle.loads(world.answer)
                self.put_back(world)
            else:
                answer, world = self.make_and_read(factory)
                place.worlds[key] = world
            if world:
                self.stand_at(place, key)
            else:
                self.here = None
        finally:
            self.is_at_work = False
        return answer

    def take_step(self, key: tuple, step: Callable[[], None]) -> None:
        """What is done each time, and leaves the same each time."""
        place = self.stand()
        if place is None:
            return step()
        self.is_at_work = True
        try:
            step()
            self.stand_at(place, key)
        finally:
            self.is_at_work = False
        return None

    def stand_at(self, before: Place, key: tuple) -> None:
        self.here = before.after.setdefault(key, Place())
        self.in_transaction = ask("SELECT pg_current_xact_id_if_assigned()::text")

    def stand(self) -> Place | None:
        """Where the test stands now; None where something else wrote before, or a world is just
        being made."""
        own = connection.settings_dict["NAME"] == own_database() and connection.in_atomic_block
        if self.is_at_work or not own:
            return None
        if self.watch not in connection.execute_wrappers:
            connection.execute_wrappers.insert(0, self.watch)
            self.here = None
        number = ask("SELECT pg_current_xact_id_if_assigned()::text")
        if number is None:
            return self.beginning
        return self.here if number == self.in_transaction else None

    def watch(self, execute, statement, params, many, context):
        """Whatever else writes leaves the test where we know nothing of."""
        if not self.is_at_work and not READS.match(statement):
            self.here = None
        return execute(statement, params, many, context)

    def make_and_read(self, factory: Callable[[], Any]) -> tuple[Any, World | None]:
        """No world is kept of what took a row out of another table than those that lose some, or
        answers with what cannot be pickled."""
        deleted, keys = dict(rows("SELECT * FROM kept.deleted()")), dict(rows(KEYS, LOSES_ROWS))
        run("SAVEPOINT kept")  # what is written from here on has a number of its own
        since = ask("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")
        answer = factory()
        run("RELEASE SAVEPOINT kept")
        took_away = dict(rows("SELECT * FROM kept.deleted()")).items() - deleted.items()
        left = dict(rows(KEYS, LOSES_ROWS)) if took_away else {}
        gone = {}
        for name, _times in took_away:
            if name not in keys:
                return answer, None
            gone[name] = sorted(set(keys[name]) - set(left[name]))
        try:
            pickled = pickle.dumps(answer)
        except (pickle.PicklingError, TypeError, AttributeError):
            return answer, None
        tables = rows("SELECT * FROM kept.rows_since(%s)", int(since))
        names, written = [name for name, _ in tables], [texts for _, texts in tables]
        return answer, World(pickled, names, written, gone)

    def put_back(self, world: World) -> None:
        given = [
            [name for name, keys in world.gone.items() for _key in keys],
            list(chain.from_iterable(world.gone.values())),
            world.tables,
            [len(texts) for texts in world.rows],
            list(chain.from_iterable(world.rows)),
        ]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT kept.put_back(%s::text[], %s::text[], %s::text[], %s::int[], %s::text[])",
                given,
            )


KEEPER = Keeper()


def read_only(mapping: dict) -> MappingProxyType:
    return MappingProxyType(mapping)


# What the terms of an offer keep their prices in, which is not pickled of itself.
copyreg.pickle(MappingProxyType, lambda proxy: (read_only, (dict(proxy),)))


def kept(factory):
    """A factory whose rows depend on nothing but what it is given, and what kept ones made."""

    @functools.wraps(factory)
    def make(*arguments, **named):
        try:
            key = (factory.__module__, factory.__name__, plain(arguments), plain(named))
        except NotPlain:
            return factory(*arguments, **named)
        return KEEPER.make(key, functools.partial(factory, *arguments, **named))

    return make


def same_each_time(step):
    """Nothing is kept of it, as it moves with the real clock; what comes after it may be."""

    @functools.wraps(step)
    def take(*arguments) -> None:
        key = (step.__module__, step.__name__, plain(arguments))
        KEEPER.take_step(key, functools.partial(step, *arguments))

    return take


class NotPlain(Exception):
    """Something is given that two tests may mean different things by."""


def plain(thing: Any) -> Any:
    """What is given, so that it can be compared: of a row, which it is."""
    if isinstance(thing, models.Model):
        return (thing._meta.label, thing.pk)
    if isinstance(thing, PLAIN):
        return (type(thing).__name__, thing)
    if isinstance(thing, Mapping):
        return ("dict", *((plain(key), plain(value)) for key, value in thing.items()))
    if isinstance(thing, list | tuple):
        return ("list", *map(plain, thing))
    if is_dataclass(thing):
        values = (plain(getattr(thing, each.name)) for each in fields(thing))
        return (type(thing).__name__, *values)
    raise NotPlain


def own_database() -> str:
    """The one of this process, in which tests roll back."""
    return f"cp_test_{os.getpid()}"


def ask(question: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def rows(question: str, *given: Any) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(question, given or None)
        return cursor.fetchall()


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def prepare(superuser_url: str) -> None:
    """What reads rows and puts them back, in one database."""
    with psycopg.connect(superuser_url, autocommit=True) as superuser:
        superuser.execute(FUNCTIONS)
