from . import (
    briefs,
    calendar_feeds,
    decisions,
    endings,
    gatherings,
    ideas,
    members,
    motions,
    offers,
    posted_sheets,
    removals,
)

__all__ = [
    "briefs",
    "calendar_feeds",
    "decisions",
    "endings",
    "gatherings",
    "ideas",
    "members",
    "motions",
    "offers",
    "posted_sheets",
    "removals",
]
