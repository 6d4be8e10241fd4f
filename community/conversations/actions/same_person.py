"""Of two who are one person: their conversations become one's (M77)."""

from community.conversations.models import Conversation
from community.people.models.persons import Person


def join_conversations(*, stays: Person, goes: Person) -> None:
    """Where both wrote to the same side about the same thing, it is one conversation. Both rows
    of persons are held; the caller moves the others with all that is theirs."""
    theirs = {(each.about, each.asked): each for each in Conversation.objects.filter(person=stays)}
    for each in Conversation.objects.filter(person=goes).order_by("pk"):
        same = theirs.get((each.about, each.asked))
        if same is None:
            continue
        each.messages.update(conversation=same)
        each.delete()
