"""A conversation is one between two sides about one thing, whoever begins it, also at once."""

import pytest
from django.db import IntegrityError, transaction

from community.conversations.actions.same_person import join_conversations
from community.conversations.actions.writing import Sides, hold_conversation, write_message
from community.conversations.models import Conversation
from tests.factories.at_once import at_once
from tests.factories.supply import NOW, area, make_someone

PLACE = "provider:7"


def say(person, words, about="listing:5"):
    conversation = hold_conversation(
        about=about, sides=Sides(PLACE, person=person.person), area=area(), now=NOW
    )
    return write_message(
        conversation, words=words, is_from_asking=True, for_person=person.person, by=person, now=NOW
    )


def test_begun_by_four_at_once_it_is_one(committed_db):
    alice = make_someone("alice")
    area()

    messages = at_once(*[lambda: transaction.atomic(say)(alice, "Is there a lift?")] * 4)

    assert len({message.conversation_id for message in messages}) == 1


@pytest.mark.django_db
def test_who_asks_is_one_person_or_one_side():
    with pytest.raises(IntegrityError, match="who_asks_is_a_person_or_a_side"):
        Conversation.objects.create(about="listing:5", area=area(), asked=PLACE, begun_at=NOW)


@pytest.mark.django_db
@pytest.mark.holds("M77")
def test_of_two_who_are_one_what_both_wrote_to_one_side_is_one_conversation():
    stays, goes = make_someone("alice"), make_someone("alicia")
    say(stays, "Is there a lift?"), say(goes, "Is it quiet?"), say(goes, "And here?", "listing:6")

    join_conversations(stays=stays.person, goes=goes.person)

    [same] = Conversation.objects.filter(about="listing:5")
    assert same.person == stays.person
    said = same.messages.order_by("pk").values_list("words", flat=True)
    assert list(said) == ["Is there a lift?", "Is it quiet?"]
    assert Conversation.objects.count() == 2
