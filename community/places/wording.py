"""What is said where a postcode is not quite where it was looked for."""

from datetime import date

from django.utils.translation import gettext as _


def ended_text(code: str, ended_on: date | None) -> str:
    """Nothing for a postcode that is in use."""
    if ended_on is None:
        return ""
    text = _("%(code)s is no longer used, since %(year)s. This is from where it was.")
    return text % {"code": code, "year": ended_on.year}


def no_location_text(unit: str, outward: str) -> str:
    text = _("Nobody has said where %(unit)s is. This is from the middle of %(outward)s.")
    return text % {"unit": unit, "outward": outward}


def not_known_text(unit: str, outward: str) -> str:
    text = _("We do not know %(unit)s. This is from the middle of %(outward)s.")
    return text % {"unit": unit, "outward": outward}


def letters_text(code: str, letters: str) -> str:
    text = _(
        "We do not know where %(code)s is. This is from the middle of all postcodes that begin with"
        " %(letters)s, so how far things are is rough."
    )
    return text % {"code": code, "letters": letters}


def country_text(code: str, country: object) -> str:
    text = _(
        "We do not know where %(code)s is: we have no postcodes of %(country)s yet. This is from"
        " about the middle of %(country)s. Ask the council there too, or try a postcode of where"
        " you mean to go."
    )
    return text % {"code": code, "country": country}
