"""May money be asked for, taken, let go or sent back? Plain facts in; a refusal or nothing out."""

from datetime import date, timedelta
from enum import Enum

from django.utils.translation import gettext as _

from community.common.money import format_pounds
from community.common.refusals import Refused
from pooling.payments.states.cards import CardFailure, PaymentGoal, PaymentState
from pooling.payments.states.commitments import (
    BillChange,
    CommitmentAnswer,
    CommitmentState,
    RefusalReason,
)

MIN_CARD_PENCE = 30  # the processor takes no card payment below it
MAX_LAPSED_HOLDS = 1  # after one, a card is authorised once more and never a third time
LEASE = timedelta(minutes=2)
MIN_RETRY_AFTER, MAX_RETRY_AFTER = timedelta(seconds=15), timedelta(hours=1)


class CardsNotOffered(Refused):
    code = "cards_not_offered"


class NoSavedCard(Refused):
    code = "no_saved_card"


class TooLittleForACard(Refused):
    code, field = "too_little_for_a_card", "amount"


class AskedOtherwise(Refused):
    code = "asked_otherwise"


class HeldTooOften(Refused):
    code = "held_too_often"


class NotHeld(Refused):
    code = "not_held"


class MoreThanIsLeft(Refused):
    code, field = "more_than_is_left", "amount"


class NotAgreed(Refused):
    code = "not_agreed"


class AnswerIncomplete(Refused):
    code = "answer_incomplete"


class NotAnAnswer(Refused):
    code, field = "not_an_answer", "answer"


class MoreThanAsked(Refused):
    code, field = "more_than_asked", "pence"


class NothingToInvoice(Refused):
    code = "nothing_to_invoice"


class IntentStep(Enum):
    """What has to be said to the processor next about one payment."""

    CREATE = "create"
    CONFIRM = "confirm"
    CAPTURE = "capture"
    CANCEL = "let_go"


def next_intent_step(state: str, goal: str) -> IntentStep | None:
    match (PaymentState(state), PaymentGoal(goal)):
        case (PaymentState.ASKED | PaymentState.CREATED | PaymentState.HELD, PaymentGoal.VOID):
            return IntentStep.CANCEL
        case (PaymentState.ASKED, _):
            return IntentStep.CREATE
        case (PaymentState.CREATED, _):
            return IntentStep.CONFIRM
        case (PaymentState.HELD, PaymentGoal.CAPTURE):
            return IntentStep.CAPTURE
    return None


def back_off_after(tries: int) -> timedelta:
    """How long to leave a processor alone that did not answer: 15 s, doubling, up to an hour."""
    return min(MIN_RETRY_AFTER * 2 ** min(tries - 1, 10), MAX_RETRY_AFTER)


def check_card(*, is_saved: bool, account_is_active: bool, pence: int) -> None:
    if not account_is_active:
        raise CardsNotOffered(
            _("This provider cannot take cards yet."),
            next_step=_("Choose another way to pay, or come back when they can."),
        )
    if not is_saved:
        raise NoSavedCard(
            _("There is no saved card for this."),
            next_step=_("Save a card first. Nothing is taken when you do."),
        )
    if pence < MIN_CARD_PENCE:
        raise TooLittleForACard(
            _("A card cannot pay less than %(least)s.") % {"least": format_pounds(MIN_CARD_PENCE)},
            next_step=_("Pay this part in another way."),
        )


def check_attempt(previous_failures: list[str]) -> None:
    lapsed = previous_failures.count(CardFailure.HOLD_LAPSED)
    if lapsed > MAX_LAPSED_HOLDS:
        raise HeldTooOften(
            _("The bank has held this money twice and let go of it twice."),
            next_step=_("The shares need to be worked out again first."),
        )


def check_left(pence: int, refundable_pence: int) -> None:
    """A refund beyond what is left is refused with the figure that is possible (C5)."""
    if pence > refundable_pence:
        raise MoreThanIsLeft(
            _("Only %(left)s can be given back.") % {"left": format_pounds(refundable_pence)},
            next_step=_("Choose that much or less."),
        )


def check_same(pence: int, previous_pence: int) -> None:
    if pence != previous_pence:
        raise AskedOtherwise(
            _("This was asked for before, with another amount. Nothing was changed."),
            next_step=_("Look at the page again before you do anything more."),
        )


def check_answer(
    answer: str,
    *,
    when_words: str,
    when_owner: str,
    when_on: date | None,
    refusal_reason: str,
    refusal_words: str,
    bill_change: str,
    bill_change_pence: int | None,
) -> CommitmentState:
    """The state an officer's answer leads to, a `CommitmentAnswer` with what it needs."""
    match answer:
        case CommitmentAnswer.YES:
            _check_bill(bill_change, bill_change_pence)
            return CommitmentState.CONFIRMED
        case CommitmentAnswer.YES_WHEN:
            for value, field in (
                (when_words, "when_words"),
                (when_owner, "when_owner"),
                (when_on, "when_on"),
            ):
                if not value:
                    raise AnswerIncomplete(
                        _("Say what has to be done first, who does it, and by which day."),
                        field=field,
                    )
            return CommitmentState.YES_WHEN
        case CommitmentAnswer.NO:
            if refusal_reason not in RefusalReason.values:
                raise AnswerIncomplete(_("Choose a reason."), field="refusal_reason")
            if refusal_reason == RefusalReason.OTHER and not refusal_words:
                raise AnswerIncomplete(_("Give the reason in words."), field="refusal_words")
            return CommitmentState.REFUSED
    raise NotAnAnswer(_("Choose yes, yes when something is done, or no."))


def _check_bill(bill_change: str, pence: int | None) -> None:
    if bill_change not in BillChange.values:
        raise AnswerIncomplete(
            _("Say whether the person’s own bill changes, or that you do not know yet."),
            field="bill_change",
        )
    if bill_change == BillChange.YES and not pence:
        raise AnswerIncomplete(_("Say by how much their bill changes."), field="bill_change_pence")
    if bill_change != BillChange.YES and pence:
        raise AnswerIncomplete(
            _("Leave the sum empty, or say that their bill changes."), field="bill_change_pence"
        )


def check_within_commitment(pence: int, uncommitted_pence: int) -> None:
    if pence > uncommitted_pence:
        raise NotAgreed(
            _("The council agreed to %(left)s more, and this is %(asked)s.")
            % {"left": format_pounds(uncommitted_pence), "asked": format_pounds(pence)},
            next_step=_("Ask the council again with the new amount."),
        )


def check_arrival(pence: int, still_to_come: int) -> None:
    if pence > still_to_come:
        raise MoreThanAsked(
            _("%(left)s is still to come, and this is %(pence)s.")
            % {"left": format_pounds(still_to_come), "pence": format_pounds(pence)},
            next_step=_("Record what was asked for, and send the rest back to where it came from."),
        )
