from django.db import migrations

# As of all that names a person (0017).
GUARD = """
CREATE TRIGGER person_is_one_with_nobody
    BEFORE INSERT OR UPDATE OF person_id ON providers_waitinglistentry
    FOR EACH ROW EXECUTE FUNCTION person_is_one_with_nobody('person_id');
"""
BACK = "DROP TRIGGER person_is_one_with_nobody ON providers_waitinglistentry;"


class Migration(migrations.Migration):
    dependencies = [
        ("pools", "0020_no_picture_of_who_went"),
        ("providers", "0034_waiting_lists"),
    ]

    operations = [migrations.RunSQL(GUARD, BACK)]
