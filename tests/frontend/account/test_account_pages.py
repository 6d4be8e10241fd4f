"""Signing in by a code, and a person's own pages."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from community.messaging.models import ContactPlan
from community.messaging.states import Channel
from community.people.acting import Acting
from community.people.models.persons import Person
from community.people.states import RepresentationScope
from groups.actions.gatherings import call_off_gathering
from groups.actions.membership import leave_group
from groups.states import GroupBeginning
from tests.factories.demand import ask, join, make_group, make_group_of, make_offers, start_choosing
from tests.factories.gatherings import make_gathering
from tests.factories.places import HOME, make_postcode
from tests.factories.representations import act_for, ask_for
from tests.factories.supply import NOW, area, make_connector, make_login, make_someone
from tests.frontend.reading import words
from tests.frontend.visiting import signed_in, statements_of

pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.mark.holds("M71", "M80")
def test_signing_up_asks_for_a_name_and_an_address_and_nothing_else():
    area()
    client = Client()
    page = client.get(reverse("account_signup"))
    assert re.findall(r'<input[^>]* name="(\w+)"', page.text) == [
        "csrfmiddlewaretoken",
        "called",
        "email",
        "is_shared_computer",  # of the computer, not of the person
    ]

    typed = {"called": "Al", "email": "Al@Example.org"}
    client.post(reverse("account_signup") + "?next=/find/", typed)
    code = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", mail.outbox[-1].body)[0]
    came = client.post(reverse("account_email_verification_sent"), {"code": code})

    person = Person.objects.get(login__email="al@example.org")
    assert (person.preferred_name, came.status_code) == ("Al", 302)
    assert ContactPlan.objects.get(person_id=person.pk).address == "al@example.org"


def test_signing_in_by_a_code_leads_home():
    alice = make_someone("alice")
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": alice.login.email})
    code = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", mail.outbox[-1].body)[0]

    page = client.post(reverse("account_confirm_login_code"), {"code": code}, follow=True)

    assert page.redirect_chain[-1][0] == "/home/"
    assert "Hello, alice" in page.text


def test_where_one_lives_is_kept_to_its_first_half_and_its_council():
    alice = make_someone("alice")
    here = area()
    make_postcode(HOME)
    Person.objects.filter(pk=alice.person_id).update(area=None, outward_code="")
    client = signed_in(alice)

    refused = client.post(reverse("where_i_live"), {"postcode": "QQ9 9QQ"})
    kept = client.post(reverse("where_i_live") + "?next=/money/", {"postcode": "zz11aa"})

    assert (refused.status_code, kept.url) == (422, "/money/")
    person = Person.objects.get(pk=alice.person_id)
    assert (person.outward_code, person.area) == ("ZZ1", here)
    assert HOME not in client.get(reverse("where_i_live")).text


def test_money_an_office_keeps_asks_first_where_one_lives():
    alice = make_someone("alice")
    Person.objects.filter(pk=alice.person_id).update(area=None)

    answer = signed_in(alice).get(reverse("add_source_of", args=["council_managed"]))

    assert answer.url == "/home/where/?next=%2Fmoney%2Fadd%2Fcouncil_managed%2F"


@pytest.mark.holds("T19")
def test_an_address_that_is_known_and_one_that_is_not_look_the_same():
    make_someone("alice")
    answers = []
    for email in ("alice@example.org", "nobody@example.org"):
        client = Client()
        page = client.post(reverse("account_request_login_code"), {"email": email}, follow=True)
        answers.append(re.sub(r"alice|nobody|value=\"[^\"]*\"", "", page.text))

    assert answers[0] == answers[1]
    assert len(mail.outbox) == 2


def test_mail_about_an_account_says_little_in_its_subject():
    make_someone("alice")
    Client().post(reverse("account_request_login_code"), {"email": "alice@example.org"})

    assert not re.search(r"care|group|money|example\.com", mail.outbox[-1].subject, re.I)


def test_home_shows_what_is_waiting():
    group, [alice, _bob] = make_group_of("alice", "bob")
    brief = ask(group, alice)
    make_offers(brief, "museum")
    start_choosing(brief, alice)

    page = signed_in(alice).get(reverse("home"))

    assert "No answer from you yet." in page.text
    assert reverse("choose", args=[brief.pk]) in page.text


def test_home_of_somebody_who_works_here_opens_the_doors_of_their_roles_only():
    connie = signed_in(make_connector("connie")).get(reverse("home")).text
    voice = signed_in(make_login("voice")).get(reverse("home")).text

    assert reverse("paper") in connie
    assert reverse("paper") not in voice
    assert reverse("concerns") not in connie


def test_somebody_who_works_here_has_no_way_to_groups_or_money_of_their_own():
    ways = [f'href="{reverse(name)}"' for name in ("groups", "money")]

    at_work = signed_in(make_connector()).get(reverse("home")).text
    alice = signed_in(make_someone("alice")).get(reverse("home")).text

    assert not any(way in at_work for way in ways)
    assert all(way in alice for way in ways)


def test_somebody_who_works_here_can_begin_a_page_of_their_own():
    voice = make_login("voice")
    client = signed_in(voice)

    for _press in range(2):
        client.post(reverse("begin_as_person"))

    assert Person.objects.filter(login=voice.login).count() == 1
    assert "Hello, voice" in client.get(reverse("home")).text


def test_only_in_person_through_somebody_named_sends_nothing_ever_again():
    alice, connie = make_someone("alice"), make_connector("connie")
    client = signed_in(alice)

    client.post(
        reverse("contact_plan"),
        {"channel": "in_person", "through_login_id": connie.login_id, "days_words": "Thursdays"},
    )

    plan = ContactPlan.objects.get(person_id=alice.person_id)
    assert (plan.channel, plan.through_words, plan.address) == (Channel.IN_PERSON, "connie", "")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"channel": "in_person"}, "Choose who will tell you."),
        ({"channel": "text", "address": "12"}, "Write one phone number"),
        ({"channel": "email", "address": "nowhere"}, "Write one e-mail address"),
        ({"channel": "post", "never_words": "no bells"}, "Say where to"),
    ],
)
def test_how_to_reach_me_keeps_what_was_typed_when_it_is_refused(typed, words):
    alice = make_someone("alice")

    page = signed_in(alice).post(reverse("contact_plan"), typed)

    assert (page.status_code, words in page.text) == (422, True)
    assert typed.get("never_words", "") in page.text
    assert ContactPlan.objects.get(person_id=alice.person_id).channel == Channel.EMAIL


@pytest.mark.holds("T12")
def test_nobody_who_acts_for_a_person_turns_their_messages_elsewhere():
    alice = make_someone("alice")
    rita = act_for(alice)

    page = signed_in(rita).post(
        reverse("contact_plan"), {"channel": "email", "address": "rita@example.org"}
    )

    assert "Only alice can see this." in page.text
    assert ContactPlan.objects.get(person_id=alice.person_id).address == "alice@example.org"


def test_what_helps_is_kept_and_shown_again():
    alice = make_someone("alice")
    client = signed_in(alice)

    client.post(reverse("what_helps"), {"ticked": ["quiet", "bsl"], "own": "A window seat"})

    assert Person.objects.get(pk=alice.person_id).adjustments == ["quiet", "bsl", "A window seat"]
    assert 'value="A window seat"' in client.get(reverse("what_helps")).text


def test_history_and_messages_are_one_s_own():
    group, [alice, bob] = make_group_of("alice", "bob")

    assert f"Started a group: {group.name}, by you" in words(
        signed_in(alice).get(reverse("history"))
    )
    assert "Started a group" not in signed_in(bob).get(reverse("history")).text


@pytest.mark.parametrize("name", ["home", "history", "messages"])
def test_own_pages_cost_the_same_for_one_row_and_for_three(name):
    group, [alice, bob] = make_group_of("alice", "bob")
    brief = ask(group, alice)
    make_offers(brief, "museum")
    start_choosing(brief, alice)
    client, page = signed_in(alice), reverse(name)
    with_one = statements_of(client, page)
    for number in range(2):
        more = ask(group, alice)
        make_offers(more, f"museum-{number}")
        start_choosing(more, alice)

    assert statements_of(client, page) == with_one


def test_pages_of_one_s_own_need_signing_in():
    for name in ("home", "history", "messages", "contact_plan", "what_helps", "my_representatives"):
        page = Client().get(reverse(name))
        assert page.url.startswith("/account/login/"), name


def test_no_cookie_is_left_but_those_that_the_cookies_page_names():
    client = signed_in(make_someone("alice"))
    named = set(re.findall(r"<code>(\w+)</code>", client.get(reverse("cookies")).text))

    client.post(reverse("what_helps"), {"helps": ["time"]})

    client.post(reverse("how_pages_look"), {"text_size": "large"})

    assert set(client.cookies) == named == {"sessionid", "csrftoken", "reading"}


@pytest.mark.holds("fault:A2", "P12")
def test_whoever_acts_reads_nothing_about_authority_and_no_word_of_their_own_deeds():
    group, [alice, _ben] = make_group_of("alice", "ben")
    rita = act_for(alice)
    ask_for(alice, make_login("sam"))
    leave_group(group_id=group.pk, by=rita, now=NOW)
    theirs = {"/home/messages/": "Left a group", "/home/": "Rita did this for you"}

    for address, words_of_it in theirs.items():
        assert words_of_it in signed_in(alice).get(address).text
        assert words_of_it not in signed_in(rita).get(address).text
    api = reverse("api:message-list")
    assert "Sam asked" in signed_in(alice).get("/home/messages/").text
    assert "sam" not in signed_in(rita).get("/home/messages/").text.lower()
    assert "Sam" in signed_in(alice).get(api).text
    for_alice = {"X-Acting-For": str(alice.person_id)}
    assert signed_in(Acting(login=rita.login)).get(api, headers=for_alice).json()["results"] == []


@pytest.mark.holds("P11")
def test_two_boxes_one_for_all_who_meet_them_and_one_read_by_nobody_who_acts():
    group, [alice, _ben] = make_group_of("alice", "ben")
    rita, sam = act_for(alice, scope=RepresentationScope.LOOK), act_for(alice, "sam")
    typed = {"channel": "email", "address": "a@example.org", "never_words": "no calls before ten"}

    kept = signed_in(alice).post(
        reverse("contact_plan"), typed | {"never_told_login_ids": [rita.login_id]}
    )
    leave_group(group_id=group.pk, by=sam, now=NOW)

    assert kept.status_code == 302
    assert ContactPlan.objects.get(person_id=alice.person_id).never_told_login_ids == [
        rita.login_id
    ]
    for by in (rita, sam):
        assert "Please never: no calls before ten" in signed_in(by).get(reverse("home")).text
        me = signed_in(by).get("/api/me/", headers={"X-Acting-For": str(alice.person_id)}).json()
        assert (me["never_words"], me["reach"]) == ("no calls before ten", None)
    assert "Left a group" in signed_in(alice).get(reverse("messages")).text
    assert "Left a group" not in signed_in(rita).get(reverse("messages")).text


@pytest.mark.holds("P11")
@pytest.mark.parametrize("refused", ["through", "stranger"])
def test_never_tell_names_nobody_who_tells_them_and_nobody_unknown(refused):
    alice, connie = make_someone("alice"), make_connector()
    never = connie.login_id if refused == "through" else make_login("stranger").login_id
    typed = {"channel": "in_person", "through_login_id": connie.login_id}

    page = signed_in(alice).post(reverse("contact_plan"), typed | {"never_told_login_ids": [never]})

    assert page.status_code == 422
    assert ContactPlan.objects.get(person_id=alice.person_id).never_told_login_ids == []


def test_the_first_page_counts_what_waits_and_says_when_each_group_meets_next():
    group, [alice, bob] = make_group_of("alice", "bob")
    quiet = make_group(alice, name="Singers")
    make_gathering(group, alice, title="A walk")
    gone = make_gathering(quiet, alice, title="Called off")
    call_off_gathering(gathering_id=gone.pk, by=alice, now=NOW)
    brief = ask(group, alice)
    make_offers(brief, "museum")
    start_choosing(brief, alice)

    seen = words(signed_in(alice).get(reverse("home")))
    assert "Waiting for you: 1" in seen
    assert "Tuesday people 2 people. Next: Tuesday 11 May 2027 at 10.30 am, A walk." in seen
    assert "Called off" not in seen


def test_whoever_waits_for_a_hello_does_not_read_there_when_the_group_meets():
    alice, bob = make_someone("alice"), make_someone("bob")
    group = make_group(alice, begins=GroupBeginning.HELLO)
    make_gathering(group, alice, title="A walk")
    join(group, bob)
    assert "A walk" in words(signed_in(alice).get(reverse("home")))
    seen = words(signed_in(bob).get(reverse("home")))
    assert "Tuesday people" in seen and "A walk" not in seen
