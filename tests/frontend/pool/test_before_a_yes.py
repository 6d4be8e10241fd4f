"""What is answered beside every yes: what concerns this person, with a way to ask (fault J7)."""

import pytest
from django.urls import reverse

from pooling.payments.states.charges import Rail
from pooling.pools.states import SourceKind
from tests.factories.demand import ask, make_group_of, make_offers, start_choosing
from tests.factories.pools import make_people, make_pool, make_source
from tests.factories.representations import ask_for
from tests.factories.supply import make_login, make_someone
from tests.frontend.reading import words
from tests.frontend.visiting import signed_in
from tests.journeys.sent_page import SentPage

pytestmark = pytest.mark.usefixtures("on_the_day")

TAKES_BACK = "Will my council take back what I save?"
BEFORE = "Before you say yes"


def review_of(by, pool, source) -> str:
    typed = {"max_pence": "15", "step": "look", f"parts_{source.pk}": "15"}
    return signed_in(by).post(reverse("pool_pledge", args=[pool.pk]), typed).text


@pytest.mark.holds("fault:J7", "M141")
@pytest.mark.parametrize(
    ("kind", "rail", "asks"),
    [
        (SourceKind.OWN, Rail.TRANSFER, False),
        (SourceKind.GRANT, Rail.TRANSFER, False),
        (SourceKind.DIRECT_PAYMENT, Rail.TRANSFER, True),
    ],
)
def test_only_the_councils_money_asks_whether_the_council_takes_it_back(kind, rail, asks):
    people = make_people(4)
    pool = make_pool(people)
    source = make_source(people[0], kind, rail)

    page = review_of(people[0], pool, source)

    assert BEFORE in page
    assert (TAKES_BACK in page) == asks
    # Before any money is named every member's screen is the same (M32).
    assert TAKES_BACK in words(signed_in(people[0]).get(reverse("pool", args=[pool.pk])))


@pytest.mark.holds("fault:J7", "M141")
def test_what_is_not_known_beside_a_yes_is_a_link_that_asks_whoever_runs_it():
    people = make_people(4)
    pool = make_pool(people)
    source = make_source(people[0], SourceKind.OWN, Rail.TRANSFER)
    page = SentPage("/", review_of(people[0], pool, source))
    links = [each for each in page.shown("a") if page.name(each).startswith("Ask:")]
    assert links
    client = signed_in(people[0])
    [address] = {each.get("href") for each in links}

    client.post(address, {"words": "Is there a bus?"})

    voice = pool.provider.members.get().login
    answers = signed_in(type(people[0])(login=voice))
    assert "Is there a bus?" in words(answers.get(reverse("my_offer", args=[pool.offer_id])))
    answers.post(reverse("answer_about_offer", args=[pool.offer_id]), {"say-words": "The 7."})
    assert "The 7." in words(client.get(address))


@pytest.mark.holds("fault:J7", "M141")
def test_joining_choosing_and_agreeing_to_be_acted_for_have_their_answers_too():
    group, [alice, _bob] = make_group_of("alice", "bob")
    brief = ask(group, alice)
    make_offers(brief, "museum")
    start_choosing(brief, alice)
    ask_for(alice, make_login("rita"))

    joins = signed_in(make_someone("carol")).get(reverse("join_group", args=[group.pk]))
    chooses = signed_in(alice).get(reverse("choose", args=[brief.pk]))
    agrees = signed_in(alice).get(reverse("my_representatives"))

    assert f"{BEFORE} Does it cost anything?" in words(joins)
    assert f"{BEFORE} Do I pay by choosing?" in words(chooses)
    assert f"{BEFORE} Can I stop it again?" in words(agrees)


@pytest.mark.holds("fault:J7")
def test_where_nobody_asks_to_act_there_is_nothing_to_say_yes_to():
    assert BEFORE not in words(signed_in(make_someone("alice")).get(reverse("my_representatives")))


@pytest.mark.holds("fault:J6")
def test_who_answers_for_a_kind_of_money_is_said_in_a_sentence_after_ours():
    people = make_people(4)
    pool = make_pool(people)
    area = pool.area
    area.routes = {"direct_payment": "the payments team"}
    area.save()
    people[0].person.area = area
    people[0].person.save()

    page = words(signed_in(people[0]).get(reverse("add_source")))

    assert "and you decide. Who answers for it here: the payments team." in page
    assert "Any money of yours. Nobody asks where it is from." in page
