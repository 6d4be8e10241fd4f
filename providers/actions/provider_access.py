"""Whose deed it is when a provider acts."""

from django.utils.translation import gettext as _

from community.common.refusals import NotFound
from community.people.acting import Acting
from providers.models.sessions import Session
from providers.models.supply import Listing, ProviderMember


def acting_for_provider(by: Acting, provider_id: int) -> Acting:
    """`by` as a voice of this provider: the login alone, whoever else it may act for.

    The system plans and calls off for those above. Anybody else finds nothing here.
    """
    if by.is_system:
        return by
    speaks = ProviderMember.objects.filter(provider_id=provider_id, login_id=by.login_id)
    if by.login is None or not speaks.exists():
        raise NotFound(_("We cannot find that page."))
    return Acting(login=by.login, on_paper=by.on_paper)


def lock_own_listing(listing_id: int, by: Acting) -> tuple[Listing, Acting]:
    """The listing, locked until the deed is done, and the voice that does it."""
    listing = (
        Listing.objects.select_for_update(of=("self",), no_key=True)
        .select_related("provider", "provider__area")
        .filter(pk=listing_id)
        .first()
    )
    if listing is None:
        raise NotFound(_("We cannot find that page."))
    return listing, acting_for_provider(by, listing.provider_id)


def lock_own_session(session_id: int, by: Acting) -> tuple[Session, Acting]:
    """The session, locked until the deed is done, and the voice that does it."""
    session = lock_session(session_id)
    return session, acting_for_provider(by, session.provider_id)


def lock_session(session_id: int) -> Session:
    session = (
        Session.objects.select_for_update(of=("self",), no_key=True)
        .select_related("provider")
        .filter(pk=session_id)
        .first()
    )
    if session is None:
        raise NotFound(_("We cannot find that page."))
    return session
