"""What has the form of one address, asked where it is typed and again before anything is sent."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from email_validator import EmailNotValidError, validate_email

PHONE_SIGNS = re.compile(r"[\d\s()./+-]+")
# Of the United Kingdom: ten digits after the 0 or +44 (nine in a few old areas), never 00 or 04.
UK_PHONE = re.compile(r"(?:0|(?:\+|00)44)(?:[1235789]\d{9}|1\d{8})")
FOREIGN_PHONE = re.compile(r"(?:\+|00)(?!44)[1-9]\d{7,13}")


def is_mail_address(text: str) -> bool:
    """Whether it has the form of one mail address. Whether it is anybody's shows when it is used:
    no name server is asked, for that would tell it who comes here.

    Before the @ it has no letters but those that every mail server takes.
    """
    try:
        validate_email(text, check_deliverability=False, allow_smtputf8=False, strict=True)
    except EmailNotValidError:
        return False
    return True


def check_mail_address(text: str) -> None:
    """For the boxes and fields that take one."""
    if not is_mail_address(text):
        raise ValidationError(
            _("Write one e-mail address and nothing else, like ann@example.org."), code="invalid"
        )


def is_phone_number(text: str) -> bool:
    """Whether it has the form of one telephone number, however it is grouped."""
    if not PHONE_SIGNS.fullmatch(text) or "+" in text[1:].strip():
        return False
    number = re.sub(r"[^\d+]", "", text.replace("(0)", ""))
    return bool(UK_PHONE.fullmatch(number) or FOREIGN_PHONE.fullmatch(number))
