"""What a group wants: written together, asked once, closed when its day has passed."""

from datetime import date, timedelta

import pytest

from community.common.refusals import NotFound
from community.messaging.models import Message
from community.people.rules.authority import NotYours
from community.people.states import RepresentationScope
from groups.actions.briefs import (
    close_answers,
    edit_brief,
    start_brief,
)
from groups.queries import briefs as queries
from groups.queries.briefs import (
    brief_for_member,
    brief_for_provider,
    briefs_near,
    briefs_of_person,
)
from groups.rules.briefs import AnswersByOutOfRange, NothingToCompare
from groups.rules.offers import TooLateToAnswer
from groups.states import BriefState
from providers.models.supply import Listing
from tests.factories.demand import (
    AFTER_ANSWERS,
    ANSWERS_BY,
    ask,
    make_brief,
    make_group,
    make_group_of,
    make_offers,
    make_vetted,
    offer_to,
)
from tests.factories.motions import close_together, send_together, stop_together
from tests.factories.places import make_area, north_of
from tests.factories.representations import act_for
from tests.factories.supply import (
    NOW,
    TODAY,
    make_login,
    make_provider,
    make_shown_listing,
    make_someone,
    vet,
)

pytestmark = pytest.mark.django_db


@pytest.mark.holds("M120")
def test_any_member_goes_on_with_what_another_began():
    group, [alice, bob] = make_group_of("alice", "bob")
    brief = make_brief(group, alice)

    edit_brief(brief_id=brief.pk, fields={"what": "A swim"}, by=bob, now=NOW)

    assert brief_for_member(brief.pk, alice).what == "A swim"


def test_a_stranger_and_a_member_of_another_group_find_no_brief():
    group, [alice] = make_group_of("alice")
    brief = make_brief(group, alice)
    bob, charlie = make_someone("bob"), make_someone("charlie")
    make_group(charlie, name="Another")

    for stranger in (bob, charlie):
        with pytest.raises(NotFound):
            brief_for_member(brief.pk, stranger)
        with pytest.raises(NotFound):
            send_together(brief, stranger, NOW)


def test_somebody_who_may_suggest_writes_but_does_not_ask():
    group, [alice] = make_group_of("alice")
    rita = act_for(alice, scope=RepresentationScope.SUGGEST)
    brief = start_brief(
        group_id=group.pk,
        what="A morning out",
        when_words="Tuesdays",
        where_words="Near",
        by=rita,
        now=NOW,
    )

    with pytest.raises(NotYours):
        send_together(brief, rita, NOW)


def test_a_vetted_provider_of_the_area_is_told_once():
    group, [alice] = make_group_of("alice")
    acting, _provider = make_vetted()
    brief = make_brief(group, alice)

    for _press in range(2):
        send_together(brief, alice, NOW)

    message = Message.objects.exclude(kind="vetted").get(login_id=acting.login_id)
    assert (message.kind, message.link) == ("brief_near", f"/provide/briefs/{brief.pk}/")
    assert "Tuesday 18 May 2027" in message.text


@pytest.mark.holds("M143")
def test_nothing_reaches_a_provider_whom_nobody_has_vetted():
    group, [alice] = make_group_of("alice")
    acting = make_login("newcomer")
    make_provider(acting)

    brief = ask(group, alice)

    assert not Message.objects.filter(login_id=acting.login_id).exists()
    assert briefs_near(acting.login_id, NOW) == []
    with pytest.raises(NotFound):
        brief_for_provider(brief.pk, acting.login_id, NOW)


def test_a_provider_of_another_area_is_reached_by_what_it_lists_nearby():
    group, [alice] = make_group_of("alice")
    elsewhere = make_area("Eastsea", authority_code="E06999998")
    near, far = make_login("near"), make_login("far")
    for acting in (near, far):
        provider = make_provider(acting, name=acting.login.name, where=elsewhere)
        vet(provider)
        if acting is near:
            make_shown_listing(acting, provider)

    brief = ask(group, alice)

    reached_ids = {row.id for row in briefs_near(near.login_id, NOW)}
    assert (reached_ids, briefs_near(far.login_id, NOW)) == ({brief.pk}, [])
    messages = Message.objects.filter(kind="brief_near")
    assert [message.login_id for message in messages] == [near.login_id]


