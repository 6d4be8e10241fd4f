"""An answer of a place that was read out by telephone, and written down by a connector: it is the
place's, and says through whom."""

from community.common.refusals import or_not_found
from community.people.acting import Acting
from community.people.queries.acting import roles_of
from community.people.queries.getting_back_in import is_representative
from community.people.rules.authority import check_role
from community.people.states import RoleKind
from providers.actions.provider_access import acting_for_provider
from providers.models.visit_requests import VisitRequest
from providers.rules.visit_lines import clean_told_by


def who_answers(visit: VisitRequest, *, told_by: str, by: Acting) -> tuple[Acting, str]:
    """Whoever speaks for the place; with `told_by`, a connector of its area, who was told. Nobody
    answers by telephone what they ask themselves, or for whom they act."""
    provider = visit.listing.provider
    if not told_by:
        return acting_for_provider(by, provider.pk), ""
    check_role(roles_of(by.login_id), RoleKind.CONNECTOR, provider.area_id)
    is_own = visit.person is not None and visit.person.login_id == by.login_id
    if is_own or visit.person_id and is_representative(by.login_id, visit.person_id):
        or_not_found(None)
    return Acting(login=by.login), clean_told_by(told_by)
