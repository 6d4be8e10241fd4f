"""How somebody reads in this browser: the size of the text, and pictures beside words (P56). Kept
in the browser alone, so that it needs no account, and nobody else reads it."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

COOKIE = "reading"
KEPT_SECONDS = 365 * 24 * 60 * 60
PICTURES = "pictures"


class TextSize(TextChoices):
    USUAL = "usual", _("As usual")
    LARGE = "large", _("Larger")
    LARGEST = "largest", _("Largest")


@dataclass(frozen=True)
class ReadingWay:
    """`in_pictures`, and large type, hold for what is printed too."""

    text_size: TextSize = TextSize.USUAL
    in_pictures: bool = False

    @property
    def is_large(self) -> bool:
        return self.text_size != TextSize.USUAL


def reading_way_of(request: HttpRequest) -> ReadingWay:
    """As usual where nothing is kept, or nothing that we wrote."""
    size, _dot, pictures = request.COOKIES.get(COOKIE, "").partition(".")
    is_known = size in TextSize.values and pictures in ("", PICTURES)
    return ReadingWay(TextSize(size), pictures == PICTURES) if is_known else ReadingWay()


def keep_reading_way(response: HttpResponse, way: ReadingWay, *, is_secure: bool) -> None:
    """As usual, nothing is kept."""
    if way == ReadingWay():
        response.delete_cookie(COOKIE)
        return
    value = f"{way.text_size}.{PICTURES}" if way.in_pictures else str(way.text_size)
    response.set_cookie(
        COOKIE, value, max_age=KEPT_SECONDS, httponly=True, samesite="Lax", secure=is_secure
    )
