"""Places and findable things for tests: in the sea off Cornwall, where nobody lives."""

from datetime import date

from community.places.actions.postcodes import locate_outward_codes, save_postcodes
from community.places.actions.search_index import index_object
from community.places.models.areas import Area, Nation
from community.places.models.search_index import ObjectType, OpennessRank, SearchEntry
from community.places.queries import Location, find_location
from community.places.search_document import SearchDocument
from tests.factories.kept import kept

AREA_CODE = "E06999999"
HOME = "ZZ1 1AA"
HOME_AT = (50.10, -6.00)


@kept
def make_area(name="Westsea", **facts) -> Area:
    return Area.objects.create(
        **{
            "name": name,
            "council": f"{name} Council",
            "nation": Nation.ENGLAND,
            "authority_code": AREA_CODE,
            "pay_floor_pence": 1300,
            "pay_floor_from": date(2027, 4, 1),
            "pay_floor_source": "an example",
            "crisis_words": "Call 999 in danger.",
            "crisis_phone": "0300 000 0000",
            "safeguarding_phone": "0300 000 0001",
            "out_of_hours_phone": "0300 000 0002",
            "complaints_words": "Write to the council.",
            "adviser_words": "the payments team",
            "adviser_phone": "0300 000 0003",
            "is_open": True,
            "is_example": False,
            **facts,
        }
    )


@kept
def make_postcode(code=HOME, at=HOME_AT, ended_on=None, authority_code=AREA_CODE) -> str:
    latitude, longitude = at or (None, None)
    save_postcodes(rows=[(code, latitude, longitude, authority_code, ended_on)])
    locate_outward_codes()
    return code


def make_home() -> Location:
    return find_location(make_postcode())


def north_of(km: float, at=HOME_AT) -> tuple[float, float]:
    """A place about so many kilometres north."""
    return at[0] + km / 111.2, at[1]


def make_findable(object_id=1, title="Shed mornings", km=0.5, at=None, **facts) -> SearchEntry:
    latitude, longitude = at or north_of(km)
    return index_object(
        document=SearchDocument(
            **{
                "object_type": ObjectType.LISTING,
                "object_id": object_id,
                "title": title,
                "summary": "",
                "latitude": latitude,
                "longitude": longitude,
                "openness": OpennessRank.OPEN,
                "price_kind": "free",
                **facts,
            }
        )
    )


def rows_of(object_id=1, object_type=ObjectType.LISTING) -> list[int]:
    """The kinds a thing is findable by, 0 for any."""
    rows = SearchEntry.objects.filter(object_type=object_type, object_id=object_id)
    return sorted(rows.values_list("kind", flat=True))
