from django.db import migrations

from community.common.lifecycle import transition_trigger

# A careful decision counts only where somebody else than its writer has agreed to it (P6).
SEEN_BY_A_SECOND = """
CREATE FUNCTION decision_seen_by_a_second() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM people_staffapproval
        WHERE purpose = 'decision' AND about = 'decision_record:' || NEW.id
            AND person_id = NEW.person_id AND state = 'agreed'
            AND answered_by_id <> NEW.by_login_id
    ) THEN
        RAISE EXCEPTION 'a decision with money, at a home or one-to-one takes a second person'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_seen_by_a_second';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER decision_seen_by_a_second
    BEFORE INSERT OR UPDATE OF state, kind, by_login_id, person_id ON people_decisionrecord
    FOR EACH ROW WHEN (
        NEW.kind = 'careful' AND NEW.state IN ('counts', 'done') AND NEW.by_login_id IS NOT NULL
    )
    EXECUTE FUNCTION decision_seen_by_a_second();
"""
SEEN_BY_NOBODY = """
DROP TRIGGER decision_seen_by_a_second ON people_decisionrecord;
DROP FUNCTION decision_seen_by_a_second();
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0005_decisions_by_record")]
    operations = [
        migrations.RunSQL(SEEN_BY_A_SECOND, SEEN_BY_NOBODY),
        transition_trigger(
            "decision_record",
            "people_decisionrecord",
            [
                ("held", "counts"),
                ("held", "refused"),
                ("held", "superseded"),
                ("held", "not_wanted"),
                ("counts", "done"),
                ("counts", "superseded"),
                ("counts", "not_wanted"),
                ("done", "not_wanted"),
            ],
        ),
    ]
