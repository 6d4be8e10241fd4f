"""Reading an Open Referral UK feed: a file or an address, either envelope, or a bare list.

The only place where supply listens to the outside. What it gives is still as messy as it came.
"""

from .details import Details
from .fetching import FeedStopped
from .paging import Page, pages

__all__ = ["Details", "FeedStopped", "Page", "pages"]
