"""The demo's world of one checkout, the same at every start, answering one JSON line with another.

Run by `world.py` with the checkout as the working folder and with the checkout's own Python, so it
uses only what outlives any renaming: addresses, management commands, settings, the demo's pages.

What is random comes from counters and what is now is `FIXED`, in Python and in PostgreSQL, so that
two starts make the same rows, ids, codes and days. What a call writes is rolled back when it has
been answered: every page is read in the same world, in whatever order they are asked for.
"""

import datetime
import io
import itertools
import json
import os
import random
import secrets
import sys
import uuid
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

FIXED = "2027-05-04T09:00:00+00:00"
MOMENT = datetime.datetime.fromisoformat(FIXED)
SITE = "http://127.0.0.1"
MAX_REDIRECTS = 5
FIRST_ID_OF_A_CALL = 10**9

CLOCK = f"""
CREATE SEQUENCE clock_ticks;
GRANT USAGE ON SEQUENCE clock_ticks TO PUBLIC;
CREATE OR REPLACE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS
$$ SELECT timestamptz '{FIXED}' + nextval('clock_ticks') * interval '1 microsecond' + offset_by
   FROM clock_offset $$;
CREATE SCHEMA fixed;
GRANT USAGE ON SCHEMA fixed TO PUBLIC;
CREATE FUNCTION fixed.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS
$$ SELECT timestamptz '{FIXED}' $$;
"""
# Rows that no ORDER BY tells apart come as they lie: nothing may move them meanwhile.
LEAVE_ROWS_ALONE = """
DO $$ DECLARE it record; BEGIN
    FOR it IN SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
              WHERE schemaname = 'public' LOOP
        EXECUTE 'ALTER TABLE ' || it.name || ' SET (autovacuum_enabled = false)';
    END LOOP;
END $$
"""
COUNTERS = """
SELECT format('%I.%I', schemaname, sequencename), coalesce(last_value, start_value),
       last_value IS NOT NULL
FROM pg_sequences WHERE schemaname = 'public'
"""


class Chance:
    """What is random, and the time: ids are counted, the rest falls as at the last start."""

    def __init__(self):
        import time_machine

        self.clock = time_machine.travel(MOMENT, tick=True).start()
        self.begin(1)
        uuid.uuid4 = lambda: uuid.UUID(int=next(self.numbers), version=4)
        secrets.choice = lambda options: self.dice.choice(options)
        secrets.token_bytes = lambda count=32: self.dice.randbytes(count or 32)
        os.urandom = lambda count: self.dice.randbytes(count)

    def begin(self, first_id):
        self.numbers = itertools.count(first_id)
        self.dice = random.Random(first_id)
        self.clock.move_to(MOMENT)

    def begin_call(self):
        """What a page makes while it is drawn is the same whatever was drawn before it."""
        self.begin(FIRST_ID_OF_A_CALL)


class Owner:
    """Who may do to the database what the product may not."""

    def __init__(self, url):
        import psycopg

        self.connection = psycopg.connect(url, autocommit=True)
        self.counters = []

    def stop_the_clock(self):
        name = self.connection.info.dbname
        self.connection.execute(CLOCK)
        self.connection.execute(
            f'ALTER DATABASE "{name}" SET search_path = fixed, public, pg_catalog'
        )

    def leave_rows_alone(self):
        self.connection.execute(LEAVE_ROWS_ALONE)

    def keep_counters(self):
        self.counters = self.connection.execute(COUNTERS).fetchall()

    def restore_counters(self):
        """No rollback does: the next thing that is made would have another number."""
        with self.connection.cursor() as cursor:
            cursor.executemany("SELECT setval(%s::regclass, %s, %s)", self.counters)


def start_django():
    from django.conf import settings

    # No call may be refused because of those before it, and nothing leaves the machine.
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    import django

    django.setup()


@contextmanager
def rolled_back():
    from django.db import transaction

    block = transaction.atomic()
    block._from_testcase = True  # what asks to be outermost may be inside this one
    with block:
        yield
        transaction.set_rollback(True)


