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

MOVES = """
CREATE TABLE lifecycle_move (
    thing text NOT NULL, source text NOT NULL, target text NOT NULL,
    PRIMARY KEY (thing, source, target)
);
CREATE FUNCTION lifecycle_check() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was text := to_jsonb(OLD) ->> TG_ARGV[1];
    becomes text := to_jsonb(NEW) ->> TG_ARGV[1];
BEGIN
    IF NOT EXISTS (SELECT FROM lifecycle_move
                   WHERE thing = TG_ARGV[0] AND source = was AND target = becomes) THEN
        RAISE EXCEPTION '% may not move from % to %', TG_ARGV[0], was, becomes
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% rows are never changed or removed', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
"""


class Migration(migrations.Migration):
    initial = True
    operations = [
        migrations.RunSQL(
            CLOCK,
            "DROP FUNCTION app_clock_set(interval); DROP FUNCTION app_now();"
            " DROP TABLE clock_offset;",
        ),
        migrations.RunSQL(
            MOVES,
            "DROP FUNCTION never_changed(); DROP FUNCTION lifecycle_check();"
            " DROP TABLE lifecycle_move;",
        ),
    ]
