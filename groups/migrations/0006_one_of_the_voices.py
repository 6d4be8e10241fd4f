from django.db import migrations

# Who has a voice is written in one statement when a choice opens, and never again; a ballot is
# one of theirs, or the database does not keep it.
GUARDS = """
CREATE FUNCTION voices_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM groups_decision_voices voice
        WHERE voice.decision_id IN (SELECT decision_id FROM added)
            AND voice.id NOT IN (SELECT id FROM added)
    ) THEN
        RAISE EXCEPTION 'who has a voice in a choice is settled when it opens'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER groups_decision_voices_new AFTER INSERT ON groups_decision_voices
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION voices_written_once();
CREATE TRIGGER groups_decision_voices_row BEFORE UPDATE OR DELETE ON groups_decision_voices
    FOR EACH ROW EXECUTE FUNCTION never_changed();
CREATE TRIGGER groups_decision_voices_table BEFORE TRUNCATE ON groups_decision_voices
    FOR EACH STATEMENT EXECUTE FUNCTION never_changed();

ALTER TABLE groups_ballot ADD CONSTRAINT ballot_of_a_voice
    FOREIGN KEY (decision_id, member_id)
    REFERENCES groups_decision_voices (decision_id, member_id);
"""

DROPPED = """
ALTER TABLE groups_ballot DROP CONSTRAINT ballot_of_a_voice;
DROP TRIGGER groups_decision_voices_new ON groups_decision_voices;
DROP TRIGGER groups_decision_voices_row ON groups_decision_voices;
DROP TRIGGER groups_decision_voices_table ON groups_decision_voices;
DROP FUNCTION voices_written_once();
"""


class Migration(migrations.Migration):
    dependencies = [("common", "0001_clock_and_moves"), ("groups", "0005_who_has_a_voice")]
    operations = [migrations.RunSQL(GUARDS, DROPPED)]
