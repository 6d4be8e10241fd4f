from django.db import migrations

TABLES = ("people_talkrequest", "groups_peeroffer", "groups_peertalk")
THERE = """
CREATE TRIGGER person_is_one_with_nobody
    BEFORE INSERT OR UPDATE OF person_id ON {table}
    FOR EACH ROW EXECUTE FUNCTION person_is_one_with_nobody('person_id');
"""
BACK = "DROP TRIGGER person_is_one_with_nobody ON {table};"


class Migration(migrations.Migration):
    dependencies = [
        ("pools", "0021_no_waiting_of_who_went"),
        ("people", "0032_talks_first"),
        ("groups", "0036_going_on_and_peers"),
    ]
    operations = [
        migrations.RunSQL(THERE.format(table=table), BACK.format(table=table)) for table in TABLES
    ]
