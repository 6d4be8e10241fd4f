"""Who acts in a call: the login itself, or the person named in the header `X-Acting-For`."""

from uuid import UUID

from django.utils.translation import gettext as _

from community.common.refusals import NotFound
from community.people.acting import Acting
from frontend.middleware import acting_for

ACTING_FOR_HEADER = "X-Acting-For"


def acting_of(request) -> Acting:
    """The Acting of an API request. Somebody this login may not act for is not found."""
    named = request.headers.get(ACTING_FOR_HEADER)
    if not named:
        return acting_for(request)
    try:
        person_id = UUID(named)
    except ValueError as not_an_id:
        raise NotFound(_("We cannot find that page.")) from not_an_id
    return acting_for(request, person_id)
