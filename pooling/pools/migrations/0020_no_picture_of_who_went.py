from django.db import migrations

# As of all that names a person (0017).
GUARD = """
CREATE TRIGGER person_is_one_with_nobody
    BEFORE INSERT OR UPDATE OF person_id ON pictures_pictureagreement
    FOR EACH ROW EXECUTE FUNCTION person_is_one_with_nobody('person_id');
"""
BACK = "DROP TRIGGER person_is_one_with_nobody ON pictures_pictureagreement;"


class Migration(migrations.Migration):
    dependencies = [
        ("pools", "0019_please_begin_now"),
        ("pictures", "0001_pictures"),
    ]

    operations = [migrations.RunSQL(GUARD, BACK)]
