"""Pictures of what somebody offers: by whoever speaks for its provider."""

from datetime import date, datetime

from django.db import transaction

from community.moderation.actions.items import look_again
from community.people.acting import Acting
from community.pictures.actions.pictures import add_picture, end_picture, lock_picture
from community.pictures.models import Picture
from community.pictures.queries.pictures import about_picture
from community.pictures.rules.pictures import AgreementRequest
from providers.actions.provider_access import lock_own_listing


@transaction.atomic
def add_listing_picture(
    *,
    listing_id: int,
    content: bytes,
    alt_words: str,
    shows_faces: bool,
    names: list[str],
    until: date | None,
    by: Acting,
    now: datetime,
) -> Picture:
    """`names`: of each one who can be recognised and agreed on paper."""
    listing, acting = lock_own_listing(listing_id, by)
    return add_picture(
        about=f"listing:{listing.pk}",
        area=listing.provider.area,
        link=f"/provide/listings/{listing.pk}/pictures/",
        content=content,
        alt_words=alt_words,
        shows_faces=shows_faces,
        agreements=[AgreementRequest(name) for name in names],
        until=until,
        page_name=listing.title,
        by=acting,
        now=now,
    )


@transaction.atomic
def take_down_listing_picture(*, picture_id: int, by: Acting, now: datetime) -> Picture:
    picture, acting = _lock_own(picture_id, by)
    return end_picture(picture, by=acting, now=now)


@transaction.atomic
def look_again_at_listing_picture(*, picture_id: int, by: Acting, now: datetime) -> Picture:
    """Somebody else is asked to look at what is held back (P47)."""
    picture, acting = _lock_own(picture_id, by)
    look_again(about=about_picture(picture.pk), by=acting, now=now)
    return picture


def _lock_own(picture_id: int, by: Acting) -> tuple[Picture, Acting]:
    picture = lock_picture(picture_id, about_kind="listing")
    _listing, acting = lock_own_listing(int(picture.about.partition(":")[2]), by)
    return picture, acting
