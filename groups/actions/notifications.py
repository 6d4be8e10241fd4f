"""What is told of a group's life: to whoever made an offer, and to those in the group."""

from datetime import datetime

from community.messaging.actions import notify_each_login, notify_each_person
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
    notify_each_login(
        [login.pk for login in provider_members(offer.provider_id)],
        kind=kind,
        subject=subject,
        text=text,
        link=f"/provide/offers/{offer.pk}/",
        key=f"offer:{offer.pk}:{kind}{key_suffix}",
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
    notify_each_person(
        member_ids(group_id), kind=kind, subject=subject, text=text, link=link, key=key, now=now
    )
