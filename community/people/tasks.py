from datetime import datetime, timedelta
from uuid import UUID

from procrastinate.contrib.django import app

from community.common import clock
from community.common.clock import today
from community.common.dates import end_of_day
from community.common.sweep import for_each
from community.common.working_time import add_working_days
from community.messaging.queries.contact_plans import contact_plan_of
from community.messaging.queries.messages import message_with_key
from community.messaging.queries.urgent import unsaid_urgent
from community.people.actions.complaints import tell_of_late_complaint
from community.people.actions.contacts import pass_on_stale_contact
from community.people.actions.decision_notices import notify_late_look
from community.people.actions.decision_records import request_review
from community.people.actions.getting_back_in import get_back_in_as_agreed
from community.people.actions.persons import move_as_agreed
from community.people.actions.reaching import reach_as_agreed
from community.people.actions.representation_notices import (
    agreement_key,
    ending_key,
    notify_person_of_coming_end,
    notify_representative_of_coming_end,
)
from community.people.actions.representations import end_past_its_day, record_told_by_message
from community.people.actions.safeguarding import escalate_unread_concern
from community.people.actions.slow_changes import (
    asked_key,
    record_told_of_change,
    refuse_slow_change,
)
from community.people.actions.talks import close_talk
from community.people.actions.unfinished_forms import forget_old_unfinished_forms
from community.people.actions.urgent_news import hand_on_urgent
from community.people.models.approvals import SlowChange
from community.people.models.logins import Login
from community.people.models.representations import Representation
from community.people.queries.acting import addresses_of_login
from community.people.queries.complaints import late_complaint_ids
from community.people.queries.decisions import decisions_to_review, decisions_waiting
from community.people.queries.getting_back_in import told_of_way_back_at
from community.people.queries.persons import stale_contacts
from community.people.queries.representations import (
    representation_ids_past_their_day,
    representations_ending_by,
    untold_representations,
)
from community.people.queries.safeguarding import unread_concerns
from community.people.queries.slow_changes import (
    counting_change_ids,
    refused_change_ids,
    untold_changes,
)
from community.people.queries.talks import talks_past_their_day
from community.people.rules.contact_plan import is_told_by_message, is_told_by_teller
from community.people.rules.time_limits import WORKING_DAYS_TO_LOOK, WORKING_DAYS_UNREAD
from community.people.states import ApprovalPurpose


@app.periodic(cron="*/15 * * * *")
@app.task(queueing_lock="forget_unfinished_forms", pass_context=False)
def forget_unfinished_forms(timestamp: int = 0) -> None:
    """What was typed and not sent goes when its time is over."""
    forget_old_unfinished_forms(now=clock.now())


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="hand_on_urgent_news", pass_context=False)
def hand_on_urgent_news(timestamp: int = 0) -> None:
    """What cannot wait and nobody of somebody's plan has said reaches somebody (P51)."""
    now = clock.now()
    for_each(
        "urgent news that nobody has said",
        [each.message_id for each in unsaid_urgent(now)],
        lambda message_id: hand_on_urgent(message_id=message_id, now=now),
    )


@app.periodic(cron="40 6 * * *")
@app.task(queueing_lock="pass_on_stale_contacts", pass_context=False)
def pass_on_stale_contacts(timestamp: int = 0) -> None:
    """Nobody is told things by somebody who works here no more (fault G5)."""
    now = clock.now()
    for_each(
        "who tells somebody things",
        stale_contacts(),
        lambda row: pass_on_stale_contact(person_id=row[0], login_id=row[1], now=now),
    )


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="escalate_unread_concerns", pass_context=False)
def escalate_unread_concerns(timestamp: int = 0) -> None:
    """Tell more people of each note that nobody has read for one working day (M140)."""
    now = clock.now()
    for_each("unread concerns", _overdue(now), lambda concern_id: _escalate(concern_id, now))


@app.periodic(cron="50 7 * * *")
@app.task(queueing_lock="close_talks_past_their_day", pass_context=False)
def close_talks_past_their_day(timestamp: int = 0) -> None:
    """Both are asked whether they talked, where nobody noted it on its day (M125)."""
    now = clock.now()
    for_each(
        "talks past their day",
        talks_past_their_day(today(now)),
        lambda talk_id: close_talk(talk_id=talk_id, now=now),
    )


@app.periodic(cron="20 7 * * *")
@app.task(queueing_lock="tell_of_late_complaints", pass_context=False)
def tell_of_late_complaints(timestamp: int = 0) -> None:
    """The operator hears of each complaint that nobody answered by its day (P60)."""
    now = clock.now()
    late = late_complaint_ids(today(now))
    for_each("late complaints", late, lambda each: _tell_of_late(each, now))


def _tell_of_late(complaint_id: int, now: datetime) -> None:
    tell_of_late_complaint(complaint_id=complaint_id, now=now)


