from django.db import migrations

# Not valid for what was there before: a yes to terms that nobody kept stands as it was. A pool is
# written before its first version, in one transaction.
HELD = """
CREATE TRIGGER pools_poolterms_row BEFORE UPDATE OR DELETE ON pools_poolterms
    FOR EACH ROW EXECUTE FUNCTION never_changed();
CREATE TRIGGER pools_poolterms_table BEFORE TRUNCATE ON pools_poolterms
    FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
ALTER TABLE pools_pledge ADD CONSTRAINT pledge_is_to_kept_terms
    FOREIGN KEY (pool_id, terms_digest) REFERENCES pools_poolterms (pool_id, digest) NOT VALID;
ALTER TABLE pools_pool ADD CONSTRAINT pool_has_kept_terms
    FOREIGN KEY (id, terms_digest) REFERENCES pools_poolterms (pool_id, digest)
    DEFERRABLE INITIALLY DEFERRED NOT VALID;
"""
LET_GO = """
ALTER TABLE pools_pool DROP CONSTRAINT pool_has_kept_terms;
ALTER TABLE pools_pledge DROP CONSTRAINT pledge_is_to_kept_terms;
DROP TRIGGER pools_poolterms_table ON pools_poolterms;
DROP TRIGGER pools_poolterms_row ON pools_poolterms;
"""


class Migration(migrations.Migration):
    dependencies = [("common", "0001_clock_and_moves"), ("pools", "0004_terms_are_kept")]
    operations = [migrations.RunSQL(HELD, LET_GO)]
