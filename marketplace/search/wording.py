"""How what is found is ordered, and what people asked for, in words."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.places.activity_kinds import KINDS_BY_CODE
from marketplace.search.rules.topics import Want
from marketplace.search.states import Order
from providers.states import SuitFact

# What is said of a place where the answer is yes.
FACT_TEXTS = {
    SuitFact.MEMORY_WELCOME: gettext_lazy("People with memory problems are welcome"),
    SuitFact.STAY_WITHOUT_CARER: gettext_lazy("My relative can stay without me"),
    SuitFact.COMPANION_WELCOME: gettext_lazy("Somebody can come along to help"),
    SuitFact.STEP_FREE: gettext_lazy("Step-free"),
    SuitFact.QUIET_ROOM: gettext_lazy("A quiet room"),
    SuitFact.HOT_MEAL: gettext_lazy("A hot meal"),
    SuitFact.TOILET_HELP: gettext_lazy("Help in the toilet"),
    SuitFact.EATING_HELP: gettext_lazy("Help with eating"),
}


def order_text(order: Order, *, has_words: bool) -> str:
    """The one sentence that explains the order (M04)."""
    if has_words and order is Order.NEAR:
        return _(
            "What answers your words best comes first; of what answers them about as well, what "
            "has places, and then what is nearest; nobody can pay to be higher."
        )
    return {
        Order.NEAR: _(
            "What is near comes first, then what has places, then what best suits what you asked; "
            "what has no known place comes last; nobody can pay to be higher."
        ),
        Order.PRICE: _(
            "The lowest price comes first because you asked for that, and what has no known price "
            "comes last; nobody can pay to be higher."
        ),
    }[order]


def what_text(want: Want) -> str:
    """What is wanted; nothing where only a time was said."""
    if want.word:
        return capfirst(_(want.word))
    return str(KINDS_BY_CODE[want.kind].name) if want.kind else ""


def when_text(want: Want) -> str:
    """The day and the time of day; nothing where none was said."""
    if want.day and want.part:
        return _("%(day)s %(parts)s") % {
            "day": _one_day(want.day),
            "parts": _parts_of_days(want.part),
        }
    if want.day:
        return _days(want.day)
    return capfirst(_parts_of_days(want.part)) if want.part else ""


def _one_day(day: str) -> str:
    return {
        "monday": _("Monday"),
        "tuesday": _("Tuesday"),
        "wednesday": _("Wednesday"),
        "thursday": _("Thursday"),
        "friday": _("Friday"),
        "saturday": _("Saturday"),
        "sunday": _("Sunday"),
        "weekend": _("Weekend"),
    }[day]


def _days(day: str) -> str:
    return {
        "monday": _("Mondays"),
        "tuesday": _("Tuesdays"),
        "wednesday": _("Wednesdays"),
        "thursday": _("Thursdays"),
        "friday": _("Fridays"),
        "saturday": _("Saturdays"),
        "sunday": _("Sundays"),
        "weekend": _("Weekends"),
    }[day]


def _parts_of_days(part: str) -> str:
    return {
        "morning": _("mornings"),
        "lunchtime": _("lunchtimes"),
        "afternoon": _("afternoons"),
        "evening": _("evenings"),
        "night": _("nights"),
    }[part]
