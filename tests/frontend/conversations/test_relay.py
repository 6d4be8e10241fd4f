"""People, groups and providers write to each other, and neither reads how the other is reached
(M28): by page and by program, for oneself, for somebody, and until one side closes it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.conversations.models import Conversation, RelayedMessage
from community.conversations.tasks import forget_conversations
from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.models import Message
from community.messaging.states import Channel
from community.people.states import RepresentationScope
from groups.actions.conversations import ask_listing
from providers.models.supply import Check
from tests.factories.demand import make_group_of, make_vetted
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_login, make_shown_listing, make_someone
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")
JSON = "application/json"
QUESTION = "Is there a lift? My knee is bad."


@pytest.fixture
def place():
    voice, provider = make_vetted("museum")
    return make_shown_listing(voice, provider), voice


def ask(person, listing, text=QUESTION, **words):
    return ask_listing(listing_id=listing.pk, text=text, by=person, now=NOW, **words)


@pytest.mark.holds("M28")
def test_a_question_and_its_answer_and_neither_reads_how_the_other_is_reached(place):
    listing, voice = place
    ann = make_someone("ann")
    asking, provider = signed_in(ann), signed_in(voice)
    page = asking.get(reverse("listing", args=[listing.pk])).text
    link = reverse("ask_listing", args=[listing.pk])
    assert link in page

    sent = asking.post(link, {"words": QUESTION, "called": "Jo"})
    told = Message.objects.get(login_id=voice.login_id, kind="words_for_provider")
    read = provider.get(told.link).text
    provider.post(told.link, {"words": "A new one."})

    assert sent.url == told.link
    assert QUESTION in read and "Jo" in read
    assert "A new one." in asking.get(told.link).text
    assert told.link in asking.get(reverse("conversations")).text
    sent = [
        f"{each.subject} {each.text}" for each in Message.objects.filter(kind__startswith="words_")
    ]
    assert len(sent) == 2
    private = (QUESTION, "A new one.", "ann@", "museum@")
    assert not any(words in each for each in sent for words in private)
    assert voice.login.email not in asking.get(told.link).text
    assert ann.login.email not in read


@pytest.mark.holds("M143")
def test_nothing_passes_to_somebody_whose_checks_were_not_seen(place):
    listing, voice = place
    first = ask(make_someone("ann"), listing)
    Check.objects.all().delete()
    bob = signed_in(make_someone("bob"))
    unseen = make_shown_listing(make_login("unseen"))

    asked = bob.post(reverse("ask_listing", args=[listing.pk]), {"words": QUESTION})
    page = bob.get(reverse("listing", args=[unseen.pk])).text
    on = signed_in(voice).post(
        reverse("conversation", args=[first.conversation_id]), {"words": "Come to my house"}
    )

    assert (asked.status_code, on.status_code) == (422, 422)
    assert reverse("ask_listing", args=[unseen.pk]) not in page
    assert "Nobody’s name is passed on" in asked.text and QUESTION in asked.text
    assert RelayedMessage.objects.count() == 1


@pytest.mark.holds("M28")
def test_a_person_and_a_group_and_a_group_and_a_place(place):
    listing, voice = place
    group, [alice, bob] = make_group_of("alice", "bob")
    zoe = make_someone("zoe")
    outside, inside = signed_in(zoe), signed_in(alice)
    write = reverse("write_to_group", args=[group.pk])
    assert write in outside.get(reverse("group", args=[group.pk])).text

    to_group = outside.post(write, {"words": "May I come and look?", "called": "Zo"})
    inside.post(to_group.url, {"words": "Yes, on Tuesday."})
    of_group = inside.post(
        reverse("ask_listing", args=[listing.pk]),
        {"words": "Is there room for us?", "group_id": group.pk},
    )

    assert "Zo" in signed_in(bob).get(to_group.url).text
    answer = outside.get(to_group.url).text
    assert "Yes, on Tuesday." in answer and "alice" not in answer
    at_place = signed_in(voice).get(of_group.url).text
    assert "Tuesday people" in at_place and "alice" not in at_place
    assert inside.post(write, {"words": "Hello"}).status_code == 422
    for stranger in (outside, signed_in(make_login("nobody"))):
        assert stranger.get(of_group.url).status_code == 404
        assert stranger.get(f"/api{of_group.url}").status_code == 404
        assert stranger.post(of_group.url, {"words": "Let me in"}).status_code == 404


@pytest.mark.holds("M28")
def test_each_side_can_close_it_and_opens_it_again_alone(place):
    listing, voice = place
    ann = make_someone("ann")
    page = reverse("conversation", args=[ask(ann, listing).conversation_id])
    asking, provider = signed_in(ann), signed_in(voice)
    close = f"{page}close/"

    provider.post(close), provider.post(close)
    refused = asking.post(page, {"words": "Are you there?"})
    asking.post(close, {"opens": "yes"})  # it is not theirs to open
    still = asking.post(page, {"words": "Are you there?"})
    provider.post(close, {"opens": "yes"})
    open_again = asking.post(page, {"words": "Are you there?"})
    closed = asking.post(f"/api{close}", {"is_closed": True}, JSON).json()
    by_program = provider.post(f"/api{page}", {"words": "Yes."}, JSON)

    assert "has closed this" in refused.text and "Are you there?" in refused.text
    assert (refused.status_code, still.status_code, open_again.status_code) == (422, 422, 302)
    assert closed["closed_here_at"] and by_program.status_code == 409
    assert "Send it" not in provider.get(page).text


@pytest.mark.holds("M28")
def test_what_helps_travels_only_when_the_person_says_so(place):
    listing, voice = place
    ann = make_someone("ann")
    ann.person.adjustments = ["Sit at the back"]
    ann.person.save()
    asking, link = signed_in(ann), reverse("ask_listing", args=[listing.pk])
    suggests = act_for(ann, scope=RepresentationScope.SUGGEST)

    sent = asking.post(link, {"words": QUESTION})
    assert "Sit at the back" not in signed_in(voice).get(sent.url).text
    rita = signed_in(suggests)
    assert "Sit at the back" not in rita.get(link).text
    rita.post(link, {"words": "And a seat?", "shares_what_helps": "on"})
    call = {"words": "And here?", "shares_what_helps": True}
    refused = rita.post(
        f"/api/listings/{listing.pk}/ask/", call, JSON,
        headers={"X-Acting-For": str(ann.person_id)},
    )  # fmt: skip
    assert refused.status_code == 409
    assert "Sit at the back" not in signed_in(voice).get(sent.url).text

    asking.post(link, {"words": "Then hear this.", "shares_what_helps": "on"})
    assert "Sit at the back" in signed_in(voice).get(sent.url).text


@pytest.mark.holds("M28")
def test_whoever_acts_goes_as_far_as_they_may_and_is_named(place):
    listing, voice = place
    ann = make_someone("ann")
    sent = ask(ann, listing)
    page = reverse("conversation", args=[sent.conversation_id])
    looks = signed_in(act_for(ann, "larry", scope=RepresentationScope.LOOK))
    suggests = signed_in(act_for(ann, "sue", scope=RepresentationScope.SUGGEST))
    decides = signed_in(act_for(ann, "dora", scope=RepresentationScope.DECIDE))

    refused = looks.post(page, {"words": "For her"})
    suggests.post(page, {"words": "She asks for a seat."})
    unread = suggests.get(page).text
    decides.post(page, {"words": "And for a stick."})

    assert refused.status_code in (409, 422)
    assert QUESTION not in unread and QUESTION not in looks.get(page).text
    assert looks.get(reverse("conversations")).status_code == 409
    assert QUESTION in decides.get(page).text
    at_place = signed_in(voice).get(page).text
    assert "written by sue" in at_place and "written by dora" in at_place
    assert "larry" not in at_place
    assert suggests.post(f"{page}close/").status_code == 409


@pytest.mark.holds("M28")
def test_whoever_is_told_by_somebody_hears_the_words_and_a_mail_never_holds_them(place):
    listing, voice = place
    ann, worker = make_someone("ann"), make_login("wendy")
    set_contact_plan(
        person_id=ann.person_id,
        channel=Channel.IN_PERSON,
        through_login_id=worker.login_id,
        by=ann,
        now=NOW,
    )
    page = reverse("conversation", args=[ask(ann, listing).conversation_id])
    signed_in(voice).post(page, {"words": "A new one."})

    assert "A new one." in Message.objects.get(person_id=ann.person_id, kind="words_came").text


@pytest.mark.holds("M28")
def test_words_go_when_nothing_was_written_for_as_long_as_the_area_keeps_them(place):
    listing, _voice = place
    ann = make_someone("ann")
    conversation = ask(ann, listing).conversation
    conversation.area.words_kept_days = 30
    conversation.area.save()

    set_clock(NOW + timedelta(days=29))
    forget_conversations.func()
    assert Conversation.objects.exists()
    set_clock(NOW + timedelta(days=31))
    forget_conversations.func()
    assert not Conversation.objects.exists() and not RelayedMessage.objects.exists()


def test_a_list_takes_as_many_statements_for_three_as_for_one(place):
    listing, voice = place
    ann = make_someone("ann")
    client = signed_in(ann)

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("conversations")).status_code == 200
        return len(captured)

    ask(ann, listing)
    one = statements()
    for number in range(2):
        ask(ann, make_shown_listing(voice, listing.provider, title=f"N{number}"))
    assert statements() == one
