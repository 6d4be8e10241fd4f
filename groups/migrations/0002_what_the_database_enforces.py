from django.db import migrations

from community.common.lifecycle import transition_trigger

# Who may vote is written in one statement when a choice opens, and never again.
VOTERS_WRITTEN_ONCE = """
CREATE FUNCTION voters_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM groups_decision_voters voter
        WHERE voter.decision_id IN (SELECT decision_id FROM added)
            AND voter.id NOT IN (SELECT id FROM added)
    ) THEN
        RAISE EXCEPTION 'who may vote in a choice is written when it opens'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER groups_decision_voters_new AFTER INSERT ON groups_decision_voters
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION voters_written_once();
"""
VOTERS_WRITTEN_AT_ANY_TIME = """
DROP TRIGGER groups_decision_voters_new ON groups_decision_voters;
DROP FUNCTION voters_written_once();
"""

VOTERS_STAY = """
CREATE TRIGGER groups_decision_voters_row BEFORE UPDATE OR DELETE ON groups_decision_voters
    FOR EACH ROW EXECUTE FUNCTION never_changed();
CREATE TRIGGER groups_decision_voters_table BEFORE TRUNCATE ON groups_decision_voters
    FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
"""
VOTERS_MAY_GO = """
DROP TRIGGER groups_decision_voters_table ON groups_decision_voters;
DROP TRIGGER groups_decision_voters_row ON groups_decision_voters;
"""

# A ballot is one of theirs, or the database does not keep it.
BALLOT_OF_A_VOTER = """
ALTER TABLE groups_ballot ADD CONSTRAINT ballot_of_a_voter
    FOREIGN KEY (decision_id, member_id)
    REFERENCES groups_decision_voters (decision_id, member_id);
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
        migrations.RunSQL(VOTERS_WRITTEN_ONCE, VOTERS_WRITTEN_AT_ANY_TIME),
        migrations.RunSQL(VOTERS_STAY, VOTERS_MAY_GO),
        migrations.RunSQL(
            BALLOT_OF_A_VOTER, "ALTER TABLE groups_ballot DROP CONSTRAINT ballot_of_a_voter;"
        ),
    ]
