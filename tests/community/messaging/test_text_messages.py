"""A text message is a lock screen, whatever it tells of (P49)."""

import pytest

from community.messaging.actions.contact_plans import set_short_name
from community.messaging.actions.notifying import notify_each_person, notify_person
from community.messaging.message_kinds import MessageKind
from community.messaging.models import Message
from community.messaging.queries.contact_plans import short_names_of
from community.messaging.wording import text_message_of
from tests.community.messaging.document import SENSITIVE, kinds, rows, subject_words
from tests.factories.supply import NOW, make_someone

GROUP, OTHER = 7, 8
ABOUT = "Kidney patients’ lunch, soup for four"
TEXT = "£24.00 is taken on Friday at The old hall, 3 Mill Street: bring your walking frame."
PRIVATE = ("Kidney", "lunch", "soup", "£24.00", "Friday", "old hall", "Mill Street", "frame")


def write_every_kind(person_id, group_id) -> list[Message]:
    """Of every app, also of one that is written later; by each of those who write to people."""
    for kind in (kind for app in MessageKind.__subclasses__() for kind in app):
        facts = {"kind": kind, "subject": "About a payment", "about": ABOUT, "text": TEXT}
        facts |= {"link": "/money/", "group_id": group_id, "now": NOW}
        notify_person(person_id=person_id, key=f"{kind}:{group_id}", **facts)
        notify_each_person([person_id], key=f"{kind}:{group_id}:each", **facts)
    return list(Message.objects.filter(group_id=group_id))


@pytest.mark.holds("P49")
@pytest.mark.django_db
def test_no_kind_says_a_place_a_sum_or_a_need_but_the_short_name_that_its_reader_gave():
    ann = make_someone("ann")
    set_short_name(person_id=ann.person_id, group_id=GROUP, name="Tuesday")
    names = short_names_of([ann.person_id])

    for group_id, who in [(GROUP, "Tuesday"), (OTHER, "Common Purse")]:
        messages = write_every_kind(ann.person_id, group_id)
        assert len(messages) >= 2 * len(kinds())
        for message in messages:
            short_name = names.get((ann.person_id, message.group_id), "")
            text = text_message_of(message, short_name=short_name, only_they_read=False)
            assert text.startswith(f"{who}: About a payment. ")
            assert "/home/messages/" in text and "/money/" not in text
            assert [words for words in PRIVATE if words.lower() in text.lower()] == []
            assert len(text) <= 160, "one text"


@pytest.mark.holds("P49")
@pytest.mark.django_db
def test_whose_texts_only_they_read_gets_all_of_it_by_the_short_name():
    ann = make_someone("ann")
    for message in write_every_kind(ann.person_id, GROUP):
        text = text_message_of(message, short_name="Tuesday", only_they_read=True)
        assert text == f"Tuesday: {message.text}"
        assert all(words in text for words in ("soup", "£24.00", "The old hall"))


@pytest.mark.holds("P49")
@pytest.mark.parametrize("kind", kinds())
def test_what_a_text_has_of_a_kind_is_nothing_that_somebody_beside_should_not_read(kind):
    """The words that stand in its place are its subject: one of each kind, as the code has it."""
    for subject in subject_words(kind, rows()[kind]):
        message = Message(subject=subject, text=TEXT)
        text = text_message_of(message, short_name="Tuesday", only_they_read=False)
        assert not SENSITIVE.search(text), text
        assert text.count("?") <= 1 and "?." not in text
