from django.db import migrations

# Whether a group is open to who finds it, and when it begins for them, is as the last step about it
# that was carried says: that step, or the other way about where it was taken back.
CHANGED_AS_AGREED = """
CREATE FUNCTION group_changed_as_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    agreed_state text := (
        SELECT CASE WHEN (purpose = 'open_group') = (state = 'carried')
            THEN 'forming' ELSE 'full' END
        FROM groups_motion
        WHERE about = 'group:' || NEW.id AND purpose IN ('open_group', 'close_group')
            AND carried_by <> ''
        ORDER BY ended_at DESC, id DESC LIMIT 1);
    agreed_beginning text := (
        SELECT CASE WHEN (purpose = 'begin_at_once') = (state = 'carried')
            THEN 'open' ELSE 'hello' END
        FROM groups_motion
        WHERE about = 'group:' || NEW.id AND purpose IN ('begin_at_once', 'hello_first')
            AND carried_by <> ''
        ORDER BY ended_at DESC, id DESC LIMIT 1);
BEGIN
    IF NEW.state <> OLD.state AND NEW.state IN ('forming', 'full')
            AND agreed_state IS DISTINCT FROM NEW.state
        OR NEW.begins <> OLD.begins AND agreed_beginning IS DISTINCT FROM NEW.begins
    THEN
        RAISE EXCEPTION 'a group opens, closes and begins as two persons of it agreed'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER groups_group_changed BEFORE UPDATE ON groups_group
    FOR EACH ROW WHEN (NEW.state <> OLD.state OR NEW.begins <> OLD.begins)
    EXECUTE FUNCTION group_changed_as_agreed();
"""
# The code of before knows no step about the group itself.
CHANGED_BY_ANYBODY = """
DELETE FROM groups_motionword USING groups_motion WHERE groups_motion.id = motion_id
    AND purpose IN ('open_group', 'close_group', 'begin_at_once', 'hello_first');
DELETE FROM groups_motion
    WHERE purpose IN ('open_group', 'close_group', 'begin_at_once', 'hello_first');
DROP TRIGGER groups_group_changed ON groups_group;
DROP FUNCTION group_changed_as_agreed();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0011_steps_about_the_group_itself"),
    ]

    operations = [
        migrations.RunSQL(CHANGED_AS_AGREED, CHANGED_BY_ANYBODY),
    ]
