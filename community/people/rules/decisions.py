"""What a decision written down for somebody needs, and what it lets happen (P6, M69, M70)."""

from datetime import date, datetime, timedelta
from typing import Protocol

from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.money import format_pounds
from community.common.refusals import Refused
from community.people.bases import ABOUT_SOURCE
from community.people.states import (
    DecisionBasis,
    DecisionRecordKind,
    DecisionRecordState,
    Interpreter,
    RepresentationScope,
)

TIME_TO_DO_IT = timedelta(days=30)  # from when it counts: one decision at one time
MAX_DAYS_TO_REVIEW = 366
NOT_FOR_MONEY = frozenset({Interpreter.REPRESENTATIVE, Interpreter.RELATIVE})


class NothingShown(Refused):
    code, field = "nothing_shown", "what_they_showed"


class SourceNotByRecord(Refused):
    code = "source_not_by_record"


class NotWrittenDown(Refused):
    code = "not_written_down"


class WhyOnlyForBestInterests(Refused):
    code, field = "why_only_for_best_interests", "why_words"


class ReviewDayOutOfReach(Refused):
    code, field = "review_day", "review_on"


class InterpretedByWhoGains(Refused):
    code, field = "interpreted_by_who_gains", "interpreted_by"


class MoneyIsCareful(Refused):
    code, field = "money_is_careful", "kind"


class NobodyToLook(Refused):
    code, field = "nobody_to_look", "kind"


class DoesNotCount(Refused):
    code = "does_not_count"


class AboutSomethingElse(Refused):
    code = "about_something_else"


class RecordNeverPays(Refused):
    code = "record_never_pays"


class MoreThanWritten(Refused):
    code, field = "more_than_written", "max_pence"


class DecisionFacts(Protocol):
    """What is known of one decision written down for somebody."""

    about: str
    kind: str
    basis: str
    state: str
    why_words: str
    what_they_showed: str
    who_was_asked: str
    least_limiting_words: str
    interpreted_by: str
    max_pence: int | None
    review_on: date | None
    counts_from: datetime | None


def check_decision(record: DecisionFacts, *, is_own: bool, on: date) -> None:
    """Refuse what says too little. One line is enough where it is free, ordinary and can be undone;
    what the person showed is never left out. `is_own`: they write it themselves."""
    must_show = not is_own or record.basis == DecisionBasis.BEST_INTERESTS
    if must_show and not record.what_they_showed.strip():
        raise NothingShown(
            _("Say what they said or showed, in a line."),
            next_step=_("If you do not know, ask or look once more, and then write it down."),
        )
    if record.why_words and record.basis != DecisionBasis.BEST_INTERESTS:
        raise WhyOnlyForBestInterests(
            _("Leave this empty: the person decided it themselves."),
            next_step=_("Or say that it was decided for them, this time."),
        )
    if record.review_on is not None and not 0 < (record.review_on - on).days <= MAX_DAYS_TO_REVIEW:
        raise ReviewDayOutOfReach(
            _("Choose a day after today, and within a year."),
            next_step=_("Three months from now is usual."),
        )
    _check_money(record)
    if record.about.startswith(ABOUT_SOURCE) and record.kind != DecisionRecordKind.JOINT:
        raise SourceNotByRecord(
            _("Where money comes from is added by them, or by whoever may decide about it."),
            next_step=_("Ask them, or enter it from their sheet of paper."),
        )
    if record.kind == DecisionRecordKind.CAREFUL:
        _check_careful(record)


def _check_money(record: DecisionFacts) -> None:
    if record.max_pence is None:
        return
    if record.kind == DecisionRecordKind.ORDINARY:
        raise MoneyIsCareful(
            _("This is with money, so a second person looks at it."),
            next_step=_("Choose “with money, at a home, or one-to-one”."),
        )
    if record.interpreted_by in NOT_FOR_MONEY:
        raise InterpretedByWhoGains(
            _("About money, neither whoever acts for them nor a relative can interpret."),
            next_step=_("Ask an interpreter, an advocate or somebody who works here."),
        )


def _check_careful(record: DecisionFacts) -> None:
    """All of it, each in a few words."""
    needed = {
        "who_was_asked": (record.who_was_asked, _("Say who was asked. “Nobody else” is fine.")),
        "least_limiting_words": (
            record.least_limiting_words,
            _("Say what else there was, and why this limits them least."),
        ),
        "review_on": (record.review_on, _("Say on which day it is looked at again.")),
    }
    if record.basis == DecisionBasis.BEST_INTERESTS:
        why = _("Say why they could not decide this, this time.")
        needed["why_words"] = (record.why_words, why)
    for field, (answer, text) in needed.items():
        if not str(answer or "").strip():
            raise NotWrittenDown(text, next_step=_("A few words are enough."), field=field)


def needs_second_person(kind: str, *, is_paid: bool) -> bool:
    """Careful ones; and whoever is paid to support somebody never agrees alone (P8)."""
    return kind == DecisionRecordKind.CAREFUL or is_paid


def check_decision_lets(
    record: DecisionFacts, scope: RepresentationScope, about: str, *, now: datetime
) -> None:
    """Refuse any deed but the one that a record is about, twice, late, or one that pays."""
    if record.state != DecisionRecordState.COUNTS or record.counts_from is None:
        raise DoesNotCount(
            _("What was written down does not count, or was done already."),
            next_step=_("Look at what was written down for them, and write it down again."),
        )
    if today(record.counts_from) + TIME_TO_DO_IT < today(now):
        raise DoesNotCount(
            _("This was written down too long ago."),
            next_step=_("Ask or look once more, and write down what they show now."),
        )
    if not about or record.about != about:
        raise AboutSomethingElse(
            _("What was written down is about something else."),
            next_step=_("One decision is written down for each thing."),
        )
    if scope > RepresentationScope.DECIDE and record.kind != DecisionRecordKind.JOINT:
        raise RecordNeverPays(
            _("A decision that was written down pays nothing."),
            next_step=_("Choose money that an office looks after: the office still agrees to it."),
        )


def check_waits_for_other(record: DecisionFacts, written_at: datetime, *, now: datetime) -> None:
    """The other's yes comes while it waits, and not too late."""
    if record.state != DecisionRecordState.HELD:
        raise DoesNotCount(
            _("This was answered, or is over."),
            next_step=_("If it should still be done, write it down once more."),
        )
    if today(written_at) + TIME_TO_DO_IT < today(now):
        raise DoesNotCount(
            _("This was written down too long ago."),
            next_step=_("Ask or look once more, and write down what they show now."),
        )


def check_both_hold(is_held_by_both: bool) -> None:
    """Where one of them may act no more, neither may the other: they held it together."""
    if not is_held_by_both:
        raise DoesNotCount(
            _("The other may act no more, so this does not count."),
            next_step=_(
                "Ask them to do it themselves, or ask the council, or somebody who works here."
            ),
        )


def check_decision_about_money(record: DecisionFacts, max_pence: int) -> None:
    """A yes to a shared cost: looked at by a second person, and never for more than was written."""
    if record.kind == DecisionRecordKind.ORDINARY or record.max_pence is None:
        raise MoneyIsCareful(
            _("What was written down says nothing of money."),
            next_step=_("Write down the most for one session, for a second person to look at."),
        )
    if max_pence > record.max_pence:
        raise MoreThanWritten(
            _("The most that was written down is %(most)s for one session.")
            % {"most": format_pounds(record.max_pence)},
            next_step=_("Enter that, or less."),
        )