def test_a_provider_sees_what_is_wanted_and_nobody():
    group, [alice, bob] = make_group_of("alice", "bob")
    acting, _provider = make_vetted()
    brief = ask(group, alice)

    detail = brief_for_provider(brief.pk, acting.login_id, NOW)

    assert (detail.what, detail.outward_code) == ("A morning out each week", "ZZ1")
    assert not {"alice", "bob", group.name} & set(map(str, vars(detail).values()))


def test_what_was_asked_of_a_listing_says_so_to_its_provider():
    group, [alice] = make_group_of("alice")
    acting, provider = make_vetted()
    listing = make_shown_listing(acting, provider)

    brief = ask(group, alice, listing_id=listing.pk)

    assert brief_for_provider(brief.pk, acting.login_id, NOW).is_about_my_listing


@pytest.mark.parametrize("answers_by", [TODAY, TODAY - timedelta(days=1), date(2028, 5, 4)])
def test_answers_need_a_whole_day_and_at_most_six_months(answers_by):
    group, [alice] = make_group_of("alice")
    brief = make_brief(group, alice)

    with pytest.raises(AnswersByOutOfRange) as refusal:
        edit_brief(brief_id=brief.pk, fields={"answers_by": answers_by}, by=alice, now=NOW)

    assert refusal.value.field == "answers_by"


def test_when_the_day_has_passed_the_answers_are_in():
    group, [alice] = make_group_of("alice")
    brief = ask(group, alice)
    make_offers(brief, "museum")

    close_answers(brief_id=brief.pk, by=alice, now=AFTER_ANSWERS)

    brief.refresh_from_db()
    messages = Message.objects.filter(person_id=alice.person_id).values_list("kind", flat=True)
    assert (brief.state, list(messages)) == (BriefState.COMPARING, ["answers_are_in"])


def test_a_brief_that_nobody_answered_is_closed_and_the_group_told():
    group, [alice] = make_group_of("alice")
    brief = ask(group, alice)

    close_answers(brief_id=brief.pk, by=alice, now=AFTER_ANSWERS)

    brief.refresh_from_db()
    message = Message.objects.get(person_id=alice.person_id)
    assert (brief.state, message.kind) == (BriefState.CLOSED, "brief_unanswered")


def test_the_day_itself_still_counts():
    group, [alice] = make_group_of("alice")
    brief = ask(group, alice)
    late_that_day = NOW.replace(day=ANSWERS_BY.day, hour=22, minute=59)

    close_answers(brief_id=brief.pk, by=alice, now=late_that_day)

    brief.refresh_from_db()
    assert brief.state == BriefState.ASKING


def test_past_its_day_no_offer_is_taken_even_before_a_task_has_marked_it():
    group, [alice] = make_group_of("alice")
    acting, provider = make_vetted()
    brief = ask(group, alice)

    with pytest.raises(TooLateToAnswer):
        offer_to(brief, acting, provider, now=AFTER_ANSWERS)


def test_a_group_that_has_enough_stops_taking_answers():
    group, [alice] = make_group_of("alice")
    brief = ask(group, alice)
    with pytest.raises(NothingToCompare):
        stop_together(brief, alice, NOW)
    make_offers(brief, "museum")

    for _press in range(2):
        brief = stop_together(brief, alice, NOW)

    assert brief.state == BriefState.COMPARING


def test_closing_a_brief_tells_whoever_offered_kindly():
    group, [alice] = make_group_of("alice")
    brief = ask(group, alice)
    [offer] = make_offers(brief, "museum")

    close_together(brief, alice)

    offer.refresh_from_db()
    message = Message.objects.get(kind="offer_declined")
    assert (offer.state, "Not this time" in message.text) == ("not_chosen", True)


