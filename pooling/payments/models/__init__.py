from . import accounts, cards, council, events, transfers

__all__ = ["accounts", "cards", "council", "events", "transfers"]
