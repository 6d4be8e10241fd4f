from django.db import migrations

LINES_STAY = """
CREATE TRIGGER audit_deed_row BEFORE UPDATE OR DELETE ON audit_deed
    FOR EACH ROW EXECUTE FUNCTION never_changed();
CREATE TRIGGER audit_deed_table BEFORE TRUNCATE ON audit_deed
    FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
"""
LINES_MAY_GO = """
DROP TRIGGER audit_deed_table ON audit_deed;
DROP TRIGGER audit_deed_row ON audit_deed;
"""


class Migration(migrations.Migration):
    dependencies = [("common", "0002_what_the_database_enforces"), ("audit", "0001_tables")]
    operations = [migrations.RunSQL(LINES_STAY, LINES_MAY_GO)]
