from django.db import migrations

from community.common.lifecycle import transition_trigger

# One basis to pay for one person at a time; those who hold one power together share a number (I10).
ONE_BASIS_TO_PAY = """
ALTER TABLE people_representation ADD CONSTRAINT one_basis_to_pay EXCLUDE USING gist (
    person_id WITH =,
    daterange(starts_on, ends_on, '[]') WITH &&,
    coalesce(held_jointly::text, id::text) WITH <>
) WHERE (scope = 4 AND state = 'active');
"""
# Whose word it was, and that a second person agreed before anything is paid.
AGREED_BY_WHOM = """
CREATE FUNCTION representation_agreed_by_whom() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.basis = 'own_word' AND NEW.agreed_by_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM people_person WHERE id = NEW.person_id AND login_id = NEW.agreed_by_id
    ) THEN
        RAISE EXCEPTION 'own word is written only by the person''s own login'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'own_word_is_their_own';
    END IF;
    IF NEW.paying_agreed_at IS NOT NULL AND NOT EXISTS (
        SELECT FROM people_staffapproval
        WHERE purpose = 'pay_for_somebody' AND about = 'representation:' || NEW.id
            AND state = 'agreed' AND answered_by_id IS DISTINCT FROM NEW.agreed_by_id
    ) THEN
        RAISE EXCEPTION 'paying for somebody takes a second person'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'paying_takes_a_second_person';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER representation_agreed_by_whom
    BEFORE INSERT OR UPDATE OF basis, agreed_by_id, paying_agreed_at ON people_representation
    FOR EACH ROW WHEN (NEW.state = 'active')
    EXECUTE FUNCTION representation_agreed_by_whom();
"""
AGREED_BY_ANYBODY = """
DROP TRIGGER representation_agreed_by_whom ON people_representation;
DROP FUNCTION representation_agreed_by_whom();
"""
# When a way to sign in last changed: a second address, or another first one (P2).
ADDRESS_CHANGES = """
CREATE FUNCTION login_email_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.email_changed_at := app_now();
    RETURN NEW;
END $$;
CREATE TRIGGER login_email_changed BEFORE UPDATE OF email ON people_login
    FOR EACH ROW WHEN (OLD.email IS DISTINCT FROM NEW.email)
    EXECUTE FUNCTION login_email_changed();
CREATE FUNCTION login_address_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE people_login SET email_changed_at = app_now()
    WHERE id = NEW.user_id AND lower(email) <> lower(NEW.email);
    RETURN NEW;
END $$;
CREATE TRIGGER login_address_added AFTER INSERT OR UPDATE OF email ON account_emailaddress
    FOR EACH ROW EXECUTE FUNCTION login_address_added();
"""
NO_ADDRESS_CHANGES = """
DROP TRIGGER login_address_added ON account_emailaddress;
DROP FUNCTION login_address_added();
DROP TRIGGER login_email_changed ON people_login;
DROP FUNCTION login_email_changed();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_authority_over_a_life"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]
    operations = [
        migrations.RunSQL(
            ONE_BASIS_TO_PAY,
            "ALTER TABLE people_representation DROP CONSTRAINT one_basis_to_pay;",
        ),
        migrations.RunSQL(AGREED_BY_WHOM, AGREED_BY_ANYBODY),
        migrations.RunSQL(ADDRESS_CHANGES, NO_ADDRESS_CHANGES),
        transition_trigger(
            "staff_approval",
            "people_staffapproval",
            [("waiting", "agreed"), ("waiting", "refused"), ("waiting", "withdrawn")],
        ),
    ]
