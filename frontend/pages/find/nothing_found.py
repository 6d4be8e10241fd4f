"""What a page says where nothing was found."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from community.common import clock
from frontend.pages.find.result_cards import result_cards
from marketplace.search.queries.nothing_found import KindNear, nothing_found
from marketplace.search.queries.search_query import SearchQuery


def nothing_found_context(query: SearchQuery) -> dict[str, Any]:
    """For `find/nothing_found.html`."""
    nothing = nothing_found(query, now=clock.now())
    return {
        "nothing": nothing,
        "nothing_kinds": [(each, _url(query, each)) for each in nothing.kinds],
        "nothing_nearby": result_cards(nothing.nearby, query),
    }


def _url(query: SearchQuery, near: KindNear) -> str:
    """The kind, as far as it takes to reach it; none where it is farther than anybody looks."""
    if near.miles is None:
        return ""
    asked = {
        "postcode": query.location.label,
        "kind": near.kind.slug,
        "miles": max(near.miles, query.miles),
    }
    return f"{reverse('find')}?{urlencode(asked)}"
