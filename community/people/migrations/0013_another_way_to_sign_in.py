from django.db import migrations, models

# Another way to sign in counts only by two who act for the person in nothing, one of whom has met
# them (P48). That there are two, a second person and the wait is migration 0007's.
BY_TWO_WHO_GAIN_NOTHING = """
CREATE FUNCTION way_back_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT (NEW.values @> '{"has_first_met": true}' OR NEW.values @> '{"has_second_met": true}') THEN
        RAISE EXCEPTION 'one of the two has met them'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'way_back_by_one_who_met_them';
    END IF;
    IF EXISTS (
        SELECT FROM people_representation AS acts
        WHERE acts.person_id = NEW.person_id AND acts.state <> 'ended' AND (
            acts.login_id = NEW.requested_by_id OR EXISTS (
                SELECT FROM people_staffapproval
                WHERE purpose = NEW.purpose AND about = 'slow_change:' || NEW.id
                    AND state = 'agreed' AND answered_by_id = acts.login_id
            )
        )
    ) THEN
        RAISE EXCEPTION 'neither of the two acts for them'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'way_back_by_nobody_who_acts';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER way_back_by_two BEFORE INSERT OR UPDATE OF state ON people_slowchange
    FOR EACH ROW WHEN (NEW.state = 'done' AND NEW.purpose = 'get_back_in')
    EXECUTE FUNCTION way_back_by_two();
"""
BY_ANY_TWO = """
DROP TRIGGER way_back_by_two ON people_slowchange;
DROP FUNCTION way_back_by_two();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0012_what_others_stopped"),
    ]
    operations = [
        migrations.AddField(
            model_name="login",
            name="looks_only_since",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.RunSQL(BY_TWO_WHO_GAIN_NOTHING, BY_ANY_TWO),
    ]
