"""The terms of a shared cost in words, and what they were beside what they are."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.common.dates import format_day, format_moment, last_day_before
from community.common.money import format_pounds
from frontend.templatetags.formats import minutes_in_words
from groups.states import CareBasis, Requirement
from pooling.pools.queries.pool_details import PriceLine, price_lines
from pooling.pools.queries.terms import TermsChange
from pooling.pools.terms import Terms
from pooling.pools.wording.agreements import change_of_mind_text, with_whom_text
from pooling.pools.wording.sessions import format_sessions
from providers.states import YesNoUnknown
from providers.wording.before_yes import hospital_text, try_first_text
from providers.wording.missed import missed_rule_text


@dataclass(frozen=True)
class TermsComparison:
    """`prices` is (people, then, now) for every size that either has; `changed` is (question,
    then, now) and `same` (question, answer) of everything else."""

    prices: list[tuple[int, PriceLine | None, PriceLine | None]]
    changed: list[tuple[str, str, str]]
    same: list[tuple[str, str]]

    @property
    def prices_changed(self) -> bool:
        return any(old != new for _people, old, new in self.prices)


def compare_terms(changes: TermsChange) -> TermsComparison | None:
    """None where what they said yes to is not known, or they have said no yes."""
    if changes.pledged_terms is None:
        return None
    old_lines = {line.people: line for line in price_lines(changes.pledged_terms)}
    new_lines = {line.people: line for line in price_lines(changes.present_terms)}
    rows = [
        (question, old, new)
        for (question, old), (_question, new) in zip(
            terms_rows(changes.pledged_terms), terms_rows(changes.present_terms), strict=True
        )
    ]
    return TermsComparison(
        prices=[
            (people, old_lines.get(people), new_lines.get(people))
            for people in sorted(old_lines.keys() | new_lines.keys())
        ],
        changed=[row for row in rows if row[1] != row[2]],
        same=[(question, new) for question, old, new in rows if old == new],
    )


def terms_rows(terms: Terms) -> list[tuple[str, str]]:
    """The terms of a shared cost as (question, answer) pairs, price apart."""
    return [
        *offered_rows(terms),
        *date_rows(terms),
        *missing_rows(terms),
        *stopping_rows(terms),
        *paying_rows(terms),
    ]


def offered_rows(terms: Terms) -> list[tuple[str, str]]:
    not_known = _("Not known, ask")
    return [
        (_("What"), terms.summary),
        (_("For how many people"), _sizes(terms)),
        (_("How long each time"), minutes_in_words(terms.minutes)),
        (_("Where"), terms.place),
        (_("Getting there"), terms.getting_there or not_known),
        (_("What must be there, and is"), _requirements(terms)),
        (_("Who comes"), terms.who_comes),
        (_("The same person each time?"), _answer(terms.same_person)),
        (_("Help by hand"), _("Yes") if terms.is_hands_on else _("No")),
        (_("Personal care"), _care(terms)),
        (_("Are the people who help paid to travel?"), _answer(terms.travel_paid)),
        (_("Their pay an hour"), _pay(terms, not_known)),
        (_("Languages and signing"), terms.languages or not_known),
        (_("Time off for carers, each time"), _time_off(terms.time_off_minutes)),
        (_("What carers do"), terms.carer_tasks or not_known),
    ]


def date_rows(terms: Terms) -> list[tuple[str, str]]:
    not_known = _("Not known, ask")
    return [
        (_("When"), format_sessions(terms.starts) if terms.starts else not_known),
        (_("Each session begins"), _beginnings(terms.starts) or not_known),
    ]


def missing_rows(terms: Terms) -> list[tuple[str, str]]:
    return [
        (
            _("If you miss one"),
            missed_rule_text(terms.missed_rule, terms.missed_notice_hours, terms.missed),
        ),
        (_("If you are in hospital"), hospital_text(terms.hospital)),
    ]


def stopping_rows(terms: Terms) -> list[tuple[str, str]]:
    not_known = _("Not known, ask")
    return [
        (_("Trying it once"), try_first_text(terms.try_first, terms.try_once) or not_known),
        (_("14 days to change your mind"), change_of_mind_text(terms.change_of_mind)),
        (_("Address for the agreement"), with_whom_text(terms)),
        (_("If something is not right"), terms.complain or not_known),
    ]


def paying_rows(terms: Terms) -> list[tuple[str, str]]:
    return [
        (
            _("Paid for at once"),
            ngettext("%(n)d session", "at most %(n)d sessions", terms.sessions_at_once)
            % {"n": terms.sessions_at_once},
        ),
        (
            _("If a payment fails"),
            ngettext("%(n)d day to put it right", "%(n)d days to put it right", terms.gap_days)
            % {"n": terms.gap_days},
        ),
        (
            _("If somebody is told only at visits"),
            _(
                "The date waits for them until the end of %(day)s, and no longer. After that the"
                " others may go ahead, and their place is kept open for the next payment."
            )
            % {"day": format_day(last_day_before(terms.last_wait))},
        ),
        (_("Fees of the card company"), _("Paid by this site, never out of your money")),
    ]


def _sizes(terms: Terms) -> str:
    return _("From %(least)d to %(most)d") % {"least": terms.smallest, "most": terms.largest}


def _beginnings(starts: tuple[datetime, ...]) -> str:
    """Day and hour of each: another hour is something to weigh."""
    return "\n".join(format_moment(start) for start in starts)


def _answer(answer: str) -> str:
    return str(capfirst(YesNoUnknown(answer).label))


def _requirements(terms: Terms) -> str:
    labels = [str(Requirement(each).label) for each in terms.requirements_met]
    return "\n".join(labels) or _("Nothing was asked for")


def _care(terms: Terms) -> str:
    """On what basis care is given, where, and under which registration."""
    basis = CareBasis(terms.care_basis)
    if basis == CareBasis.NOT_PERSONAL_CARE:
        return str(basis.label)
    number = _("CQC number %(number)s") % {"number": terms.cqc_id} if terms.cqc_id else ""
    return ". ".join(filter(None, [str(basis.label), terms.care_where, number]))


def _pay(terms: Terms, not_known: str) -> str:
    if terms.hourly_pay_pence is None:
        return not_known
    return format_pounds(terms.hourly_pay_pence)


def _time_off(minutes: int) -> str:
    return minutes_in_words(minutes) if minutes else _("None")
