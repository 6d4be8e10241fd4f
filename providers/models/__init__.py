from . import (
    capacity,
    check_requests,
    claims,
    imports,
    objections,
    private_places,
    sessions,
    supply,
    visit_askings,
    visit_lines,
    visit_requests,
    waiting,
)

__all__ = [
    "capacity",
    "check_requests",
    "claims",
    "imports",
    "objections",
    "private_places",
    "sessions",
    "supply",
    "visit_askings",
    "visit_lines",
    "visit_requests",
    "waiting",
]
