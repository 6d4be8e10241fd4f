"""What may be sent as a picture, and who in it has to agree (P122)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.common.refusals import Refused
from community.people.acting import Acting
from community.people.rules.authority import NotYours

MAX_UPLOAD_BYTES = 10_000_000
MAX_PICTURES = 6  # of one thing: a page, not an album
MAX_NAMES = 12
MAX_NAME_CHARS = 80
AGREES_FOR = timedelta(days=2 * 366)
FIRST_BYTES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")  # JPEG, PNG; WebP is told by two marks


@dataclass(frozen=True)
class AgreementRequest:
    """`person_id` of somebody who is asked; without one they agreed on paper."""

    name_words: str
    person_id: UUID | None = None


class PictureRefused(Refused):
    field = "picture"


class TooLargeAFile(PictureRefused):
    code = "picture_file_too_large"


class NotAPicture(PictureRefused):
    code = "not_a_picture"


class TooManyPictures(PictureRefused):
    code = "too_many_pictures"


class WhoIsInIt(Refused):
    code, field = "who_is_in_it", "names"


class NotSoLong(Refused):
    code, field = "agreement_ends", "until"


class OnlyTheyAgree(NotYours):
    code = "only_they_agree"


def check_upload(content: bytes) -> None:
    """By its size and its first bytes alone: nothing of it is read here."""
    if len(content) > MAX_UPLOAD_BYTES:
        raise TooLargeAFile(
            _("This file is larger than 10 MB."),
            next_step=_("Send a smaller one: most telephones can share a picture smaller."),
        )
    is_webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    if not is_webp and not content.startswith(FIRST_BYTES):
        raise NotAPicture(
            _("This is no photograph that we can read."),
            next_step=_("Send a JPEG, PNG or WebP file. Drawings in SVG, and GIF, are not taken."),
        )


def check_room(count: int) -> None:
    if count >= MAX_PICTURES:
        raise TooManyPictures(
            _("There are %(count)s pictures already.") % {"count": count},
            next_step=_("Take one down first."),
        )


def check_who_is_in_it(
    shows_faces: bool, agreements: Collection[AgreementRequest], until: date | None, *, today: date
) -> None:
    """Each one, and until when; or nobody."""
    if not shows_faces:
        if agreements:
            raise WhoIsInIt(
                _("You said that nobody can be recognised, and named somebody."),
                next_step=_("Say yes above, or name nobody."),
            )
        return
    if not agreements:
        raise WhoIsInIt(
            _("Say who can be recognised."), next_step=_("Each of them has to have agreed.")
        )
    if len(agreements) > MAX_NAMES:
        raise WhoIsInIt(
            _("At most %(count)s people can be named.") % {"count": MAX_NAMES},
            next_step=_("Choose a picture with fewer faces."),
        )
    if any(len(each.name_words) > MAX_NAME_CHARS for each in agreements):
        raise WhoIsInIt(
            _("One of these names is longer than %(count)s letters.") % {"count": MAX_NAME_CHARS},
            next_step=_("Write each name on a line of its own."),
        )
    if until is None or not today < until <= today + AGREES_FOR:
        raise NotSoLong(
            _("Say a day after today, and before %(day)s.")
            % {"day": format_day(today + AGREES_FOR + timedelta(days=1))},
            next_step=_("After that day nobody sees it any more."),
        )


def check_agrees_themselves(by: Acting) -> None:
    """Somebody who cannot decide this is not shown by face: nobody says yes in their place."""
    if by.representation is not None or by.on_paper:
        raise OnlyTheyAgree(
            _("Only they themselves can agree to be seen in a picture."),
            next_step=_("Without their yes nobody sees it. You can say no for them."),
        )
