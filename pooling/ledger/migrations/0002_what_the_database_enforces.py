from django.db import migrations

# Three things, in this order: what is written stays and only the ledger's own functions write; those
# functions; and a view of what does not add up.

# The app's role has no right to any of this; these refuse the owner's accidents too. The functions
# set `commonpurse.ledger` while they write. An owner can set it by hand, but not by mistake;
# `ledger_faults` then shows what no longer adds up.
MOVES_MONEY_ITSELF = """
CREATE FUNCTION ledger_moves_money_itself() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('commonpurse.ledger', true) IS DISTINCT FROM 'moving' THEN
        RAISE EXCEPTION '% is written by the ledger''s own functions only', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
"""

TRANSFERS_STAY = """
CREATE TRIGGER ledger_transfer_row BEFORE UPDATE OR DELETE ON ledger_transfer
    FOR EACH ROW EXECUTE FUNCTION never_changed();
CREATE TRIGGER ledger_transfer_table BEFORE TRUNCATE ON ledger_transfer
    FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
CREATE TRIGGER ledger_transfer_new BEFORE INSERT ON ledger_transfer
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_moves_money_itself();
"""
TRANSFERS_MAY_GO = """
DROP TRIGGER ledger_transfer_new ON ledger_transfer;
DROP TRIGGER ledger_transfer_table ON ledger_transfer;
DROP TRIGGER ledger_transfer_row ON ledger_transfer;
"""

# All of an account but its balance.
ACCOUNTS_STAY = """
CREATE TRIGGER ledger_account_row BEFORE DELETE OR UPDATE OF id, code, kind, pool_ref, floor_zero
    ON ledger_account FOR EACH ROW EXECUTE FUNCTION never_changed();
CREATE TRIGGER ledger_account_table BEFORE TRUNCATE ON ledger_account
    FOR EACH STATEMENT EXECUTE FUNCTION never_changed();
CREATE TRIGGER ledger_account_new BEFORE INSERT OR UPDATE ON ledger_account
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_moves_money_itself();
"""
ACCOUNTS_MAY_GO = """
DROP TRIGGER ledger_account_new ON ledger_account;
DROP TRIGGER ledger_account_table ON ledger_account;
DROP TRIGGER ledger_account_row ON ledger_account;
"""

# All of a collection but that it opens once, and closes once.
COLLECTIONS_STAY = """
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
COLLECTIONS_MAY_GO = """
DROP TRIGGER ledger_collection_new ON ledger_collection;
DROP TRIGGER ledger_collection_table ON ledger_collection;
DROP TRIGGER ledger_collection_opens_once ON ledger_collection;
DROP TRIGGER ledger_collection_row ON ledger_collection;
"""

# The only way money moves. The app's role may call the seven functions at the end, which run with
# the owner's rights on a fixed search path; those before them run with the caller's rights, so
# that called alone they can do nothing.
#
# Refusals, by SQLSTATE (rules.py has the words):
#   LG001 not enough, DETAIL: pence there are      LG005 already posted or voided
#   LG002 this key or code said something else     LG006 more than was pending, DETAIL: pence
#   LG003 the collection is not open, or closed    LG007 no such account, collection or transfer
#   LG004 not covered, DETAIL: pence covered       LG008 nothing the ledger can mean
#
# Locks, in this order: the pending transfer, the collection, the accounts by id. Only accounts
# with a floor are locked. A collection is shared by those who move money in it, so that they do
# not wait for one another, and taken alone to open or close it.

INSIDE = r"""
CREATE FUNCTION ledger_hash(
    a_kind text, source_code text, target_code text, a_pence bigint,
    a_reason text, an_about text, a_session_ref bigint, collection_code text, pending_key text
) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT encode(sha256(convert_to(jsonb_build_array(
        a_kind, source_code, target_code, a_pence, a_reason, an_about, a_session_ref,
        collection_code, pending_key
    )::text, 'UTF8')), 'hex')
$$;

-- The transfer that this key wrote, if it did. A key that wrote something else is refused.
CREATE FUNCTION ledger_written_before(a_key text, a_hash text) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    written ledger_transfer;
BEGIN
    SELECT * INTO written FROM ledger_transfer WHERE key = a_key;
    IF written.body_hash <> a_hash THEN
        RAISE EXCEPTION 'the key % has been used for something else', a_key
            USING ERRCODE = 'LG002';
    END IF;
    RETURN written.id;
END $$;

