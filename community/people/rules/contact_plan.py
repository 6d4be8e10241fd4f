"""How a person may be reached, and by whom they are truly told."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.intake import take_in_address
from community.common.refusals import Refused
from community.messaging.addresses import is_mail_address, is_phone_number
from community.messaging.states import OUR_FORMS, Channel

ENGLISH = ("", "english")  # which needs no name


def is_in_ours(form: str, language: str) -> bool:
    """In a form and a language in which we write; else somebody reads or signs it (P50)."""
    return form in OUR_FORMS and not language


def language_as_kept(language: str) -> str:
    """By its name; English has none."""
    return "" if language.casefold() in ENGLISH else language


class ContactPlanIncomplete(Refused):
    code, field = "reach_not_said", "address"


class NotSaidYet(Refused):
    code, field = "not_said_yet", "said_on"


def check_said_on(said_on: date, *, now: datetime) -> None:
    if said_on > today(now):
        raise NotSaidYet(_("Choose the day on which they said it: today or before."))


def is_another_way(
    before: tuple[str, str] | None, after: tuple[str, str], *, signs_in: bool, to_a_worker: bool
) -> bool:
    """Whether what is said to somebody goes elsewhere from then on: by another way or to another
    address, or through somebody who does not work here (P17). Whoever is reached by nothing, and
    looks nowhere themselves, is only gained by it."""
    if after[0] == Channel.IN_PERSON and not to_a_worker:
        return True
    if before is None or before[0] == Channel.NONE and not signs_in:
        return False
    return before != after


def check_contact_plan(
    channel: str,
    address: str,
    through_login_id: int | None,
    contact_ids: Collection[int],
    *,
    is_in_ours: bool = True,
) -> None:
    """Refuse a plan by which nothing would arrive. `contact_ids` are the logins that could tell
    this person things face to face; `is_in_ours`: in a form and a language in which we write."""
    if channel in (Channel.EMAIL, Channel.TEXT, Channel.POST) and not address:
        raise ContactPlanIncomplete(
            _("Say where to: the e-mail address, number or postal address.")
        )
    if channel == Channel.EMAIL and not is_mail_address(address):
        raise ContactPlanIncomplete(
            _("Write one e-mail address and nothing else, like ann@example.org.")
        )
    if channel == Channel.TEXT and not is_phone_number(address):
        raise ContactPlanIncomplete(
            _("Write one phone number and nothing else, like 07700 900123. From abroad with a +.")
        )
    if channel == Channel.IN_PERSON and through_login_id not in contact_ids:
        raise ContactPlanIncomplete(_("Choose who will tell you."), field="through_login_id")
    if not is_in_ours and channel != Channel.NONE and through_login_id not in contact_ids:
        raise ContactPlanIncomplete(
            _("Choose who reads or signs it to you: nothing is translated by a machine."),
            field="through_login_id",
            next_step=_("Where nobody can yet, leave form and language as is."),
        )


def check_hours(hours_from: int | None, hours_until: int | None) -> None:
    """Both or none, and the first before the second (P52)."""
    if (hours_from is None) != (hours_until is None):
        raise ContactPlanIncomplete(
            _("Say both: from which hour, and until which."), field="hours_until"
        )
    if hours_from is not None and hours_until is not None and hours_until <= hours_from:
        raise ContactPlanIncomplete(
            _("Choose an hour that is later than the first."), field="hours_until"
        )


def check_deputy(
    channel: str,
    through_login_id: int | None,
    deputy_login_id: int | None,
    contact_ids: Collection[int],
) -> None:
    """Whoever tells a person things in another's stead is somebody else who could, and is asked
    for only where things are told in person."""
    if deputy_login_id is None:
        return
    is_in_person = channel == Channel.IN_PERSON
    if not is_in_person or deputy_login_id not in set(contact_ids) - {through_login_id}:
        raise ContactPlanIncomplete(
            _("Choose for when they cannot come somebody else than who tells you.")
            if is_in_person
            else _("Somebody who stands in is for what is told in person."),
            field="deputy_login_id",
        )


def check_money_contact(
    channel: str, money_login_id: int | None, contact_ids: Collection[int]
) -> None:
    """Whom somebody chose for what is about money is one who could tell them things (P61)."""
    if money_login_id is None:
        return
    if channel != Channel.IN_PERSON or money_login_id not in contact_ids:
        raise ContactPlanIncomplete(
            _("Choose for money somebody who could tell it face to face."), field="money_login_id"
        )


def check_never_told(
    channel: str,
    tells_ids: Collection[int | None],
    never_told_login_ids: Collection[int],
    contact_ids: Collection[int],
) -> None:
    """Nobody is both one who tells a person things and never told them; both are of the same
    logins."""
    tells = set(tells_ids) if channel == Channel.IN_PERSON else set()
    if tells & set(never_told_login_ids) or set(never_told_login_ids) - set(contact_ids):
        raise ContactPlanIncomplete(
            _("Choose for “never tell” somebody else than who tells you."),
            field="never_told_login_ids",
        )


def is_told_by_message(channel: str, address: str, asker_addresses: Iterable[str]) -> bool:
    """Whether a message alone tells the person: it goes to them, and not to whoever asked (P1)."""
    if channel in (Channel.IN_PERSON, Channel.NONE):
        return False
    return not plain_addresses([address]) & plain_addresses(asker_addresses)


def is_told_by_teller(channel: str, address: str, asker_addresses: Iterable[str]) -> bool:
    """Whether a line that somebody ticked has told the person: said face to face it has; written to
    the asker's own number it has not."""
    is_written = channel in (Channel.TEXT, Channel.POST)
    return not is_written or is_told_by_message(channel, address, asker_addresses)


def plain_addresses(addresses: Iterable[str]) -> set[str]:
    """As they compare: an address without case and spaces, a number by its last ten digits."""
    return {_plain_address(address) for address in addresses if address.strip()}


def _plain_address(address: str) -> str:
    if "@" in address:
        return take_in_address(address)
    digits = "".join(letter for letter in address if letter.isdigit())
    return digits[-10:] if len(digits) >= 10 else " ".join(address.lower().split())
