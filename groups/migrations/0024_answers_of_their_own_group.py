from django.db import migrations

from community.common.lifecycle import transition_trigger

# Who answers about a date is of the group that meets.
ANSWER_OF_ITS_GROUP = """
CREATE FUNCTION attendance_of_its_group() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM groups_gathering gathering
        JOIN groups_member member ON member.group_id = gathering.group_id
        WHERE gathering.id = NEW.gathering_id AND member.id = NEW.member_id
    ) THEN
        RAISE EXCEPTION 'who answers about a date is of its group'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER groups_attendance_group BEFORE INSERT OR UPDATE OF gathering_id, member_id
    ON groups_attendance FOR EACH ROW EXECUTE FUNCTION attendance_of_its_group();
"""
ANSWER_OF_ANYBODY = """
DROP TRIGGER groups_attendance_group ON groups_attendance;
DROP FUNCTION attendance_of_its_group();
"""


class Migration(migrations.Migration):
    dependencies = [("groups", "0023_a_group_meets")]
    operations = [
        transition_trigger(
            "gathering",
            "groups_gathering",
            [("planned", "called_off"), ("called_off", "planned")],
        ),
        transition_trigger(
            "attendance",
            "groups_attendance",
            [("coming", "not_coming"), ("not_coming", "coming")],
        ),
        migrations.RunSQL(ANSWER_OF_ITS_GROUP, ANSWER_OF_ANYBODY),
    ]
