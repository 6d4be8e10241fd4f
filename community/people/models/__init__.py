from . import (
    approvals,
    decisions,
    kept_searches,
    life_events,
    logins,
    persons,
    records_requests,
    representations,
    safeguarding,
    talks,
    unfinished_forms,
)

__all__ = [
    "approvals",
    "decisions",
    "kept_searches",
    "life_events",
    "logins",
    "persons",
    "records_requests",
    "representations",
    "safeguarding",
    "talks",
    "unfinished_forms",
]
