from .asked_near import AskedNear, asked_near, lines_asked
from .listing import ListingToRead, listing_to_read
from .near import Results, find_near
from .nearest import Found
from .question import MILES, Asked, Entrance, Order, ask

__all__ = [
    "MILES",
    "Asked",
    "AskedNear",
    "Entrance",
    "Found",
    "ListingToRead",
    "Order",
    "Results",
    "ask",
    "asked_near",
    "find_near",
    "lines_asked",
    "listing_to_read",
]
