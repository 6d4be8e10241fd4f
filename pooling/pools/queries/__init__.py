"""The only readers for pages, API and tasks."""

from .due import (
    instalments_under_way,
    overdue,
    planned_later_instalments,
    pools_taking_pledges,
    pools_with_sessions,
)
from .shares import Cover, counted_maximums, cover_of, said_maximums, shares_now

__all__ = [
    "Cover",
    "counted_maximums",
    "cover_of",
    "instalments_under_way",
    "overdue",
    "planned_later_instalments",
    "pools_taking_pledges",
    "pools_with_sessions",
    "said_maximums",
    "shares_now",
]
