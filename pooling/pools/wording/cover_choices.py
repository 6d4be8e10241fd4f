"""The choice where a place is not covered, in words with its numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from community.common.money import format_pounds
from community.common.shown import Shown, ShownLine
from pooling.pools.rules.cover_choices import sessions_afforded
from pooling.pools.rules.pool_statuses import PoolStatus
from pooling.pools.states import CoverOption, CoverOutcome
from pooling.pools.wording.sessions import describe_next, describe_paid


@dataclass(frozen=True)
class OptionFacts:
    """How many sessions each payment still hoped for is for; and pence a session: the most that
    somebody has agreed to, and what it would be."""

    counts: tuple[int, ...]
    agreed_pence: int
    share_pence: int


def describe_option(option: CoverOption, facts: OptionFacts, *, has_helpers: bool) -> str:
    """`has_helpers`: whether a connector can be asked who is none of the group."""
    words = {
        "share": format_pounds(facts.share_pence),
        "agreed": format_pounds(facts.agreed_pence),
        "sessions": sum(facts.counts),
    }
    if option == CoverOption.NEW_SHARE:
        return (
            _(
                "A new share: %(share)s a session in place of %(agreed)s. Each of you is asked, and"
                " pays it only with your own yes."
            )
            % words
        )
    if option == CoverOption.CONNECTOR and has_helpers:
        return _("Help from the connector: they are asked, and the payment waits a week for them.")
    if option == CoverOption.CONNECTOR:
        waits = _("The payment waits a week, so that you can ask others.")
        return f"{no_connector_to_ask_text()} {waits}"
    words["held"] = sum(
        sessions_afforded(count, facts.agreed_pence, facts.share_pence) for count in facts.counts
    )
    text = (
        _(
            "Fewer sessions: %(held)d in place of %(sessions)d, the last of each payment left out,"
            " so that nobody pays more in all. It is %(share)s a session, and each of you is asked."
        )
        if option == CoverOption.FEWER_SESSIONS
        else _(
            "Weeks without: %(held)d sessions in place of %(sessions)d, with weeks between, so that"
            " nobody pays more in all. It is %(share)s a session, and each of you is asked."
        )
    )
    return text % words


def cover_choice_shown(status: PoolStatus, options: Sequence[tuple[CoverOption, str]]) -> Shown:
    """What stands above the button."""
    return (
        ShownLine(_("Paid for"), describe_paid(status)),
        ShownLine(_("What comes next"), describe_next(status)),
        *(ShownLine(str(option.label).capitalize(), text) for option, text in options),
    )


def asked_for_help_text(*, has_helpers: bool) -> str:
    """After the group chose help, or nothing. `has_helpers` as above."""
    if has_helpers:
        return _("The connector is asked. The next payment waits a week for them.")
    waits = _("The next payment waits a week, so that you can ask others.")
    return f"{no_connector_to_ask_text()} {waits}"


def no_connector_to_ask_text() -> str:
    return _("No connector works there just now who could be asked.")


def cover_outcome_text(outcome: CoverOutcome) -> str:
    """What everybody who is still in reads when it has closed: only what was chosen (C14)."""
    return {
        CoverOutcome.NEW_SHARE: _(
            "The group chose a new share for what comes next. You are asked about it, and nothing"
            " moves without your own yes."
        ),
        CoverOutcome.FEWER_SESSIONS: _(
            "The group chose fewer sessions. Your page shows the dates. You are asked about the"
            " share, and nothing moves without your own yes."
        ),
        CoverOutcome.WEEKS_WITHOUT: _(
            "The group chose weeks without. Your page shows the dates. You are asked about the"
            " share, and nothing moves without your own yes."
        ),
        CoverOutcome.CONNECTOR: _("The group chose to look for help."),
        CoverOutcome.NOTHING: _("Nothing was chosen, so nothing is changed."),
        CoverOutcome.GO_ON: _("The group chose to go on with it. Nothing is changed."),
        CoverOutcome.CALL_OFF: _("The group chose to call it off."),
        CoverOutcome.NOT_NEEDED: _("Every place is covered again. There is nothing to choose."),
    }[outcome]
