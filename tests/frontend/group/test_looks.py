"""A brief's words wait for a look; its facts do not. Who looks, holds back, and looks again."""

from datetime import timedelta
from functools import partial
from importlib import import_module

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from community.common.shown import digest_of
from community.messaging.models import Message
from community.moderation.models import ModerationItem
from community.moderation.rules.looking import words_shown
from community.moderation.states import ModerationState
from community.people.acting import Acting
from community.people.models.logins import Login, Role
from community.people.states import RepresentationScope, RoleKind
from frontend.shared.bodies import bodies_of
from groups.actions.briefs import edit_brief
from groups.models.briefs import Brief
from groups.models.members import Member
from groups.queries.brief_words import FREE_WORDS
from groups.rules.briefs import BRIEF_FIELDS, BriefAlreadyPublished
from groups.states import MotionPurpose
from providers.queries.supply import providers_of_login
from tests.factories.demand import make_brief, make_group, make_vetted, offer_to
from tests.factories.motions import agree_together
from tests.factories.representations import act_for
from tests.factories.supply import (
    NOW,
    area,
    make_connector,
    make_login,
    make_provider,
    make_someone,
)
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")
WORDS = "A choir that nobody has looked at"
HELD = {"reason": "advert", "why_words": "It sells loans"}


@pytest.fixture
def alice():
    return make_someone("alice")


@pytest.fixture
def sent(alice) -> Brief:
    """Asked, and nobody has looked at its words."""
    brief = make_brief(make_group(alice), alice, what=WORDS, people_about=5)
    agree_together(MotionPurpose.SEND_BRIEF, brief, alice)
    return brief


def item_of(brief: Brief) -> ModerationItem:
    return ModerationItem.objects.get(about=f"brief:{brief.pk}")


def hold_back(brief: Brief, by, **more):
    page = reverse("hold_words_back", args=[item_of(brief).pk])
    return signed_in(by).post(page, HELD | more)


def read_by_strangers(brief: Brief) -> list[str]:
    anybody = Client()
    pages = ["/wanted/", f"/wanted/{brief.pk}/", "/api/wanted/", f"/api/wanted/{brief.pk}/"]
    return [anybody.get(page).text for page in pages]


def read_by(voice, brief: Brief) -> list[str]:
    pages = [f"/provide/briefs/{brief.pk}/", f"/api/briefs-near/{brief.pk}/", "/provide/briefs/"]
    return [signed_in(voice).get(page).text for page in pages]


@pytest.mark.holds("P45", "M139", "fault:D5")
def test_facts_are_out_at_once_and_words_wait_four_working_days_for_providers_alone(sent):
    voice, provider = make_vetted()
    offer = offer_to(sent, voice, provider)

    texts = [*read_by_strangers(sent), *read_by(voice, sent)]
    texts.append(signed_in(voice).get(f"/provide/offers/{offer.pk}/").text)
    assert not any(WORDS in text or "Tuesday mornings" in text for text in texts)
    assert all("ZZ1" in text for text in read_by_strangers(sent))
    assert "ords not yet looked at" in texts[0] and "Words not yet looked at" in texts[1]
    assert "hot_meal" in read_by(voice, sent)[1]

    set_clock(NOW + timedelta(days=6))
    assert all(WORDS in text for text in read_by(voice, sent))
    assert not any(WORDS in text for text in read_by_strangers(sent))


@pytest.mark.holds("P45")
def test_the_group_reads_until_when_its_words_wait(alice, sent):
    page = signed_in(alice).get(reverse("brief", args=[sent.pk])).text

    assert "Your words wait until Thursday 6 May 2027" in page


