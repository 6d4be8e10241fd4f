from . import (
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
)

__all__ = [
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
]
