"""Asking a connector to check a place that nobody has checked, and answering that (P108)."""

from datetime import datetime

from django.db import transaction

from community.common.asker_buckets import bucket_of
from community.common.clock import today
from community.common.refusals import or_not_found
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.queries.acting import roles_of
from community.people.rules.authority import check_any_role
from providers.actions.provider_access import lock_listing
from providers.deeds import ProviderDeed
from providers.models.check_requests import CheckRequest
from providers.queries.objections import ANSWERING_ROLES
from providers.queries.supply import is_vetted, public_listing
from providers.rules.check_requests import check_is_unchecked
from providers.rules.objections import answered_by_day, check_not_answered


@transaction.atomic
def ask_for_check(*, listing_id: int, asker: str, by: Acting, now: datetime) -> CheckRequest:
    """By anybody, without an account. The listing's own row keeps all who ask at once to one
    request; whoever asks again changes nothing. Who asks is kept nowhere."""
    public_listing(listing_id)
    listing = lock_listing(listing_id)
    vetted = is_vetted(
        listing.provider_id,
        today(now),
        hands_on=listing.is_hands_on,
        at_home=listing.is_place_private,
    )
    check_is_unchecked(is_checked=vetted)
    bucket = bucket_of(asker, purpose="providers.check_requests")
    request = CheckRequest.objects.filter(listing=listing, answered_at=None).first()
    if request is not None and bucket in request.asker_buckets:
        return request
    if request is None:
        answer_by = answered_by_day(now, listing.provider.area.nation)
        request = CheckRequest(listing=listing, asker_buckets=[], asked_at=now, answer_by=answer_by)
    request.asker_buckets.append(bucket)
    request.save()
    about = f"listing:{listing.pk}"
    record_deed(by=Acting(), deed=ProviderDeed.ASK_FOR_CHECK, about=about, now=now)
    return request


@transaction.atomic
def answer_check_request(
    *, check_request_id: int, words: str, by: Acting, now: datetime
) -> CheckRequest:
    """By who works in its area, in words that stand on its page. The first answer stands."""
    known = or_not_found(CheckRequest.objects.filter(pk=check_request_id).first())
    listing = lock_listing(known.listing_id)
    check_any_role(roles_of(by.login_id), ANSWERING_ROLES, listing.provider.area_id)
    request = CheckRequest.objects.select_for_update(no_key=True).get(pk=check_request_id)
    check_not_answered(request.answered_at)
    request.answer_words, request.answered_at, request.answered_by = words.strip(), now, by.login
    request.save()
    record_deed(
        by=Acting(login=by.login),
        deed=ProviderDeed.ANSWER_CHECK_REQUEST,
        about=f"listing:{listing.pk}",
        now=now,
    )
    return request
