"""Money in promise: sources, pools, pledges and their parts, instalments and their charges.

What is really paid is in the ledger (account `part:<id>`); what the rails are doing is in
payments, by `charge_ref` = Charge.pk. Nothing here stores a total.
"""

from pooling.pools.models import cover_choices, instalments, pledges, private_questions

__all__ = ["cover_choices", "instalments", "pledges", "private_questions"]