CREATE FUNCTION ledger_account_of(a_code text) RETURNS ledger_account
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    account ledger_account;
BEGIN
    SELECT * INTO account FROM ledger_account WHERE code = a_code;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no account %', a_code USING ERRCODE = 'LG007';
    END IF;
    RETURN account;
END $$;

-- What is in a collection and what is held for it, less what was given back, in pence:
-- as it stood when `past` was its last transfer.
CREATE FUNCTION ledger_covered(a_collection bigint, past bigint) RETURNS bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(sum(CASE WHEN target.kind = 'part' THEN t.pence
                             WHEN target.kind = 'outside' THEN -t.pence ELSE 0 END), 0)::bigint
    FROM ledger_transfer t
    JOIN ledger_account target ON target.id = t.target_id
    WHERE t.collection_id = a_collection AND t.id <= past
      AND (t.kind IN ('direct', 'post')
           OR t.kind = 'pending' AND NOT EXISTS (
               SELECT FROM ledger_transfer s WHERE s.pending_id = t.id AND s.id <= past))
$$;

CREATE FUNCTION ledger_last_in(a_collection bigint) RETURNS bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(max(id), 0) FROM ledger_transfer WHERE collection_id = a_collection
$$;

CREATE FUNCTION ledger_check_collection(
    a_kind text, source ledger_account, target ledger_account, collection ledger_collection
) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF source.kind = 'part' AND target.kind = 'part' THEN
        RAISE EXCEPTION 'nobody''s money pays for another: % to %', source.code, target.code
            USING ERRCODE = 'LG008';
    ELSIF collection.id IS NULL THEN
        IF a_kind = 'pending' AND target.kind = 'part' THEN
            RAISE EXCEPTION 'money held for % needs its collection', target.code
                USING ERRCODE = 'LG008';
        END IF;
    ELSIF collection.pool_ref IS DISTINCT FROM coalesce(source.pool_ref, target.pool_ref) THEN
        RAISE EXCEPTION '% is not for money between % and %', collection.code, source.code, target.code
            USING ERRCODE = 'LG008';
    ELSIF target.kind = 'part' AND a_kind IN ('direct', 'pending') AND collection.closed_at IS NOT NULL
          OR a_kind = 'post' AND (collection.opened_at IS NULL OR collection.closed_at IS NOT NULL) THEN
        RAISE EXCEPTION '% is not open', collection.code USING ERRCODE = 'LG003';
    END IF;
END $$;

CREATE FUNCTION ledger_check_settles(a_kind text, a_pence bigint, held ledger_transfer)
RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM ledger_transfer WHERE pending_id = held.id) THEN
        RAISE EXCEPTION '% has been posted or voided already', held.key USING ERRCODE = 'LG005';
    ELSIF a_pence > held.pence THEN
        RAISE EXCEPTION '% of % is more than was pending', a_pence, held.key
            USING ERRCODE = 'LG006', DETAIL = held.pence;
    END IF;
END $$;

CREATE FUNCTION ledger_check_floor(source ledger_account, a_pence bigint)
RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF source.floor_zero AND source.posted_pence - source.reserved_out_pence < a_pence THEN
        RAISE EXCEPTION '% does not hold %', source.code, a_pence
            USING ERRCODE = 'LG001', DETAIL = source.posted_pence - source.reserved_out_pence;
    END IF;
END $$;

CREATE FUNCTION ledger_write(
    a_kind text, a_key text, source_code text, target_code text, a_pence bigint,
    a_reason text, an_about text, a_session_ref bigint, collection_code text,
    held ledger_transfer
) RETURNS bigint LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    source ledger_account;
    target ledger_account;
    collection ledger_collection;
    goes bigint := CASE WHEN a_kind IN ('direct', 'post') THEN a_pence ELSE 0 END;
    becomes_held bigint := CASE WHEN a_kind = 'pending' THEN a_pence
                                WHEN a_kind IN ('post', 'void') THEN -held.pence ELSE 0 END;
    a_hash text;
    written_id bigint;
