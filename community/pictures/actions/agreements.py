"""Somebody who can be recognised says yes, or takes it back; then it is taken down everywhere."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from community.common.refusals import or_not_found
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.rules.authority import check_has_person, check_may_stop
from community.pictures.actions.pictures import end_picture, lock_picture, tell_taken_back
from community.pictures.deeds import PictureDeed
from community.pictures.models import PictureAgreement
from community.pictures.queries.pictures import LIVE_STATES, about_picture, agreement_of_token
from community.pictures.rules.pictures import check_agrees_themselves


@transaction.atomic
def agree_to_picture(*, agreement_id: int, by: Acting, now: datetime) -> PictureAgreement:
    """By the person in it, and by nobody in their place. The same again changes nothing."""
    check_has_person(by)
    agreement = _lock_own(agreement_id, by)
    check_agrees_themselves(by)
    if agreement.agreed_at or agreement.taken_back_at:
        return agreement
    agreement.agreed_at = now
    agreement.save(update_fields=["agreed_at"])
    _record(agreement, PictureDeed.AGREE_TO_PICTURE, by=by, now=now)
    return agreement


@transaction.atomic
def take_back_picture(*, agreement_id: int, by: Acting, now: datetime) -> PictureAgreement:
    """One press, also before anything was agreed to; by whoever may protect them as well (P18)."""
    check_may_stop(by, now=now)
    agreement = _lock_own(agreement_id, by)
    _take_back(agreement, by=by, now=now)
    return agreement


@transaction.atomic
def take_back_by_link(*, token: str, by: Acting, now: datetime) -> PictureAgreement:
    """By whoever has the link that was given to somebody in it: no account is needed."""
    agreement = agreement_of_token(token)
    lock_picture(agreement.picture_id)
    agreement.refresh_from_db()
    _take_back(agreement, by=Acting(login=by.login), now=now)
    return agreement


@transaction.atomic
def take_back_in_pictures_about(*, about: str, person_id: UUID, by: Acting, now: datetime) -> None:
    """Somebody leaves what the pictures are of: none stands there with their face. Leaving is
    quiet, so nobody is told (M140)."""
    agreements = PictureAgreement.objects.filter(
        picture__about=about, person=person_id, taken_back_at__isnull=True
    )
    for agreement_id in agreements.order_by("pk").values_list("pk", flat=True):
        _take_back(_lock(agreement_id, person_id), is_told=False, by=by, now=now)


def _take_back(
    agreement: PictureAgreement, *, is_told: bool = True, by: Acting, now: datetime
) -> None:
    """Pressed twice, it is done once."""
    if agreement.taken_back_at:
        return
    agreement.taken_back_at = now
    agreement.save(update_fields=["taken_back_at"])
    _record(agreement, PictureDeed.TAKE_BACK_PICTURE, by=by, now=now)
    picture = lock_picture(agreement.picture_id)
    was_live = picture.state in LIVE_STATES
    end_picture(picture, by=by, now=now)
    if is_told and was_live:
        tell_taken_back(picture, now=now)


def _lock_own(agreement_id: int, by: Acting) -> PictureAgreement:
    return _lock(agreement_id, by.required_person.pk)


def _lock(agreement_id: int, person_id: UUID) -> PictureAgreement:
    """Picture before agreement, as whoever takes a picture down holds them."""
    agreements = PictureAgreement.objects.filter(pk=agreement_id, person=person_id)
    lock_picture(or_not_found(agreements.values_list("picture", flat=True).first()))
    return agreements.select_for_update(of=("self",), no_key=True).get()


def _record(agreement: PictureAgreement, deed: PictureDeed, *, by: Acting, now: datetime) -> None:
    record_deed(by=by, deed=deed, about=about_picture(agreement.picture_id), now=now)