@pytest.mark.holds("P45")
def test_a_connector_lets_them_through_by_one_press_and_nobody_else_can(alice, sent):
    connie = make_connector("connie", area())
    press = reverse("let_words_through", args=[item_of(sent).pk])
    program = f"/api/looks/{item_of(sent).pk}/pass/"

    for stranger in (alice, make_login("charlie")):
        assert signed_in(stranger).get("/looks/").status_code == 404
        assert signed_in(stranger).post(press).status_code == 404
        assert signed_in(stranger).post(program).status_code == 404
    assert WORDS in signed_in(connie).get("/looks/").text
    assert signed_in(connie).post(press).status_code == 302
    assert all(WORDS in text for text in read_by_strangers(sent))
    assert WORDS not in signed_in(connie).get("/looks/").text


@pytest.mark.holds("P45", "fault:B1")
@pytest.mark.parametrize(("call", "more"), [("pass", {}), ("hold-back", HELD)])
def test_a_program_says_which_words_it_looked_at(sent, call, more):
    connie, program = make_connector("connie", area()), f"/api/looks/{item_of(sent).pk}/{call}/"
    browser = signed_in(connie)
    [read] = browser.get("/api/looks/").json()["results"]

    assert browser.post(program, more).status_code == 400
    ModerationItem.objects.update(words="Other words")
    assert browser.post(program, more | {"digest": read["digest"]}).status_code == 409
    assert item_of(sent).state == ModerationState.WAITING
    [read] = browser.get("/api/looks/").json()["results"]
    assert browser.post(program, more | {"digest": read["digest"]}).status_code == 200


@pytest.mark.holds("P46", "P47")
def test_held_back_the_group_reads_why_mends_it_and_it_is_looked_at_anew(alice, sent):
    assert hold_back(sent, make_connector("connie", area())).status_code == 302
    page = signed_in(alice).get(reverse("brief", args=[sent.pk])).text
    read = signed_in(alice).get(f"/api/briefs/{sent.pk}/").json()["words"]
    looking_on = program_for(alice)(f"/api/briefs/{sent.pk}/").json()

    assert "an advert: “It sells loans”" in page
    assert (read["state"], read["reason"], read["why_words"]) == (
        "held_back",
        "an advert",
        "It sells loans",
    )
    assert looking_on["words"] is None
    assert Message.objects.get(kind="words_held_back").login_id == alice.login_id
    with pytest.raises(BriefAlreadyPublished):
        edit_brief(brief_id=sent.pk, fields={"people_about": 9}, by=alice, now=NOW)
    typed = {"what": "A choir", "when_words": "Tuesdays", "where_words": "near us"}
    assert signed_in(alice).post(reverse("brief_what", args=[sent.pk]), typed).status_code == 302
    assert (item_of(sent).state, "A choir" in item_of(sent).words) == ("waiting", True)
    edit_brief(brief_id=sent.pk, fields={"what": "Another"}, by=alice, now=NOW)
    sent.refresh_from_db()
    assert (sent.what, sent.rewording.what) == ("A choir", "Another")


def program_for(person):
    """Of somebody who acts for them and may only look."""
    looker = act_for(person, "looker", RepresentationScope.LOOK)
    program = signed_in(Acting(login=looker.login))
    return partial(program.get, headers={"X-Acting-For": str(person.person_id)})


def ask_again(way: str, brief: Brief, by):
    """By page or program, or on paper, which a worker enters."""
    if way == "page":
        return signed_in(by).post(f"/brief/{brief.pk}/look-again/")
    if way == "call":
        return signed_in(by).post(f"/api/briefs/{brief.pk}/look-again/")
    member = Member.objects.filter(person=by.person).first()
    worker, code = signed_in(make_login("dora")), member.paper_code if member else "none"
    Role.objects.create(
        login=Login.objects.get(name="dora"), kind="connector", area=area(), started_at=NOW
    )
    if way == "paper":
        return worker.post(f"/paper/{code}/look-again/", {"brief": brief.pk})
    return worker.post(f"/api/paper/{code}/look-again/{brief.pk}/")


