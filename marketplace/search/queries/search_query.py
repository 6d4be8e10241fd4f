"""What a person asks for."""

from collections.abc import Iterable
from dataclasses import dataclass

from community.places.activity_kinds import ANY_KIND, KINDS_BY_SLUG
from community.places.days_said import DayPart, Weekday
from community.places.grid import KM_PER_MILE
from community.places.queries import Location, find_location_to_search
from marketplace.search.states import Order, StartingPoint
from marketplace.search.wording import order_text

MILES = (1, 3, 5, 10, 25)


@dataclass(frozen=True)
class SearchQuery:
    """What to find, within `miles` of `location`. Nobody's kind of money is among it: the same
    question has the same answer for everyone.

    `suits` are facts that must be so (M08); `no_employer` leaves out whatever would make the
    person an employer (M25); `day` and `day_part` are when it must be. Of whatever is asked so,
    what is known to be otherwise is left out, and what is not known stands apart. `as_typed`: no
    word is taken for a misspelt one.
    """

    location: Location
    query_text: str = ""
    miles: int = 5
    kind: int = ANY_KIND
    suits: tuple[str, ...] = ()
    no_employer: bool = False
    free_only: bool = False
    day: Weekday | None = None
    day_part: DayPart | None = None
    starting_point: StartingPoint | None = None
    order: Order = Order.NEAR
    as_typed: bool = False

    @property
    def km(self) -> float:
        return self.miles * KM_PER_MILE

    @property
    def wants_facts(self) -> bool:
        return bool(self.suits or self.no_employer or self.free_only or self.day or self.day_part)

    @property
    def order_text(self) -> str:
        """The one sentence that explains the order (M04)."""
        return order_text(self.order, has_words=bool(self.query_text))


def parse_search_query(
    *,
    postcode: str,
    words: str = "",
    entrance: str = "",
    miles: int = 5,
    kind: str = "",
    suits: Iterable[str] = (),
    free_only: bool = False,
    no_employer: bool = False,
    day: str = "",
    day_part: str = "",
    order: str = "",
    as_typed: bool = False,
) -> SearchQuery:
    """A query as page and API are sent it, with its location. `kind` is a slug, `day` and
    `day_part` are names like "monday" and "morning". Refused when the
    postcode is not one, or nobody knows where any like it is."""
    return SearchQuery(
        location=find_location_to_search(postcode),
        query_text=words,
        miles=miles,
        kind=KINDS_BY_SLUG[kind].code if kind else ANY_KIND,
        suits=tuple(suits),
        no_employer=no_employer,
        free_only=free_only,
        day=Weekday[day.upper()] if day else None,
        day_part=DayPart[day_part.upper()] if day_part else None,
        starting_point=StartingPoint(entrance) if entrance else None,
        order=Order(order) if order else Order.NEAR,
        as_typed=as_typed,
    )
