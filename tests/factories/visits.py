"""Listings with times, and visits to them, each through its action."""

from datetime import timedelta

from community.people.acting import Acting
from providers.actions.listing_times import plan_listing_times
from providers.actions.visit_answers import answer_visit_request
from providers.actions.visit_requests import request_visit
from providers.models.sessions import Session
from providers.models.supply import Listing
from providers.models.visit_requests import VisitRequest
from providers.rules.visit_answers import AnswerGiven
from tests.factories.kept import kept
from tests.factories.supply import NOW, make_login, make_provider, make_shown_listing, vet

WHY = "There are only four chairs."


@kept
def make_visited_listing(by: Acting | None = None, access="say_coming", **facts) -> Listing:
    """Shown, and its papers seen."""
    by = by or make_login()
    provider = make_provider(by)
    vet(provider)
    why = {"ask_first_words": WHY} if access == "ask_first" else {}
    return make_shown_listing(by, provider, attending_access=access, **why, **facts)


@kept
def make_time(listing: Listing, *, days=1, places: int | None = None) -> Session:
    """One that begins `days` after NOW and takes an hour."""
    by = Acting(login=listing.provider.members.order_by("pk")[0].login)
    [session] = plan_listing_times(
        listing_id=listing.pk,
        starts=[NOW + timedelta(days=days)],
        minutes=60,
        places=places,
        by=by,
        now=NOW,
    )
    return session


@kept
def come(by: Acting, listing: Listing, session: Session | None = None, **facts) -> VisitRequest:
    facts = {"known_as": by.person.preferred_name if by.person else "", **facts}
    return request_visit(
        listing_id=listing.pk, session_id=session and session.pk, by=by, now=NOW, **facts
    )


def answer(visit: VisitRequest, given: AnswerGiven, by: Acting) -> VisitRequest:
    return answer_visit_request(visit_request_id=visit.pk, given=given, by=by, now=NOW)
