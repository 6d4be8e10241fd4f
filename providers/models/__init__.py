from .imports import ImportRow, ImportRun
from .sessions import Dispute, Place, Session
from .supply import Check, Listing, Provider, ProviderMember

__all__ = [
    "Check",
    "Dispute",
    "ImportRow",
    "ImportRun",
    "Listing",
    "Place",
    "Provider",
    "ProviderMember",
    "Session",
]
