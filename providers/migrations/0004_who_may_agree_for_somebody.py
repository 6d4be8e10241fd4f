from django.db import migrations

# Whoever agrees that somebody may act or pay for another is not of one provider with whoever asked
# (P4, P8): the one would be paid by what the other is let do.
NOT_OF_ONE_PROVIDER = """
CREATE FUNCTION providers_are_of_one(one bigint, other bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM providers_providermember AS mine
        JOIN providers_providermember AS theirs USING (provider_id)
        WHERE mine.login_id = one AND theirs.login_id = other
    )
$$;
CREATE FUNCTION representation_not_of_one_provider() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF providers_are_of_one(NEW.agreed_by_id, NEW.login_id)
        OR providers_are_of_one(NEW.told_by_id, NEW.login_id) THEN
        RAISE EXCEPTION 'both speak for one provider' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'second_is_not_of_one_provider';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER representation_not_of_one_provider
    BEFORE INSERT OR UPDATE OF agreed_by_id, told_by_id, login_id ON people_representation
    FOR EACH ROW EXECUTE FUNCTION representation_not_of_one_provider();
CREATE FUNCTION approval_not_of_one_provider() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state = 'agreed' AND (
        providers_are_of_one(NEW.answered_by_id, NEW.for_login_id)
        OR providers_are_of_one(NEW.answered_by_id, NEW.requested_by_id)
    ) THEN
        RAISE EXCEPTION 'both speak for one provider' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'second_is_not_of_one_provider';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approval_not_of_one_provider
    BEFORE INSERT OR UPDATE OF state, answered_by_id ON people_staffapproval
    FOR EACH ROW EXECUTE FUNCTION approval_not_of_one_provider();
"""
ANY_TWO = """
DROP TRIGGER approval_not_of_one_provider ON people_staffapproval;
DROP FUNCTION approval_not_of_one_provider();
DROP TRIGGER representation_not_of_one_provider ON people_representation;
DROP FUNCTION representation_not_of_one_provider();
DROP FUNCTION providers_are_of_one(bigint, bigint);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("providers", "0003_a_visit_that_did_not_happen"),
        ("people", "0004_what_the_database_enforces_of_authority"),
    ]
    operations = [migrations.RunSQL(NOT_OF_ONE_PROVIDER, ANY_TWO)]