class World:
    def __init__(self, chance, owner):
        self.chance, self.owner = chance, owner
        self.enter("nobody")

    def enter(self, who):
        """From now on it is `who` that asks: a role of the demo, or nobody."""
        from django.test import Client

        self.client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
        if who != "nobody":
            self.press(f"/demo/sign-in/{who}/", [])

    def enter_office(self):
        """Give who is signed in all of the office's site, past its second factor."""
        from allauth.account.internal.flows.login import record_authentication
        from django.contrib.auth import get_user_model
        from django.http import HttpRequest

        request = HttpRequest()
        request.session = self.client.session
        user = get_user_model().objects.get(pk=request.session["_auth_user_id"])
        user.is_staff = user.is_superuser = True
        user.save()
        record_authentication(request, user, "mfa")
        request.session.save()
        self.owner.keep_counters()

    def press(self, path, fields):
        """Send a form, and let what it does be."""
        self.chance.begin_call()
        answer = self._send(path, fields)
        if answer.status_code not in (200, 302, 303):
            raise RuntimeError(f"{path} answered {answer.status_code}")
        self.owner.keep_counters()

    def look(self, path):
        return self._answer(path, None)

    def attempt(self, path, fields):
        """Send a form, read what is shown then, and take back what it did."""
        return self._answer(path, fields)

    def routes(self):
        """Every address, with {} for what varies."""
        from django.urls import get_resolver

        return sorted(set(_routes(get_resolver(), "/")))

    def static(self, path):
        from django.conf import settings
        from django.contrib.staticfiles import finders

        file = finders.find(path.removeprefix(settings.STATIC_URL))
        return Path(file).read_text() if file else ""

    def _answer(self, path, fields):
        cookies = self.client.cookies.output(header="", sep=";")
        self.chance.begin_call()
        with rolled_back():
            answer, at = self._follow(path, fields)
            description = _describe(answer, at)
        if fields is not None:
            self.owner.restore_counters()
        self.client.cookies.clear()
        self.client.cookies.load(cookies)
        return description

    def _follow(self, path, fields):
        answer = self._send(path, fields)
        for _turn in range(MAX_REDIRECTS):
            to = urljoin(f"{SITE}{path}", answer.headers.get("Location", ""))
            if not 300 <= answer.status_code < 400 or not to.startswith(f"{SITE}/"):
                break
            path = to.removeprefix(SITE)
            answer = self._send(path, None)
        return answer, path

    def _send(self, path, fields):
        if fields is None:
            return self.client.get(path)
        kind = "application/x-www-form-urlencoded"
        return self.client.post(path, urlencode(list(map(tuple, fields))), content_type=kind)


def _describe(answer, path):
    kind = answer.headers.get("Content-Type", "")
    is_text = any(word in kind for word in ("text/", "json", "calendar", "xml"))
    return {
        "status": answer.status_code,
        "path": path,
        "leaves_for": urlsplit(answer.headers.get("Location", "")).hostname or "",
        "kind": kind.partition(";")[0],
        "file": answer.headers.get("Content-Disposition", ""),
        "text": answer.getvalue().decode() if is_text else "",
    }


def _routes(resolver, before):
    import re

    for pattern in resolver.url_patterns:
        own = str(pattern.pattern)
        if own.startswith("^") or "(" in own:
            continue
        whole = before + re.sub(r"<[^>]+>", "{}", own)
        if hasattr(pattern, "url_patterns"):
            yield from _routes(pattern, whole)
        else:
            yield whole


def main():
    questions, answers = sys.stdin, sys.stdout
    sys.stdout = sys.stderr  # what the product prints is no answer
    sys.path.insert(0, str(Path.cwd()))
    chance = Chance()
    owner = Owner(os.environ["DATABASE_OWNER_URL"])
    owner.stop_the_clock()
    owner.leave_rows_alone()
    start_django()
    from django.core.management import call_command

    call_command("load_demo", stdout=io.StringIO())
    world = World(chance, owner)
    print(json.dumps("ready"), file=answers, flush=True)
    for line in questions:
        name, *words = json.loads(line)
        print(json.dumps(getattr(world, name)(*words)), file=answers, flush=True)


if __name__ == "__main__":
    main()
