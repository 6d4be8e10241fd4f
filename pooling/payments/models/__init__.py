from .accounts import Payout, ProviderAccount
from .cards import CardPayment, Reversal, SavedCard
from .council import Commitment, CommitmentLine, Delivery, Invoice, LineBack
from .events import ProcessorEvent
from .transfers import Arrival, BankTransfer, PayeeAccount, TransferBack

__all__ = [
    "Arrival",
    "BankTransfer",
    "CardPayment",
    "Commitment",
    "CommitmentLine",
    "Delivery",
    "Invoice",
    "LineBack",
    "PayeeAccount",
    "Payout",
    "ProcessorEvent",
    "ProviderAccount",
    "Reversal",
    "SavedCard",
    "TransferBack",
]
