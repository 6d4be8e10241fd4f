from django.db import migrations

# Two were brought together: nothing new names the one that went, also where it was begun meanwhile.
# A yes needs money of the person's own, so that it is held back with it.
TABLES = ("groups_member", "providers_booking", "pools_moneysource")
NOTHING_NEW = """
CREATE FUNCTION person_is_one_with_nobody() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    one uuid;
BEGIN
    SELECT one_with_id INTO one FROM people_person WHERE id = NEW.person_id FOR SHARE;
    IF one IS NOT NULL THEN
        RAISE EXCEPTION 'this person is one with another'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'person_is_one_with_nobody';
    END IF;
    RETURN NEW;
END $$;
""" + "".join(
    f"""
CREATE TRIGGER person_is_one_with_nobody BEFORE INSERT OR UPDATE OF person_id ON {table}
    FOR EACH ROW EXECUTE FUNCTION person_is_one_with_nobody();
"""
    for table in TABLES
)
AS_BEFORE = (
    "".join(f"DROP TRIGGER person_is_one_with_nobody ON {table};" for table in TABLES)
    + "DROP FUNCTION person_is_one_with_nobody();"
)


class Migration(migrations.Migration):
    dependencies = [
        ("pools", "0012_how_a_choice_was_put"),
        ("people", "0025_two_who_are_one"),
        ("groups", "0017_how_it_was_put"),
        ("providers", "0012_for_which_group"),
    ]
    operations = [migrations.RunSQL(NOTHING_NEW, AS_BEFORE)]
