"""The one line after a first visit, in the person's own way (P112)."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.common.lifecycle import not_none
from community.messaging.actions.notifying import notify_person
from providers.actions.visit_notifications import MY_VISITS_LINK, what_and_when
from providers.message_kinds import ProviderMessage
from providers.models.visit_requests import VisitRequest
from providers.wording.visit_answers import has_page, whom_to_tell


def notify_how_was_it(visit: VisitRequest, *, now: datetime) -> None:
    """Asked again by nobody: whoever does not answer has answered."""
    where = (
        _("You can say so on your page.")
        if has_page(visit)
        else _("You can tell %(whom)s.") % {"whom": whom_to_tell(visit)}
    )
    asks = _("Did it happen, and was it for you? You need not answer, and are not asked again.")
    notify_person(
        person_id=not_none(visit.person_id),
        kind=ProviderMessage.HOW_WAS_VISIT,
        subject=_("How was your first visit?"),
        text=f"{asks} {where}",
        about=what_and_when(visit),
        link=MY_VISITS_LINK,
        key=f"visit_request:{visit.pk}:how_was_it",
        now=now,
    )
