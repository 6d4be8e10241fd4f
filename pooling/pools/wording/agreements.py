"""Who an agreement is with, how it ends, and how to change one's mind: before the yes, on the
sheet, in the message and on what can be kept, in the same words (P123)."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.common.dates import format_day, last_day_before
from community.common.money import format_pounds_and_pence
from community.common.telephone import to_ring
from pooling.pools.terms import Terms
from providers.states import ChangeOfMind


def with_whom_text(terms: Terms) -> str:
    """Name and address; the name of terms from before it stood in them is known beside them."""
    address = terms.provider_address or _("The address is not known, ask")
    return f"{terms.provider_name}\n{address}" if terms.provider_name else address


def change_of_mind_text(change_of_mind: str, until: datetime | None = None) -> str:
    """`until`: of what goes ahead; before that the days are counted from the day it does."""
    if change_of_mind == ChangeOfMind.FIXED_DAY:
        return _(
            "There are no 14 days to change your mind once it goes ahead, because it is for fixed"
            " days. Before that you can, at once, and after it you can stop before each payment."
        )
    if until is not None:
        return _(
            "You can change your mind until the end of %(day)s: what has not begun goes back to"
            " you."
        ) % {"day": format_day(last_day_before(until))}
    return _(
        "You can change your mind for 14 days after the day on which it goes ahead: what has not"
        " begun goes back to you. Before that nothing is taken."
    )


def ending_text() -> str:
    return _("It ends by itself after the last time. Nothing is renewed by itself.")


def begin_now_text() -> str:
    """Beside the tick, which is its own: nothing begins within the 14 days without it. It names no
    day, which may be kept from whoever reads it (P12)."""
    return _(
        "The first time comes before your 14 days are over, so it begins with you only if you ask"
        " for that. You can still change your mind afterwards: you pay for what has taken place,"
        " and the rest goes back to you."
    )


def begun_now_text(*, asks_for_it: bool) -> list[tuple[str, str]]:
    """(question, answer) where they asked for it."""
    if not asks_for_it:
        return []
    return [
        (
            _("Please begin now"),
            _("You asked for it to begin before your 14 days to change your mind are over."),
        )
    ]


def how_to_stop_text() -> str:
    return _(
        "Say so on the page of this shared cost, on a sheet of paper, or by telling anybody who"
        " works here. You need not say why."
    )


def agreement_rows(
    terms: Terms, *, adviser: str, phone: str, until: datetime | None = None
) -> list[tuple[str, str]]:
    """(question, answer), of what a yes agrees to, the sums apart. `adviser`, `phone`: of the
    area, where whoever runs it cannot be reached."""
    others = _("If you do not reach them: %(who)s on %(phone)s.") % {
        "who": adviser,
        "phone": to_ring(phone),
    }
    return [
        (_("Who your agreement is with"), with_whom_text(terms)),
        (_("When it ends"), ending_text()),
        (_("How to stop"), how_to_stop_text()),
        (_("14 days to change your mind"), change_of_mind_text(terms.change_of_mind, until)),
        (_("How to complain"), " ".join(filter(None, [terms.complain, others]))),
    ]


def agreement_text(terms: Terms, until: datetime | None) -> str:
    """In a message that can be kept: it names no day of a session, and no sum."""
    with_whom = with_whom_text(terms).replace("\n", ", ")
    return " ".join(
        [
            _("Your agreement is with %(who)s.") % {"who": with_whom},
            change_of_mind_text(terms.change_of_mind, until),
            ending_text(),
            _("What you said yes to stands on your page, to keep or to print."),
        ]
    )


def taking_back_text(pence: int, until: datetime) -> str:
    """Before they press it: what it means today, and how to do otherwise."""
    return _(
        "You are within your 14 days. %(sum)s, for what has not begun, goes back to where it came"
        " from, and you do not go to it. If you would rather go to what is paid for and stop after"
        " it, say so after %(day)s."
    ) % {"sum": format_pounds_and_pence(pence), "day": format_day(last_day_before(until))}


def taken_back_text(pence: int) -> str:
    return _(
        "You changed your mind within your 14 days. %(sum)s, for what had not begun, goes back to"
        " where it came from, and nothing more is taken. You are still in the group."
    ) % {"sum": format_pounds_and_pence(pence)}


def one_fewer_text() -> str:
    return _(
        "Somebody changed their mind within their 14 days, as your offer says they can. They do not"
        " come any more, and what they paid for what has not begun goes back to them. The price of"
        " the others stays as it is. Your page shows whom you expect."
    )
