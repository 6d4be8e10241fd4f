from django.contrib.postgres.operations import (
    BtreeGistExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations

# The clock's offset is one row that the app's role can only change through app_clock_set(), which
# it may call only where `grant_app_role --movable-clock` said so: in demos and tests.
CLOCK = """
CREATE TABLE clock_offset (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    offset_by interval NOT NULL DEFAULT interval '0'
);
INSERT INTO clock_offset DEFAULT VALUES;

CREATE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS
$$ SELECT clock_timestamp() + offset_by FROM clock_offset $$;

CREATE FUNCTION app_clock_set(new_offset interval) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS
$$ UPDATE clock_offset SET offset_by = new_offset $$;
REVOKE ALL ON FUNCTION app_clock_set(interval) FROM PUBLIC;
"""
NO_CLOCK = """
DROP FUNCTION app_clock_set(interval);
DROP FUNCTION app_now();
DROP TABLE clock_offset;
"""


class Migration(migrations.Migration):
    """What tables of any app may rest on.

    Said here, by `run_before`, so that each `0001_tables` is exactly what makemigrations writes;
    the apps that are not named stand on these.
    """

    initial = True
    run_before = [
        ("audit", "0001_tables"),
        ("ledger", "0001_tables"),
        ("messaging", "0001_tables"),
        ("places", "0001_tables"),
    ]
    operations = [
        TrigramExtension(),
        BtreeGistExtension(),
        UnaccentExtension(),
        migrations.RunSQL(CLOCK, NO_CLOCK),
    ]
