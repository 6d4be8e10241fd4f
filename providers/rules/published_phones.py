"""A telephone number that a place publishes of itself: an office's, never somebody's own mobile."""

import re

from django.utils.translation import gettext as _

from community.common.refusals import Refused
from community.messaging.addresses import is_phone_number

MAX_PHONE_CHARS = 30
# Of a place: by area, of a body, or free to ring. 07 is somebody's own, 09 costs by the minute.
OFFICE_PATTERN = re.compile(r"0[1238]\d{8,9}")
COUNTRY_PATTERN = re.compile(r"^(?:\+|00)44")


class NotPublished(Refused):
    code = "phone_not_published"


def is_of_an_office(text: str) -> bool:
    """One number of the United Kingdom, however it is grouped, that is nobody's own mobile."""
    text = text.strip()
    if len(text) > MAX_PHONE_CHARS or not is_phone_number(text):
        return False
    digits = re.sub(r"[^\d+]", "", text.replace("(0)", ""))
    return bool(OFFICE_PATTERN.fullmatch(COUNTRY_PATTERN.sub("0", digits)))


def check_published_phone(text: str) -> str:
    """The number as it was typed; empty where there is none."""
    text = " ".join(text.split())
    if text and not is_of_an_office(text):
        raise NotPublished(
            _("Write one telephone number of the place, like 0117 496 0000. No mobile number."),
            next_step=_("Anybody can read it. Without one, people ask here."),
            field="phone",
        )
    return text
