"""A picture is sent, read by a process of its own, taken down; its files are deleted."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.lifecycle import not_none
from community.common.refusals import Unavailable, or_not_found
from community.messaging.actions.notifying import notify_each_login, notify_person
from community.moderation.actions.items import submit_words
from community.people.acting import SYSTEM, Acting
from community.people.actions.audit_lines import record_deed
from community.pictures.deeds import PictureDeed
from community.pictures.drawing import DrawnPicture, draw_picture
from community.pictures.message_kinds import PictureMessage
from community.pictures.models import Picture, PictureAgreement, PictureUpload
from community.pictures.queries.pictures import LIVE_STATES, about_picture
from community.pictures.redraw import WIDTHS
from community.pictures.rules.pictures import (
    AgreementRequest,
    check_room,
    check_upload,
    check_who_is_in_it,
)
from community.pictures.states import PICTURE, PictureFault, PictureState
from community.places.models.areas import Area

STORE = "pictures"


def file_name(code: str, width: int) -> str:
    return f"{code}-{width}.jpg"


def add_picture(
    *,
    about: str,
    area: Area,
    link: str,
    content: bytes,
    alt_words: str,
    shows_faces: bool,
    agreements: Collection[AgreementRequest] = (),
    until: date | None = None,
    page_name: str,
    group_id: int | None = None,
    by: Acting,
    now: datetime,
) -> Picture:
    """Kept as it came until a job reads it. Whoever is named was asked on paper; a person is asked
    here, and says it themselves. The caller has locked its own row, and asked who may send one."""
    check_upload(content)
    check_who_is_in_it(shows_faces, agreements, until, today=today(now))
    check_room(Picture.objects.filter(about=about, state__in=LIVE_STATES).count())
    picture = Picture.objects.create(
        about=about,
        area=area,
        link=link,
        code=uuid4().hex,
        alt_words=alt_words,
        shows_faces=shows_faces,
        added_by=by.login,
        added_at=now,
    )
    PictureUpload.objects.create(picture=picture, content=content)
    for each in agreements:
        is_own_yes = each.person_id == by.person_id and not by.is_by_other_hands
        PictureAgreement.objects.create(
            picture=picture,
            person_id=each.person_id,
            name_words=each.name_words,
            until=not_none(until),
            agreed_at=now if each.person_id is None or is_own_yes else None,
        )
        if each.person_id is not None and not is_own_yes:
            _ask(picture, each.person_id, page_name, group_id, now=now)
    deed = PictureDeed.ADD_PICTURE
    record_deed(by=by, deed=deed, about=about_picture(picture.pk), now=now)
    return picture


def read_picture(*, picture_id: int, now: datetime) -> None:
    """In a job. Nothing is held while it is read; killed between, it is read once more, into files
    of the same names."""
    picture = Picture.objects.filter(pk=picture_id, state=PictureState.SENT).first()
    if picture is None:
        return
    drawn = draw_picture(bytes(picture.upload.content))
    if isinstance(drawn, DrawnPicture):
        _store(picture, drawn)
    _end_reading(picture_id, drawn, now=now)


@transaction.atomic
def _end_reading(picture_id: int, drawn: DrawnPicture | PictureFault, *, now: datetime) -> None:
    picture = lock_picture(picture_id)
    if picture.state != PictureState.SENT:  # taken down meanwhile
        return
    PictureUpload.objects.filter(picture=picture).delete()
    if isinstance(drawn, PictureFault):
        picture.fault, picture.ended_at = drawn, now
        transition_picture(picture, PictureState.REFUSED, "fault", "ended_at", by=SYSTEM, now=now)
        _tell_adder(
            picture,
            PictureMessage.PICTURE_REFUSED,
            _("“%(alt)s” cannot be used. %(why)s")
            % {"alt": picture.alt_words, "why": PictureFault(drawn).label},
            now=now,
        )
        return
    picture.width, picture.height, picture.has_files = drawn.width, drawn.height, True
    fields = ("width", "height", "has_files")
    transition_picture(picture, PictureState.DRAWN, *fields, by=SYSTEM, now=now)
    submit_words(
        about=about_picture(picture.pk),
        words=picture.alt_words,
        area=picture.area,
        link=picture.link,
        has_picture=True,
        by=Acting(login=picture.added_by),
        now=now,
    )


def end_picture(picture: Picture, *, by: Acting, now: datetime) -> Picture:
    """From this moment no page of ours shows it and no address opens it; a job deletes its files.
    Pressed twice, it is done once. The caller has locked its row, and asked who may."""
    if picture.state not in LIVE_STATES:
        return picture
    PictureUpload.objects.filter(picture=picture).delete()
    picture.ended_at = now
    picture.has_files = True  # also of one that is being read: its files may come after this
    fields = ("ended_at", "has_files")
    transition_picture(picture, PictureState.TAKEN_DOWN, *fields, by=by, now=now)
    return picture


def delete_files(*, picture_id: int, now: datetime) -> None:
    """Of one that nobody may see any more; then the names of who was in it are gone too."""
    picture = Picture.objects.get(pk=picture_id)
    try:
        for width in WIDTHS:
            storages[STORE].delete(file_name(picture.code, width))
    except Exception as error:  # whatever a store's client raises: tried again
        raise Unavailable(f"{STORE}: {type(error).__name__}") from error
    with transaction.atomic():
        picture = lock_picture(picture_id)
        end_picture(picture, by=SYSTEM, now=now)
        picture.has_files = False
        picture.save(update_fields=["has_files"])
        picture.agreements.filter(person__isnull=True).update(name_words="")


def lock_picture(picture_id: int, *, about_kind: str = "") -> Picture:
    """Held until the deed is done. `about_kind`: one of another kind of thing is not there."""
    pictures = Picture.objects.select_for_update(of=("self",), no_key=True)
    found = pictures.select_related("area", "added_by").filter(pk=picture_id)
    if about_kind:
        found = found.filter(about__startswith=f"{about_kind}:")
    return or_not_found(found.first())


def transition_picture(
    picture: Picture, state: PictureState, *fields: str, by: Acting, now: datetime
) -> None:
    """One move of a picture whose row the caller has locked; `fields` changed with it."""
    deed = PICTURE.deed_for(picture.state, state)
    picture.state = state
    picture.save(update_fields=["state", *fields])
    record_deed(by=by, deed=deed, about=about_picture(picture.pk), now=now)


def _store(picture: Picture, drawn: DrawnPicture) -> None:
    store = storages[STORE]
    try:
        for width, content in drawn.files.items():
            name = file_name(picture.code, width)
            store.delete(name)  # of a reading that was cut off
            store.save(name, ContentFile(content))
    except Exception as error:  # whatever a store's client raises: tried again
        raise Unavailable(f"{STORE}: {type(error).__name__}") from error


def _ask(
    picture: Picture, person_id: UUID, page_name: str, group_id: int | None, *, now: datetime
) -> None:
    notify_person(
        person_id=person_id,
        kind=PictureMessage.YOU_ARE_IN_IT,
        subject=_("May a picture with you in it be seen?"),
        about=page_name,
        text=_(
            "Somebody would show a picture on this page, and you can be recognised. No stranger "
            "sees it unless you say yes. You need not answer."
        ),
        group_id=group_id,
        link="/pictures/of-me/",
        key=f"picture:{picture.pk}:asked:{person_id}",
        now=now,
    )


def tell_taken_back(picture: Picture, *, now: datetime) -> None:
    _tell_adder(
        picture,
        PictureMessage.PICTURE_TAKEN_BACK,
        _("Somebody in “%(alt)s” does not want to be seen any more. It is taken down.")
        % {"alt": picture.alt_words},
        now=now,
    )


def _tell_adder(picture: Picture, kind: PictureMessage, text: str, *, now: datetime) -> None:
    if picture.added_by_id is None:
        return
    notify_each_login(
        [picture.added_by_id],
        kind=kind,
        subject=str(kind.label),
        text=text,
        link=picture.link,
        key=f"picture:{picture.pk}:{kind}",
        now=now,
    )