@pytest.mark.parametrize(("km", "is_reached"), [(24.5, True), (25.5, False), (60, False)])
def test_how_far_a_listing_reaches(km, is_reached):
    """25 km: first by a box, which holds somewhat more, then measured."""
    group, [alice] = make_group_of("alice")
    elsewhere = make_area("Eastsea", authority_code="E06999998")
    acting = make_login("far")
    provider = make_provider(acting, where=elsewhere)
    vet(provider)
    make_shown_listing(acting, provider)
    Listing.objects.update(latitude=north_of(km)[0], longitude=north_of(km)[1])

    brief = ask(group, alice)

    assert [row.id for row in briefs_near(acting.login_id, NOW)] == [brief.pk] * is_reached
    assert Message.objects.filter(kind="brief_near").exists() == is_reached
    if is_reached:
        assert brief_for_provider(brief.pk, acting.login_id, NOW).id == brief.pk
    else:
        with pytest.raises(NotFound):
            brief_for_provider(brief.pk, acting.login_id, NOW)


def test_only_what_the_box_leaves_is_measured(monkeypatch):
    """What is certain, and what lies far away, is never measured in Python."""
    group, [alice] = make_group_of("alice")
    elsewhere = make_area("Eastsea", authority_code="E06999998")
    acting = make_login("far")
    provider = make_provider(acting, where=elsewhere)
    vet(provider)
    near, _far = make_shown_listing(acting, provider), make_shown_listing(acting, provider)
    ask(group, alice), ask(group, alice, listing_id=near.pk)
    Listing.objects.exclude(pk=near.pk).update(latitude=north_of(60)[0])
    measured = []
    monkeypatch.setattr(queries, "distance_km", lambda *pair: measured.append(pair) or 1)

    assert len(briefs_near(acting.login_id, NOW)) == 2
    assert len(measured) == 1


def test_the_list_near_a_provider_costs_the_same_for_one_and_for_three(
    django_assert_num_queries,
):
    group, [alice] = make_group_of("alice")
    acting, provider = make_vetted()
    make_shown_listing(acting, provider)
    first = ask(group, alice)
    with django_assert_num_queries(2):
        assert len(briefs_near(acting.login_id, NOW)) == 1
    with django_assert_num_queries(2):
        brief_for_provider(first.pk, acting.login_id, NOW)
    ask(group, alice)
    ask(group, alice)
    make_shown_listing(acting, provider)
    with django_assert_num_queries(2):
        assert len(briefs_near(acting.login_id, NOW)) == 3
    with django_assert_num_queries(2):
        brief_for_provider(first.pk, acting.login_id, NOW)


@pytest.mark.parametrize("count", [1, 3])
def test_the_briefs_of_a_person_take_one_statement(count, django_assert_num_queries):
    group, [alice] = make_group_of("alice")
    for _brief in range(count):
        make_brief(group, alice)

    with django_assert_num_queries(1):
        names = [brief.group.name for brief in briefs_of_person(alice.required_person.pk)]
    assert names == [group.name] * count


@pytest.mark.holds("fault:E1")
def test_a_brief_that_is_no_longer_asking_is_there_for_whoever_answered_and_for_no_other_provider():
    group, [alice] = make_group_of("alice")
    bob, charlie = make_vetted("bob"), make_vetted("charlie")
    overdue, closed, compared = (ask(group, alice) for _number in range(3))
    for brief in (closed, compared):
        offer_to(brief, *bob)
    close_together(closed, alice)
    stop_together(compared, alice, NOW)
    past_its_day = NOW + (ANSWERS_BY - TODAY) + timedelta(days=1)

    def may_read(voice, brief, on=NOW) -> bool:
        try:
            return bool(brief_for_provider(brief.pk, voice.login_id, on))
        except NotFound:
            return False

    assert [may_read(bob[0], brief) for brief in (overdue, closed, compared)] == [True] * 3
    assert [may_read(charlie[0], brief) for brief in (overdue, closed, compared)] == [
        True,
        False,
        False,
    ]
    assert not any(may_read(voice, overdue, past_its_day) for voice in (bob[0], charlie[0]))


@pytest.mark.holds("fault:E1")
def test_who_may_not_read_a_brief_cannot_come_to_read_it_by_answering():
    group, [alice] = make_group_of("alice")
    brief = ask(group, alice)
    voice = make_login("far")
    provider = make_provider(voice, where=make_area("Eastsea", authority_code="E06999998"))
    vet(provider)

    with pytest.raises(NotFound):
        offer_to(brief, voice, provider)

    with pytest.raises(NotFound):
        brief_for_provider(brief.pk, voice.login_id, NOW)
