"""Talking to somebody first: asked for, changed, had, and entered from paper (M125)."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.common.refusals import NotFound
from community.people.actions.talks import call_off_talk, move_talk, move_talk_to_have, record_talk
from community.people.models.talks import TalkRequest
from community.people.queries.acting import PAPER_ENTRY_ROLES
from community.people.queries.talks import TALKING_ROLES, talks_of_person
from community.people.rules.authority import check_authority
from community.people.scope_table import Seen
from community.people.states import RepresentationScope, TalkAbout
from frontend.access import member_of_sheet
from frontend.api.account.talk_serializers import (
    PaperTalkIn,
    TalkChoiceIn,
    TalkDetailOut,
    TalkIn,
    TalkOut,
    TalkToHaveOut,
    choice_of,
)
from frontend.api.base import ActingView, roles
from frontend.api.serializers import EmptyIn
from frontend.shared.sheet_versions import check_version
from frontend.shared.talk_sheets import talk_sheet
from frontend.shared.talks import (
    ask_about,
    parse_topic,
    talk_detail,
    talks_with_reaching,
    topics_on_paper,
)


def asked_response(talk: TalkRequest) -> Response:
    return Response(TalkOut(talk).data, status=status.HTTP_201_CREATED)


class TalkListView(ActingView):
    shows = Seen.QUESTIONS

    @extend_schema(responses=TalkOut(many=True))
    def get(self, request: Request) -> Response:
        """One's own: what is to come first, then what is over."""
        return self.list_response(talks_of_person(self.person_id), TalkOut)

    @extend_schema(request=TalkIn, responses={201: TalkOut})
    def post(self, request: Request) -> Response:
        """A call or a visit on a day one chooses, before one decides. Where there is a place, it
        is held until the end of that day. Asked again while it waits is asked once."""
        check_authority(self.acting, RepresentationScope.DECIDE, now=clock.now())
        data = self.validated(TalkIn)
        about = TalkAbout(data["about"])
        return asked_response(ask_about(about, data["ref"], choice_of(data), **self.by_and_now))


class TalkDetailView(ActingView):
    shows = Seen.QUESTIONS

    @extend_schema(responses=TalkDetailOut)
    def get(self, request: Request, about: str, ref: int) -> Response:
        """Whom one may talk with about it, and on which days."""
        if about not in TalkAbout.values:
            raise NotFound("")
        detail = talk_detail(TalkAbout(about), ref, **self.by_and_now)
        return Response(TalkDetailOut(detail).data)


class TalkView(ActingView):
    @extend_schema(request=TalkChoiceIn, responses=TalkOut)
    def put(self, request: Request, talk_id: int) -> Response:
        """Another day, way or person."""
        check_authority(self.acting, RepresentationScope.DECIDE, now=clock.now())
        choice = choice_of(self.validated(TalkChoiceIn))
        talk = move_talk(talk_id=talk_id, choice=choice, **self.by_and_now)
        return Response(TalkOut(talk).data)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, talk_id: int) -> Response:
        """It is not needed any more: a place that was held is anybody's again."""
        call_off_talk(talk_id=talk_id, **self.by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)


class TalkToHaveListView(ActingView):
    needs = roles(*TALKING_ROLES)

    @extend_schema(responses=TalkToHaveOut(many=True))
    def get(self, request: Request) -> Response:
        """Whom one is to talk with, soonest first."""
        theirs = talks_with_reaching(self.login.pk)
        reaching = {talk.person_id: lines for talk, lines in theirs}
        return self.list_response(
            [talk for talk, _lines in theirs], TalkToHaveOut, reaching=reaching
        )


class TalkToHaveView(ActingView):
    needs = roles(*TALKING_ROLES)

    @extend_schema(request=TalkChoiceIn, responses={204: None})
    def put(self, request: Request, talk_id: int) -> Response:
        """Another day, or somebody else who works there. The person is told."""
        choice = choice_of(self.validated(TalkChoiceIn))
        move_talk_to_have(talk_id=talk_id, choice=choice, **self.by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)


class TalkedView(ActingView):
    needs = roles(*TALKING_ROLES)

    @extend_schema(request=EmptyIn, responses={204: None})
    def post(self, request: Request, talk_id: int) -> Response:
        """They have talked."""
        record_talk(talk_id=talk_id, **self.by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)


class PaperTalkView(ActingView):
    needs = roles(*PAPER_ENTRY_ROLES)

    @extend_schema(operation_id="paper_talk", request=PaperTalkIn, responses={201: TalkOut})
    def post(self, request: Request, code: str) -> Response:
        """They ticked “I would like to talk first”, or wrote it on its own sheet."""
        member, by = member_of_sheet(code, login=self.login)
        now, data = clock.now(), self.validated(PaperTalkIn)
        check_version(data["sheet_version"], talk_sheet(member, by=by, now=now))
        topics = topics_on_paper(member, by=by, now=now)
        topic = parse_topic(f"{data['about']}:{data['ref']}", topics)
        return asked_response(ask_about(topic.about, topic.ref, choice_of(data), by=by, now=now))
