"""What only the passing of days decides: grants that end, full times over, who has been told."""

from procrastinate.contrib.django import app

from community.common import clock
from community.common.refusals import Refused, Unavailable
from community.common.sweep import for_each
from community.people.acting import SYSTEM
from providers.actions.directory_readings import read_directory
from providers.actions.directory_trials import run_trial
from providers.actions.doors import ask_for_door
from providers.actions.first_visits import ask_how_visit_was
from providers.actions.grants import ask_what_comes_after_grant
from providers.actions.late_answers import tell_of_late_claim, tell_of_late_objection
from providers.actions.listings import bring_up_to_date
from providers.actions.private_places import mend_private_place
from providers.actions.safety_lines import forget_safety_lines
from providers.actions.session_outcomes import (
    ask_about_session,
    start_dispute_period,
    tell_connector_of_session,
)
from providers.actions.sessions import mark_not_coming
from providers.actions.visit_askings import forget_unanswered
from providers.actions.visit_lines import remind_of_lines
from providers.actions.waiting_offers import offer_waiting
from providers.feed.errors import FeedError
from providers.queries.claims import late_claim_ids
from providers.queries.imports import sources_due, trials_to_run
from providers.queries.objections import late_objection_ids
from providers.queries.private_places import listings_at_places_kept_back
from providers.queries.safety_lines import safety_lines_over
from providers.queries.sessions import (
    bookings_of_who_died,
    sessions_to_ask_about,
    sessions_to_tell_connectors_of,
    sessions_with_everyone_told,
    sessions_without_somebody_at_the_door,
)
from providers.queries.supply import listings_out_of_date, listings_with_grant_ending
from providers.queries.visit_askings import askings_to_forget
from providers.queries.visit_lines import visits_with_lines_waiting
from providers.queries.visit_requests import visits_to_ask_about
from providers.queries.waiting import providers_with_waiting


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="note_sessions_told", pass_context=False)
def note_sessions_told(timestamp: int = 0) -> None:
    """Start the 14 days of each session of which everybody has now been told."""
    for_each("sessions told", sessions_with_everyone_told(clock.now()), _note_told)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="forget_unanswered_askings", pass_context=False)
def forget_unanswered_askings(timestamp: int = 0) -> None:
    """Whose message nobody answered in time is forgotten, with what was held for them."""
    now = clock.now()
    for_each(
        "unanswered askings",
        askings_to_forget(now),
        lambda asking_id: forget_unanswered(asking_id=asking_id, now=now),
        expected=(Refused,),
    )


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="forget_safety_lines_over", pass_context=False)
def forget_safety_lines_over(timestamp: int = 0) -> None:
    """Two lines before a first visit are kept until it is over (P69)."""
    now = clock.now()
    for_each(
        "safety lines",
        safety_lines_over(now),
        lambda lines_id: forget_safety_lines(safety_lines_id=lines_id, now=now),
    )


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="ask_for_doors", pass_context=False)
def ask_for_doors(timestamp: int = 0) -> None:
    """Somebody is at the door where it is called off and not everybody could be told (P51)."""
    now = clock.now()
    for_each(
        "doors",
        sessions_without_somebody_at_the_door(now),
        lambda session_id: ask_for_door(session_id=session_id, now=now),
    )


@app.periodic(cron="0 * * * *")
@app.task(queueing_lock="ask_about_sessions", pass_context=False)
def ask_about_sessions(timestamp: int = 0) -> None:
    """What nobody has recorded by the day after is asked about; later a connector is told."""
    now = clock.now()
    for_each(
        "sessions not recorded",
        sessions_to_ask_about(now),
        lambda session_id: ask_about_session(session_id=session_id, now=now),
    )
    for_each(
        "sessions still not recorded",
        sessions_to_tell_connectors_of(now),
        lambda session_id: tell_connector_of_session(session_id=session_id, now=now),
    )


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="offer_waiting_places", pass_context=False)
def offer_waiting_places(timestamp: int = 0) -> None:
    """What is free goes to whoever waits, within the minute; so does a new month (P72, C12)."""
    now = clock.now()
    for_each(
        "waiting lists",
        providers_with_waiting(now),
        lambda provider_id: offer_waiting(provider_id, now=now),
    )


