"""What is told of a talk: to the person in their own way, and to whoever is to talk with them.

In what goes to whoever works there stands no name, and not what it is about: their page says that.
"""

from datetime import datetime

from django.utils.translation import gettext as _

from community.common.dates import end_of_day, format_day
from community.common.lifecycle import not_none
from community.messaging.actions.notifying import notify_each_login, notify_person
from community.people.message_kinds import PeopleMessage
from community.people.models.talks import TalkRequest
from community.people.states import TalkWay
from community.people.wording import talk_day_text

OWN_PAGE, WORK_PAGE = "/talks/", "/visits/"


def notify_of_day(talk: TalkRequest, *, not_told_by: int | None, now: datetime) -> None:
    notify_person(
        person_id=talk.person_id,
        kind=PeopleMessage.TALK_DAY,
        subject=_("You talk with somebody first"),
        text=talk_day_text(talk),
        about=talk.about_text,
        link=OWN_PAGE,
        key=_key(talk),
        over_at=end_of_day(talk.day),
        not_told_by_login_id=not_told_by,
        now=now,
    )


def notify_to_have(talk: TalkRequest, now: datetime) -> None:
    text = (
        _("Somebody would like you to ring them on %(day)s, before they decide something.")
        if talk.way == TalkWay.CALL
        else _("Somebody would like you to come and see them on %(day)s, before they decide.")
    )
    notify_each_login(
        [not_none(talk.with_login_id)],
        kind=PeopleMessage.TALK_TO_HAVE,
        subject=_("Somebody would like to talk with you"),
        text=text % {"day": format_day(talk.day)}
        + " "
        + _("Your page says who. If you cannot, choose another day or somebody else there."),
        link=WORK_PAGE,
        key=f"{_key(talk)}:to_have",
        now=now,
    )


def notify_off(talk: TalkRequest, login_id: int, now: datetime) -> None:
    """To whom it was, and is no more."""
    notify_each_login(
        [login_id],
        kind=PeopleMessage.TALK_OFF,
        subject=_("A talk is off, or somebody else has it"),
        text=_("You need not ring or go: your page says which talks you still have."),
        link=WORK_PAGE,
        key=f"{_key(talk)}:off:{talk.state}",
        now=now,
    )


def notify_not_noted(talk: TalkRequest, now: datetime) -> None:
    notify_person(
        person_id=talk.person_id,
        kind=PeopleMessage.TALK_NOT_NOTED,
        subject=_("Did you talk with somebody?"),
        text=_(
            "You wanted to talk on %(day)s, and nobody wrote down that you did. If nobody came or"
            " rang, we are sorry: choose another day, or decide without it. Nothing was taken."
        )
        % {"day": format_day(talk.day)},
        about=talk.about_text,
        link=OWN_PAGE,
        key=f"{_key(talk)}:not_noted",
        now=now,
    )
    if talk.with_login_id is not None:
        notify_each_login(
            [talk.with_login_id],
            kind=PeopleMessage.TALK_NOT_NOTED,
            subject=_("Did you talk with them?"),
            text=_("A talk was for %(day)s. If you have talked, note it; if not, please ring them.")
            % {"day": format_day(talk.day)},
            link=WORK_PAGE,
            key=f"{_key(talk)}:not_noted",
            now=now,
        )


def _key(talk: TalkRequest) -> str:
    """Each time that it is moved anew."""
    return f"talk:{talk.pk}:{talk.state_at.timestamp():.0f}:{talk.with_login_id}"
