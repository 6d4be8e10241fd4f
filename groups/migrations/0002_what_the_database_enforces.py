from django.db import migrations

from community.common.lifecycle import transition_trigger

# Who has a voice is written in one statement when a choice opens, and never again.
VOICES_WRITTEN_ONCE = """
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
"""
VOICES_WRITTEN_AT_ANY_TIME = """
DROP TRIGGER groups_decision_voices_new ON groups_decision_voices;
DROP FUNCTION voices_written_once();
"""

VOICES_STAY = """
CREATE TRIGGER groups_decision_voices_row BEFORE UPDATE OR DELETE ON groups_decision_voices
    FOR EACH ROW EXECUTE FUNCTION never_changed();
CREATE TRIGGER groups_decision_voices_table BEFORE TRUNCATE ON groups_decision_voices
    FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
"""
VOICES_MAY_GO = """
DROP TRIGGER groups_decision_voices_table ON groups_decision_voices;
DROP TRIGGER groups_decision_voices_row ON groups_decision_voices;
"""

# A ballot is one of theirs, or the database does not keep it.
BALLOT_OF_A_VOICE = """
ALTER TABLE groups_ballot ADD CONSTRAINT ballot_of_a_voice
    FOREIGN KEY (decision_id, member_id)
    REFERENCES groups_decision_voices (decision_id, member_id);
"""


class Migration(migrations.Migration):
    dependencies = [("common", "0002_what_the_database_enforces"), ("groups", "0001_tables")]
    operations = [
        transition_trigger(
            "group",
            "groups_group",
            [
                ("forming", "ended"),
                ("forming", "full"),
                ("full", "ended"),
                ("full", "forming"),
            ],
        ),
        transition_trigger(
            "member",
            "groups_member",
            [
                ("in", "left"),
                ("left", "in"),
            ],
        ),
        transition_trigger(
            "brief",
            "groups_brief",
            [
                ("asking", "closed"),
                ("asking", "comparing"),
                ("comparing", "closed"),
                ("comparing", "decided"),
                ("draft", "asking"),
                ("draft", "closed"),
            ],
        ),
        transition_trigger(
            "offer",
            "groups_offer",
            [
                ("sent", "chosen"),
                ("sent", "not_chosen"),
                ("sent", "withdrawn"),
            ],
        ),
        migrations.RunSQL(VOICES_WRITTEN_ONCE, VOICES_WRITTEN_AT_ANY_TIME),
        migrations.RunSQL(VOICES_STAY, VOICES_MAY_GO),
        migrations.RunSQL(
            BALLOT_OF_A_VOICE, "ALTER TABLE groups_ballot DROP CONSTRAINT ballot_of_a_voice;"
        ),
    ]
