"""What the offices that keep somebody's money do with a yes, for a serializer that shows it."""

from typing import Any

from community.people.scope_table import Seen
from frontend.api.base import ActingMixin
from pooling.pools.queries.office_terms import office_terms_of_person


def with_offices(view: ActingMixin) -> dict[str, Any]:
    """What whoever acts may see, and `offices`: of those whose money they may know of, once for all
    that the call shows."""
    shows = view.may_see(Seen.FITS)
    return view.sight | {"offices": office_terms_of_person(view.person_id) if shows else {}}
