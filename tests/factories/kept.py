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
CREATE FUNCTION kept.deleted() RETURNS bigint LANGUAGE sql VOLATILE SECURITY DEFINER AS $$
    SELECT coalesce(sum(n_tup_del), 0)::bigint FROM pg_stat_xact_user_tables
$$;
CREATE FUNCTION kept.put_back(of_table text, kept_rows text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET session_replication_role = replica AS $$
DECLARE
    columns text;
    key text;
BEGIN
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO columns FROM pg_attribute
    WHERE attrelid = of_table::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '';
    SELECT string_agg(quote_ident(attname), ', ') INTO key
    FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
    WHERE indrelid = of_table::regclass AND indisprimary;
    EXECUTE format(
        'INSERT INTO %1$s (%2$s) OVERRIDING SYSTEM VALUE SELECT %3$s FROM '
        '(SELECT r::%1$s AS t FROM unnest($1) r OFFSET 0) s '
        'ON CONFLICT (%4$s) DO UPDATE SET (%2$s) = ROW(%5$s)',
        of_table, columns, regexp_replace(columns, '([^, ]+)', '(t).\\1', 'g'), key,
        regexp_replace(columns, '([^, ]+)', 'excluded.\\1', 'g')
    ) USING kept_rows;
END $$;
GRANT USAGE ON SCHEMA kept TO PUBLIC;
"""


@dataclass(frozen=True)
class World:
    """What a factory left: its answer, pickled, and the rows of each table as PostgreSQL's text."""

    answer: bytes
    tables: list[str]
    rows: list[list[str]]


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
        """No world is kept of what took a row away, or answers with what cannot be pickled."""
        deleted = ask("SELECT kept.deleted()")
        run("SAVEPOINT kept")  # what is written from here on has a number of its own
        since = ask("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")
        answer = factory()
        run("RELEASE SAVEPOINT kept")
        if ask("SELECT kept.deleted()") != deleted:
            return answer, None
        try:
            pickled = pickle.dumps(answer)
        except (pickle.PicklingError, TypeError, AttributeError):
            return answer, None
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM kept.rows_since(%s)", [int(since)])
            tables = cursor.fetchall()
        return answer, World(pickled, [name for name, _ in tables], [rows for _, rows in tables])

    def put_back(self, world: World) -> None:
        of_tables = zip(world.tables, world.rows, strict=True)
        calls = ", ".join(["kept.put_back(%s, %s)"] * len(world.tables))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {calls}", list(chain.from_iterable(of_tables)))


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


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def prepare(superuser_url: str) -> None:
    """What reads rows and puts them back, in one database."""
    with psycopg.connect(superuser_url, autocommit=True) as superuser:
        superuser.execute(FUNCTIONS)
