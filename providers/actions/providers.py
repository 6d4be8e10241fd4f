"""Becoming a provider, and the checks a connector has seen."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.refusals import EmptyText, Refused, or_not_found
from community.messaging.actions.notifying import notify_each_login
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.queries.acting import logins_with_role, roles_of
from community.people.rules.authority import check_role
from community.people.states import RoleKind
from community.places.models.areas import Area
from providers.deeds import ProviderDeed
from providers.message_kinds import ProviderMessage
from providers.models.supply import Check, Provider, ProviderMember, RegisterEntry
from providers.public_registers import PublicRegister
from providers.queries.supply import (
    is_provider_member,
    is_vetted,
    provider_members,
    provider_of_login,
)
from providers.rules.vetting import (
    check_can_be_recorded,
    check_is_a_body,
    clean_register_number,
)
from providers.states import CheckKind, Skill

LOOKED_UP_FOR = timedelta(days=365)  # a body may leave a register, or its insurance may end


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
    """A login begins to offer something, and is its first member. Nothing is asked about money."""
    if by.login is None:
        raise NeedsALogin(_("Sign in first, so that you can come back to it."))
    provider = Provider.objects.create(
        name=name, about=about, is_one_person=is_one_person, area=area, created_at=now
    )
    ProviderMember.objects.create(provider=provider, login=by.login)
    record_deed(
        by=Acting(login=by.login),
        deed=ProviderDeed.REGISTER_PROVIDER,
        about=f"provider:{provider.pk}",
        now=now,
    )
    _notify_connectors(provider, now=now)
    return provider


@transaction.atomic
def say_how_soon(*, provider_id: int, words: str, by: Acting, now: datetime) -> Provider:
    """How soon it answers, as whoever speaks for it says; empty: it says nothing. Nothing of it is
    ever measured, or reminded of (P114)."""
    provider = provider_of_login(provider_id, login_id=by.login_id)
    provider.answers_words = words.strip()
    provider.save(update_fields=["answers_words"])
    record_deed(
        by=Acting(login=by.login),
        deed=ProviderDeed.SAY_HOW_SOON,
        about=f"provider:{provider.pk}",
        now=now,
    )
    return provider


@transaction.atomic
def say_skills(
    *, provider_id: int, skills: Collection[Skill], by: Acting, now: datetime
) -> Provider:
    """What it is skilled in, as whoever speaks for it says (M30)."""
    provider = provider_of_login(provider_id, login_id=by.login_id)
    provider.skills = [each.value for each in Skill if each.value in skills]
    provider.save(update_fields=["skills"])
    record_deed(
        by=Acting(login=by.login),
        deed=ProviderDeed.SAY_SKILLS,
        about=f"provider:{provider.pk}",
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
    provider = or_not_found(Provider.objects.filter(pk=provider_id).first())
    check_role(roles_of(by.login_id), RoleKind.CONNECTOR, provider.area_id)
    check_can_be_recorded(
        CheckKind(kind),
        seen_on=seen_on,
        valid_until=valid_until,
        is_own=is_provider_member(provider.pk, by.login_id),
        on=today(now),
    )
    return _keep_check(provider, kind, seen_on, valid_until, by=by, now=now)


@transaction.atomic
def record_register_check(
    *,
    provider_id: int,
    register: PublicRegister,
    number: str,
    insurance_words: str,
    by: Acting,
    now: datetime,
) -> Check:
    """In one press, by the same who see papers: a public body, a library, a registered charity or a
    place of worship was looked up where anybody can, and says that it is insured (P109). It holds
    for a year, and for nothing close (M143)."""
    provider = or_not_found(Provider.objects.filter(pk=provider_id).first())
    check_role(roles_of(by.login_id), RoleKind.CONNECTOR, provider.area_id)
    check_is_a_body(
        is_one_person=provider.is_one_person, is_own=is_provider_member(provider.pk, by.login_id)
    )
    number, on = clean_register_number(PublicRegister(register), number), today(now)
    if not insurance_words.strip():
        raise EmptyText(_("Write what they say of their insurance."), field="insurance_words")
    kind = CheckKind.PUBLIC_REGISTER
    check = _keep_check(provider, kind, on, on + LOOKED_UP_FOR, by=by, now=now)
    RegisterEntry.objects.create(
        of_check=check, register=register, number=number, insurance_words=insurance_words.strip()
    )
    return check


def _keep_check(
    provider: Provider,
    kind: CheckKind,
    seen_on: date,
    valid_until: date | None,
    *,
    by: Acting,
    now: datetime,
) -> Check:
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
        by=Acting(login=by.login),
        deed=ProviderDeed.RECORD_CHECK,
        about=f"provider:{provider.pk}",
        now=now,
    )
    if not was_vetted and is_vetted(provider.pk, today(now)):
        _notify_vetted(provider, now=now)
    return check


def _notify_connectors(provider: Provider, *, now: datetime) -> None:
    notify_each_login(
        [login.pk for login in logins_with_role(RoleKind.CONNECTOR, provider.area_id)],
        kind=ProviderMessage.PROVIDER_TO_VET,
        subject=_("Somebody new wants to offer something"),
        text=_("%(name)s is new here. Please get in touch, and see who they are.")
        % {"name": provider.name},
        link=f"/connect/checks/{provider.pk}/",
        key=f"provider:{provider.pk}:to_vet",
        now=now,
    )


def _notify_vetted(provider: Provider, *, now: datetime) -> None:
    notify_each_login(
        [login.pk for login in provider_members(provider.pk)],
        kind=ProviderMessage.VETTED,
        subject=_("A connector has seen who you are"),
        text=_(
            "A connector has seen who you are, and noted your insurance. You can now read all that "
            "groups near you want, and make them offers."
        ),
        link="/provide/briefs/",
        key=f"provider:{provider.pk}:vetted:{now.isoformat()}",
        now=now,
    )