BEGIN
    IF num_nulls(a_key, source_code, target_code, a_pence, a_reason, an_about) > 0
       OR a_pence NOT BETWEEN 1 AND 100000000 OR source_code = target_code THEN
        RAISE EXCEPTION 'not a movement of money: % pence from % to %',
            a_pence, source_code, target_code USING ERRCODE = 'LG008';
    END IF;
    IF collection_code IS NOT NULL THEN
        SELECT * INTO collection FROM ledger_collection WHERE code = collection_code FOR SHARE;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'there is no collection %', collection_code USING ERRCODE = 'LG007';
        END IF;
    END IF;
    PERFORM FROM ledger_account WHERE code IN (source_code, target_code) AND floor_zero
        ORDER BY id FOR NO KEY UPDATE;
    source := ledger_account_of(source_code);
    target := ledger_account_of(target_code);

    a_hash := ledger_hash(a_kind, source_code, target_code, a_pence, a_reason, an_about,
                          a_session_ref, collection_code, held.key);
    written_id := ledger_written_before(a_key, a_hash);
    IF written_id IS NOT NULL THEN
        RETURN written_id;
    END IF;

    PERFORM ledger_check_collection(a_kind, source, target, collection);
    IF held.id IS NOT NULL THEN
        PERFORM ledger_check_settles(a_kind, a_pence, held);
    ELSE
        PERFORM ledger_check_floor(source, a_pence);
    END IF;

    PERFORM set_config('commonpurse.ledger', 'moving', true);
    WITH written AS (
        INSERT INTO ledger_transfer (key, body_hash, kind, source_id, target_id, pence,
                                     pending_id, collection_id, reason, about, session_ref, at)
        VALUES (a_key, a_hash, a_kind, source.id, target.id, a_pence,
                held.id, collection.id, a_reason, an_about, a_session_ref, app_now())
        ON CONFLICT (key) DO NOTHING
        RETURNING id
    ), moved AS (
        UPDATE ledger_account a
        SET posted_pence = a.posted_pence + CASE a.id WHEN target.id THEN goes ELSE -goes END,
            reserved_out_pence = a.reserved_out_pence
                + CASE a.id WHEN source.id THEN becomes_held ELSE 0 END
        FROM written
        WHERE a.id IN (source.id, target.id) AND a.floor_zero
    )
    SELECT id INTO written_id FROM written;
    PERFORM set_config('commonpurse.ledger', '', true);

    -- The same key, written by somebody else between our look and our insert.
    RETURN coalesce(written_id, ledger_written_before(a_key, a_hash));
END $$;

CREATE FUNCTION ledger_settle(a_kind text, a_key text, pending_key text, a_pence bigint)
RETURNS bigint LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    held ledger_transfer;
BEGIN
    SELECT * INTO held FROM ledger_transfer WHERE key = pending_key AND kind = 'pending'
        FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no pending transfer %', pending_key USING ERRCODE = 'LG007';
    END IF;
    RETURN ledger_write(
        a_kind, a_key,
        (SELECT code FROM ledger_account WHERE id = held.source_id),
        (SELECT code FROM ledger_account WHERE id = held.target_id),
        CASE a_kind WHEN 'void' THEN held.pence ELSE a_pence END,
        held.reason, held.about, held.session_ref,
        (SELECT code FROM ledger_collection WHERE id = held.collection_id),
        held);
