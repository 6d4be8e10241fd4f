"""A first visit: what is said of it before, when one may still say “not today”, and when how it was
(P112, P80)."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.refusals import Refused
from providers.states import DidNotHappenBecause, FirstVisitFact, VisitOutcome, VisitRequestState

MAX_FACT_CHARS = 200
# Beyond, whoever has not said how it was is shown no question any more.
ASKED_FOR_DAYS = 28


class HowItWasNotYet(Refused):
    code = "visit_not_over"


class HowItWasSaid(Refused):
    code = "already_answered"


class WhatCameOfIt(Refused):
    code, field = "what_came_of_it", "happened"


def merge_first_visit(stored: Mapping[str, str], answers: Mapping[str, str]) -> dict[str, str]:
    """`stored` with what is newly said; an empty answer is none, and is not kept."""
    merged = dict(stored) | {fact: " ".join(words.split()) for fact, words in answers.items()}
    return {fact.value: merged[fact] for fact in FirstVisitFact if merged.get(fact)}


def is_at_the_door(starts_at: datetime | None, *, now: datetime) -> bool:
    """It has begun, and it is still that day: “not today” is an answer (P112)."""
    return starts_at is not None and starts_at <= now and today(now) == today(starts_at)


def has_been(starts_at: datetime | None, day: date | None, *, now: datetime) -> bool:
    """Could they have been there? Of no time and no day nobody knows."""
    if starts_at is not None:
        return starts_at <= now
    return day is None or day <= today(now)


def check_how_it_was(
    state: str, starts_at: datetime | None, day: date | None, *, now: datetime
) -> None:
    """Once; of what they were expected at, and not before it began."""
    if state in (VisitRequestState.CAME, VisitRequestState.DID_NOT_HAPPEN):
        raise HowItWasSaid(_("You have said how it was. Thank you."))
    if state != VisitRequestState.ACCEPTED or not has_been(starts_at, day, now=now):
        raise HowItWasNotYet(
            _("It has not been yet."), next_step=_("Say how it was when you have been there.")
        )


def clean_how_it_was(*, happened: bool, outcome: str, because: str) -> tuple[str, str]:
    """(outcome, because): of each only where it belongs. Neither has to be said."""
    if outcome and outcome not in VisitOutcome.values:
        raise WhatCameOfIt(_("Choose from the list."))
    if because and because not in DidNotHappenBecause.values:
        raise WhatCameOfIt(_("Choose from the list."))
    if happened:
        return outcome, ""
    return "", because or DidNotHappenBecause.NOT_KNOWN
