"""Becoming a provider, and the checks a connector has seen."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.audit.actions import record_deed
from community.common.clock import today
from community.common.refusals import NotFound, Refused
from community.messaging.actions import notify_login
from community.people.acting import Acting
from community.people.queries import logins_with_role, roles_of
from community.people.rules import check_role
from community.people.states import RoleKind
from community.places.models.areas import Area
from providers.models.supply import Check, Provider, ProviderMember
from providers.queries.supply import is_vetted

from ..rules.vetting import check_can_be_recorded
from ..states import CheckKind


class NeedsALogin(Refused):
    code = "needs_a_login"


@transaction.atomic
def register_provider(
    *,
    name: str,
    about: str = "",
    is_one_person: bool = False,
    area: Area,
    by: Acting,
    now: datetime,
) -> Provider:
    """A login begins to offer something, and is its first voice. Nothing is asked about money."""
    if by.login is None:
        raise NeedsALogin(_("Sign in first, so that you can come back to it."))
    provider = Provider.objects.create(
        name=name, about=about, is_one_person=is_one_person, area=area, created_at=now
    )
    ProviderMember.objects.create(provider=provider, login=by.login)
    record_deed(
        by=Acting(login=by.login),
        deed="register_provider",
        about=f"provider:{provider.pk}",
        now=now,
    )
    for connector in logins_with_role(RoleKind.CONNECTOR, area.pk):
        notify_login(
            login_id=connector.pk,
            kind="to_vet",
            subject=_("Somebody new wants to offer something"),
            text=_("%(name)s is new here. Please get in touch, and see who they are.")
            % {"name": provider.name},
            link=f"/connect/checks/{provider.pk}/",
            key=f"provider:{provider.pk}:to_vet:{connector.pk}",
            now=now,
        )
    return provider


@transaction.atomic
def record_check(
    *,
    provider_id: int,
    kind: CheckKind,
    seen_on: date,
    valid_until: date | None = None,
    by: Acting,
    now: datetime,
) -> Check:
    """A connector of the provider's area saw a check: the kind and the day. Never the paper, never
    its number, so there is nowhere here to put one (M23)."""
    provider = Provider.objects.filter(pk=provider_id).first()
    if provider is None:
        raise NotFound(_("We cannot find that page."))
    check_role(roles_of(by.login_id), RoleKind.CONNECTOR, provider.area_id)
    check_can_be_recorded(
        CheckKind(kind),
        seen_on=seen_on,
        valid_until=valid_until,
        is_own=provider.members.filter(login_id=by.login_id).exists(),
        on=today(now),
    )
    was_vetted = is_vetted(provider.pk, today(now))
    check = Check.objects.create(
        provider=provider,
        kind=kind,
        seen_on=seen_on,
        seen_by=by.login,
        valid_until=valid_until,
        recorded_at=now,
    )
    record_deed(
        by=Acting(login=by.login), deed="record_check", about=f"provider:{provider.pk}", now=now
    )
    if not was_vetted and is_vetted(provider.pk, today(now)):
        _tell_vetted(provider, now=now)
    return check


def _tell_vetted(provider: Provider, *, now: datetime) -> None:
    for login_id in provider.members.values_list("login_id", flat=True):
        notify_login(
            login_id=login_id,
            kind="vetted",
            subject=_("A connector has seen who you are"),
            text=_(
                "A connector has seen who you are, and your insurance. You can now read all that "
                "groups near you want, and make them offers."
            ),
            link="/provide/briefs/",
            key=f"provider:{provider.pk}:vetted:{now.isoformat()}:{login_id}",
            now=now,
        )
