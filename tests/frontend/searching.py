"""All that a search shows, asked from many places."""

from collections.abc import Iterable

from django.core.cache import cache
from django.test import Client

from tests.frontend.markup import without_made_anew

LOOKED_FROM = [f"ZZ{number} 1AA" for number in range(2, 22)]


def all_found_from(postcodes: Iterable[str], *more: str) -> list[str]:
    """From each postcode by page and by program; and by program with each of `more`, which is
    "&words=…" or the like: a page is made of the same."""
    cache.clear()
    client, shown = Client(), []
    for code in postcodes:
        for narrowed in ("", *more):
            query = f"?postcode={code}{narrowed}"
            shown.append(client.get(f"/api/search/{query}").text)
        shown.append(without_made_anew(client.get(f"/find/?postcode={code}").text))
    return shown
