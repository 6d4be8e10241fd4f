from django.db import migrations

# Two were brought together: nothing new of any kind names the one that went, also where it was begun
# meanwhile. Who brings them together holds both rows for update, so what is written meanwhile waits
# here, and then sees it. What is only a yes or a payment needs money of the person's own, and so is
# held back with that.
COLUMNS = {
    "conversations_conversation": "person_id",
    "conversations_relayedmessage": "for_person_id",
    "groups_group": "started_by_id",
    "groups_member": "person_id",
    "messaging_contactplan": "person_id",
    "messaging_nextvisitor": "person_id",
    "messaging_shortname": "person_id",
    "payments_savedcard": "person_id",
    "people_adjustmentsuggestion": "person_id",
    "people_complaint": "person_id",
    "people_consent": "person_id",
    "people_decisionrecord": "person_id",
    "people_keptsearch": "person_id",
    "people_lifeevent": "person_id",
    "people_neverrepresents": "person_id",
    "people_recordsrequest": "person_id",
    "people_representation": "person_id",
    "people_representationreference": "person_id",
    "people_slowchange": "person_id",
    "people_staffapproval": "person_id",
    "people_stopbyothers": "person_id",
    "people_unfinishedform": "person_id",
    "pools_moneysource": "person_id",
    "pools_moneystop": "person_id",
    "providers_booking": "person_id",
    "providers_sessiondispute": "person_id",
}
BEFORE = ("groups_member", "providers_booking", "pools_moneysource")
FUNCTION = """
CREATE OR REPLACE FUNCTION person_is_one_with_nobody() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    one uuid;
BEGIN
    SELECT one_with_id INTO one FROM people_person WHERE id = {person} FOR {lock};
    IF one IS NOT NULL THEN
        RAISE EXCEPTION 'this person is one with another'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'person_is_one_with_nobody';
    END IF;
    RETURN NEW;
END $$;
"""
DROPPED = "DROP TRIGGER person_is_one_with_nobody ON {table};"
MADE = """
CREATE TRIGGER person_is_one_with_nobody BEFORE INSERT OR UPDATE OF {column} ON {table}
    FOR EACH ROW EXECUTE FUNCTION person_is_one_with_nobody({argument});
"""
ANY_KIND = (
    FUNCTION.format(person="(to_jsonb(NEW) ->> TG_ARGV[0])::uuid", lock="KEY SHARE")
    + "".join(DROPPED.format(table=table) for table in BEFORE)
    + "".join(
        MADE.format(table=table, column=column, argument=f"'{column}'")
        for table, column in COLUMNS.items()
    )
)
THREE_TABLES = (
    "".join(DROPPED.format(table=table) for table in COLUMNS)
    + FUNCTION.format(person="NEW.person_id", lock="SHARE")
    + "".join(MADE.format(table=table, column="person_id", argument="") for table in BEFORE)
)


class Migration(migrations.Migration):
    dependencies = [
        ("pools", "0016_how_asking_to_call_off_was_put"),
        ("conversations", "0001_tables"),
        ("groups", "0022_words_about_an_offer"),
        ("messaging", "0016_an_answer_stays"),
        ("payments", "0006_an_invoice_that_can_be_paid"),
        ("people", "0029_kept_searches"),
        ("providers", "0023_please_check"),
    ]
    operations = [migrations.RunSQL(ANY_KIND, THREE_TABLES)]
