"""What is told of a group's life: to whoever made an offer, and to those in the group."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from community.messaging.actions import PersonMessage, notify_login, notify_people
from community.messaging.message_kinds import MessageKind
from groups.message_kinds import GroupMessage
from groups.models import Offer
from groups.queries.members import member_ids
from providers.queries.supply import provider_members


def notify_provider_of_offer(
    offer: Offer,
    *,
    kind: GroupMessage,
    subject: str,
    text: str,
    key_suffix: str = "",
    now: datetime,
) -> None:
    """To every login that speaks for whoever made an offer. `key_suffix` tells messages of one
    kind apart."""
    for login in provider_members(offer.provider_id):
        notify_login(
            login_id=login.pk,
            kind=kind,
            subject=subject,
            text=text,
            link=f"/provide/offers/{offer.pk}/",
            key=f"offer:{offer.pk}:{kind}{key_suffix}:{login.pk}",
            now=now,
        )


def notify_members(
    group_id: int,
    *,
    kind: MessageKind,
    subject: str,
    text: str,
    link: str,
    key: str,
    now: datetime,
) -> None:
    """The same words to everybody in a group, each by their own contact plan."""
    person_ids = member_ids(group_id)
    notify_each(person_ids, kind=kind, subject=subject, text=text, link=link, key=key, now=now)


def notify_each(
    person_ids: Iterable[UUID],
    *,
    kind: MessageKind,
    subject: str,
    text: str,
    link: str,
    key: str,
    now: datetime,
) -> None:
    """The same words to each; `key` holds once for each of them."""
    notify_people(
        [PersonMessage(person_id, f"{key}:{person_id}", text) for person_id in person_ids],
        kind=kind,
        subject=subject,
        link=link,
        now=now,
    )
