"""The demo's world of one checkout, the same at every start, served until standard input ends.

Run by `page_texts.py` with the checkout as the working folder and with the checkout's own Python.
What is random is made from counters and what is now is `FIXED`, in Python and in PostgreSQL, so
that two starts make the same rows, ids, codes and days. Only what outlives any renaming is used:
addresses, management commands, settings, and the demo's own pages.
"""

import datetime
import itertools
import os
import random
import secrets
import sys
import threading
import uuid
from pathlib import Path

FIXED = "2027-05-04T09:00:00+00:00"

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


def make_random_things_known() -> None:
    numbers = itertools.count(1)
    dice = random.Random(1)
    uuid.uuid4 = lambda: uuid.UUID(int=next(numbers), version=4)
    secrets.choice = dice.choice


def stop_the_clock(owner_url: str) -> None:
    import psycopg

    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute(CLOCK)
        owner.execute(LEAVE_ROWS_ALONE)
        name = owner.info.dbname
        owner.execute(f'ALTER DATABASE "{name}" SET search_path = fixed, public, pg_catalog')


def main() -> None:
    sys.path.insert(0, str(Path.cwd()))
    import time_machine

    make_random_things_known()
    traveller = time_machine.travel(datetime.datetime.fromisoformat(FIXED), tick=True)
    traveller.start()
    stop_the_clock(os.environ["DATABASE_OWNER_URL"])
    import django

    django.setup()
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.management import call_command
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    call_command("load_demo", stdout=sys.stderr)
    from config.wsgi import application

    WSGIRequestHandler.log_message = lambda *_args: None
    server = ThreadedWSGIServer(("127.0.0.1", 0), WSGIRequestHandler)
    server.set_app(StaticFilesHandler(application))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"ready {server.server_port}", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
