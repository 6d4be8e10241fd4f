"""Money in promise: sources, pools, pledges and their parts, instalments and their charges.

What is really paid is in the ledger (account `part:<id>`); what the rails are doing is in
payments, by `charge_ref` = Charge.pk. Nothing here stores a total.
"""

from .asking import HelpAsked, Question
from .collecting import Charge, Instalment, PoolSession
from .promises import MoneySource, Part, Pledge, Pool, PoolTerms

__all__ = [
    "Charge",
    "HelpAsked",
    "Instalment",
    "MoneySource",
    "Part",
    "Pledge",
    "Pool",
    "PoolSession",
    "PoolTerms",
    "Question",
]
