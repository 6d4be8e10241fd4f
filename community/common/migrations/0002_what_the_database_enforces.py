from django.db import migrations

# Which moves there are. Each app fills in its own (lifecycle.transition_trigger) and sets the trigger.
MOVES = """
CREATE TABLE lifecycle_transition (
    thing text NOT NULL, source text NOT NULL, target text NOT NULL,
    PRIMARY KEY (thing, source, target)
);
CREATE FUNCTION lifecycle_check() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was text := to_jsonb(OLD) ->> TG_ARGV[1];
    becomes text := to_jsonb(NEW) ->> TG_ARGV[1];
BEGIN
    IF NOT EXISTS (SELECT FROM lifecycle_transition
                   WHERE thing = TG_ARGV[0] AND source = was AND target = becomes) THEN
        RAISE EXCEPTION '% may not move from % to %', TG_ARGV[0], was, becomes
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""
NO_MOVES = """
DROP FUNCTION lifecycle_check();
DROP TABLE lifecycle_transition;
"""

# For the triggers of tables whose rows stay as they were written.
NEVER_CHANGED = """
CREATE FUNCTION never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% rows are never changed or removed', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("common", "0001_extensions_and_clock")]
    operations = [
        migrations.RunSQL(MOVES, NO_MOVES),
        migrations.RunSQL(NEVER_CHANGED, "DROP FUNCTION never_changed();"),
    ]
