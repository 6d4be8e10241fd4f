"""Who speaks for a provider when it acts, and the rows that they may change."""

from community.common.refusals import or_not_found
from community.people.acting import Acting
from providers.models.sessions import Session
from providers.models.supply import Listing
from providers.queries.supply import is_provider_member


def acting_for_provider(by: Acting, provider_id: int) -> Acting:
    """`by` as a member of this provider: the login alone, whoever else it may act for.

    The system plans and calls off for those above. Anybody else finds nothing here.
    """
    if by.is_system:
        return by
    member = by.login if is_provider_member(provider_id, by.login_id) else None
    return Acting(login=or_not_found(member), on_paper=by.on_paper)


def lock_listing(listing_id: int) -> Listing:
    """The listing with its provider and area, locked until the deed is done."""
    return or_not_found(
        Listing.objects.select_for_update(of=("self",), no_key=True)
        .select_related("provider", "provider__area")
        .filter(pk=listing_id)
        .first()
    )


def lock_own_listing(listing_id: int, by: Acting) -> tuple[Listing, Acting]:
    """The listing, locked until the deed is done, and the member who does it."""
    listing = lock_listing(listing_id)
    return listing, acting_for_provider(by, listing.provider_id)


def lock_session(session_id: int) -> Session:
    """The session with its provider, locked until the deed is done."""
    return or_not_found(
        Session.objects.select_for_update(of=("self",), no_key=True)
        .select_related("provider")
        .filter(pk=session_id)
        .first()
    )


def lock_own_session(session_id: int, by: Acting) -> tuple[Session, Acting]:
    """The session, locked until the deed is done, and the member who does it."""
    session = lock_session(session_id)
    return session, acting_for_provider(by, session.provider_id)
