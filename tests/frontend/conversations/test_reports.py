"""Words of others: hidden for oneself, reported, looked at by somebody who is neither of the two,
and looked at again by somebody else; and who is blocked (P117)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.common.shown import digest_of
from community.conversations.models import MemberBlock, MessageReport, RelayedMessage
from community.messaging.models import Message
from community.moderation.models import ModerationItem
from community.moderation.rules.looking import words_shown
from community.moderation.tasks import ask_more_to_look
from community.people.models.logins import Role
from community.people.states import RepresentationScope, RoleKind
from groups.actions.conversations import ask_listing, write_on, write_to_group
from tests.factories.demand import make_group_of, make_vetted
from tests.factories.representations import act_for
from tests.factories.supply import (
    NOW,
    area,
    make_connector,
    make_role,
    make_shown_listing,
    make_someone,
)
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")
JSON = "application/json"
WORDS = "Ring me at home then"


@pytest.fixture
def said():
    """What a place answered to somebody."""
    voice, provider = make_vetted("museum")
    listing, ann = make_shown_listing(voice, provider), make_someone("ann")
    asked = ask_listing(listing_id=listing.pk, text="Is there a lift?", by=ann, now=NOW)
    answer = write_on(conversation_id=asked.conversation_id, text=WORDS, by=voice, now=NOW)
    return answer, ann, voice


def page_of(message: RelayedMessage) -> str:
    return reverse("conversation", args=[message.conversation_id])


def report(message, by, wrong):
    return signed_in(by).post(reverse("report_words", args=[message.pk]), {"wrong": wrong})


def look(item: ModerationItem, by, **held):
    press = "hold_words_back" if held else "let_words_through"
    return signed_in(by).post(reverse(press, args=[item.pk]), held)


@pytest.mark.holds("P117")
def test_hide_for_me_is_for_me_alone_and_always(said):
    message, ann, voice = said
    own, client = reverse("hide_words", args=[message.pk]), signed_in(ann)

    client.post(own), client.post(own)
    hidden = client.get(page_of(message)).text
    theirs = signed_in(voice).get(page_of(message)).text
    client.post(own, {"hides": "no"})

    assert WORDS not in hidden and "You have hidden this." in hidden
    assert WORDS in theirs and "You have hidden" not in theirs
    assert WORDS in client.get(page_of(message)).text
    assert Message.objects.filter(kind="report_answered").count() == 0


@pytest.mark.holds("P117")
@pytest.mark.parametrize(
    ("wrong", "is_hidden"),
    [("details", True), ("threat", True), ("private", True), ("advert", False), ("other", False)],
)
def test_what_is_hidden_from_all_at_once_and_what_stays_until_somebody_looked(
    said, wrong, is_hidden
):
    message, ann, voice = said

    sent = report(message, ann, wrong)
    report(message, ann, wrong)

    assert sent.url == page_of(message)
    for reader in (ann, voice):
        page = signed_in(reader).get(page_of(message)).text
        program = signed_in(reader).get(f"/api{page_of(message)}").json()["results"]
        assert (WORDS in page, WORDS in [each["words"] for each in program]) == (
            not is_hidden,
            not is_hidden,
        )
    assert (MessageReport.objects.count(), ModerationItem.objects.count()) == (1, 1)


@pytest.mark.holds("P117")
def test_nobody_of_either_side_looks_and_both_have_an_answer(said):
    message, ann, voice = said
    rita = act_for(ann)
    for login in (ann.login, voice.login, rita.login):
        Role.objects.create(login=login, kind=RoleKind.CONNECTOR, area=area(), started_at=NOW)
    connie = make_connector("connie")
    report(message, ann, "advert")
    item = ModerationItem.objects.get()
    shown = {"digest": digest_of(words_shown(WORDS))}

    for login in (ann, voice):
        assert WORDS not in signed_in(login).get(reverse("looks")).text
        refused = signed_in(login).post(f"/api/looks/{item.pk}/pass/", shown, JSON)
        assert refused.status_code == 409
    asked = Message.objects.filter(kind="report_to_look_at").values_list("login_id", flat=True)
    assert connie.login_id in asked
    assert not {ann.login_id, voice.login_id, rita.login_id} & set(asked)
    seen = signed_in(connie).get(reverse("looks")).text
    assert WORDS in seen and "it was reported" in seen

    look(item, connie, reason="advert", why_words="It sells")

    for reader in (ann, voice):
        assert WORDS not in signed_in(reader).get(page_of(message)).text
    told = Message.objects.filter(kind="report_answered")
    assert {(each.person_id, each.login_id) for each in told} == {
        (ann.person_id, None),
        (None, voice.login_id),
    }
    assert all("It sells" in each.text and WORDS not in each.text for each in told)


@pytest.mark.holds("P117")
def test_whoever_it_went_against_has_somebody_else_look_once(said):
    message, ann, voice = said
    connie, other = make_connector("connie"), make_connector("olive")
    report(message, ann, "threat")
    again = reverse("look_again_at_reported", args=[message.pk])
    assert signed_in(ann).post(again).status_code == 409  # somebody is still looking
    look(ModerationItem.objects.get(), connie)
    assert WORDS in signed_in(voice).get(page_of(message)).text
    assert again in signed_in(ann).get(page_of(message)).text
    assert signed_in(voice).post(again).status_code == 409  # it went their way

    assert signed_in(ann).post(again).status_code == 302
    second = ModerationItem.objects.latest("pk")
    assert WORDS not in signed_in(connie).get(reverse("looks")).text
    look(second, other, reason="private", why_words="Her knee")

    assert WORDS not in signed_in(ann).get(page_of(message)).text
    assert signed_in(voice).post(again).status_code == 409
    assert ModerationItem.objects.count() == 2


@pytest.mark.holds("P117")
def test_not_looked_at_in_two_working_days_the_deputy_is_asked_and_it_stays_as_it_is(said):
    message, ann, voice = said
    deputy = make_role("dee", RoleKind.SAFEGUARDING_DEPUTY)
    report(message, ann, "other")

    set_clock(NOW + timedelta(days=1))
    ask_more_to_look.func()
    assert not Message.objects.filter(login_id=deputy.login_id).exists()
    set_clock(NOW + timedelta(days=4))
    ask_more_to_look.func()

    assert Message.objects.filter(login_id=deputy.login_id, kind="report_to_look_at").exists()
    assert WORDS in signed_in(voice).get(page_of(message)).text


def test_of_words_for_strangers_somebodys_health_is_no_reason(said):
    message, ann, _voice = said
    connie = make_connector("connie")
    report(message, ann, "other")
    item = ModerationItem.objects.get()
    ModerationItem.objects.update(is_reported=False)

    refused = look(item, connie, reason="private", why_words="Her knee")

    assert refused.status_code == 422


@pytest.mark.holds("P117")
def test_only_who_reads_the_words_hides_or_reports_them_and_nobody_their_own(said):
    message, ann, voice = said
    looks = act_for(ann, "larry", scope=RepresentationScope.LOOK)

    own = report(message, voice, "other")
    strange = report(message, make_someone("zoe"), "other")
    too_far = report(message, looks, "other")

    assert (own.status_code, strange.status_code) == (422, 404)
    assert too_far.status_code in (409, 422)
    assert not MessageReport.objects.exists()


@pytest.mark.holds("P117", "M140")
def test_whom_one_blocks_is_not_heard_is_not_told_and_may_still_be_met():
    group, [alice, bob] = make_group_of("alice", "bob")
    zoe = make_someone("zoe")
    first = write_to_group(group_id=group.pk, text="Hello all", called="Zo", by=zoe, now=NOW)
    client, page = signed_in(alice), page_of(first)
    block = reverse("block_writer", args=[first.conversation_id])
    assert block in client.get(page).text and block not in signed_in(zoe).get(page).text

    client.post(block), client.post(block)
    write_on(conversation_id=first.conversation_id, text="Me again", by=zoe, now=NOW)

    assert MemberBlock.objects.count() == 1
    assert "Hello all" not in client.get(page).text and "Me again" not in client.get(page).text
    assert "Me again" in signed_in(bob).get(page).text
    keys = Message.objects.filter(kind="words_came", text__contains="Zo")
    assert keys.filter(person_id=alice.person_id).count() == 1
    assert keys.filter(person_id=bob.person_id).count() == 2
    assert not Message.objects.filter(person_id=zoe.person_id).exists()
    assert signed_in(zoe).get(reverse("blocks")).text.count("Zo") == 0

    within = reverse("block_member", args=[group.pk])
    opened = client.get(within).text
    assert "you may still meet" in opened
    [other] = [each for each in group.members.all() if each.person_id == bob.person_id]
    client.post(within, {"member_id": other.pk})
    write_on(conversation_id=first.conversation_id, text="Bob here", by=bob, now=NOW)
    assert "Bob here" not in client.get(page).text
    assert "Bob here" in signed_in(zoe).get(page).text
    blocked = client.get("/api/blocks/").json()["results"]
    client.post(f"/api/blocks/{blocked[0]['id']}/end/", {}, JSON)
    assert "Bob here" in client.get(page).text
    assert signed_in(zoe).post(within, {"member_id": other.pk}).status_code in (302, 404)
