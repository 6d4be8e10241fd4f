"""Whether somebody stays is decided: by who heard both, by what the others chose, or by time; and
looked at again by somebody else (P118)."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from community.common.clock import today
from community.common.dates import end_of_day, last_day_before
from community.common.lifecycle import not_none
from community.common.shown import check_shown
from community.moderation.rules.looking import check_of_another_body, more_are_asked_at
from community.people.acting import SYSTEM, Acting
from groups.actions.membership import end_membership
from groups.actions.removal_messages import ask_others, ask_to_decide, tell_decided, tell_ended
from groups.actions.removals import (
    let_member_back,
    lock_removal,
    suspend_if_there,
    transition_removal,
)
from groups.models.removals import Removal
from groups.queries.removals import (
    asks_again_until,
    counted_in,
    is_in_group,
    others_waited_for,
    removal_to_look_at,
    shown_to_who_decides,
    told_of_asking,
    waited_for_removal,
)
from groups.removal_states import RemovalState
from groups.rules.decisions import (
    DECISION_PERIOD,
    default_quorum,
    last_day_to_answer,
    sheets_are_in_by,
    waits_for_sheets,
)
from groups.rules.removals import LONGEST, LONGEST_IN_ALL, check_heard_both, is_removed


@transaction.atomic
def decide_removal(
    *,
    removal_id: int,
    removes: bool,
    words: str = "",
    heard_asker_on: date | None = None,
    heard_member_on: date | None = None,
    bodies: Collection[str] = (),
    shown_digest: str | None = None,
    by: Acting,
    now: datetime,
) -> Removal:
    """By somebody of neither side, who heard both. `words` are read by whom it is about. Looked at
    again it is by somebody else; and who takes them out then is of another body than before."""
    removal = lock_removal(removal_id)
    removal_to_look_at(removal_id, by.login_id)
    check_shown(shown_digest, shown_to_who_decides(removal))
    check_heard_both(
        removes=removes,
        asker_on=heard_asker_on,
        member_on=heard_member_on,
        asked_on=today(removal.again_at or removal.asked_at),
        on=today(now),
    )
    if removal.state == RemovalState.LOOKED_AT_AGAIN:
        if removes:
            check_of_another_body(bodies, removal.decided_bodies)
        _end(removal, removes=removes, words=words, by=by, now=now)
        return removal
    removal.heard_asker_on, removal.heard_member_on = heard_asker_on, heard_member_on
    removal.decided_by, removal.decided_bodies = by.login, sorted(bodies)
    _decide(removal, removes=removes, words=words, by=by, now=now)
    return removal


@transaction.atomic
def settle_removal(*, removal_id: int, now: datetime) -> Removal:
    """What only time decides: the week away is over, the others' day has come, nobody decided for
    four weeks, or nobody asked for another look."""
    removal = lock_removal(removal_id)
    if removal.state == RemovalState.ASKED:
        _settle_asked(removal, now)
    elif removal.state == RemovalState.REMOVED:
        until = asks_again_until(removal) or not_none(removal.decided_at) + LONGEST
        if now >= until:
            _end(removal, removes=True, words="", by=SYSTEM, now=now)
    elif removal.state == RemovalState.LOOKED_AT_AGAIN:
        if now < not_none(removal.again_at) + LONGEST:
            return removal
        # Nobody is kept out because nobody looked.
        _end(removal, removes=False, words="", by=SYSTEM, now=now)
    return removal


def _settle_asked(removal: Removal, now: datetime) -> None:
    if removal.paused_until is not None and now >= removal.paused_until:
        let_member_back(removal, now=now)
    if removal.by_group:
        _settle_choice(removal, now)
        return
    if removal.more_asked_at is None and now >= more_are_asked_at(
        removal.asked_at, nation=removal.group.area.nation
    ):
        removal.more_asked_at = now
        removal.save(update_fields=["more_asked_at"])
        ask_to_decide(removal, key="more", now=now)
    if now >= removal.asked_at + LONGEST_IN_ALL:
        _decide(removal, removes=False, words="", by=SYSTEM, now=now)


def _settle_choice(removal: Removal, now: datetime) -> None:
    """Their day has come, nobody was told too late (P41), and no paper is out (P42). Too few twice,
    or it could not be told to whom it is about: then somebody outside hears both."""
    if removal.closes_at is None or now < removal.closes_at:
        return
    last_day = last_day_to_answer(
        waited_for_removal(removal),
        named_day=last_day_before(removal.closes_at),
        opened_on=today(removal.asked_at),
        on=today(now),
    )
    if end_of_day(last_day) > now:
        _answer_until(removal, end_of_day(last_day), "closes_at")
        return
    if waits_for_sheets(others_waited_for(removal)) and now < sheets_are_in_by(
        removal.closes_at, nation=removal.group.area.nation
    ):
        return
    told = told_of_asking(removal)
    answers = removal.answers.filter(member__in=counted_in(removal))
    removed = is_removed(
        list(answers.values_list("stays", flat=True)),
        quorum=default_quorum(len(counted_in(removal))),
    )
    if told is None or told.at is None or (removed is None and removal.is_asked_again):
        _ask_outside(removal, now)
    elif removed is None:
        removal.is_asked_again = True
        day = end_of_day(today(now) + DECISION_PERIOD)
        _answer_until(removal, day, "closes_at", "is_asked_again")
        ask_others(removal, again=":again", now=now)
    else:
        _decide(removal, removes=removed, words="", by=SYSTEM, now=now)


def _answer_until(removal: Removal, closes_at: datetime, *fields: str) -> None:
    removal.closes_at = closes_at
    removal.save(update_fields=list(fields))


def _ask_outside(removal: Removal, now: datetime) -> None:
    removal.by_group, removal.closes_at = False, None
    removal.save(update_fields=["by_group", "closes_at"])
    ask_to_decide(removal, key="outside", now=now)


def _decide(removal: Removal, *, removes: bool, words: str, by: Acting, now: datetime) -> None:
    removal.decided_at, removal.decided_words = now, words.strip()
    fields = ("decided_at", "decided_words", "decided_by", "decided_bodies")
    heard = ("heard_asker_on", "heard_member_on")
    state = RemovalState.REMOVED if removes else RemovalState.STAYS
    hands = Acting(login=by.login)
    transition_removal(removal, state, *fields, *heard, by=hands, now=now)
    if removes:
        suspend_if_there(removal, now=now)
    else:
        let_member_back(removal, now=now)
    tell_decided(removal, now=now)


def _end(removal: Removal, *, removes: bool, words: str, by: Acting, now: datetime) -> None:
    removal.ended_at, removal.ended_words, removal.ended_by = now, words.strip(), by.login
    state = RemovalState.FINAL if removes else RemovalState.STAYS
    fields = ("ended_at", "ended_words", "ended_by")
    transition_removal(removal, state, *fields, by=Acting(login=by.login), now=now)
    if not removes:
        let_member_back(removal, now=now)
    elif is_in_group(removal):
        member = removal.member
        end_membership(member, by=Acting(person=member.person), now=now)
    tell_ended(removal, now=now)
