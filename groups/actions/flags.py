"""The lead is told why, and of whom (T15, P113). Nothing is changed, nobody else is told, and
nothing is kept that could be counted: whoever answers to who wrote first is never told of."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from community.conversations.message_kinds import ConversationMessage
from community.conversations.models import RelayedMessage
from community.conversations.queries.flags import began, first_words_to_people, stops_by
from community.conversations.rules.flags import reasons_in, stops_others, wrote_to_several
from community.conversations.states import FlagReason
from community.messaging.actions.notifying import notify_each_login
from community.people.acting import Acting
from community.people.queries.acting import logins_with_role
from community.people.states import RoleKind
from community.places.models.areas import Area
from groups.queries.conversations import ConversationDetail


def look_at_words(detail: ConversationDetail, message: RelayedMessage, *, now: datetime) -> None:
    """Of words that were just written: only by who wrote first, and only to people."""
    row = detail.conversation
    is_to_people = not detail.is_asking or row.asked.startswith("group:")
    if not is_to_people or began(row) != detail.is_asking:
        return
    who = row.person.preferred_name if detail.is_asking and row.person else detail.own
    area, thing = row.area, detail.thing
    found = reasons_in(message.words)
    _tell(found, who=who, thing=thing, area=area, of=f"words:{row.pk}", now=now)
    if row.person_id is not None and wrote_to_several(first_words_to_people(row), now=now):
        found = {FlagReason.WRITES_TO_SEVERAL: ""}
        of = f"person:{row.person_id}"
        _tell(found, who=who, thing=thing, area=area, of=of, now=now)


def look_at_stop(*, area: Area, by: Acting, now: datetime) -> None:
    """Of hands that have just stopped somebody's way to a person for whom they act."""
    if by.representation is None or not by.is_by_other_hands:
        return
    if stops_others(stops_by(by.login_id), now=now):
        _tell(
            {FlagReason.STOPS_OTHERS: ""},
            who=by.required_login.name,
            thing=by.required_person.preferred_name,
            area=area,
            of=f"stops:{by.login_id}",
            now=now,
        )


def _tell(
    found: Mapping[FlagReason, str], *, who: str, thing: str, area: Area, of: str, now: datetime
) -> None:
    leads = [login.pk for login in logins_with_role(RoleKind.SAFEGUARDING_LEAD, area.pk)]
    for reason, words in found.items():
        said = f" (“{words}”)" if words else ""
        notify_each_login(
            leads,
            kind=ConversationMessage.FOR_THE_LEAD,
            subject=_("Something to look at"),
            text=_(
                "%(who)s, about “%(thing)s”: %(why)s%(said)s. Nothing was changed by this, nobody "
                "else is told, and it is counted against nobody. Somebody may mean well."
            )
            % {"who": who, "thing": thing, "why": reason.label, "said": said},
            key=f"flag:{of}:{reason}:{now:%Y-%m}",
            now=now,
        )
