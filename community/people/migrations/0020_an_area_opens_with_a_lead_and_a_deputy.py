from django.db import migrations

OPENS_WITH_TWO = """
CREATE FUNCTION area_opens_with_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM people_role AS lead
        JOIN people_role AS deputy
            ON deputy.area_id = lead.area_id AND deputy.login_id <> lead.login_id
        WHERE lead.area_id = NEW.id
            AND lead.kind = 'safeguarding_lead' AND lead.ended_at IS NULL
            AND deputy.kind = 'safeguarding_deputy' AND deputy.ended_at IS NULL
    ) THEN
        RAISE EXCEPTION 'an area opens with a safeguarding lead and a deputy'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'area_opens_with_two';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER area_opens_with_two BEFORE UPDATE OF is_open ON places_area
    FOR EACH ROW WHEN (NEW.is_open AND NOT OLD.is_open)
    EXECUTE FUNCTION area_opens_with_two();
"""
OPENS_AS_BEFORE = """
DROP TRIGGER area_opens_with_two ON places_area;
DROP FUNCTION area_opens_with_two();
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0019_the_same_words_are_the_same_note")]
    operations = [migrations.RunSQL(OPENS_WITH_TWO, OPENS_AS_BEFORE)]
