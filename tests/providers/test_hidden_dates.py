"""A single date that the person keeps from whoever acts for them (P12)."""

from datetime import timedelta

import pytest

from community.common.refusals import NotFound
from community.messaging.models import ContactPlan, Message
from community.messaging.queries.telling import next_visit_items
from community.messaging.states import MessageState
from community.people.queries.acting import acting_on_paper
from community.people.rules.authority import NotYours
from community.people.states import RepresentationScope
from frontend.shared.decision_records import things_to_decide
from frontend.shared.sight import history_read_by, messages_shown_to
from providers.actions.hidden_dates import hide_date, show_date
from providers.actions.session_outcomes import raise_session_dispute
from providers.actions.sessions import call_off_session, mark_not_coming
from providers.queries.sessions import booking_of_person, bookings_of_person, session_of_login
from tests.factories.representations import act_for, ask_for
from tests.factories.supply import (
    NOW,
    after,
    book,
    make_connector,
    make_login,
    make_provider,
    make_session,
    make_someone,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_dates():
    """(ann, who runs both, the place that she hides later, the other)."""
    ann, hall = make_someone("ann"), make_login("hall")
    provider = make_provider(hall)
    places = [book(make_session(hall, provider, days=days), ann) for days in (1, 8)]
    return ann, hall, *places


def hide(place, by) -> None:
    hide_date(booking_id=place.pk, by=by, now=NOW)


@pytest.mark.holds("P12")
@pytest.mark.parametrize("scope", RepresentationScope)
def test_who_acts_finds_nothing_of_a_hidden_date_and_changes_nothing_of_it(two_dates, scope):
    ann, hall, kept, other = two_dates
    rita = act_for(ann, scope=scope)

    hide(kept, ann)

    assert bookings_of_person(rita) == [other]
    for tries in (
        lambda: booking_of_person(kept.pk, by=rita),
        lambda: mark_not_coming(booking_id=kept.pk, by=rita, now=NOW),
        lambda: raise_session_dispute(
            session_id=kept.session_id, words="x", by=rita, now=after(kept.session)
        ),
    ):
        with pytest.raises(NotFound):
            tries()
    assert len(bookings_of_person(ann)) == 2
    _session, coming = session_of_login(kept.session_id, login_id=hall.login_id)
    assert [each.booking_id for each in coming] == [kept.pk]


@pytest.mark.holds("P12")
def test_nothing_that_is_said_or_was_done_about_it_is_read_by_who_acts(two_dates):
    ann, hall, kept, other = two_dates
    rita = act_for(ann)
    mark_not_coming(booking_id=kept.pk, by=rita, now=NOW)  # their own deed, before it was hidden
    hide(kept, ann)
    for place in (kept, other):
        call_off_session(session_id=place.session_id, why="Snow.", by=hall, now=NOW)

    abouts = set(history_read_by(rita, now=NOW).values_list("about", flat=True))
    keys = [each.key for each in messages_shown_to(rita, now=NOW)]

    assert f"session:{kept.session_id}" not in abouts and f"session:{other.session_id}" in abouts
    assert [key for key in keys if key.startswith("session:")] == [
        f"session:{other.session_id}:called_off:{ann.person_id}"
    ]
    assert f"session:{kept.session_id}" not in dict(things_to_decide(rita, now=NOW))
    show_date(booking_id=kept.pk, by=ann, now=NOW)
    shown = history_read_by(rita, now=NOW).values_list("about", flat=True)
    assert f"session:{kept.session_id}" in set(shown)


@pytest.mark.holds("P12")
def test_only_the_persons_own_word_hides_and_from_paper_nobody_who_acts_enters_it(two_dates):
    ann, hall, kept, other = two_dates
    connector, rita = make_connector(), act_for(ann)
    ask_for(ann, connector)  # and has asked to act for her

    with pytest.raises(NotYours):
        hide(kept, rita)
    for by in (acting_on_paper(login=connector.login, person=ann.person), make_someone("eve")):
        with pytest.raises(NotFound):
            hide(kept, by)
    hide(kept, acting_on_paper(login=make_connector("second").login, person=ann.person))

    kept.refresh_from_db()
    assert kept.hidden_at == NOW
    with pytest.raises(NotYours):
        show_date(booking_id=kept.pk, by=rita, now=NOW)


@pytest.mark.holds("P12")
def test_who_acts_and_tells_things_at_visits_tells_nothing_of_it(two_dates):
    ann, hall, kept, other = two_dates
    rita = act_for(ann)
    ContactPlan.objects.update_or_create(
        person_id=ann.person_id,
        defaults={"channel": "in_person", "address": "", "through_login_id": rita.login_id},
    )
    hide(kept, ann)
    for place in (kept, other):
        call_off_session(session_id=place.session_id, why="Snow.", by=hall, now=NOW)
    Message.objects.update(state=MessageState.FOR_NEXT_VISIT)

    told = {each.key.split(":")[1] for each in next_visit_items(rita.login_id)}
    of_worker = next_visit_items(make_connector().login_id, stands_in_for=[ann.person_id])

    assert told == {str(other.session_id)}
    assert {each.key.split(":")[1] for each in of_worker if each.key.startswith("session")} == {
        str(kept.session_id)
    }


def test_hidden_twice_is_hidden_once(two_dates):
    ann, _hall, kept, _other = two_dates
    hide(kept, ann)
    hide_date(booking_id=kept.pk, by=ann, now=NOW + timedelta(days=1))

    kept.refresh_from_db()
    assert kept.hidden_at == NOW
