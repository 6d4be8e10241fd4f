"""What only time decides, marked by state: never by a window, so that a night missed is no loss."""

from procrastinate.contrib.django import app

from community.common import clock
from community.common.sweep import for_each
from community.people.acting import SYSTEM
from groups.actions.briefs import close_answers
from groups.actions.calendar_feeds import end_feed_without_authority
from groups.actions.decisions import close_decision
from groups.actions.endings import close_ending, tell_connectors_of_ending
from groups.actions.grants import tell_groups_of_grant
from groups.actions.group_words import index_group_looked_at
from groups.actions.hellos import ask_connector
from groups.actions.ideas import settle_round
from groups.actions.motions import settle_motion
from groups.actions.notes import tell_of_words
from groups.actions.pauses import end_pause_that_is_over
from groups.actions.peers import close_peer_talk
from groups.actions.removal_decisions import settle_removal
from groups.actions.resting import remove_member_who_died
from groups.actions.reviews import ask_group, close_review
from groups.queries.briefs import briefs_to_close
from groups.queries.calendar_feeds import feeds_without_authority
from groups.queries.decisions import decisions_to_close
from groups.queries.endings import endings_to_close, endings_to_tell_of
from groups.queries.group_words import groups_to_index
from groups.queries.ideas import rounds_to_settle
from groups.queries.members import newcomers_not_asked_about
from groups.queries.motions import waiting_motion_ids
from groups.queries.notes import members_to_tell_of_words
from groups.queries.pauses import pauses_over
from groups.queries.peers import peer_talks_to_close
from groups.queries.removals import removals_to_settle
from groups.queries.resting import members_who_died
from groups.queries.reviews import groups_to_ask, reviews_to_close
from providers.queries.supply import listings_with_grant_ending


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="close_due_decisions", pass_context=False)
def close_due_decisions(timestamp: int = 0) -> None:
    """Count every choice that has closed."""
    for_each("close_due_decisions", decisions_to_close(clock.now()), _close_decision)


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="close_due_answers", pass_context=False)
def close_due_answers(timestamp: int = 0) -> None:
    """Close the door on answers to each brief whose day has passed."""
    for_each("close_due_answers", briefs_to_close(clock.today()), _close_answers)


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="remove_members_who_died", pass_context=False)
def remove_members_who_died(timestamp: int = 0) -> None:
    """The names of those who have died leave the groups (P22)."""
    for_each(
        "members who died",
        members_who_died(),
        lambda pk: remove_member_who_died(member_id=pk, now=clock.now()),
    )


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="ask_about_newcomers", pass_context=False)
def ask_about_newcomers(timestamp: int = 0) -> None:
    """Nobody said hello in seven days: a connector hears of it (P44)."""
    now = clock.now()
    for_each(
        "newcomers without a hello",
        newcomers_not_asked_about(now),
        lambda pk: ask_connector(newcomer_id=pk, now=now),
    )


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="settle_motions", pass_context=False)
def settle_motions(timestamp: int = 0) -> None:
    """What nobody has said no to is done; what nobody agreed to is over (P38)."""
    for_each(
        "motions",
        waiting_motion_ids(),
        lambda pk: settle_motion(motion_id=pk, now=clock.now()),
    )


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="settle_removals", pass_context=False)
def settle_removals(timestamp: int = 0) -> None:
    """Whether somebody stays: what only time decides (P118)."""
    for_each(
        "whether somebody stays",
        removals_to_settle(),
        lambda pk: settle_removal(removal_id=pk, now=clock.now()),
    )


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="close_endings", pass_context=False)
def close_endings(timestamp: int = 0) -> None:
    """A group has ended once everybody said what is next, or after four weeks (P125)."""
    now = clock.now()
    for_each(
        "groups that end",
        endings_to_close(now),
        lambda pk: close_ending(ending_id=pk, now=now),
    )
    for_each(
        "groups that end, to connectors",
        endings_to_tell_of(now),
        lambda pk: tell_connectors_of_ending(ending_id=pk, now=now),
    )


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="settle_idea_rounds", pass_context=False)
def settle_idea_rounds(timestamp: int = 0) -> None:
    """Each was heard, or its day has come: a round of ideas goes on (P41)."""
    for_each(
        "rounds of ideas",
        rounds_to_settle(),
        lambda pk: settle_round(round_id=pk, now=clock.now()),
    )


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="end_pauses", pass_context=False)
def end_pauses(timestamp: int = 0) -> None:
    """After seven days newcomers come in again (P37)."""
    now = clock.now()
    for_each(
        "pauses of newcomers",
        pauses_over(now),
        lambda pk: end_pause_that_is_over(pause_id=pk, now=now),
    )


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="index_groups_looked_at", pass_context=False)
def index_groups_looked_at(timestamp: int = 0) -> None:
    """A group is found by its words once somebody has looked at them (P45)."""
    for_each(
        "groups whose words were looked at",
        groups_to_index(),
        lambda pk: index_group_looked_at(group_id=pk),
    )


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="end_calendar_feeds", pass_context=False)
def end_calendar_feeds(timestamp: int = 0) -> None:
    """A calendar link is over for good once its reader's authority is (P120)."""
    now = clock.now()
    for_each(
        "calendar links without authority",
        feeds_without_authority(now),
        lambda pk: end_feed_without_authority(feed_id=pk, now=now),
    )


@app.periodic(cron="55 8 * * *")
@app.task(queueing_lock="close_peer_talks", pass_context=False)
def close_peer_talks(timestamp: int = 0) -> None:
    """Who was asked and did not answer in a week is asked no more; what was to be is over (M41)."""
    now = clock.now()
    for_each(
        "talks of peers that are over",
        peer_talks_to_close(clock.today(now)),
        lambda pk: close_peer_talk(talk_id=pk, now=now),
    )


@app.periodic(cron="50 8 * * *")
@app.task(queueing_lock="review_groups", pass_context=False)
def review_groups(timestamp: int = 0) -> None:
    """A group that meets is asked whether it wants to go on, and told what most said (M07)."""
    now = clock.now()
    for_each(
        "reviews of groups that are over",
        reviews_to_close(now),
        lambda pk: close_review(review_id=pk, now=now),
    )
    for_each(
        "groups to ask whether they go on",
        groups_to_ask(now),
        lambda pk: ask_group(group_id=pk, now=now),
    )


@app.periodic(cron="20 8 * * *")
@app.task(queueing_lock="tell_of_words", pass_context=False)
def tell_of_words_of_groups(timestamp: int = 0) -> None:
    """Each member hears that something was written, as often as they chose (P121)."""
    now = clock.now()
    for_each(
        "members to tell of words",
        members_to_tell_of_words(now),
        lambda pk: tell_of_words(member_id=pk, now=now),
    )


@app.periodic(cron="35 8 * * *")
@app.task(queueing_lock="tell_groups_of_grants", pass_context=False)
def tell_groups_of_grants(timestamp: int = 0) -> None:
    """Thirty days before a grant ends, the groups that asked for what it pays hear what is next."""
    now = clock.now()
    for_each(
        "groups of grants that end",
        listings_with_grant_ending(clock.today(now)),
        lambda listing_id: tell_groups_of_grant(listing_id=listing_id, now=now),
    )


def _close_decision(decision_id: int) -> None:
    close_decision(decision_id=decision_id, by=SYSTEM, now=clock.now())


def _close_answers(brief_id: int) -> None:
    close_answers(brief_id=brief_id, by=SYSTEM, now=clock.now())
