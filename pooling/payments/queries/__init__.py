from .cards import (
    account_of,
    operators,
    payment_history,
    provider_is_active,
    saved_card_for,
    saved_cards_of,
)
from .council import (
    InvoiceLine,
    InvoicePage,
    ToInvoice,
    WaitingLine,
    agreed_commitments,
    commitment_for,
    invoice_page,
    invoices_of_area,
    invoices_of_provider,
    to_invoice,
    waiting_commitments,
)
from .rails import RailState, rails_of
from .transfers import TransferLine, transfer_for, transfers_to_send_back, transfers_waiting

__all__ = [
    "InvoiceLine",
    "InvoicePage",
    "RailState",
    "ToInvoice",
    "TransferLine",
    "WaitingLine",
    "account_of",
    "agreed_commitments",
    "commitment_for",
    "invoice_page",
    "invoices_of_area",
    "invoices_of_provider",
    "operators",
    "payment_history",
    "provider_is_active",
    "rails_of",
    "saved_card_for",
    "saved_cards_of",
    "to_invoice",
    "transfer_for",
    "transfers_to_send_back",
    "transfers_waiting",
    "waiting_commitments",
]
