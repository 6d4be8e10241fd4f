from django.db import migrations

# Computed from the rows alone. It has no rows itself, or something is wrong.
BROKEN = """
CREATE VIEW ledger_broken AS
WITH told AS (
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
FROM told t LEFT JOIN ledger_transfer p ON p.id = t.pending_id
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
FROM told t
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
FROM told t
WHERE t.body_hash <> ledger_hash(t.kind, t.source_code, t.target_code, t.pence, t.reason, t.about,
                                 t.collection_code, t.pending_key);
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_functions")]
    operations = [migrations.RunSQL(BROKEN, "DROP VIEW ledger_broken;")]