@app.periodic(cron="30 9 * * *")
@app.task(queueing_lock="ask_how_visits_were", pass_context=False)
def ask_how_visits_were(timestamp: int = 0) -> None:
    """The day after a first visit, once (P112)."""
    now = clock.now()
    for_each(
        "first visits",
        visits_to_ask_about(now),
        lambda visit_id: ask_how_visit_was(visit_request_id=visit_id, now=now),
    )


@app.periodic(cron="40 8-18 * * *")
@app.task(queueing_lock="remind_of_visit_lines", pass_context=False)
def remind_of_visit_lines(timestamp: int = 0) -> None:
    """What would make a visit good, and nobody has answered, before the visit (P53)."""
    now = clock.now()
    for_each(
        "lines of visits",
        visits_with_lines_waiting(now),
        lambda visit_id: remind_of_lines(visit_request_id=visit_id, now=now),
    )


@app.periodic(cron="10 0 * * *")
@app.task(queueing_lock="bring_listings_up_to_date", pass_context=False)
def bring_listings_up_to_date(timestamp: int = 0) -> None:
    """Show what comes after a grant, and places again after a full time."""
    due = listings_out_of_date(clock.today())
    for_each("listings out of date", due, _bring_up_to_date)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="keep_back_with_others", pass_context=False)
def keep_back_with_others(timestamp: int = 0) -> None:
    """What was shown at a place before something else there asked for it to be kept back."""
    now = clock.now()
    for_each(
        "listings at places kept back",
        listings_at_places_kept_back(clock.today(now)),
        lambda listing_id: mend_private_place(listing_id=listing_id, now=now),
    )


@app.periodic(cron="*/15 * * * *")
@app.task(queueing_lock="read_directories", pass_context=False)
def read_directories(timestamp: int = 0) -> None:
    """Each that is due: at night, or again after it failed. One that fails holds up no other."""
    for_each(
        "directories",
        sources_due(clock.now()),
        lambda source_id: read_directory(source_id=source_id),
        expected=(FeedError, Refused, Unavailable),
    )


@app.periodic(cron="25 7 * * *")
@app.task(queueing_lock="tell_of_late_answers", pass_context=False)
def tell_of_late_answers(timestamp: int = 0) -> None:
    """What was said of a listing, or that it is theirs, had no answer by its day (P104)."""
    now = clock.now()
    for_each(
        "late objections",
        late_objection_ids(clock.today(now)),
        lambda objection_id: tell_of_late_objection(objection_id=objection_id, now=now),
    )
    for_each(
        "late claims",
        late_claim_ids(clock.today(now)),
        lambda claim_id: tell_of_late_claim(claim_id=claim_id, now=now),
    )


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="try_directories", pass_context=False)
def try_directories(timestamp: int = 0) -> None:
    """What a connector asked to try is read, and nothing of it is kept but the report."""
    for_each(
        "trials of directories",
        trials_to_run(clock.now()),
        lambda trial_id: run_trial(trial_id=trial_id),
    )


@app.periodic(cron="30 8 * * *")
@app.task(queueing_lock="ask_what_comes_after_grants", pass_context=False)
def ask_what_comes_after_grants(timestamp: int = 0) -> None:
    """Thirty days before a grant ends, its provider is asked; told once, however often it runs."""
    now = clock.now()
    for_each(
        "grants that end",
        listings_with_grant_ending(clock.today(now)),
        lambda listing_id: ask_what_comes_after_grant(listing_id=listing_id, now=now),
    )


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="free_places_of_who_died", pass_context=False)
def free_places_of_who_died(timestamp: int = 0) -> None:
    """The names of those who have died leave the lists of who is coming (P22)."""
    now = clock.now()
    for_each(
        "places of who died",
        bookings_of_who_died(now),
        lambda booking_id: mark_not_coming(booking_id=booking_id, by=SYSTEM, now=now),
    )


def _note_told(session_id: int) -> None:
    start_dispute_period(session_id=session_id, now=clock.now())


def _bring_up_to_date(listing_id: int) -> None:
    bring_up_to_date(listing_id=listing_id, now=clock.now())
