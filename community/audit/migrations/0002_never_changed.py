from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("common", "0001_clock_and_moves"), ("audit", "0001_initial")]
    operations = [
        migrations.RunSQL(
            """
            CREATE TRIGGER audit_deed_row BEFORE UPDATE OR DELETE ON audit_deed
                FOR EACH ROW EXECUTE FUNCTION never_changed();
            CREATE TRIGGER audit_deed_table BEFORE TRUNCATE ON audit_deed
                FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
            """,
            "DROP TRIGGER audit_deed_row ON audit_deed; DROP TRIGGER audit_deed_table ON audit_deed;",
        ),
    ]
