from . import (
    approvals,
    decisions,
    life_events,
    logins,
    persons,
    records_requests,
    representations,
    safeguarding,
)

__all__ = [
    "approvals",
    "decisions",
    "life_events",
    "logins",
    "persons",
    "records_requests",
    "representations",
    "safeguarding",
]
