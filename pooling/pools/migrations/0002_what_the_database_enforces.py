from django.db import migrations

from community.common.lifecycle import transition_trigger

TERMS_STAY = """
CREATE TRIGGER pools_termsversion_row BEFORE UPDATE OR DELETE ON pools_termsversion
    FOR EACH ROW EXECUTE FUNCTION never_changed();
CREATE TRIGGER pools_termsversion_table BEFORE TRUNCATE ON pools_termsversion
    FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
"""
TERMS_MAY_GO = """
DROP TRIGGER pools_termsversion_table ON pools_termsversion;
DROP TRIGGER pools_termsversion_row ON pools_termsversion;
"""

# A yes is to terms that are kept.
PLEDGE_TO_KEPT_TERMS = """
ALTER TABLE pools_pledge ADD CONSTRAINT pledge_is_to_kept_terms
    FOREIGN KEY (pool_id, terms_digest) REFERENCES pools_termsversion (pool_id, digest);
"""

# Deferred, as a pool is written before its first version, in one transaction.
POOL_HAS_KEPT_TERMS = """
ALTER TABLE pools_pool ADD CONSTRAINT pool_has_kept_terms
    FOREIGN KEY (id, terms_digest) REFERENCES pools_termsversion (pool_id, digest)
    DEFERRABLE INITIALLY DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies = [("common", "0002_what_the_database_enforces"), ("pools", "0001_tables")]
    operations = [
        transition_trigger(
            "pool",
            "pools_pool",
            [
                ("collecting", "cancelled"),
                ("collecting", "funded"),
                ("collecting", "lapsed"),
                ("draft", "cancelled"),
                ("draft", "open"),
                ("funded", "cancelled"),
                ("funded", "running"),
                ("open", "cancelled"),
                ("open", "lapsed"),
                ("open", "ready"),
                ("ready", "cancelled"),
                ("ready", "collecting"),
                ("ready", "lapsed"),
                ("ready", "open"),
                ("running", "cancelled"),
                ("running", "finished"),
            ],
        ),
        transition_trigger(
            "pledge",
            "pools_pledge",
            [
                ("in", "out"),
                ("in", "stopped"),
                ("out", "in"),
            ],
        ),
        transition_trigger(
            "part",
            "pools_part",
            [
                ("confirmed", "ended"),
                ("confirmed", "waiting"),
                ("refused", "ended"),
                ("refused", "waiting"),
                ("said_yes", "confirmed"),
                ("said_yes", "ended"),
                ("said_yes", "waiting"),
                ("waiting", "confirmed"),
                ("waiting", "ended"),
                ("waiting", "refused"),
            ],
        ),
        transition_trigger(
            "instalment",
            "pools_instalment",
            [
                ("capturing", "collected"),
                ("capturing", "waiting"),
                ("collected", "settled"),
                ("collecting", "capturing"),
                ("collecting", "not_collected"),
                ("collecting", "waiting"),
                ("planned", "collecting"),
                ("planned", "not_collected"),
                ("waiting", "collecting"),
                ("waiting", "not_collected"),
            ],
        ),
        transition_trigger(
            "private_question",
            "pools_privatequestion",
            [
                ("asked", "no"),
                ("asked", "no_answer"),
                ("asked", "not_needed"),
                ("asked", "yes"),
            ],
        ),
        migrations.RunSQL(TERMS_STAY, TERMS_MAY_GO),
        migrations.RunSQL(
            PLEDGE_TO_KEPT_TERMS,
            "ALTER TABLE pools_pledge DROP CONSTRAINT pledge_is_to_kept_terms;",
        ),
        migrations.RunSQL(
            POOL_HAS_KEPT_TERMS, "ALTER TABLE pools_pool DROP CONSTRAINT pool_has_kept_terms;"
        ),
    ]