@pytest.mark.holds("P47")
@pytest.mark.parametrize("way", ["page", "call", "paper", "paper_call"])
def test_the_group_asks_somebody_else_to_look_and_the_first_cannot(alice, sent, way):
    first, second = make_connector("first", area()), make_connector("second", area())
    hold_back(sent, first)

    assert ask_again(way, sent, alice).status_code in (200, 302)
    assert item_of(sent).state == ModerationState.WAITING
    assert WORDS not in signed_in(first).get("/looks/").text
    assert WORDS in signed_in(second).get("/looks/").text


@pytest.mark.parametrize("way", ["page", "call", "paper", "paper_call"])
def test_nobody_outside_the_group_asks(sent, way):
    hold_back(sent, make_connector("first", area()))

    assert ask_again(way, sent, make_someone("charlie")).status_code == 404
    assert item_of(sent).state == ModerationState.HELD_BACK


@pytest.mark.holds("P47")
def test_who_is_paid_by_whom_it_is_about_only_proposes_it_to_somebody_of_another_body(sent):
    hold_back(sent, make_connector("paid", area()), is_paid_by_whom_it_is_about="on")
    colleague, seat = make_connector("other", area()), make_login("seat")
    kind = RoleKind.USER_LED_SEAT
    Role.objects.create(login=seat.login, kind=kind, area=area(), started_at=NOW)

    assert item_of(sent).state == ModerationState.WAITING
    assert "would hold them back" in signed_in(seat).get("/looks/").text
    hold_back(sent, colleague)  # of the same council
    assert item_of(sent).state == ModerationState.WAITING
    said = HELD | {"digest": digest_of(words_shown(item_of(sent).words))}
    answer = signed_in(seat).post(f"/api/looks/{item_of(sent).pk}/hold-back/", said)
    assert answer.json()["state"] == "held_back"
    assert "words held back" in read_by_strangers(sent)[0]


@pytest.mark.holds("P47")
def test_the_bodies_of_a_login_are_whoever_pays_it():
    voice = make_login("voice")
    make_provider(voice)
    Role.objects.create(login=voice.login, kind=RoleKind.USER_LED_SEAT, area=area(), started_at=NOW)
    connector = make_connector("connie", area())

    assert bodies_of(connector.login_id) == {area().council, "council"}
    [provider] = providers_of_login(voice.login_id)
    assert bodies_of(voice.login_id) == {provider.name, f"user_led_seat {area().pk}"}


@pytest.mark.holds("P45")
@pytest.mark.parametrize(
    ("state", "waits"), [("asking", "waiting"), ("comparing", "waiting"), ("closed", "passed")]
)
def test_what_was_sent_before_words_waited_waits_since_then(sent, state, waits):
    Brief.objects.filter(pk=sent.pk).update(state="comparing" if state == "comparing" else "asking")
    if state == "closed":
        Brief.objects.filter(pk=sent.pk).update(state="closed")
    before = item_of(sent).words
    ModerationItem.objects.all().delete()
    migration = import_module("groups.migrations.0013_words_sent_before_wait_too")

    for _run in range(2):
        with connection.cursor() as cursor:
            cursor.execute(migration.HAND_IN)

    item = item_of(sent)
    assert (item.state, item.words, item.waits_since) == (waits, before, sent.published_at)
    assert item.link == f"/brief/{sent.pk}/"


@pytest.mark.holds("P46")
def test_no_other_reason_holds_back_and_without_saying_which_words_nothing_does(sent):
    connie = make_connector("connie", area())

    for wrong in ({"reason": "criticism"}, {"why_words": ""}):
        assert hold_back(sent, connie, **wrong).status_code == 422
    assert item_of(sent).state == ModerationState.WAITING


@pytest.mark.holds("P47")
def test_anybody_reads_how_many_are_held_back(sent):
    hold_back(sent, make_connector("connie", area()))

    assert "Held back now: fewer than ten." in Client().get("/wanted/").text


def test_the_words_that_wait_are_all_that_can_be_typed_freely():
    facts = {"requirements", "people_about", "money_in_hand", "answers_by"}

    assert set(FREE_WORDS) == BRIEF_FIELDS - facts
