"""Of two who are one person: their conversations become one's (M77)."""

from community.conversations.models import (
    Conversation,
    HiddenMessage,
    MemberBlock,
    MessageReport,
)
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
    hidden = HiddenMessage.objects.filter(person=stays).values("message")
    HiddenMessage.objects.filter(person=goes, message__in=hidden).delete()
    reported = MessageReport.objects.filter(person=stays).values("message")
    MessageReport.objects.filter(person=goes, message__in=reported).delete()
    MemberBlock.objects.filter(person__in=(stays, goes), blocked__in=(stays, goes)).delete()
    live = MemberBlock.objects.filter(ended_at__isnull=True)
    for block in live.filter(person=goes):
        live.filter(person=stays, blocked=block.blocked_id, where=block.where).delete()
    for block in live.filter(blocked=goes):
        live.filter(person=block.person_id, blocked=stays, where=block.where).delete()
