"""Offers beside each other: first the group's own points, then how good it is, the price last."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.common.dates import format_day, format_moment
from community.common.lifecycle import not_none
from community.common.money import format_pounds
from frontend.templatetags.formats import minutes_in_words
from groups.models.offers import Offer
from groups.queries.offers import OfferComparison
from groups.states import CareBasis
from pooling.pools.wording.agreements import change_of_mind_text
from providers.models.supply import Check
from providers.rules.prices import format_sizes, share_rounded_up
from providers.states import YesNoUnknown
from providers.wording.before_yes import hospital_text, try_first_text
from providers.wording.missed import missed_rule_text


@dataclass(frozen=True)
class ComparisonRow:
    """One question, and what each offer says to it, in the offers' order."""

    question: str
    answers: tuple[str, ...]


def comparison_rows(comparisons: Sequence[OfferComparison]) -> list[ComparisonRow]:
    """The comparison of some offers, a row a question."""
    columns = [offer_rows(comparison) for comparison in comparisons]
    return [
        ComparisonRow(pairs[0][0], tuple(answer for _question, answer in pairs))
        for pairs in zip(*columns, strict=True)
    ]


def offer_rows(comparison: OfferComparison, blank: str = "") -> list[tuple[str, str]]:
    """The same for one offer, as (question, answer) pairs. `blank`: what stands for no answer."""
    offer, blank = comparison.offer, blank or not_known()
    return [
        *((label, met_text(met)) for label, met in comparison.requirements),
        (_("Who comes"), offer.who_comes),
        (_("The same person each time?"), _answer(offer.same_person)),
        (_("Checks that a connector has seen"), _checks(comparison.checks)),
        *((question, ask(offer) or blank) for question, ask in _quality_and_price()),
    ]


def what_changed(comparison: OfferComparison) -> list[tuple[str, str, str]]:
    """(question, before, now) of each line that a changed offer says otherwise."""
    previous = not_none(comparison.previous)
    previous_rows, rows = offer_rows(previous), offer_rows(comparison)
    old_pairs = [(_("In a line"), previous.offer.summary), *previous_rows]
    new_pairs = [(_("In a line"), comparison.offer.summary), *rows]
    return [
        (question, old, new)
        for (question, old), (_same, new) in zip(old_pairs, new_pairs, strict=True)
        if old != new
    ]


def provider_offer_rows(comparison: OfferComparison) -> list[tuple[str, str]]:
    """One offer to whoever makes it: what they leave out, the group is told to ask about."""
    return offer_rows(comparison, _("Not said: the group may ask you"))


def not_known() -> str:
    return _("Not known, ask")


def met_text(is_met: bool) -> str:
    return _("Yes") if is_met else _("Not met")


def _quality_and_price() -> list[tuple[str, Callable[[Offer], str]]]:
    """Each question with how an offer answers it. Price stands last, and sorts nothing (M36)."""
    return [
        (_("Personal care"), _care),
        (_("What carers do"), lambda offer: offer.carer_tasks),
        (_("Time off for carers, each time"), _time_off),
        (_("Are the people who help paid to travel?"), lambda offer: _answer(offer.travel_paid)),
        (_("Their pay an hour"), _pay),
        (_("Languages and signing"), lambda offer: offer.languages_words),
        (_("Trying it once"), _try_first),
        (_("If you miss one"), _missed),
        (_("14 days to change your mind"), _change_of_mind),
        (_("If you are in hospital"), lambda offer: hospital_text(offer.hospital_words)),
        (_("Address for the agreement"), lambda offer: offer.address_words),
        (_("If something is not right"), lambda offer: offer.complain_words),
        (_("When"), _when),
        (_("Where"), lambda offer: offer.place_words),
        (_("Getting there"), lambda offer: offer.getting_there),
        (_("The offer stands until"), lambda offer: format_day(offer.good_until)),
        (_("It works for"), _sizes),
        (_("Price a session"), _prices),
    ]


def _when(offer: Offer) -> str:
    """Nothing where whoever reads finds none of its dates (P12)."""
    if not offer.starts:
        return ""
    first = not_none(parse_datetime(offer.starts[0]))
    count = len(offer.starts)
    text = ngettext(
        "%(count)d session: %(first)s. It takes %(long)s.",
        "%(count)d sessions. The first: %(first)s. Each takes %(long)s.",
        count,
    )
    return text % {
        "count": count,
        "first": format_moment(first),
        "long": minutes_in_words(offer.minutes),
    }


def _care(offer: Offer) -> str:
    basis = CareBasis(offer.care_basis)
    if basis == CareBasis.NOT_PERSONAL_CARE:
        return str(basis.label)
    return f"{basis.label}. {offer.care_where_words}"


def _time_off(offer: Offer) -> str:
    if not offer.time_off_minutes:
        return _("None")
    return minutes_in_words(offer.time_off_minutes)


def _try_first(offer: Offer) -> str:
    return try_first_text(offer.try_first, offer.try_once_words)


def _answer(answer: str) -> str:
    return str(capfirst(YesNoUnknown(answer).label))


def _missed(offer: Offer) -> str:
    return missed_rule_text(offer.missed_rule, offer.missed_notice_hours, offer.missed_words)


def _change_of_mind(offer: Offer) -> str:
    return change_of_mind_text(offer.change_of_mind)


def _checks(checks: Iterable[Check]) -> str:
    """Each kind and the day it was seen. Never by whom."""
    text = _("%(kind)s: seen on %(day)s")
    lines = [
        text % {"kind": capfirst(check.get_kind_display()), "day": format_day(check.seen_on)}
        for check in checks
    ]
    return "\n".join(lines) or not_known()


def _pay(offer: Offer) -> str:
    return format_pounds(offer.hourly_pay_pence) if offer.hourly_pay_pence else ""


def _sizes(offer: Offer) -> str:
    sizes = {people: 0 for people in offer.price_of if people >= offer.smallest}
    if set(sizes) == {1}:
        return _("one person")
    return _("%(sizes)s people") % {"sizes": format_sizes(sizes)}


def _prices(offer: Offer) -> str:
    """Each size of group on a line: the whole, and what each would pay at most."""
    pence_for_one = offer.price_for_one_pence
    lines = (
        [_("One person alone: %(price)s") % {"price": format_pounds(pence_for_one)}]
        if pence_for_one
        else []
    )
    for people, pence in sorted(offer.price_of.items()):
        if people == 1:
            lines.append(_("One person: %(price)s") % {"price": format_pounds(pence)})
            continue
        text = _("%(people)d people: %(price)s, so %(each)s each")
        lines.append(
            text
            % {
                "people": people,
                "price": format_pounds(pence),
                "each": format_pounds(share_rounded_up(offer.price_of, people)),
            }
        )
    return "\n".join(lines)
