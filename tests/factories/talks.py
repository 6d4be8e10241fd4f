"""Talks before somebody decides, each through its action."""

from datetime import date, timedelta

from community.common.clock import today
from community.people.acting import Acting
from community.people.models.talks import TalkRequest
from community.people.rules.talks import TalkChoice
from community.people.states import TalkAbout
from frontend.shared.talks import ask_about
from tests.factories.supply import NOW

TALK_DAY = today(NOW) + timedelta(days=1)


def choose_talk(login: Acting, day: date = TALK_DAY, way="call") -> TalkChoice:
    return TalkChoice(way, day, login.required_login.pk)


def make_talk(
    by: Acting, login: Acting, about=TalkAbout.MONEY, ref=0, *, day=TALK_DAY, way="call", now=NOW
) -> TalkRequest:
    return ask_about(about, ref, choose_talk(login, day, way), by=by, now=now)
