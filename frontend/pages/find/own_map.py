"""A listing's place in a map of somebody's own choosing: ways that leave us, said to do so."""

from dataclasses import dataclass

from providers.models.supply import Listing


@dataclass(frozen=True)
class OwnMapLinks:
    """`app_url`: for whatever map program the device has (RFC 5870); `page_url`: OpenStreetMap's
    page of the place. Nothing is fetched from either by our page."""

    app_url: str
    page_url: str


def own_map_links(listing: Listing) -> OwnMapLinks | None:
    """None where the place is not known, or kept to its district."""
    latitude, longitude = listing.latitude, listing.longitude
    if latitude is None or longitude is None:
        return None
    if not listing.has_location or listing.is_place_private:
        return None
    place = f"{latitude:.5f},{longitude:.5f}"
    marked = f"mlat={latitude:.5f}&mlon={longitude:.5f}"
    return OwnMapLinks(
        app_url=f"geo:{place}?q={place}",
        page_url=f"https://www.openstreetmap.org/?{marked}#map=17/{place.replace(',', '/')}",
    )
