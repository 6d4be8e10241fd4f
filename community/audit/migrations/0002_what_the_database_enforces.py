from django.db import migrations

LINES_STAY = """
CREATE TRIGGER audit_auditentry_row BEFORE UPDATE OR DELETE ON audit_auditentry
    FOR EACH ROW EXECUTE FUNCTION never_changed();
CREATE TRIGGER audit_auditentry_table BEFORE TRUNCATE ON audit_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
"""
LINES_MAY_GO = """
DROP TRIGGER audit_auditentry_table ON audit_auditentry;
DROP TRIGGER audit_auditentry_row ON audit_auditentry;
"""


class Migration(migrations.Migration):
    dependencies = [("common", "0002_what_the_database_enforces"), ("audit", "0001_tables")]
    operations = [migrations.RunSQL(LINES_STAY, LINES_MAY_GO)]
