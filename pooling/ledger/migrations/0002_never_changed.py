from django.db import migrations

# The app's role has no right to any of this; these refuse the owner's accidents too. The
# ledger's functions set `commonpurse.ledger` while they write (0003_functions). An owner can set
# it by hand, but not by mistake; `ledger_broken` then shows what no longer adds up.
GUARDS = """
CREATE FUNCTION ledger_moves_money_itself() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('commonpurse.ledger', true) IS DISTINCT FROM 'moving' THEN
        RAISE EXCEPTION '% is written by the ledger''s own functions only', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER ledger_transfer_row BEFORE UPDATE OR DELETE ON ledger_transfer
    FOR EACH ROW EXECUTE FUNCTION never_changed();
CREATE TRIGGER ledger_transfer_table BEFORE TRUNCATE ON ledger_transfer
    FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
CREATE TRIGGER ledger_transfer_new BEFORE INSERT ON ledger_transfer
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_moves_money_itself();

CREATE TRIGGER ledger_account_row BEFORE DELETE OR UPDATE OF id, code, kind, pool_ref, floor_zero
    ON ledger_account FOR EACH ROW EXECUTE FUNCTION never_changed();
CREATE TRIGGER ledger_account_table BEFORE TRUNCATE ON ledger_account
    FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
CREATE TRIGGER ledger_account_new BEFORE INSERT OR UPDATE ON ledger_account
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_moves_money_itself();

CREATE TRIGGER ledger_collection_row BEFORE DELETE OR UPDATE OF id, code, pool_ref, target_pence
    ON ledger_collection FOR EACH ROW EXECUTE FUNCTION never_changed();
CREATE TRIGGER ledger_collection_opens_once BEFORE UPDATE ON ledger_collection
    FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL
        OR OLD.opened_at IS NOT NULL AND OLD.opened_at IS DISTINCT FROM NEW.opened_at)
    EXECUTE FUNCTION never_changed();
CREATE TRIGGER ledger_collection_table BEFORE TRUNCATE ON ledger_collection
    FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
CREATE TRIGGER ledger_collection_new BEFORE INSERT OR UPDATE ON ledger_collection
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_moves_money_itself();
"""

DROPPED = "\n".join(
    f"DROP TRIGGER {trigger} ON {table};"
    for table, triggers in {
        "ledger_transfer": ("row", "table", "new"),
        "ledger_account": ("row", "table", "new"),
        "ledger_collection": ("row", "opens_once", "table", "new"),
    }.items()
    for trigger in (f"{table}_{name}" for name in triggers)
)


class Migration(migrations.Migration):
    dependencies = [("common", "0001_clock_and_moves"), ("ledger", "0001_tables")]
    operations = [
        migrations.RunSQL(GUARDS, DROPPED + "DROP FUNCTION ledger_moves_money_itself();"),
    ]
