from . import (
    approvals,
    decisions,
    life_events,
    logins,
    persons,
    records_requests,
    representations,
    safeguarding,
    unfinished_forms,
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
    "unfinished_forms",
]
