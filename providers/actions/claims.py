"""Claiming what a directory lists, and checking that by what is public (P104)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.common.refusals import or_not_found
from community.messaging.actions.notifying import notify_each_login
from community.people.acting import SYSTEM, Acting
from community.people.actions.audit_lines import record_deed
from community.people.models.logins import Login
from community.people.queries.acting import roles_of
from community.people.rules.authority import check_any_role
from providers.actions.imported_listings import give_back_to_directory
from providers.actions.providers import NeedsALogin
from providers.actions.transitions import transition_claim
from providers.deeds import ProviderDeed
from providers.message_kinds import ProviderMessage
from providers.models.claims import ProviderClaim
from providers.models.supply import Provider, ProviderMember
from providers.queries.claims import listing_to_claim
from providers.queries.objections import ANSWERING_ROLES, logins_to_answer
from providers.queries.supply import is_provider_member, provider_members
from providers.rules.claims import (
    check_can_be_claimed,
    check_few_wait,
    check_login_is_open,
    check_not_own,
    check_says_the_number,
    check_says_why,
    check_says_why_undone,
)
from providers.rules.objections import answered_by_day
from providers.states import PROVIDER_CLAIM, ClaimState, PublicContact


@transaction.atomic
def claim_provider(
    *,
    listing_id: int,
    proposed_contact: PublicContact,
    register_number: str = "",
    words: str = "",
    by: Acting,
    now: datetime,
) -> ProviderClaim:
    """A login says that what a directory lists is theirs: all of that provider. The same again,
    while it waits, is the same one. Others may say it too, and where somebody speaks for it already
    they are told: who is right, a connector finds out."""
    if by.login is None:
        raise NeedsALogin(_("Sign in first, so that you can come back to it."))
    login = Login.objects.select_for_update(no_key=True).get(pk=by.login.pk)
    check_login_is_open(is_open=login.is_active)
    listing = listing_to_claim(listing_id, login_id=login.pk)
    provider = _lock_provider(listing.provider_id)
    check_says_the_number(proposed_contact, register_number)
    waiting = ProviderClaim.objects.filter(login=login, state=ClaimState.WAITING)
    if same := waiting.filter(provider=provider).first():
        return same
    check_few_wait(waiting.count())
    claim = ProviderClaim.objects.create(
        provider=provider,
        listing=listing,
        login=login,
        proposed_contact=proposed_contact,
        register_number=register_number,
        words=words,
        claimed_at=now,
        answer_by=answered_by_day(now, provider.area.nation),
        state_at=now,
    )
    record_deed(
        by=Acting(login=login),
        deed=ProviderDeed.CLAIM_PROVIDER,
        about=f"provider:{provider.pk}",
        now=now,
    )
    notify_each_login(
        logins_to_answer(provider.area_id, but=login.pk),
        kind=ProviderMessage.CLAIM_TO_ANSWER,
        subject=_("Somebody says that a listing is theirs"),
        text=_("Ask where the directory itself says that they are reached, and answer by %(day)s.")
        % {"day": format_day(claim.answer_by)},
        link=f"/connect/claims/{claim.pk}/",
        key=f"claim:{claim.pk}",
        now=now,
    )
    _tell_speakers(
        claim,
        subject=_("Somebody else says that what you look after here is theirs too"),
        text=_(
            "%(name)s says that they speak for %(provider)s too. It is asked where the directory"
            " says that you are reached, and answered by %(day)s. If that is not right, say so"
            " there."
        )
        % {
            "name": login.name,
            "provider": provider.name,
            "day": format_day(claim.answer_by),
        },
        key=f"claim:{claim.pk}:speakers",
        now=now,
    )
    return claim


@transaction.atomic
def confirm_claim(
    *, claim_id: int, checked_contact: PublicContact, words: str = "", by: Acting, now: datetime
) -> ProviderClaim:
    """Whoever was reached there said that it is theirs: from now on they speak for it, beside
    whoever does already. Where nobody did, who else said the same is told why it is not theirs.
    Refused where their sign-in was closed meanwhile."""
    claim = _lock_claim_to_answer(claim_id, by)
    PROVIDER_CLAIM.check(claim.state, ClaimState.CONFIRMED)
    check_login_is_open(is_open=claim.login.is_active)
    check_can_be_claimed(
        is_from_directory=True, is_own=is_provider_member(claim.provider_id, claim.login_id)
    )
    is_beside_others = bool(provider_members(claim.provider_id))
    claim.checked_contact, claim.answer_words, claim.answered_by = checked_contact, words, by.login
    _answer(claim, ClaimState.CONFIRMED, by=Acting(login=by.login), now=now)
    if is_beside_others:
        _tell_speakers(
            claim,
            subject=_("Somebody else speaks for what you look after here, too"),
            text=_("%(name)s was reached where the directory says, and speaks for it too.")
            % {"name": claim.login.name},
            key=f"claim:{claim.pk}:beside",
            now=now,
        )
    ProviderMember.objects.create(provider=claim.provider, login=claim.login)
    if is_beside_others:
        return claim
    others = ProviderClaim.objects.filter(provider=claim.provider_id, state=ClaimState.WAITING)
    for other in others.order_by("pk"):
        other.answer_words = _(
            "Somebody else was reached where the directory says, and said that it is theirs."
        )
        _answer(other, ClaimState.REFUSED, by=SYSTEM, now=now)
    return claim


@transaction.atomic
def refuse_claim(*, claim_id: int, words: str, by: Acting, now: datetime) -> ProviderClaim:
    """With why, which they read. They may say it again."""
    claim = _lock_claim_to_answer(claim_id, by)
    check_says_why(words)
    claim.answer_words, claim.answered_by = words, by.login
    _answer(claim, ClaimState.REFUSED, by=Acting(login=by.login), now=now)
    return claim


@transaction.atomic
def undo_claim(*, claim_id: int, words: str, by: Acting, now: datetime) -> ProviderClaim:
    """It was agreed to, and wrongly: from now on they do not speak for it, and read why. Where
    nobody else does, it is as its directory has it again (`give_back_to_directory`). Twice is the
    same as once."""
    known = or_not_found(ProviderClaim.objects.filter(pk=claim_id).first())
    # Login before provider, as whoever claims: else an undoing and a claim could wait crosswise.
    Login.objects.select_for_update(no_key=True).get(pk=known.login_id)
    claim = _lock_claim_to_answer(claim_id, by)
    if claim.state == ClaimState.UNDONE:
        return claim
    PROVIDER_CLAIM.check(claim.state, ClaimState.UNDONE)
    check_says_why_undone(words)
    claim.answer_words, claim.answered_by = words, by.login
    ProviderMember.objects.filter(provider=claim.provider_id, login=claim.login_id).delete()
    _answer(claim, ClaimState.UNDONE, by=Acting(login=by.login), now=now)
    if not provider_members(claim.provider_id):
        give_back_to_directory(provider_id=claim.provider_id, by=Acting(login=by.login), now=now)
    return claim


@transaction.atomic
def withdraw_claim(*, claim_id: int, by: Acting, now: datetime) -> ProviderClaim:
    """By whoever said it, while it waits. Twice is the same as once."""
    known = or_not_found(ProviderClaim.objects.filter(pk=claim_id, login=by.login).first())
    _lock_provider(known.provider_id)
    claim = ProviderClaim.objects.select_related("provider").get(pk=known.pk)
    if claim.state != ClaimState.WITHDRAWN:
        transition_claim(claim, ClaimState.WITHDRAWN, by=Acting(login=by.login), now=now)
    return claim


def _lock_claim_to_answer(claim_id: int, by: Acting) -> ProviderClaim:
    """With its provider, whose lock every claim of it waits for."""
    known = or_not_found(ProviderClaim.objects.filter(pk=claim_id).first())
    provider = _lock_provider(known.provider_id)
    check_any_role(roles_of(by.login_id), ANSWERING_ROLES, provider.area_id)
    claim = ProviderClaim.objects.select_related("provider", "login").get(pk=claim_id)
    check_not_own(claimed_by_id=claim.login_id, answered_by_id=by.login_id)
    return claim


def _lock_provider(provider_id: int) -> Provider:
    locked = Provider.objects.select_for_update(of=("self",), no_key=True)
    return locked.select_related("area").get(pk=provider_id)


def _answer(claim: ProviderClaim, state: ClaimState, *, by: Acting, now: datetime) -> None:
    fields = ("checked_contact", "answer_words", "answered_by")
    transition_claim(claim, state, *fields, by=by, now=now)
    if state == ClaimState.CONFIRMED:
        text = _("What the directory lists of yours is yours here: look it over, and change it.")
        link = f"/provide/{claim.provider_id}/"
    elif state == ClaimState.UNDONE:
        text = _("It was wrong to agree that it is yours: “%(words)s” Your page says what to do.")
        text, link = text % {"words": claim.answer_words}, "/provide/claims/"
    else:
        text = _("It was not agreed to that it is yours: “%(words)s” Your page says what to do.")
        text, link = text % {"words": claim.answer_words}, "/provide/claims/"
    notify_each_login(
        [claim.login_id],
        kind=ProviderMessage.CLAIM_ANSWERED,
        subject=_("An answer about a listing that you say is yours"),
        text=text,
        link=link,
        key=f"claim:{claim.pk}:{state}",
        now=now,
    )


def _tell_speakers(
    claim: ProviderClaim, *, subject: str, text: str, key: str, now: datetime
) -> None:
    """Whoever speaks for it already, if anybody does."""
    notify_each_login(
        [login.pk for login in provider_members(claim.provider_id)],
        kind=ProviderMessage.CLAIM_OF_ANOTHER,
        subject=subject,
        text=text,
        link=f"/provide/{claim.provider_id}/",
        key=key,
        now=now,
    )
