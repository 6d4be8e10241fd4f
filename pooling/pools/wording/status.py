"""Where a shared cost stands, and a part of one's own: in words that give nobody away."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.common.lifecycle import not_none
from community.common.money import format_pounds
from pooling.payments.models.commitments import Commitment
from pooling.payments.states.charges import Rail
from pooling.payments.states.commitments import CommitmentState
from pooling.pools.states import (
    ENDED_POOL_STATES,
    PAID_POOL_STATES,
    PLEDGEABLE_STATES,
    WENT_AHEAD_STATES,
    DateMoveReason,
    PartState,
    PoolState,
)


def pool_status_text(
    state: PoolState, *, covered: int, needed: int, is_enough: bool, paid_text: str
) -> str:
    """The same sentence for everybody in the group. `covered` and `needed` are places;
    `paid_text` is what is paid for, once it goes ahead."""
    if state in PAID_POOL_STATES and paid_text:
        return paid_text
    if state in PLEDGEABLE_STATES and is_enough:
        return _("All %(places)s places are covered. Nothing has been taken.") % {"places": covered}
    if state in PLEDGEABLE_STATES:
        return _("%(covered)s of %(needed)s places are covered. Not yet.") % {
            "covered": covered,
            "needed": needed,
        }
    if state == PoolState.COLLECTING:
        return _("Not yet. Payments are being put together.")
    return str(state.label).capitalize()


def share_text(*, people: int, if_all_pence: int | None, now_pence: int | None) -> str:
    """The one share in one sentence, the same on every page and in every message (fault B4).

    `people` said yes; `if_all_pence` a session if all of them come, `now_pence` if it were worked
    out now. Empty while there is no share.
    """
    facts = {
        "people": people,
        "all": format_pounds(if_all_pence or 0),
        "now": format_pounds(now_pence or 0),
    }
    if if_all_pence is None and now_pence is None:
        return ""
    if if_all_pence is None:
        text = _("The share is %(now)s a session if we looked now, the same for everyone.")
    elif now_pence is None:
        text = _(
            "The share is %(all)s a session if all %(people)d who said yes come, the same for"
            " everyone. If we looked now, it would not be covered."
        )
    elif if_all_pence == now_pence:
        text = _("The share is %(now)s a session, the same for everyone.")
    else:
        text = _(
            "The share is %(all)s a session if all %(people)d who said yes come, and %(now)s if we"
            " looked now: the same for everyone."
        )
    return text % facts


def cost_text(pence: int | None) -> str:
    """What a session costs who arranges it alone; empty before they said yes."""
    if pence is None:
        return ""
    return _("It costs %(price)s a session.") % {"price": format_pounds(pence)}


def below_share_text(max_pence: int, if_all_pence: int | None) -> str:
    """What a person is told at once whose most is below it; empty where it is not."""
    if if_all_pence is None or max_pence >= if_all_pence:
        return ""
    return _("Your most of %(most)s is below the share of %(share)s if all who said yes come.") % {
        "most": format_pounds(max_pence),
        "share": format_pounds(if_all_pence),
    }


def next_step_text(
    state: PoolState,
    *,
    closes_at: datetime,
    waits_until: datetime | None,
    next_payment_at: datetime | None,
    next_text: str,
) -> str:
    """What happens next. `waits_until`: while a payment is mended; `next_payment_at`: of those not
    begun, where there is one; `next_text`: what comes after what is paid for."""
    if state in PLEDGEABLE_STATES:
        return _(
            "On %(day)s we look at who is in. If the price is covered, each person pays their"
            " share for the first sessions. If not, nobody pays."
        ) % {"day": format_day(closes_at)}
    if state == PoolState.COLLECTING and waits_until is not None:
        return _("Nothing is held while we wait. We look again on %(day)s at the latest.") % {
            "day": format_day(waits_until)
        }
    if state == PoolState.COLLECTING:
        return _("We ask each bank and office first, and take nothing unless all can pay.")
    if state in PAID_POOL_STATES and next_payment_at is not None:
        text = _("%(next)s The next payment is on %(day)s. You can stop before then.")
        return text % {"next": next_text, "day": format_day(next_payment_at)}
    if state in PAID_POOL_STATES:
        return next_text
    return _("There is nothing more to do here. Your statement keeps the record.")


def date_moved_text(because: str) -> str:
    """Beside a date that is later than it was first said; empty where it did not move (M50)."""
    if not because:
        return ""
    return _("This day is later than was said at first: %(why)s.") % {
        "why": DateMoveReason(because).label
    }


def stopped_next_text() -> str:
    """For whoever stopped: what comes next is not theirs."""
    return _("You stop after what is already paid. Nothing more will be taken.")


def provider_status_text(state: PoolState, *, has_ended: bool, paid_text: str) -> str:
    """All that a provider is told before it goes ahead: not yet."""
    if state in WENT_AHEAD_STATES:
        label = str(state.label).capitalize()
        return f"{label}. {paid_text}" if paid_text else label
    if has_ended:
        return _("This did not go ahead.")
    return _("Not yet. Please start nothing before this page says “Going ahead”.")


def part_status_text(
    state: PartState, rail: Rail, answer: Commitment | None, *, pool_state: PoolState
) -> str:
    """One's own part. `answer` is the office's, where an office looks after the money."""
    if pool_state == PoolState.LAPSED:
        return _("It did not go ahead. Nothing was taken.")
    if pool_state in ENDED_POOL_STATES:
        return _("It is over. Your statement shows each payment, and what went back.")
    if state == PartState.CONFIRMED:
        return _confirmed_part_text(rail, went_ahead=pool_state in WENT_AHEAD_STATES)
    if state == PartState.WAITING:
        return _waiting_part_text(rail, answer)
    if state == PartState.REFUSED:
        reason = answer.get_refusal_reason_display() if answer is not None else ""
        return _("The office said no: %(reason)s.") % {"reason": reason}
    return _("You said yes. Somebody will help you choose how to pay.")


def _confirmed_part_text(rail: Rail, *, went_ahead: bool) -> str:
    if went_ahead:
        return _("Confirmed. Your statement shows each payment.")
    return {
        Rail.CARD: _("Confirmed: your card is saved. Nothing is taken before the date."),
        Rail.COMMITMENT: _("Confirmed: the office agreed to pay."),
        Rail.TRANSFER: _("Confirmed by your yes. We ask you to send it when the rest is there."),
    }.get(rail, "")


def _waiting_part_text(rail: Rail, answer: Commitment | None) -> str:
    if rail == Rail.CARD:
        return _("Waiting for you to save a card.")
    if answer is not None and answer.state == CommitmentState.YES_WHEN:
        return _("Waiting: the office said yes, when %(what)s (%(who)s, by %(day)s).") % {
            "what": answer.when_words,
            "who": answer.when_owner,
            "day": format_day(not_none(answer.when_on)),
        }
    if answer is not None and answer.state == CommitmentState.CONFIRMED:
        return _("The office agreed to pay. This part counts once you have answered it.")
    return _("Waiting for the office that looks after this money. Your place is held.")