END $$;
"""

ENTRY_POINTS = r"""
CREATE FUNCTION ledger_open_account(a_code text, a_kind text, a_pool_ref bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    account ledger_account;
BEGIN
    PERFORM set_config('commonpurse.ledger', 'moving', true);
    INSERT INTO ledger_account (code, kind, pool_ref, floor_zero, posted_pence, reserved_out_pence)
    SELECT a_code, a_kind, a_pool_ref, a_kind IN ('part', 'provider'), 0, 0
    WHERE NOT EXISTS (SELECT FROM ledger_account WHERE code = a_code)
    ON CONFLICT (code) DO NOTHING;
    PERFORM set_config('commonpurse.ledger', '', true);
    account := ledger_account_of(a_code);
    IF (account.kind, account.pool_ref) IS DISTINCT FROM (a_kind, a_pool_ref) THEN
        RAISE EXCEPTION '% is another account', a_code USING ERRCODE = 'LG002';
    END IF;
    RETURN account.id;
END $$;

CREATE FUNCTION ledger_create_collection(a_code text, a_pool_ref bigint, a_target bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    collection ledger_collection;
BEGIN
    PERFORM set_config('commonpurse.ledger', 'moving', true);
    INSERT INTO ledger_collection (code, pool_ref, target_pence)
    SELECT a_code, a_pool_ref, a_target
    WHERE NOT EXISTS (SELECT FROM ledger_collection WHERE code = a_code)
    ON CONFLICT (code) DO NOTHING;
    PERFORM set_config('commonpurse.ledger', '', true);
    SELECT * INTO collection FROM ledger_collection WHERE code = a_code;
    IF (collection.pool_ref, collection.target_pence) IS DISTINCT FROM (a_pool_ref, a_target) THEN
        RAISE EXCEPTION '% is another collection', a_code USING ERRCODE = 'LG002';
    END IF;
    RETURN collection.id;
END $$;

CREATE FUNCTION ledger_open_for_posting(a_code text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    collection ledger_collection;
    last_id bigint;
    covered bigint;
BEGIN
    SELECT * INTO collection FROM ledger_collection WHERE code = a_code FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no collection %', a_code USING ERRCODE = 'LG007';
    ELSIF collection.closed_at IS NOT NULL THEN
        RAISE EXCEPTION '% is closed', a_code USING ERRCODE = 'LG003';
    ELSIF collection.opened_at IS NULL THEN
        last_id := ledger_last_in(collection.id);
        covered := ledger_covered(collection.id, last_id);
        IF covered < collection.target_pence THEN
            RAISE EXCEPTION '% has % of %', a_code, covered, collection.target_pence
                USING ERRCODE = 'LG004', DETAIL = covered;
        END IF;
        PERFORM set_config('commonpurse.ledger', 'moving', true);
        UPDATE ledger_collection
        SET opened_at = app_now(), opened_past = last_id, opened_with_pence = covered
        WHERE id = collection.id;
        PERFORM set_config('commonpurse.ledger', '', true);
    END IF;
    RETURN collection.id;
END $$;

CREATE FUNCTION ledger_close_collection(a_code text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    collection ledger_collection;
BEGIN
    SELECT * INTO collection FROM ledger_collection WHERE code = a_code FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no collection %', a_code USING ERRCODE = 'LG007';
    ELSIF collection.closed_at IS NULL THEN
        PERFORM set_config('commonpurse.ledger', 'moving', true);
        UPDATE ledger_collection
        SET closed_at = app_now(), closed_past = ledger_last_in(collection.id)
        WHERE id = collection.id;
        PERFORM set_config('commonpurse.ledger', '', true);
    END IF;
    RETURN collection.id;
END $$;

CREATE FUNCTION ledger_transfer(
    a_key text, source_code text, target_code text, a_pence bigint,
    a_reason text, an_about text, a_session_ref bigint, collection_code text
) RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT ledger_write('direct', a_key, source_code, target_code, a_pence, a_reason, an_about,
                        a_session_ref, collection_code, NULL::ledger_transfer)
$$;

CREATE FUNCTION ledger_reserve(
    a_key text, source_code text, target_code text, a_pence bigint,
    a_reason text, an_about text, a_session_ref bigint, collection_code text
) RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT ledger_write('pending', a_key, source_code, target_code, a_pence, a_reason, an_about,
                        a_session_ref, collection_code, NULL::ledger_transfer)
$$;

CREATE FUNCTION ledger_post(a_key text, pending_key text, a_pence bigint)
RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT ledger_settle('post', a_key, pending_key, a_pence)
$$;

CREATE FUNCTION ledger_void(a_key text, pending_key text)
RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT ledger_settle('void', a_key, pending_key, NULL)
$$;
"""

# Newest first, so that each goes before what it calls.
FUNCTIONS = (
    "ledger_void(text, text)",
    "ledger_post(text, text, bigint)",
    "ledger_reserve(text, text, text, bigint, text, text, bigint, text)",
    "ledger_transfer(text, text, text, bigint, text, text, bigint, text)",
    "ledger_close_collection(text)",
    "ledger_open_for_posting(text)",
    "ledger_create_collection(text, bigint, bigint)",
    "ledger_open_account(text, text, bigint)",
    "ledger_settle(text, text, text, bigint)",
    "ledger_write(text, text, text, text, bigint, text, text, bigint, text, ledger_transfer)",
    "ledger_check_floor(ledger_account, bigint)",
    "ledger_check_settles(text, bigint, ledger_transfer)",
    "ledger_check_collection(text, ledger_account, ledger_account, ledger_collection)",
    "ledger_last_in(bigint)",
    "ledger_covered(bigint, bigint)",
    "ledger_account_of(text)",
    "ledger_written_before(text, text)",
    "ledger_hash(text, text, text, bigint, text, text, bigint, text, text)",
)
REVOKED = "".join(f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC;\n" for name in FUNCTIONS)
DROPPED = "".join(f"DROP FUNCTION {name};\n" for name in FUNCTIONS)

FIXED_ACCOUNTS = """
SELECT ledger_open_account(code, split_part(code, ':', 1), NULL) FROM (VALUES
    ('outside:card'), ('outside:council'), ('outside:transfer'),
    ('fees:operator'), ('disputes:operator')) AS fixed (code);
"""

# Computed from the rows alone. It has no rows itself, or something is wrong.
FAULTS = """
CREATE VIEW ledger_faults AS
WITH named AS (
    SELECT t.*, s.code AS source_code, r.code AS target_code, c.code AS collection_code,
           c.opened_at, c.opened_past, c.closed_past, p.key AS pending_key
    FROM ledger_transfer t
    JOIN ledger_account s ON s.id = t.source_id
    JOIN ledger_account r ON r.id = t.target_id
    LEFT JOIN ledger_collection c ON c.id = t.collection_id
    LEFT JOIN ledger_transfer p ON p.id = t.pending_id
), movements AS (
    SELECT target_id AS account_id, pence AS posted, 0 AS held
    FROM ledger_transfer WHERE kind IN ('direct', 'post')
    UNION ALL
    SELECT source_id, -pence, 0 FROM ledger_transfer WHERE kind IN ('direct', 'post')
    UNION ALL
    SELECT source_id, 0, pence FROM ledger_transfer p WHERE kind = 'pending'
        AND NOT EXISTS (SELECT FROM ledger_transfer s WHERE s.pending_id = p.id)
), sums AS (
    SELECT account_id, sum(posted) AS posted, sum(held) AS held FROM movements GROUP BY account_id
)
SELECT 'balance' AS rule, a.code AS thing,
       format('holds %s and promises %s; its transfers say %s and %s', a.posted_pence,
              a.reserved_out_pence, coalesce(s.posted, 0), coalesce(s.held, 0)) AS words
FROM ledger_account a LEFT JOIN sums s ON s.account_id = a.id
WHERE a.floor_zero AND (a.posted_pence <> coalesce(s.posted, 0)
                        OR a.reserved_out_pence <> coalesce(s.held, 0)
                        OR a.posted_pence < a.reserved_out_pence)
   OR NOT a.floor_zero AND (a.posted_pence <> 0 OR a.reserved_out_pence <> 0)
UNION ALL
SELECT 'settled', t.key, 'does not settle the pending transfer it names'
FROM named t LEFT JOIN ledger_transfer p ON p.id = t.pending_id
WHERE t.kind IN ('post', 'void')
  AND (p.kind = 'pending' AND p.id < t.id AND t.pence <= p.pence
       AND (t.kind = 'post' OR t.pence = p.pence)
       AND p.source_id = t.source_id AND p.target_id = t.target_id
       AND p.collection_id IS NOT DISTINCT FROM t.collection_id) IS NOT TRUE
UNION ALL
SELECT 'settled', p.key, 'is settled more than once'
FROM ledger_transfer t JOIN ledger_transfer p ON p.id = t.pending_id
GROUP BY p.key HAVING count(*) > 1
UNION ALL
SELECT 'collection', t.key, format('was posted while %s was not open', t.collection_code)
FROM named t
WHERE t.kind = 'post' AND t.collection_id IS NOT NULL
  AND (t.opened_at IS NULL OR t.id <= t.opened_past OR t.id > t.closed_past)
UNION ALL
SELECT 'collection', c.code, format('opened with %s of %s; its transfers say %s',
       c.opened_with_pence, c.target_pence, ledger_covered(c.id, c.opened_past))
FROM ledger_collection c
WHERE c.opened_at IS NOT NULL
  AND (c.opened_with_pence < c.target_pence
       OR c.opened_with_pence <> ledger_covered(c.id, c.opened_past))
UNION ALL
SELECT 'body', t.key, 'is not what was written under this key'
FROM named t
WHERE t.body_hash <> ledger_hash(t.kind, t.source_code, t.target_code, t.pence, t.reason, t.about,
                                 t.session_ref, t.collection_code, t.pending_key);
"""


class Migration(migrations.Migration):
    dependencies = [("common", "0002_what_the_database_enforces"), ("ledger", "0001_tables")]
    operations = [
        migrations.RunSQL(MOVES_MONEY_ITSELF, "DROP FUNCTION ledger_moves_money_itself();"),
        migrations.RunSQL(TRANSFERS_STAY, TRANSFERS_MAY_GO),
        migrations.RunSQL(ACCOUNTS_STAY, ACCOUNTS_MAY_GO),
        migrations.RunSQL(COLLECTIONS_STAY, COLLECTIONS_MAY_GO),
        migrations.RunSQL(INSIDE + ENTRY_POINTS + REVOKED, DROPPED),
        migrations.RunSQL(FIXED_ACCOUNTS, migrations.RunSQL.noop),
        migrations.RunSQL(FAULTS, "DROP VIEW ledger_faults;"),
    ]
