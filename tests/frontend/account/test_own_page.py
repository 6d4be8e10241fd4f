"""One's own first page: what comes next, one's groups as cards, money as a bar, whom to ask, and
about oneself a few lines that say what holds."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.people.actions.representations import agree_to_representation
from community.people.models.persons import Person
from community.people.states import RepresentationScope
from groups.actions.notes import write_note
from tests.factories.demand import make_group, make_group_of
from tests.factories.gatherings import make_gathering, say_coming
from tests.factories.pools import make_source
from tests.factories.representations import act_for, ask_for
from tests.factories.supply import NOW, area, make_connector
from tests.factories.talks import make_talk
from tests.factories.visits import come, make_time, make_visited_listing
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in, statements_of

pytestmark = pytest.mark.django_db
HOME = reverse("home")


@pytest.fixture(autouse=True)
def today():
    set_clock(NOW)


def home_of(by) -> str:
    return words(signed_in(by).get(HOME))


def test_each_group_is_a_card_with_who_comes_and_since_when_something_is_new():
    group, [alice, bob, _cas] = make_group_of("alice", "bob", "cas")
    date = make_gathering(group, alice, title="A walk")
    say_coming(date, bob)
    write_note(group_id=group.pk, text="I bring cake.", by=bob, now=NOW)

    card = "Tuesday people 3 people. Next: Tuesday 11 May 2027 at 10.30 am, A walk."
    assert f"{card} One is coming. The newest message is of Tuesday 4 May 2027." in home_of(alice)

    rita = act_for(alice, scope=RepresentationScope.LOOK)
    seen = home_of(rita)
    assert card in seen
    assert "One is coming" not in seen and "newest message" not in seen


def test_what_comes_next_is_the_sooner_of_a_group_s_date_and_a_place():
    group, [alice, bob] = make_group_of("ann", "ben")
    listing = make_visited_listing()
    come(alice, listing, make_time(listing, days=3))
    date = make_gathering(
        group, alice, title="Tea", starts_at=NOW + timedelta(days=2), place_words="4 Elm Row",
        is_at_home=True,
    )  # fmt: skip
    next_is = "Next for you {}".format
    assert next_is(listing.title) in home_of(alice)

    say_coming(date, alice)

    seen = home_of(alice)
    assert next_is("Tea") in seen and reverse("date", args=[date.pk]) in (
        signed_in(alice).get(HOME).text
    )
    assert "Elm Row" not in seen
    assert "Next for you" not in home_of(bob)


def test_money_is_a_bar_for_its_owner_and_for_nobody_who_reads_no_sums():
    _group, [alice, _bob] = make_group_of("alice", "bob")
    make_source(alice, amount_pence=10000, keep_aside_pence=2000)
    bar = 'class="cp-bar"'
    assert bar in signed_in(alice).get(HOME).text
    assert "May be used besides" in home_of(alice)

    decides = act_for(alice, scope=RepresentationScope.DECIDE)
    assert bar not in signed_in(decides).get(HOME).text
    assert reverse("money") in signed_in(decides).get(HOME).text


def test_whom_one_can_ask_is_named_and_when_one_talks():
    group, [alice, _bob] = make_group_of("alice", "bob")
    connie = make_connector("connie")
    Person.objects.filter(pk=alice.person_id).update(area=area())
    alice.person.refresh_from_db()
    assert f"You can ask the community connector of {area().name}." in home_of(alice)
    talk = make_talk(alice, connie)

    assert "connie rings you on" in home_of(alice) and talk.is_waiting
    rita = act_for(alice, scope=RepresentationScope.LOOK)
    assert "rings you on" not in home_of(rita)


def test_about_oneself_each_line_says_what_holds_and_holds_the_rest():
    group, [alice, _bob] = make_group_of("alice", "bob")
    alice.person.adjustments = ["A window seat"]
    alice.person.save()
    seen = home_of(alice)
    assert "What helps me A window seat" in seen
    assert "Who may act for me Nobody" in seen

    rita = act_for(alice, scope=RepresentationScope.LOOK)
    assert "Who may act for me Rita" in home_of(alice).replace("rita", "Rita")
    seen = home_of(rita)
    assert "A window seat" not in seen and "How to reach me" not in seen


def test_whoever_acts_for_somebody_reads_for_whom_on_a_page_of_their_own():
    _group, [alice, bob] = make_group_of("alice", "bob")
    agree_to_representation(representation_id=ask_for(alice, bob).pk, by=alice, now=NOW)
    assert "You may act for: alice." in home_of(bob)
    assert "You may act for" not in home_of(alice)


def test_more_of_everything_takes_no_more_statements():
    group, [alice, bob] = make_group_of("alice", "bob")
    say_coming(make_gathering(group, alice), bob)
    make_source(alice)
    client = signed_in(alice)
    with_one = statements_of(client, HOME)

    make_gathering(group, alice, starts_at=NOW + timedelta(days=20))
    other = make_group(alice, name="Singers")
    say_coming(make_gathering(other, alice), alice)
    for day in range(3):
        write_note(group_id=group.pk, text=f"Word {day}", by=bob, now=NOW)

    assert statements_of(client, HOME) == with_one
