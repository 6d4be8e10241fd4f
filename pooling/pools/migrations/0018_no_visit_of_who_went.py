from django.db import migrations

# As of all that names a person (0017): nothing new names the one that went.
MADE = """
CREATE TRIGGER person_is_one_with_nobody
    BEFORE INSERT OR UPDATE OF person_id ON providers_visitrequest
    FOR EACH ROW EXECUTE FUNCTION person_is_one_with_nobody('person_id');
"""
DROPPED = "DROP TRIGGER person_is_one_with_nobody ON providers_visitrequest;"


class Migration(migrations.Migration):
    dependencies = [
        ("pools", "0017_nothing_new_of_any_kind"),
        ("providers", "0027_visits_and_places"),
    ]
    operations = [migrations.RunSQL(MADE, DROPPED)]
