"""Shorter ways to say what most tests of the ledger need."""

import os

import psycopg
import pytest
from psycopg import sql

from pooling.ledger.account_codes import OUTSIDE_CARD, OUTSIDE_TRANSFER, part_account_code
from pooling.ledger.actions import create_collection, open_account, reserve, transfer
from pooling.ledger.states import AccountKind

POOL = 1
ROUND = "instalment:1:1"


class Ledger:
    """One pool with one round of collecting."""

    def part(self, part_id, *, holding: int = 0, pool_ref: int = POOL) -> str:
        code = part_account_code(part_id)
        open_account(code=code, kind=AccountKind.PART, pool_ref=pool_ref)
        if holding:
            self.transfer(f"fill:{code}", OUTSIDE_TRANSFER, code, holding)
        return code

    def round(self, target_pence: int, code: str = ROUND) -> str:
        create_collection(code=code, pool_ref=POOL, target_pence=target_pence)
        return code

    def transfer(self, key, source, target, pence, **more) -> int:
        facts = {"reason": "sessions", "about": "charge:1"} | more
        return transfer(key=key, source=source, target=target, pence=pence, **facts)

    def hold(self, key, target, pence, **more) -> int:
        facts = {"reason": "sessions", "about": "charge:1", "collection": ROUND} | more
        facts = {"source": OUTSIDE_CARD} | facts
        return reserve(key=key, target=target, pence=pence, **facts)


@pytest.fixture
def ledger(db) -> Ledger:
    return Ledger()


@pytest.fixture(scope="module")
def attacked(django_db_setup, template_database):
    """A database that this module's attacks share, with money in every state there is.

    As in real use (create_database_roles), the app may neither move the clock nor make anything.
    """
    database = type(django_db_setup)(f"cp_attacked_{os.getpid()}", django_db_setup.server)
    name, template = sql.Identifier(database.name), sql.Identifier(template_database)
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name)
    make = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER cp_owner").format(name, template)
    with psycopg.connect(database.server.admin_url, autocommit=True) as admin:
        admin.execute(drop)
        admin.execute(make)
        admin.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
        admin.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO cp_app").format(name))
        with psycopg.connect(database.url("cp_owner"), autocommit=True) as owner:
            owner.execute("REVOKE EXECUTE ON FUNCTION app_clock_set(interval) FROM cp_app")
        with psycopg.connect(database.url(), autocommit=True) as app:
            app.execute(WORLD)
        yield database
        admin.execute(drop)


# part:1 holds 500 of 1000 asked in a round that is not covered; round 2:1 is open, 3:1 closed.
WORLD = """
SELECT ledger_open_account('part:' || id, 'part', 1) FROM generate_series(1, 5) AS id;
SELECT ledger_open_account('part:9', 'part', 2),
       ledger_open_account('provider:1', 'provider', NULL);
SELECT ledger_create_collection('instalment:1:1', 1, 1000),
       ledger_create_collection('instalment:2:1', 1, 400),
       ledger_create_collection('instalment:3:1', 1, 100);
SELECT ledger_transfer('filled', 'outside:transfer', 'part:1', 500, 'sessions', 'charge:1', NULL,
                       NULL);
SELECT ledger_reserve('uncovered', 'outside:card', 'part:2', 300, 'sessions', 'charge:2', NULL,
                      'instalment:1:1');
SELECT ledger_reserve(key, 'outside:card', 'part:3', 100, 'sessions', 'charge:3', NULL,
                      'instalment:2:1')
FROM (VALUES ('held'), ('posted'), ('voided'), ('spare')) AS keys (key);
SELECT ledger_open_for_posting('instalment:2:1');
SELECT ledger_post('posted-1', 'posted', 60), ledger_void('voided-1', 'voided');
SELECT ledger_reserve('shut', 'outside:card', 'part:4', 100, 'sessions', 'charge:4', NULL,
                      'instalment:3:1');
SELECT ledger_open_for_posting('instalment:3:1');
SELECT ledger_close_collection('instalment:3:1');
SELECT ledger_reserve('leaving', 'part:1', 'provider:1', 200, 'released', 'session:1', NULL, NULL);
"""
