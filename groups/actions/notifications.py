"""What is told of a group's life: to whoever made an offer, and to those in the group."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.messaging.actions.notifying import (
    notify_each_login,
    notify_each_person,
    notify_person,
)
from community.messaging.message_kinds import MessageKind
from groups.message_kinds import GroupMessage
from groups.models.members import Group, Member
from groups.models.offers import Offer
from groups.queries.members import member_ids
from groups.wording import hears_text
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


def notify_of_newcomer(member: Member, *, now: datetime) -> None:
    """Whoever came in reads by what day they hear; the others, that somebody waits for a hello."""
    key = f"member:{member.pk}:came-in:{now.isoformat()}"
    notify_person(
        person_id=member.person_id,
        kind=GroupMessage.CAME_IN,
        subject=_("You came into a group"),
        about=member.group.name,
        group_id=member.group_id,
        text=hears_text(member),
        link=f"/group/{member.group_id}/",
        key=key,
        now=now,
    )
    notify_members(
        member.group_id,
        kind=GroupMessage.NEWCOMER,
        subject=_("Somebody new is in your group"),
        text=_("%(name)s came in, and waits for a hello from one of you.")
        % {"name": member.known_as},
        link=f"/group/{member.group_id}/",
        key=f"{key}:others",
        now=now,
    )


def notify_members(
    group_id: int,
    *,
    kind: MessageKind,
    subject: str,
    text: str,
    about: str | None = None,
    link: str,
    key: str,
    now: datetime,
) -> None:
    """The same words to everybody in a group, each by their own contact plan. They begin with the
    group's name, or with `about`."""
    notify_each_person(
        member_ids(group_id),
        kind=kind,
        subject=subject,
        text=text,
        about=name_of_group(group_id) if about is None else about,
        group_id=group_id,
        link=link,
        key=key,
        now=now,
    )


def name_of_group(group_id: int) -> str:
    return Group.objects.values_list("name", flat=True).get(pk=group_id)
