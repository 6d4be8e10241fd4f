"""Which words are hidden, from whom, and who is looking at them."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Value

from community.conversations.models import HiddenMessage, MessageReport
from community.moderation.models import ModerationItem
from community.people.acting import Acting


@dataclass(frozen=True)
class HiddenWords:
    """Of the messages that one reader has before them: those they hid for themselves, those they
    reported, and how each that was reported was last looked at."""

    for_reader: frozenset[int]
    reported: frozenset[int]
    looks: dict[int, ModerationItem]
    looked_at: tuple[int, ...]

    def looks_count(self, message_id: int) -> int:
        return self.looked_at.count(message_id)


def looks_at(message_id: int) -> list[ModerationItem]:
    """Each time that somebody was asked to look at reported words, in its order."""
    items = ModerationItem.objects.filter(
        is_reported=True, about__startswith=f"message:{message_id}:"
    )
    return list(items.order_by("pk"))


def hidden_words(message_ids: Collection[int], reader: Acting) -> HiddenWords:
    """In two statements, however many there are."""
    whose = {"person": reader.person} if reader.person else {"login": reader.login}
    hidden, reports = (
        model.objects.filter(message_id__in=message_ids, **whose)
        .annotate(kind=Value(model.__name__))
        .values_list("kind", "message_id")
        for model in (HiddenMessage, MessageReport)
    )
    said = set(hidden.union(reports))
    abouts = [f"message:{each}:{number}" for each in message_ids for number in (1, 2)]
    items = ModerationItem.objects.filter(is_reported=True, about__in=abouts)
    looks = [(int(item.about.split(":")[1]), item) for item in items.order_by("pk")]
    return HiddenWords(
        for_reader=frozenset(pk for kind, pk in said if kind == HiddenMessage.__name__),
        reported=frozenset(pk for kind, pk in said if kind == MessageReport.__name__),
        looks=dict(looks),
        looked_at=tuple(message_id for message_id, _item in looks),
    )
