"""Whoever acts: what they are called, what helps, how to reach them."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.common.shared_words import digest_of_words
from community.messaging.queries.contact_plans import contact_plan_of, never_words_of
from community.people.acting import Acting
from community.people.actions.persons import create_person_for_login, update_profile
from community.people.queries.persons import words_of_helps
from community.people.rules.authority import check_has_person
from community.people.rules.sight import seen_by
from community.people.scope_table import Seen
from frontend.api.account.serializers import MeIn, MeOut, ThroughWhomOut
from frontend.api.base import ACTING_FOR, ActingView, Needs, acting_of
from frontend.shared.through_whom import through_whom


class MeView(ActingView):
    needs = Needs.SIGN_IN

    @extend_schema(responses=MeOut, parameters=[ACTING_FOR])
    def get(self, request: Request) -> Response:
        """Who acts in this call, and what they have said of themselves."""
        return _me_response(self.acting)

    @extend_schema(request=MeIn, responses=MeOut, parameters=[ACTING_FOR])
    def patch(self, request: Request) -> Response:
        """Who acts in this call, and what they have said of themselves."""
        check_has_person(self.acting)
        update_profile(**self.validated(MeIn), **self.by_and_now)
        return _me_response(acting_of(request))

    @extend_schema(request=None, responses=MeOut)
    def post(self, request: Request) -> Response:
        """Begin a life of one's own beside one's work. Asked twice, it is the same."""
        if self.acting.person is None:
            create_person_for_login(login=self.login, now=clock.now())
        return _me_response(acting_of(request))


class ThroughWhomView(ActingView):
    needs = Needs.PERSON
    shows = Seen.REACH

    @extend_schema(responses=ThroughWhomOut(many=True), parameters=[ACTING_FOR])
    def get(self, request: Request) -> Response:
        """What comes to you, and through whom."""
        return self.list_response(through_whom(self.person_id), ThroughWhomOut)


def _me_response(acting: Acting) -> Response:
    person, seen = acting.person, seen_by(acting, now=clock.now())
    helped = person if Seen.HELPS in seen else None
    return Response(
        MeOut(
            {
                "login": acting.login,
                "person": person,
                "person_id": acting.person_id,
                "on_behalf": acting.representation is not None,
                "helps": helped.adjustments if helped else [],
                "helps_digest": digest_of_words(words_of_helps(helped)) if helped else "",
                "never_words": _never_words(acting) if person and Seen.NEVER in seen else "",
                "reach": contact_plan_of(person.pk) if person and Seen.REACH in seen else None,
                "lives_in": person if Seen.HOME_AREA in seen else None,
            }
        ).data
    )


def _never_words(acting: Acting) -> str:
    person_id = acting.required_person.pk
    return never_words_of([person_id]).get(person_id, "")
