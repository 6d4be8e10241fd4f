"""Offers beside each other: first the group's own points, then how good it is, the price last."""

from dataclasses import dataclass

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.common.money import pounds
from frontend.templatetags.words import day_in_words, moment_in_words
from groups.states import CareBasis
from providers.rules.prices import each_of, sizes_in_words
from providers.states import Answer


@dataclass(frozen=True)
class Line:
    """One question, and what each offer says to it, in the offers' order."""

    question: str
    answers: tuple[str, ...]


def lines_of(compared) -> list[Line]:
    """The comparison of some offers: `compared` as groups.queries gives it."""
    offers = [each.offer for each in compared]
    rows = [(question, ask) for question, ask in _quality_and_price()]
    return [
        *_points(compared),
        *(
            Line(question, tuple(ask(offer) or not_said() for offer in offers))
            for question, ask in rows
        ),
    ]


def lines_of_one(offer, points) -> list[tuple[str, str]]:
    """The same for one offer, as (question, answer) pairs."""
    return [
        *((label, met_words(met)) for label, met in points),
        *((question, ask(offer) or not_said()) for question, ask in _quality_and_price()),
    ]


def not_said() -> str:
    return _("Not said")


def met_words(met: bool) -> str:
    return _("Yes") if met else _("Not met")


def _points(compared) -> list[Line]:
    labels = [label for label, _met in compared[0].points] if compared else []
    return [
        Line(label, tuple(met_words(each.points[place][1]) for each in compared))
        for place, label in enumerate(labels)
    ]


def _quality_and_price():
    """Each question with how an offer answers it. Price stands last, and sorts nothing (M36)."""
    return [
        (_("When"), _when),
        (_("Where"), lambda offer: offer.place_words),
        (_("Getting there"), lambda offer: offer.getting_there),
        (_("Who comes"), lambda offer: offer.who_comes),
        (_("The same person each time?"), lambda offer: str(Answer(offer.same_person).label)),
        (_("Personal care"), _care),
        (_("What carers do"), lambda offer: offer.carer_tasks),
        (_("Time off for carers, each time"), _time_off),
        (_("Are the people who help paid to travel?"), _travel),
        (_("Their pay an hour"), _pay),
        (_("Languages and signing"), lambda offer: offer.languages_words),
        (_("Trying it once"), lambda offer: offer.try_once_words),
        (_("If you miss one"), lambda offer: offer.missed_words),
        (_("If you are in hospital"), lambda offer: offer.hospital_words),
        (_("If something is not right"), lambda offer: offer.complain_words),
        (_("The offer stands until"), lambda offer: day_in_words(offer.good_until)),
        (_("It works for"), _sizes),
        (_("Price a session"), _prices),
    ]


def _when(offer) -> str:
    first = parse_datetime(offer.starts[0])
    count = len(offer.starts)
    words = ngettext(
        "%(count)d session: %(first)s. It takes %(minutes)d minutes.",
        "%(count)d sessions. The first: %(first)s. Each takes %(minutes)d minutes.",
        count,
    )
    return words % {"count": count, "first": moment_in_words(first), "minutes": offer.minutes}


def _care(offer) -> str:
    basis = CareBasis(offer.care_basis)
    if basis == CareBasis.NOT_PERSONAL_CARE:
        return str(basis.label)
    return f"{basis.label}. {offer.care_where_words}"


def _time_off(offer) -> str:
    if not offer.time_off_minutes:
        return _("None")
    return _("%(minutes)d minutes") % {"minutes": offer.time_off_minutes}


def _travel(offer) -> str:
    return str(Answer(offer.travel_paid).label)


def _pay(offer) -> str:
    return pounds(offer.hourly_pay_pence) if offer.hourly_pay_pence else ""


def _sizes(offer) -> str:
    sizes = {people: 0 for people in offer.price_of if people >= offer.smallest}
    return _("%(sizes)s people") % {"sizes": sizes_in_words(sizes)}


def _prices(offer) -> str:
    """Each size of group on a line: the whole, and what each would pay at most."""
    one = offer.price_for_one_pence
    lines = [_("One person alone: %(price)s") % {"price": pounds(one)}] if one else []
    for people, pence in sorted(offer.price_of.items()):
        words = _("%(people)d people: %(price)s, so %(each)s each")
        lines.append(
            words
            % {
                "people": people,
                "price": pounds(pence),
                "each": pounds(each_of(offer.price_of, people)),
            }
        )
    return "\n".join(lines)
