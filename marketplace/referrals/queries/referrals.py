"""Referrals, as each of those whom one concerns may find it.

There is none by worker: nothing here is counted, narrowed or sorted by who sent it (P82). A sender
has their own.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from community.common.refusals import or_not_found
from marketplace.referrals.models.referrals import Referral, ReferralOwner
from marketplace.referrals.rules.referring import LOOKED_AT_IN
from marketplace.referrals.states import REFERRAL_OPEN, ReferralState

RELATED = (
    "outline",
    "agreement__consent__person",
    "agreement__decision__person",
    "listing__provider__area",
    "group",
    "area",
    "body",
    "sent_by",
)


def referrals() -> QuerySet[Referral]:
    return Referral.objects.select_related(*RELATED)


def stays_with(login_id: int) -> Q:
    """Of those that a login stays with, or sent: for a body, where nobody else took it."""
    theirs = ReferralOwner.objects.filter(
        login_id=login_id, since__isnull=False, ended_at__isnull=True
    )
    owned = ReferralOwner.objects.filter(since__isnull=False, ended_at__isnull=True)
    return Q(pk__in=theirs.values("referral_id")) | Q(sent_by_id=login_id) & (
        Q(body__isnull=True) | ~Q(pk__in=owned.values("referral_id"))
    )


def referrals_of_sender(login_id: int) -> QuerySet[Referral]:
    """Those that somebody stays with, the newest first; their own, where nobody else took one."""
    return referrals().filter(stays_with(login_id)).order_by("-sent_at", "-pk")


def referral_of_sender(referral_id: int, login_id: int | None) -> Referral:
    if login_id is None:
        return or_not_found(None)
    return or_not_found(referrals_of_sender(login_id).filter(pk=referral_id).first())


def referrals_of_body(body_id: int) -> QuerySet[Referral]:
    """All that its workers and its systems sent, the newest first; whoever sent one is not said."""
    return referrals().filter(body_id=body_id).order_by("-sent_at", "-pk")


def referral_of_body(referral_id: int, body_id: int) -> Referral:
    return or_not_found(referrals_of_body(body_id).filter(pk=referral_id).first())


def referrals_of_person(person_id: UUID) -> QuerySet[Referral]:
    """Told of somebody, and agreed to by them or by a decision for them."""
    theirs = Q(agreement__consent__person_id=person_id) | Q(
        agreement__decision__person_id=person_id
    )
    return referrals().filter(theirs).order_by("-sent_at", "-pk")


def referral_of_person(referral_id: int, person_id: UUID) -> Referral:
    return or_not_found(referrals_of_person(person_id).filter(pk=referral_id).first())


def drafts_to_ring(area_ids: Collection[int], now: datetime) -> QuerySet[Referral]:
    """Those whose person a connector rings, to ask whether they want it."""
    return (
        referrals()
        .filter(
            area_id__in=area_ids,
            state=ReferralState.DRAFT,
            forgotten_at=None,
            answer_until__gt=now,
        )
        .exclude(contact="")
        .exclude(contact__contains="@")
        .order_by("sent_at", "pk")
    )


def draft_to_ring(referral_id: int, area_ids: Collection[int], now: datetime) -> Referral:
    return or_not_found(drafts_to_ring(area_ids, now).filter(pk=referral_id).first())


def referral_of_ref(ref: str) -> Referral:
    """Of an answer link: "referral:12", and after that whatever its maker added."""
    _name, pk, *_rest = ref.split(":")
    return or_not_found(referrals().filter(pk=pk).first())


def has_open(sent_by_id: int | None, key: str) -> bool:
    open_ones = Referral.objects.filter(state__in=REFERRAL_OPEN, body=None, called_key=key)
    return open_ones.filter(sent_by_id=sent_by_id).exists()


def sent_lately(login_id: int | None, now: datetime) -> int:
    """By somebody who is of no body; for the connector's look alone (P64)."""
    since = now - LOOKED_AT_IN
    return Referral.objects.filter(sent_by_id=login_id, body=None, sent_at__gt=since).count()


def waiting_for_contact(contact: str) -> int:
    drafts = Referral.objects.filter(contact=contact, state=ReferralState.DRAFT)
    return drafts.filter(forgotten_at=None).count()


def owner_of(referral_id: int) -> ReferralOwner | None:
    owners = ReferralOwner.objects.filter(referral_id=referral_id, ended_at=None)
    return owners.filter(since__isnull=False).select_related("login").first()


def drafts_past_their_day(now: datetime) -> list[int]:
    drafts = Referral.objects.filter(state=ReferralState.DRAFT, answer_until__lte=now)
    return list(drafts.order_by("pk").values_list("pk", flat=True))


def referral_texts(ids: list[str]) -> dict[str, str]:
    """What a deed was about, as its person reads it."""
    rows = Referral.objects.filter(pk__in=ids).values_list("pk", "listing__title", "group__name")
    return {str(pk): title or name or "" for pk, title, name in rows}
