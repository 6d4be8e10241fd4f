"""The only writers of the rails. Pools calls these; nothing here knows what a pool is.

Those that ask for money to move (`want_…`, `commit`, `release` …) are called inside the deed of
a pool that holds its lock: they take no `by`, for that deed's audit line says who. Those a page
or the API calls themselves end in `by` and `now` as everywhere.
"""

from .accounts import open_provider_account, provider_account_came_back
from .cards import ask_for_card, card_came_back, remove_card
from .commitments import Answered, answer_commitments, ask_commitment, end_commitment
from .errands import take_up_again
from .events import keep_event
from .invoices import make_invoice
from .lines import commit, let_stand, uncommit, uncommit_part
from .payees import give_bank_details
from .payouts import release
from .reversals import want_give_back
from .transfers import (
    ask_transfer,
    end_transfer,
    queue_transfer_back,
    record_arrived,
    record_sent_back,
)
from .wants import want_capture, want_hold, want_void

__all__ = [
    "Answered",
    "answer_commitments",
    "ask_commitment",
    "ask_for_card",
    "ask_transfer",
    "card_came_back",
    "commit",
    "end_commitment",
    "end_transfer",
    "give_bank_details",
    "keep_event",
    "let_stand",
    "make_invoice",
    "open_provider_account",
    "provider_account_came_back",
    "queue_transfer_back",
    "record_arrived",
    "record_sent_back",
    "release",
    "remove_card",
    "take_up_again",
    "uncommit",
    "uncommit_part",
    "want_capture",
    "want_give_back",
    "want_hold",
    "want_void",
]
