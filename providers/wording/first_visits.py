"""What a place says of a first visit, as whoever comes reads it (P112)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from providers.models.supply import Listing
from providers.models.visit_requests import VisitRequest
from providers.rules.published_phones import is_of_an_office
from providers.states import FACTS_OF_PLACE, FirstVisitFact, VisitRequestState


@dataclass(frozen=True)
class FirstVisitLine:
    """`words` are empty where nobody has said it: then it is asked, never guessed."""

    question: str
    words: str


def first_visit_lines(
    listing: Listing, *, is_expected: bool, reads_number: bool = True
) -> list[FirstVisitLine]:
    """Every question. Anybody reads an office's number, where they may read any; a mobile one,
    whoever is expected."""
    reads = (
        is_expected
        or reads_number
        and is_of_an_office(listing.first_visit.get(FirstVisitFact.DAY_NUMBER, ""))
    )
    who = FirstVisitLine(_("Who meets you, and how do you know them?"), listing.who_meets_words)
    facts = [
        FirstVisitLine(str(fact.label), _words_of(listing, fact, reads_number=reads))
        for fact in FirstVisitFact
    ]
    return [who, *facts]


def _words_of(listing: Listing, fact: FirstVisitFact, *, reads_number: bool) -> str:
    words: str = listing.first_visit.get(fact, "")
    if fact in FACTS_OF_PLACE and listing.is_place_private:
        return _("You are told when you agree to meet")
    if fact == FirstVisitFact.CARER and not words:
        return listing.companion_words
    if fact == FirstVisitFact.DAY_NUMBER and words and not reads_number:
        return _("You are told once you have a place")
    return words


def first_visit_text(listing: Listing) -> str:
    """All that whoever is expected may know, for a message or a sheet: a line for each."""
    lines = first_visit_lines(listing, is_expected=True)
    return "\n".join(f"{each.question} {each.words.rstrip('.')}." for each in lines if each.words)


def lines_of_visit(visit: VisitRequest) -> list[FirstVisitLine]:
    """To whoever is expected, all of it."""
    is_expected = visit.state == VisitRequestState.ACCEPTED
    return first_visit_lines(visit.listing, is_expected=is_expected)
