from uuid import UUID

from django.db.models import Q, QuerySet

from community.messaging.states import Channel

from .models import ContactPlan, Message
from .states import MessageState


def messages_for(person_id: UUID) -> QuerySet[Message]:
    """Everything that was said to a person, newest first: to be shown a page at a time."""
    return Message.objects.filter(person_id=person_id).order_by("-created_at", "-pk")


def contact_plan_of(person_id: UUID) -> ContactPlan | None:
    return ContactPlan.objects.filter(person_id=person_id).first()


def next_visit_items(login_id: int) -> list[Message]:
    """What the people reached through this worker have still to be told, oldest first; not what
    the worker did themselves."""
    people = ContactPlan.objects.filter(through_login_id=login_id) | ContactPlan.objects.filter(
        deputy_login_id=login_id
    )
    items = Message.objects.filter(
        Q(not_told_by_login_id__isnull=True) | ~Q(not_told_by_login_id=login_id),
        person_id__in=people.values("person_id"),
        state=MessageState.FOR_NEXT_VISIT,
    )
    return list(items.order_by("person_id", "created_at", "pk"))


def pending_notices(keys: list[str]) -> QuerySet[Message]:
    """Of these notices, those that do not count yet: not sent, or not yet told in person."""
    return Message.objects.filter(key__in=keys, is_notice=True).exclude(
        state__in=[MessageState.SENT, MessageState.TOLD]
    )


def notices_to_tell_in_person(keys: list[str]) -> QuerySet[Message]:
    """Of these notices, those for people who are told in person and have not been (M84)."""
    in_person = ContactPlan.objects.filter(channel__in=[Channel.IN_PERSON, Channel.NONE])
    return Message.objects.filter(
        key__in=keys, is_notice=True, person_id__in=in_person.values("person_id")
    ).exclude(state=MessageState.TOLD)


def queued_message_ids() -> list[int]:
    return list(
        Message.objects.filter(state=MessageState.QUEUED)
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def message_with_key(key: str) -> Message | None:
    """The message with this key, as far as it has come."""
    return Message.objects.filter(key=key).first()
