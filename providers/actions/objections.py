"""Saying something against what came from a directory, and answering it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.codes import new_code
from community.common.dates import format_day
from community.common.refusals import or_not_found
from community.messaging.actions.notifying import notify_address, notify_each_login
from community.messaging.addresses import is_mail_address
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.queries.acting import roles_of
from community.people.rules.authority import check_any_role
from providers.actions.imported_listings import HIDDEN_STATES, take_down_for_good
from providers.actions.provider_access import lock_listing
from providers.deeds import ProviderDeed
from providers.message_kinds import ProviderMessage
from providers.models.objections import ListingObjection
from providers.queries.objections import ANSWERING_ROLES, logins_to_answer
from providers.queries.supply import public_listing
from providers.rules.objections import (
    MAX_WORDS_CHARS,
    answered_by_day,
    check_can_be_objected_to,
    check_not_answered,
    check_says_what_is_wrong,
)
from providers.states import ObjectionAnswer, ObjectionKind


@transaction.atomic
def raise_objection(
    *,
    listing_id: int,
    kind: ObjectionKind,
    words: str = "",
    contact: str = "",
    by: Acting,
    now: datetime,
) -> ListingObjection:
    """By anybody. The same again, while it waits, is the same one. Who said it is not kept, unless
    they say where they may be asked."""
    public_listing(listing_id)
    listing = lock_listing(listing_id)
    check_can_be_objected_to(is_from_directory=bool(listing.feed))
    words = words.strip()[:MAX_WORDS_CHARS]
    check_says_what_is_wrong(kind, words)
    waiting = ListingObjection.objects.filter(
        listing=listing, kind=kind, words=words, contact=contact, answered_at=None
    )
    if same := waiting.first():
        return same
    objection = ListingObjection.objects.create(
        listing=listing,
        kind=kind,
        words=words,
        contact=contact,
        code=new_code(),
        raised_at=now,
        answer_by=answered_by_day(now, listing.provider.area.nation),
    )
    record_deed(
        by=Acting(),
        deed=ProviderDeed.RAISE_OBJECTION,
        about=f"listing:{listing.pk}",
        now=now,
    )
    notify_each_login(
        logins_to_answer(listing.provider.area_id),
        kind=ProviderMessage.OBJECTION_TO_ANSWER,
        subject=_("Somebody says something of a listing"),
        text=_("Read it, and answer by %(day)s.") % {"day": format_day(objection.answer_by)},
        link=f"/connect/said/{objection.pk}/",
        key=f"objection:{objection.pk}",
        now=now,
    )
    return objection


@transaction.atomic
def answer_objection(
    *, objection_id: int, answer: ObjectionAnswer, words: str, by: Acting, now: datetime
) -> ListingObjection:
    """By who works in its area. Where it is taken down, no reading of the directory shows it
    again. Where they gave a mail address the answer goes there; then it is forgotten."""
    known = or_not_found(ListingObjection.objects.filter(pk=objection_id).first())
    listing = lock_listing(known.listing_id)
    check_any_role(roles_of(by.login_id), ANSWERING_ROLES, listing.provider.area_id)
    objection = ListingObjection.objects.select_for_update(no_key=True).get(pk=objection_id)
    check_not_answered(objection.answered_at)
    if answer == ObjectionAnswer.TAKEN_DOWN and listing.state not in HIDDEN_STATES:
        take_down_for_good(listing, by=Acting(login=by.login), now=now)
    contact = objection.contact
    objection.answer, objection.answer_words, objection.contact = answer, words.strip(), ""
    objection.answered_at, objection.answered_by = now, by.login
    objection.save()
    record_deed(
        by=Acting(login=by.login),
        deed=ProviderDeed.ANSWER_OBJECTION,
        about=f"listing:{listing.pk}",
        now=now,
    )
    if is_mail_address(contact):
        notify_address(
            address=contact,
            kind=ProviderMessage.OBJECTION_ANSWERED,
            subject=_("An answer to what you told us of a listing"),
            text=f"{objection.get_answer_display()}. {objection.answer_words}",
            link=f"/find/said/{objection.code}/",
            key=f"objection:{objection.pk}:answered",
            now=now,
        )
    return objection
