"""Pictures: for whoever looks after them, for whoever is in them, and for everybody else."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core import signing
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from community.common.refusals import or_not_found
from community.moderation.queries.items import WordsDetail, with_words, words_detail
from community.moderation.states import ModerationState
from community.pictures.models import Picture, PictureAgreement
from community.pictures.redraw import WIDTHS
from community.pictures.states import PictureSight, PictureState

LIVE_STATES = (PictureState.SENT, PictureState.DRAWN)
REFUSED_SHOWN_FOR = timedelta(days=7)
SHOWN_WIDTH = WIDTHS[1]
AGREEMENT_SALT = "picture_agreement"


@dataclass(frozen=True)
class ShownPicture:
    """What a page needs to show one: `width` and `height` keep its room until it comes."""

    code: str
    alt_words: str
    width: int
    height: int


@dataclass(frozen=True)
class PictureDetail:
    """One for whoever looks after it: what stands in its way, and who is in it."""

    picture: Picture
    sight: PictureSight
    agreements: list[PictureAgreement]
    words: WordsDetail | None

    @property
    def shown(self) -> ShownPicture:
        return shown_picture(self.picture)

    @property
    def is_live(self) -> bool:
        return self.picture.state in LIVE_STATES


def shown_picture(picture: Picture) -> ShownPicture:
    width, height = picture.width or SHOWN_WIDTH, picture.height or SHOWN_WIDTH
    share = min(1, SHOWN_WIDTH / width)
    return ShownPicture(
        picture.code, picture.alt_words, round(width * share), round(height * share)
    )


def shown_pictures(about: str, *, on: date) -> list[ShownPicture]:
    """What strangers may see of a thing, first added first."""
    return [shown_picture(picture) for picture in _seen(on).filter(about=about).order_by("pk")]


def has_pictures(kind: str) -> Exists:
    """Of each row of a list, whether there are any about it: "group:12" where the kind is "group".
    Which of them are shown is asked next."""
    about = Concat(Value(f"{kind}:"), Cast(OuterRef("pk"), CharField()))
    return Exists(Picture.objects.filter(about=about, state=PictureState.DRAWN))


def shown_picture_by_code(code: str, *, on: date) -> Picture | None:
    return _seen(on).filter(code=code).first()


def picture_by_code(code: str) -> Picture:
    """Any that has files; who may see it is for the caller to ask."""
    return or_not_found(Picture.objects.filter(code=code, has_files=True).first())


def pictures_about(about: str, *, on: date) -> list[PictureDetail]:
    """All that were sent and not taken down, last sent first; what could not be used, for some
    days."""
    lately = Q(state=PictureState.REFUSED, ended_at__date__gt=on - REFUSED_SHOWN_FOR)
    pictures = Picture.objects.filter(Q(state__in=LIVE_STATES) | lately, about=about)
    return _details(pictures, on)


def picture_detail(picture_id: int, *, on: date) -> PictureDetail:
    return _details(Picture.objects.filter(pk=picture_id), on)[0]


def _details(pictures: QuerySet[Picture], on: date) -> list[PictureDetail]:
    agreements = defaultdict(list)
    for each in PictureAgreement.objects.filter(picture__in=pictures).order_by("pk"):
        agreements[each.picture_id].append(each)
    return [
        PictureDetail(
            picture,
            _sight(picture, agreements[picture.pk], on),
            agreements[picture.pk],
            words_detail(about_picture(picture.pk)) if picture.words_state else None,
        )
        for picture in with_words(pictures, "picture").order_by("-pk")
    ]


def about_picture(picture_id: int) -> str:
    return f"picture:{picture_id}"


def picture_in_words(item_about: str) -> Picture | None:
    """The picture that words to look at belong to; None where they are of something else."""
    kind, _colon, number = item_about.partition(":")
    if kind != "picture":
        return None
    return Picture.objects.filter(pk=int(number), state=PictureState.DRAWN).first()


def pictures_of_person(person_id: UUID) -> list[PictureAgreement]:
    """Those that somebody is asked about or agreed to, and that are not taken down."""
    return list(
        PictureAgreement.objects.filter(person_id=person_id, picture__state__in=LIVE_STATES)
        .select_related("picture")
        .order_by("-pk")
    )


def is_in_picture(picture_id: int, person_id: UUID | None) -> bool:
    return (
        person_id is not None
        and PictureAgreement.objects.filter(picture=picture_id, person=person_id).exists()
    )


def agreement_token(agreement: PictureAgreement) -> str:
    """What opens it for somebody who has no page here: signed, and kept nowhere."""
    return signing.Signer(salt=AGREEMENT_SALT).sign(str(agreement.pk))


def agreement_of_token(token: str) -> PictureAgreement:
    try:
        pk = int(signing.Signer(salt=AGREEMENT_SALT).unsign(token))
    except signing.BadSignature:
        pk = 0
    agreements = PictureAgreement.objects.select_related("picture").filter(person__isnull=True)
    return or_not_found(agreements.filter(pk=pk).first())


def picture_texts(ids: list[str]) -> dict[str, str]:
    """What is in each, for the history of who was in it."""
    pictures = Picture.objects.filter(pk__in=ids)
    return {str(pk): words for pk, words in pictures.values_list("pk", "alt_words")}


def pictures_to_draw() -> list[int]:
    waiting = Picture.objects.filter(state=PictureState.SENT).order_by("pk")
    return list(waiting.values_list("pk", flat=True))


def pictures_with_files_to_delete(on: date) -> list[int]:
    """Taken down, or held back for good, or agreed to only until a day that is over."""
    is_over = Exists(PictureAgreement.objects.filter(picture=OuterRef("pk"), until__lt=on))
    over = Picture.objects.filter(Q(ended_at__isnull=False) | is_over, has_files=True)
    return list(over.order_by("pk").values_list("pk", flat=True))


def _seen(on: date) -> QuerySet[Any]:
    """Read, looked at, and agreed to by each one in it."""
    agreements = PictureAgreement.objects.filter(picture=OuterRef("pk"))
    no_yes = agreements.filter(
        Q(agreed_at__isnull=True) | Q(taken_back_at__isnull=False) | Q(until__lt=on)
    )
    return with_words(Picture.objects.all(), "picture").filter(
        ~Exists(no_yes),
        Q(shows_faces=False) | Exists(agreements),
        state=PictureState.DRAWN,
        words_state=ModerationState.PASSED,
    )


def _sight(picture: Any, agreements: list[PictureAgreement], on: date) -> PictureSight:
    if picture.state == PictureState.SENT:
        return PictureSight.BEING_READ
    if picture.state != PictureState.DRAWN:
        is_refused = picture.state == PictureState.REFUSED
        return PictureSight.REFUSED if is_refused else PictureSight.OVER
    if any(each.until < on for each in agreements):
        return PictureSight.OVER
    if not all(each.agreed_at and not each.taken_back_at for each in agreements):
        return PictureSight.WAITS_FOR_YES
    if picture.words_state == ModerationState.HELD_BACK:
        return PictureSight.HELD_BACK
    is_seen = picture.words_state == ModerationState.PASSED
    return PictureSight.SEEN if is_seen else PictureSight.WAITS_FOR_LOOK
