"""One listing, with everything we know of it and who said so."""

from dataclasses import dataclass
from datetime import date

from community.common import clock
from community.places.activity_kinds import KINDS_BY_CODE, ActivityKind
from groups.rules.solo import can_be_arranged
from providers.models.check_requests import CheckRequest
from providers.models.supply import Check, Listing
from providers.queries.check_requests import check_request_of_listing
from providers.queries.directories import SourceCredit, source_credit
from providers.queries.supply import checks_of_provider, ids_spoken_for, public_listing
from providers.queries.visit_requests import NextTime, next_times
from providers.rules.listing_prices import price_table, smallest_group
from providers.rules.listings import (
    attending_access_of_listing,
    engager_of_listing,
    is_open_to_everybody,
    openness_of_listing,
)
from providers.rules.vetting import is_vetted
from providers.rules.weekly_times import weekly_times
from providers.states import MAKES_AN_EMPLOYER, AttendingAccess, Engager, Openness, PriceKind
from providers.wording.facts import Fact, quality_facts, suit_facts
from providers.wording.first_visits import FirstVisitLine, first_visit_lines
from providers.wording.prices import price_text


@dataclass(frozen=True)
class ListingDetail:
    """`price_table` has (people, pence in all, pence each, rounded up), in order of size."""

    listing: Listing
    openness: Openness
    kinds: list[ActivityKind]
    suits: list[Fact]
    quality: list[Fact]
    checks: list[Check]
    price_text: str
    engager: Engager
    price_table: list[tuple[int, int, int]]
    smallest: int | None
    credit: SourceCredit | None
    is_spoken_for: bool
    check_request: CheckRequest | None
    next_times: list[NextTime]

    @property
    def makes_you_the_employer(self) -> bool:
        return self.engager in MAKES_AN_EMPLOYER

    @property
    def is_employer_shared(self) -> bool:
        return self.engager == Engager.SHARED

    @property
    def says_who_employs(self) -> bool:
        """Only where it can matter to whoever reads it."""
        return self.engager != Engager.NOBODY or self.listing.is_hands_on

    @property
    def is_priced_by_group(self) -> bool:
        return self.listing.price_kind == PriceKind.BY_GROUP

    @property
    def has_calendar(self) -> bool:
        """Has whoever runs it said its times, or do its words say for certain on which days of the
        week it is?"""
        return bool(self.shown_times or weekly_times(self.listing.when_words))

    @property
    def shown_times(self) -> list[NextTime]:
        return [] if self.waits_for_checks else self.next_times

    @property
    def is_from_directory(self) -> bool:
        """And nobody who runs it looks after it here."""
        return bool(self.listing.feed) and not self.is_spoken_for

    @property
    def attending_access(self) -> AttendingAccess:
        return attending_access_of_listing(self.listing)

    @property
    def is_full(self) -> bool:
        """All that it takes just now; where it says its times, each of the next ones."""
        return self.openness == Openness.FULL or self.are_times_full

    @property
    def are_times_full(self) -> bool:
        return bool(self.next_times) and all(each.is_full for each in self.next_times)

    @property
    def takes_visits(self) -> bool:
        """Can somebody say here that they come, or ask? Whoever runs it reads it here, and a
        connector has seen their papers (M143)."""
        is_known = self.attending_access != AttendingAccess.NOT_KNOWN
        return is_known and self.is_spoken_for and self.is_checked and not self.is_full

    @property
    def can_be_arranged(self) -> bool:
        """Can one person ask for a price here, and pay it here?"""
        return self.is_checked and can_be_arranged(
            is_spoken_for=self.is_spoken_for, price_kind=self.listing.price_kind
        )

    @property
    def waits_for_checks(self) -> bool:
        """Nobody is led closer than an ordinary place before a connector has seen the papers of
        whoever runs it (M143, P108)."""
        return not (self.is_checked or is_open_to_everybody(self.listing))

    @property
    def phone(self) -> str:
        return "" if self.waits_for_checks else self.listing.phone

    @property
    def first_visit(self) -> list[FirstVisitLine]:
        """As whoever has no place yet reads it."""
        reads_number = not self.waits_for_checks
        return first_visit_lines(self.listing, is_expected=False, reads_number=reads_number)

    @property
    def first_visit_known(self) -> list[FirstVisitLine]:
        return [line for line in self.first_visit if line.words]

    @property
    def first_visit_not_known(self) -> list[FirstVisitLine]:
        return [line for line in self.first_visit if not line.words]

    @property
    def is_checked(self) -> bool:
        """Has a connector seen who they are, their insurance, and what help this close needs? Its
        words are its own either way (docs/decisions/who-looks-over-words.md)."""
        kinds = {check.kind for check in self.checks}
        at_home = self.listing.is_place_private
        return is_vetted(kinds, hands_on=self.listing.is_hands_on, at_home=at_home)


def listing_detail(listing_id: int, *, on: date) -> ListingDetail:
    """A listing that is shown, as it is on a day. Any other is not found."""
    listing = public_listing(listing_id)
    return ListingDetail(
        listing=listing,
        openness=openness_of_listing(listing, on=on),
        kinds=[KINDS_BY_CODE[code] for code in listing.kinds if code in KINDS_BY_CODE],
        suits=suit_facts(listing),
        quality=quality_facts(listing),
        checks=checks_of_provider(listing.provider_id, on),
        price_text=price_text(listing, on=on),
        engager=engager_of_listing(listing),
        price_table=price_table(listing),
        smallest=smallest_group(listing),
        credit=source_credit(listing.feed),
        is_spoken_for=bool(ids_spoken_for([listing.provider_id])),
        check_request=check_request_of_listing(listing.pk),
        next_times=next_times(listing.pk, now=clock.now()),
    )
