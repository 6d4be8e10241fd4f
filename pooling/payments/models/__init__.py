from pooling.payments.models import bank_transfers as transfers
from pooling.payments.models import commitments as council
from pooling.payments.models import provider_accounts as accounts

from . import cards, events

__all__ = ["accounts", "cards", "council", "events", "transfers"]
