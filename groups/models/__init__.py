from . import (
    briefs,
    calendar_feeds,
    decisions,
    endings,
    gatherings,
    members,
    motions,
    offers,
    posted_sheets,
)

__all__ = [
    "briefs",
    "calendar_feeds",
    "decisions",
    "endings",
    "gatherings",
    "members",
    "motions",
    "offers",
    "posted_sheets",
]