def _overdue(now: datetime) -> list[int]:
    return [
        concern_id
        for concern_id, written_at, nation in unread_concerns()
        if now >= add_working_days(written_at, WORKING_DAYS_UNREAD, nation=nation)
    ]


def _escalate(concern_id: int, now: datetime) -> None:
    escalate_unread_concern(concern_id=concern_id, now=now)


PERSON_HEARS_BEFORE = timedelta(days=14)  # before an authority ends (P10)


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="keep_authority_true", pass_context=False)
def keep_authority_true(timestamp: int = 0) -> None:
    """The wait runs from when a message told the person; who is to end is told of first, and what
    is past its last day has ended."""
    now = clock.now()
    for_each("authorities told of", untold_representations(), lambda row: _see_told(row, now))
    soon = representations_ending_by(today(now) + PERSON_HEARS_BEFORE, on=today(now))
    for_each("authorities that will end", soon, lambda row: _tell_of_coming_end(row, now))
    over = representation_ids_past_their_day(today(now))
    for_each("authorities past their day", over, lambda pk: _end_past_its_day(pk, now))


def _see_told(representation: Representation, now: datetime) -> None:
    notice = message_with_key(agreement_key(representation.pk))
    plan = contact_plan_of(representation.person_id)
    asker_addresses = addresses_of_login(representation.login)
    reaches_them = plan and is_told_by_message(plan.true_channel, plan.address, asker_addresses)
    if reaches_them and notice and notice.sent_at:
        record_told_by_message(representation_id=representation.pk, told_at=notice.sent_at, now=now)


def _tell_of_coming_end(representation: Representation, now: datetime) -> None:
    notify_person_of_coming_end(representation, now=now)
    notice = message_with_key(ending_key(representation.pk))
    if notice and notice.has_arrived and representation.is_end_told:
        notify_representative_of_coming_end(representation, now=now)


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="sweep_slow_changes", pass_context=False)
def sweep_slow_changes(timestamp: int = 0) -> None:
    """The wait of each change that waits runs from when the person was told; a no ends it; and
    whoever is to live elsewhere, or to be reached otherwise, is, once it counts (P17)."""
    now = clock.now()
    for_each("changes told of", untold_changes(), lambda change: _see_change_told(change, now))
    for_each(
        "changes refused",
        refused_change_ids(),
        lambda change_id: refuse_slow_change(change_id=change_id, now=now),
    )
    for_each(
        "other ways to sign in",
        counting_change_ids(ApprovalPurpose.GET_BACK_IN, now),
        lambda change_id: get_back_in_as_agreed(change_id=change_id, now=now),
    )
    for_each(
        "changes of where somebody lives",
        counting_change_ids(ApprovalPurpose.MOVE_AWAY, now),
        lambda change_id: move_as_agreed(change_id=change_id, now=now),
    )
    for_each(
        "other ways to be reached",
        counting_change_ids(ApprovalPurpose.REACH, now),
        lambda change_id: reach_as_agreed(change_id=change_id, now=now),
    )


def _see_change_told(change: SlowChange, now: datetime) -> None:
    told_at = _when_told(asked_key(change.pk), change.person_id, change.requested_by)
    if change.purpose == ApprovalPurpose.GET_BACK_IN:
        told_at = told_of_way_back_at(change, second_way_at=told_at)
    if told_at is not None:
        record_told_of_change(change_id=change.pk, told_at=told_at, now=now)


def _when_told(key: str, person_id: UUID, asker: Login | None) -> datetime | None:
    """When a message reached its person, and not only whoever asked; None while it has not."""
    notice = message_with_key(key)
    if notice is None:
        return None
    plan = contact_plan_of(person_id)
    asker_addresses = addresses_of_login(asker) if asker else []
    if notice.told_on is not None:
        is_theirs = is_told_by_teller(notice.channel, plan.address if plan else "", asker_addresses)
        return end_of_day(notice.told_on) if is_theirs else None
    if plan and is_told_by_message(plan.true_channel, plan.address, asker_addresses):
        return notice.sent_at
    return None


def _end_past_its_day(representation_id: int, now: datetime) -> None:
    end_past_its_day(representation_id=representation_id, now=now)


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="review_decisions", pass_context=False)
def review_decisions(timestamp: int = 0) -> None:
    """Each decision that was written down is looked at again on its day (M70); and by a second
    person within two working days, else they are asked once more (P6)."""
    now = clock.now()
    late = [
        each
        for each in decisions_waiting()
        if now >= add_working_days(each.requested_at, WORKING_DAYS_TO_LOOK, nation=each.area.nation)
    ]
    for_each("decisions not looked at", late, lambda row: notify_late_look(row, now=now))
    due = decisions_to_review(today(now))
    for_each("decisions to look at again", due, lambda pk: request_review(record_id=pk, now=now))
