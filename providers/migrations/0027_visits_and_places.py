from django.db import migrations

from community.common.lifecycle import transition_trigger

# Nobody is expected at a time that has no place for them, whoever writes it.
PLACES = """
CREATE FUNCTION booking_has_a_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (
        SELECT session.places <= (
            SELECT count(*) FROM providers_booking AS other
            WHERE other.session_id = NEW.session_id AND other.id IS DISTINCT FROM NEW.id
                AND other.state IN ('coming', 'came')
        )
        FROM providers_session AS session WHERE session.id = NEW.session_id
    ) THEN
        RAISE EXCEPTION 'all places of session % are taken', NEW.session_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER booking_has_a_place BEFORE INSERT OR UPDATE OF state ON providers_booking
    FOR EACH ROW WHEN (NEW.state = 'coming') EXECUTE FUNCTION booking_has_a_place();
"""
NO_PLACES = """
DROP TRIGGER booking_has_a_place ON providers_booking;
DROP FUNCTION booking_has_a_place();
"""


class Migration(migrations.Migration):
    dependencies = [("providers", "0026_times_and_visits")]
    operations = [
        transition_trigger(
            "visit_request",
            "providers_visitrequest",
            [
                ("accepted", "came"),
                ("accepted", "did_not_happen"),
                ("accepted", "withdrawn"),
                ("accepted_from", "accepted"),
                ("accepted_from", "withdrawn"),
                ("needs_answer", "accepted"),
                ("needs_answer", "accepted_from"),
                ("needs_answer", "declined"),
                ("needs_answer", "requested"),
                ("needs_answer", "withdrawn"),
                ("requested", "accepted"),
                ("requested", "accepted_from"),
                ("requested", "declined"),
                ("requested", "needs_answer"),
                ("requested", "withdrawn"),
                ("withdrawn", "accepted"),
            ],
        ),
        migrations.RunSQL(PLACES, NO_PLACES),
    ]
