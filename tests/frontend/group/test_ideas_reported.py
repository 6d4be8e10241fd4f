"""The words of an idea are hidden, reported and looked at as any words of the group (P117)."""

import pytest
from django.urls import reverse

from community.common.shown import digest_of
from community.conversations.actions.reports import let_words_stay
from community.conversations.models import Conversation, RelayedMessage
from community.conversations.queries.conversations import (
    conversations_to_forget,
    messages_to_forget,
)
from community.moderation.models import ModerationItem
from community.moderation.rules.looking import words_shown
from community.people.acting import Acting
from groups.actions.blocks import block_member
from groups.actions.idea_answers import write_down_idea
from groups.actions.ideas import take_back_idea
from groups.models.ideas import GroupIdea, IdeaRound
from groups.models.members import Member
from groups.queries.notes import notes_of_group
from groups.rules.ideas import IdeaIsHidden
from tests.factories.demand import make_group_of
from tests.factories.ideas import hear, like, make_idea
from tests.factories.supply import NOW, make_connector
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.holds("P117")]
WORDS, YEARS = "Ann lives at 3 Mill Lane", NOW.replace(year=NOW.year + 4)


@pytest.fixture
def three():
    set_clock(NOW)
    group, [ann, bob, cat] = make_group_of("ann", "bob", "cat")
    return group, ann, bob, cat


def page(by, group) -> str:
    return words(signed_in(by).get(reverse("ideas", args=[group.pk])))


def words_id(idea: GroupIdea) -> int:
    return RelayedMessage.objects.get(conversation__about=f"idea:{idea.pk}").pk


def report(by, idea, wrong="details"):
    return signed_in(by).post(reverse("report_words", args=[words_id(idea)]), {"wrong": wrong})


def test_hidden_for_oneself_the_others_go_on_reading_it(three):
    group, ann, bob, cat = three
    idea = make_idea(group, bob, words=WORDS)

    sent = signed_in(ann).post(reverse("hide_words", args=[words_id(idea)]))

    assert sent.url == reverse("ideas", args=[group.pk])
    assert WORDS not in page(ann, group) and "You have hidden this." in page(ann, group)
    assert WORDS in page(cat, group)
    signed_in(ann).post(reverse("hide_words", args=[words_id(idea)]), {"hides": "no"})
    assert WORDS in page(ann, group)


def test_reported_for_an_address_nobody_reads_it_anywhere_until_somebody_has_looked(three):
    group, ann, bob, cat = three
    idea = make_idea(group, bob, words=WORDS)
    IdeaRound.objects.update(state="liking", heard_at=NOW)

    report(ann, idea)

    likes = reverse("like_ideas", args=[idea.round_id])
    sheet = reverse("paper_sheets", args=[Member.objects.get(person=cat.person).paper_code])
    entering = signed_in(make_connector())
    for read in (
        page(cat, group),
        words(signed_in(cat).get(likes)),
        words(entering.get(f"{sheet}?sheet=ideas")),
        str(signed_in(cat).get(f"/api/groups/{group.pk}/ideas/").json()),
    ):
        assert WORDS not in read
    assert "Words that are hidden" in words(signed_in(cat).get(likes))
    item = ModerationItem.objects.get(is_reported=True)
    assert set(item.not_for_login_ids) >= {ann.login_id, bob.login_id, cat.login_id}
    let_words_stay(
        item_id=item.pk, shown_digest=digest_of(words_shown(item.words)),
        by=Acting(login=make_connector("other").login), now=NOW,
    )  # fmt: skip
    assert WORDS in page(cat, group)
    assert WORDS in words(signed_in(cat).get(likes))


def test_nobody_reports_their_own_and_a_picture_alone_has_nothing_to_report(three):
    group, ann, bob, _cat = three
    own = make_idea(group, ann, words=WORDS)
    make_idea(group, bob, picture="walk", words="")
    refused = report(ann, own)
    assert refused.status_code == 422 and "your own words" in refused.text
    ideas = RelayedMessage.objects.filter(conversation__about__startswith="idea:")
    assert ideas.count() == 1
    assert "Report it" not in page(ann, group)
    assert "Report it" in page(bob, group)


def test_from_somebody_blocked_no_idea_is_shown_either(three):
    group, ann, bob, _cat = three
    make_idea(group, bob, words=WORDS)
    member = Member.objects.get(person=bob.person)
    block_member(group_id=group.pk, member_id=member.pk, by=ann, now=NOW)
    assert WORDS not in page(ann, group)


def test_what_is_hidden_goes_into_nothing_else(three):
    group, ann, bob, cat = three
    idea = make_idea(group, bob, words=WORDS, picture="")
    hear(idea.round, ann, cat)
    like(idea.round, {each: [idea] for each in (ann, bob, cat)})
    report(ann, idea)
    with pytest.raises(IdeaIsHidden):
        write_down_idea(idea_id=idea.pk, by=ann, now=NOW)


def test_an_idea_is_no_note_and_its_words_are_kept_as_it_is_and_gone_with_it(three):
    group, ann, bob, cat = three
    idea = make_idea(group, bob, words=WORDS)
    assert WORDS not in [each.words for each in notes_of_group(group.pk, cat, now=NOW)]
    conversation = Conversation.objects.get(about=f"idea:{idea.pk}")
    assert words_id(idea) not in messages_to_forget(YEARS)
    assert conversation.pk not in conversations_to_forget(YEARS)
    take_back_idea(idea_id=idea.pk, by=bob, now=NOW)
    assert not Conversation.objects.filter(about=f"idea:{idea.pk}").exists()
    assert WORDS not in page(ann, group)
