from django.shortcuts import render

from community.common import clock
from marketplace.search.queries.listing_detail import listing_to_read


def one(request, listing_id):
    """Everything we know of one listing, with who said so and when."""
    page = listing_to_read(listing_id, on=clock.today())
    here = request.build_absolute_uri(request.path)
    return render(request, "find/listing.html", {"page": page, "here": here})
