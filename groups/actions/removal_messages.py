"""What is told of whether somebody stays: to whom it is about, to who asked, to whoever decides.
The others are asked where they choose; nobody is told why somebody is not there."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.common.dates import format_day, last_day_before
from community.common.lifecycle import not_none
from community.messaging.actions.notifying import PersonMessage, notify_each_login, notify_people
from community.moderation.rules.looking import more_are_asked_at
from community.people.queries.acting import logins_with_role
from groups.message_kinds import GroupMessage
from groups.models.members import Member
from groups.models.removals import Removal
from groups.queries.removals import (
    asked_key,
    counted_in,
    decided_key,
    may_decide,
    who_decides_in,
)
from groups.wording_of_removals import asked_text, asker_text, decided_text, ended_text


def tell_asked(removal: Removal, *, now: datetime) -> None:
    """Whom it is about, before anything else; and the others where they choose."""
    _tell(removal, removal.member, asked_text(removal), asked_key(removal, removal.member), now)
    if removal.by_group:
        ask_others(removal, again="", now=now)


def ask_others(removal: Removal, *, again: str, now: datetime) -> None:
    """Each who is here, and has not answered. The message names nobody."""
    answered = set(removal.answers.values_list("member_id", flat=True))
    text = _(
        "Your group is asked whether somebody stays in it. Look at what is said, and answer until "
        "the end of %(day)s. Nobody reads your answer."
    ) % {"day": format_day(last_day_before(not_none(removal.closes_at)))}
    notify_people(
        [
            PersonMessage(each.person_id, asked_key(removal, each) + again, text)
            for each in counted_in(removal)
            if each.pk not in answered and each.pk != removal.asked_by_id
        ],
        kind=GroupMessage.WHO_STAYS,
        subject=_("A question from your group"),
        about=removal.group.name,
        group_id=removal.group_id,
        link=f"/stays/{removal.pk}/",
        now=now,
    )


def tell_decided(removal: Removal, *, now: datetime) -> None:
    _tell(removal, removal.member, decided_text(removal), decided_key(removal), now)
    key = f"removal:{removal.pk}:asker"
    _tell(removal, removal.asked_by, asker_text(removal), key, now, is_own=False)


def tell_ended(removal: Removal, *, now: datetime) -> None:
    key = f"removal:{removal.pk}:ended"
    _tell(removal, removal.member, ended_text(removal), key, now)


def ask_to_decide(removal: Removal, *, key: str, now: datetime) -> None:
    """Whoever may: of neither side, not of the group, and nobody twice."""
    ids = {
        login.pk
        for kind in who_decides_in(removal)
        for login in logins_with_role(kind, removal.group.area_id)
        if may_decide(removal, login.pk)
    }
    notify_each_login(
        sorted(ids),
        kind=GroupMessage.REMOVAL_TO_LOOK_AT,
        subject=_("Whether somebody stays in a group"),
        text=_("Somebody asks that another does not stay. Hear both, by %(day)s.")
        % {"day": format_day(more_are_asked_at(now, nation=removal.group.area.nation))},
        link="/connect/stays/",
        key=f"removal:{removal.pk}:look:{key}",
        now=now,
    )


def _tell(
    removal: Removal,
    member: Member,
    text: str,
    key: str,
    now: datetime,
    *,
    is_own: bool = True,
) -> None:
    page = "my-place/" if is_own else ""
    notify_people(
        [PersonMessage(member.person_id, key, text)],
        kind=GroupMessage.WHO_STAYS,
        subject=_("About your group"),
        about=removal.group.name,
        group_id=removal.group_id,
        link=f"/group/{removal.group_id}/{page}",
        now=now,
    )
