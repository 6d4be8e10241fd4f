"""Each thing as the open standard has it (HSDS 3.0, UK profile). A field without a value is left
out. No e-mail address and no mobile number goes out, whoever wrote it: nobody can call it back. The
name of who works alone stays on our own page, to which the link leads."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from frontend.api.oruk.ids import part_id, place_id
from marketplace.search.queries.directory import DirectoryListing
from marketplace.search.queries.directory_terms import Taxonomy, Term, terms_of
from providers.feed.rows.contacts import has_contact, remove_contacts
from providers.models.supply import Listing, Provider
from providers.rules.listing_prices import is_grant_running, price_ladder
from providers.rules.listings import openness_of_listing
from providers.rules.weekly_times import WeeklyTime, weekly_times
from providers.states import Openness, PriceKind
from providers.wording.prices import price_text

type Document = dict[str, Any]
COUNTRY = "GB"
PENCE = 100


def service_line(found: DirectoryListing, *, on: date) -> Document:
    """A service as a list has it."""
    listing = found.listing
    return with_values(
        id=listing.public_id,
        organization_id=listing.provider.public_id,
        name=without_contacts(listing.title),
        description=without_contacts(listing.what_happens),
        url=_web_page(listing),
        status="active",
        fees=without_contacts(price_text(listing, on=on)),
        minimum_age=listing.minimum_age,
        maximum_age=listing.maximum_age,
        alert=_alert(listing, on),
        last_modified=moment(listing.changed_at),
        organization=organization(listing.provider),
    )


def service(found: DirectoryListing, *, on: date) -> Document:
    """A service with all that is known of it."""
    listing = found.listing
    places = [place(found)] if found.has_place else []
    return service_line(found, on=on) | with_values(
        schedules=_schedules(listing),
        service_areas=[] if places else [_area_only(listing)],
        service_at_locations=places,
        cost_options=list(_costs(listing, on)),
        attributes=[
            attribute(listing.public_id, "service", term)
            for term in terms_of(listing, found.source)
        ],
    )


def place(found: DirectoryListing) -> Document:
    """Where a service is, without the service."""
    service_id = found.listing.public_id
    location = _location(found)
    return {
        "id": place_id(service_id),
        "service_id": service_id,
        "location_id": location["id"],
        "location": location,
    }


def place_line(found: DirectoryListing, *, on: date) -> Document:
    return place(found) | {"service": service_line(found, on=on)}


def place_in_full(found: DirectoryListing, *, on: date) -> Document:
    return place_line(found, on=on) | with_values(schedules=_schedules(found.listing))


def organization(provider: Provider) -> Document:
    """Who works alone is not named: a list of names is no directory of services."""
    if provider.is_one_person:
        name = _("One person who works alone")
        words = _("Who it is stands on the page of what they offer.")
        return {"id": provider.public_id, "name": name, "description": words}
    about = without_contacts(provider.about) or _("Nothing more is written of it.")
    return {
        "id": provider.public_id,
        "name": without_contacts(provider.name),
        "description": about,
    }


def taxonomy(each: Taxonomy) -> Document:
    return {"id": each.id, "name": each.name, "description": each.description}


def taxonomy_term(term: Term) -> Document:
    return {
        "id": term.id,
        "code": term.code,
        "name": term.name,
        "description": term.description,
        "taxonomy": term.taxonomy.name,
        "taxonomy_id": term.taxonomy.id,
    }


def attribute(link_id: UUID, link_entity: str, term: Term) -> Document:
    return {
        "id": part_id(link_id, "attribute", term.id),
        "link_id": link_id,
        "link_type": "taxonomy_term",
        "link_entity": link_entity,
        "taxonomy_term_id": term.id,
        "taxonomy_term": taxonomy_term(term),
    }


def gone(listing: Listing) -> Document:
    """Of what is not shown any more: that, and since when."""
    return {
        "id": listing.public_id,
        "status": "inactive",
        "last_modified": moment(listing.changed_at),
    }


def with_values(**values: Any) -> Document:
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def moment(when: datetime) -> str:
    return when.astimezone(UTC).isoformat().replace("+00:00", "Z")


def without_contacts(text: str) -> str:
    return remove_contacts(text)[0].strip()


def _web_page(listing: Listing) -> str:
    """Its own page, else ours about it."""
    if listing.website and not has_contact(listing.website):
        return listing.website
    return settings.SITE_URL + reverse("listing", args=[listing.pk])


def _alert(listing: Listing, on: date) -> str:
    said = []
    if listing.is_example:
        said.append(_("This is an example, made up to show how it looks."))
    if openness_of_listing(listing, on=on) == Openness.FULL:
        said.append(_("No places just now."))
    return " ".join(said)


def _schedules(listing: Listing) -> list[Document]:
    """In its own words; and as a rule of repetition where these say one thing only."""
    if not listing.when_words:
        return []
    words = without_contacts(listing.when_words)
    times: list[WeeklyTime | None] = [*weekly_times(listing.when_words)]
    return [
        {
            "id": part_id(listing.public_id, "schedule", number),
            "service_id": listing.public_id,
            "description": words,
        }
        | (_weekly(each) if each else {})
        for number, each in enumerate(times or [None])
    ]


def _weekly(each: WeeklyTime) -> Document:
    return with_values(
        freq="WEEKLY",
        interval=1,
        byday=",".join(each.days),
        opens_at=each.opens_at and each.opens_at.isoformat(),
        closes_at=each.closes_at and each.closes_at.isoformat(),
    )


def _area_only(listing: Listing) -> Document:
    """Where nobody said the place: whose directory, or whose connector, it is known to."""
    return {
        "id": part_id(listing.public_id, "area"),
        "service_id": listing.public_id,
        "name": listing.provider.area.name,
    }


def _location(found: DirectoryListing) -> Document:
    """Where a place is kept back, the middle of its district, and no address."""
    listing, entry = found.listing, found.entry
    location_id = part_id(listing.public_id, "location")
    known = {
        "id": location_id,
        "location_type": "physical",
        "name": without_contacts(entry.place_words) or found.outward_code,
        "latitude": entry.latitude,
        "longitude": entry.longitude,
    }
    if not found.is_place_exact:
        return with_values(**known, description=_("Only its district is given: the middle of it."))
    access = without_contacts(listing.getting_there_words)
    return with_values(**known, description=access, addresses=list(_addresses(listing)))


def _addresses(listing: Listing) -> Iterator[Document]:
    """The standard asks a town and a county: what is known are the area and its council."""
    if not listing.postcode:
        return
    area = listing.provider.area
    yield {
        "id": part_id(listing.public_id, "address"),
        "location_id": part_id(listing.public_id, "location"),
        "address_1": without_contacts(listing.place_words) or listing.postcode,
        "city": area.name,
        "state_province": area.council,
        "postal_code": listing.postcode,
        "country": COUNTRY,
        "address_type": "physical",
    }


def _costs(listing: Listing, on: date) -> Iterator[Document]:
    def cost(option: str, pence: int, **more: Any) -> Document:
        ids = {"id": part_id(listing.public_id, "cost", option), "service_id": listing.public_id}
        amounts = {"option": option, "amount": pence / PENCE, "currency": "GBP"}
        example = _("An example price") if listing.is_example else ""
        return ids | amounts | with_values(amount_description=example, **more)

    if listing.price_kind == PriceKind.FREE:
        yield cost(_("free"), 0)
    elif is_grant_running(listing, on=on):
        yield cost(_("free while a grant pays"), 0, valid_to=str(listing.grant_until))
    elif listing.price_kind in (PriceKind.ON_THE_DAY, PriceKind.BY_GROUP):
        for people, pence in price_ladder(listing).items():
            yield cost(_people_text(people), pence)


def _people_text(people: int) -> str:
    if people == 1:
        return _("for one person")
    return _("for %(people)d people, in all") % {"people": people}


def envelope(items: list[Document], *, total: int, page: int, per_page: int) -> Document:
    """One page of a list. Of an empty list there is one page, and it is empty."""
    pages = max(1, -(-total // per_page))
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": page,
        "size": len(items),
        "first_page": page == 1,
        "last_page": page >= pages,
        "empty": not items,
        "contents": items,
    }
