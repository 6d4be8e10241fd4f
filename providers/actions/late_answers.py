"""The day that was named for an answer has passed: whoever answers is told, then the office."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.messaging.actions.notifying import notify_each_login
from community.people.queries.acting import logins_with_role
from community.people.states import RoleKind
from community.places.models.areas import Area
from providers.message_kinds import ProviderMessage
from providers.models.claims import ProviderClaim
from providers.models.objections import ListingObjection
from providers.queries.objections import logins_to_answer
from providers.rules.objections import is_for_the_office, is_late
from providers.states import ClaimState


@transaction.atomic
def tell_of_late_objection(*, objection_id: int, now: datetime) -> None:
    """Each of them once, as long as nobody has answered."""
    objections = ListingObjection.objects.select_for_update(of=("self",), no_key=True)
    objection = objections.select_related("listing__provider__area").get(pk=objection_id)
    if objection.answered_at is None:
        link, area = f"/connect/said/{objection.pk}/", objection.listing.provider.area
        _tell(objection, f"objection:{objection.pk}", link, area, now)


@transaction.atomic
def tell_of_late_claim(*, claim_id: int, now: datetime) -> None:
    """Each of them once, as long as nobody has answered. Not whoever claims it themselves."""
    claims = ProviderClaim.objects.select_for_update(of=("self",), no_key=True)
    claim = claims.select_related("provider__area").get(pk=claim_id)
    if claim.state == ClaimState.WAITING:
        link, area = f"/connect/claims/{claim.pk}/", claim.provider.area
        _tell(claim, f"claim:{claim.pk}", link, area, now, but=claim.login_id)


def _tell(
    waiting: ListingObjection | ProviderClaim,
    key: str,
    link: str,
    area: Area,
    now: datetime,
    but: int | None = None,
) -> None:
    if not is_late(waiting.answer_by, now):
        return
    if waiting.late_told_at is None:
        told, key, waiting.late_told_at = logins_to_answer(area.pk, but=but), f"{key}:late", now
    elif waiting.office_told_at is None and is_for_the_office(
        waiting.late_told_at, now, nation=area.nation
    ):
        operators = logins_with_role(RoleKind.OPERATOR, area.pk)
        told = [login.pk for login in operators if login.pk != but]
        key, waiting.office_told_at = f"{key}:office", now
    else:
        return
    notify_each_login(
        told,
        kind=ProviderMessage.ANSWER_LATE,
        subject=_("Somebody had no answer in time"),
        text=_("It was to be answered by %(day)s. Please answer it, or ask who does.")
        % {"day": format_day(waiting.answer_by)},
        link=link,
        urgent=True,
        key=key,
        now=now,
    )
    waiting.save(update_fields=["late_told_at", "office_told_at"])
