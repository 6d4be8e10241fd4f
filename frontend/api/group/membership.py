"""Groups, and coming into them."""

from datetime import datetime
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.common.shared_words import digest_of_words
from community.common.shown import digest_of
from community.messaging.queries.contact_plans import words_of_short_name
from community.people.acting import Acting
from community.people.rules.sight import may_see
from community.people.scope_table import Seen
from community.people.states import RoleKind
from frontend.api.base import ACTING_FOR, ActingView, ActingViewSet, Needs, Roles, roles
from frontend.api.filters import GroupFilter
from frontend.api.group.serializers import (
    BeginningIn,
    GroupDetailOut,
    GroupIn,
    GroupOpenIn,
    GroupOut,
    GroupPauseIn,
    GroupRestIn,
    GroupWordsIn,
    HelloIn,
    InvitedGroupOut,
    InviteIn,
    InviteOut,
    JoinByCodeIn,
    JoinGroupIn,
    LeaveGroupIn,
    NewcomerAnswerIn,
    NewcomerOfGroupOut,
    ShortNameIn,
    ShortNameOut,
)
from frontend.api.how_put import with_how_put
from frontend.api.serializers import EmptyIn
from frontend.shared.leaving import leaving_texts_of
from frontend.shared.reaching import reaching_texts_of
from groups.actions.group_words import look_again_at_group, mend_group_words
from groups.actions.hellos import answer_newcomer, say_hello
from groups.actions.invites import make_invite, stop_invite
from groups.actions.membership import (
    join_by_code,
    join_open_group,
    start_group,
)
from groups.actions.motions import propose_step
from groups.actions.pauses import agree_to_end_pause, end_pause_as_connector, pause_newcomers
from groups.actions.resting import set_resting
from groups.actions.short_names import set_short_name
from groups.models.members import Group, Invite, Member
from groups.queries.group_words import words_of_group
from groups.queries.members import (
    GroupDetail,
    group_detail,
    groups_of_person,
    invite_by_code,
    invites_of_group,
    is_read_by_others,
    membership,
    names_shown_to,
    newcomers_for_connector,
    newcomers_shown_to,
)
from groups.queries.pauses import paused_groups
from groups.states import GroupBeginning, MotionPurpose
from groups.wording import (
    begins_text,
    group_shown,
    hears_text,
    peer_consent_text,
    voting_rule_text,
)
from pooling.pools.actions.leaving import leave_group_with_costs
from pooling.pools.queries.group_waits import GroupWait, waits_of_groups
from pooling.pools.queries.leaving import next_payment_at

INVITED_FIELDS = ("name", "purposes", "purpose_words", "how_often", "outward_code")


def group_response(group_id: int, by: Acting, status_code: int = status.HTTP_200_OK) -> Response:
    now = clock.now()
    detail = group_detail(group_id, by, now=now)
    pause = detail.pause if detail.me else None
    body = {
        "group": detail.group,
        **_words_in_answer(detail, by, now),
        "am_in": detail.me is not None,
        "members": names_shown_to(detail, by, now=now),
        "not_here": _names_not_here(detail, by, now),
        "is_read_by_others": detail.me is not None and is_read_by_others(detail, now=now),
        "may_come_in": detail.can_join,
        "paused_until": pause.ends_at if pause else None,
        "pause_needs_one_more": bool(pause and not pause.needs_first),
        "people": detail.people,
        "begins_words": begins_text(detail.group),
        "hears_words": hears_text(detail.me) if detail.me and detail.me.is_newcomer else "",
        "newcomers": newcomers_shown_to(detail, by, now=now),
        "leaving_words": leaving_texts_of(group_id, by) if detail.me else [],
        "name_may_stay_until": next_payment_at(group_id, now) if detail.me else None,
        "waits": _waits(detail),
        "what_others_see": peer_consent_text(),
        "rule": voting_rule_text(),
        "digest": digest_of(group_shown(detail.group)),
    }
    return Response(GroupDetailOut(body).data, status=status_code)


def _waits(detail: GroupDetail) -> list[GroupWait]:
    has_begun = detail.me is not None and detail.me.is_current
    return waits_of_groups([detail.group]) if has_begun else []


def _words_in_answer(detail: GroupDetail, by: Acting, now: datetime) -> dict[str, Any]:
    """Whether its own words wait for a look; the rest of it to who is in the group."""
    words = detail.words
    is_shown = detail.me is not None and may_see(by, Seen.OTHERS_WORDS, now=now)
    return {
        "words_state": words.state if words else None,
        "words": words if is_shown else None,
        "words_digest": digest_of_words(words_of_group(detail.group)) if is_shown else "",
    }


def _names_not_here(detail: GroupDetail, by: Acting, now: datetime) -> list[str]:
    return [name for name in names_shown_to(detail, by, now=now) if name in detail.not_here]


@extend_schema(parameters=[ACTING_FOR])
class GroupViewSet(ActingViewSet):
    """The groups of whoever acts. One that may be found can be read by anybody."""

    queryset = Group.objects.none()
    serializer_class = GroupOut
    filterset_class = GroupFilter

    def needs_now(self) -> Needs | Roles:
        return Needs.ANYBODY if self.action == "retrieve" else Needs.SIGN_IN

    def shows_now(self) -> Seen | None:
        if self.request.method != "GET" or self.action == "retrieve":
            return None
        return Seen.CODES if self.action == "invites" else Seen.GROUPS

    @extend_schema(responses=GroupOut(many=True))
    def list(self, request: Request) -> Response:
        groups = groups_of_person(self.person_id, with_waiting=True, **self.narrowing())
        return self.list_response(groups, GroupOut)

    @extend_schema(request=GroupIn, responses={201: GroupDetailOut})
    def create(self, request: Request) -> Response:
        """Start a group, and be its first member."""
        group = start_group(**with_how_put(self.validated(GroupIn)), **self.by_and_now)
        return group_response(group.pk, self.acting, status.HTTP_201_CREATED)

    @extend_schema(responses=GroupDetailOut)
    def retrieve(self, request: Request, pk: str) -> Response:
        return group_response(int(pk), self.acting)

    @extend_schema(request=GroupWordsIn, responses=GroupDetailOut)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Mend what it says of itself, while that is held back: it is looked at anew."""
        fields = self.validated(GroupWordsIn, partial=True)
        began_from = fields.pop("began_from", None)
        mend_group_words(group_id=int(pk), fields=fields, began_from=began_from, **self.by_and_now)
        return self.retrieve(request, pk)

    @extend_schema(request=EmptyIn, responses=GroupDetailOut)
    @action(detail=True, methods=["post"], url_path="look-again")
    def look_again(self, request: Request, pk: str) -> Response:
        """What it says of itself is held back: ask somebody else to look at it."""
        look_again_at_group(group_id=int(pk), **self.by_and_now)
        return self.retrieve(request, pk)

    @extend_schema(request=JoinGroupIn, responses=GroupDetailOut)
    @action(detail=True, methods=["post"])
    def join(self, request: Request, pk: str) -> Response:
        """Come into a group that is open to new people."""
        data = with_how_put(self.validated(JoinGroupIn))
        join_open_group(group_id=int(pk), **data, **self.by_and_now)
        return self.retrieve(request, pk)

    @extend_schema(request=LeaveGroupIn, responses={204: None})
    @action(detail=True, methods=["post"])
    def leave(self, request: Request, pk: str) -> Response:
        """Leave, at any time and for no reason. Nobody is told. Money and messages stop at once;
        the name goes when its owner says so."""
        fields = self.validated(LeaveGroupIn)
        leave_group_with_costs(group_id=int(pk), **fields, **self.by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=GroupRestIn, responses=GroupDetailOut)
    @action(detail=True, methods=["post"])
    def rest(self, request: Request, pk: str) -> Response:
        """Rest for now, or be back. It asks nothing and loses nothing, and nobody is told why."""
        set_resting(group_id=int(pk), **self.validated(GroupRestIn), **self.by_and_now)
        return self.retrieve(request, pk)

    @extend_schema(responses=ShortNameOut)
    @action(detail=True, methods=["get"], url_path="short-name")
    def short_name(self, request: Request, pk: str) -> Response:
        """What a text message to the person calls the group. Nobody in the group reads it."""
        return self._short_name_response(int(pk))

    @extend_schema(request=ShortNameIn, responses=ShortNameOut)
    @short_name.mapping.put
    def put_short_name(self, request: Request, pk: str) -> Response:
        """Say what a text message to the person calls the group: "Tuesday"."""
        set_short_name(group_id=int(pk), **self.validated(ShortNameIn), **self.by_and_now)
        return self._short_name_response(int(pk))

    def _short_name_response(self, group_id: int) -> Response:
        words = words_of_short_name(membership(group_id, self.acting).person_id, group_id)
        digest = digest_of_words(words)
        return Response(ShortNameOut({**words, "words_digest": digest}).data)

    @extend_schema(request=GroupPauseIn, responses=GroupDetailOut)
    @action(detail=True, methods=["post"])
    def pause(self, request: Request, pk: str) -> Response:
        """Pause newcomers for seven days, at once; or say that they may come in again."""
        pauses = self.validated(GroupPauseIn)["pauses"]
        step = pause_newcomers if pauses else agree_to_end_pause
        step(group_id=int(pk), **self.by_and_now)
        return self.retrieve(request, pk)

    @extend_schema(request=GroupOpenIn, responses=GroupDetailOut)
    @action(detail=True, methods=["post"])
    def open(self, request: Request, pk: str) -> Response:
        """Propose that it is open to people who find it, or not for now; or agree to that where
        somebody has. It is done when a second person has said so: `GET /motions/`."""
        fields = with_how_put(self.validated(GroupOpenIn))
        is_open = fields.pop("is_open")
        purpose = MotionPurpose.OPEN_GROUP if is_open else MotionPurpose.CLOSE_GROUP
        propose_step(
            purpose=purpose, about_id=int(pk), by_program=True, **fields, **self.by_and_now
        )
        return self.retrieve(request, pk)

    @extend_schema(request=HelloIn, responses=GroupDetailOut)
    @action(detail=True, methods=["post"])
    def hello(self, request: Request, pk: str) -> Response:
        """Say hello to somebody who came in: then the group begins for them."""
        say_hello(group_id=int(pk), **self.validated(HelloIn), **self.by_and_now)
        return self.retrieve(request, pk)

    @extend_schema(request=BeginningIn, responses=GroupDetailOut)
    @action(detail=True, methods=["post"])
    def beginning(self, request: Request, pk: str) -> Response:
        """Propose when the group begins for whoever comes in from then on; or agree to that where
        somebody has. As `open`."""
        fields = with_how_put(self.validated(BeginningIn))
        is_hello = fields.pop("begins") == GroupBeginning.HELLO
        purpose = MotionPurpose.HELLO_FIRST if is_hello else MotionPurpose.BEGIN_AT_ONCE
        propose_step(
            purpose=purpose, about_id=int(pk), by_program=True, **fields, **self.by_and_now
        )
        return self.retrieve(request, pk)

    @extend_schema(methods=["get"], responses=InviteOut(many=True))
    @extend_schema(methods=["post"], request=InviteIn, responses={201: InviteOut})
    @action(detail=True, methods=["get", "post"])
    def invites(self, request: Request, pk: str) -> Response:
        """The invitations that open it now; or a new one."""
        if request.method == "GET":
            invites = invites_of_group(int(pk), self.acting, clock.today())
            return self.list_response(invites, InviteOut)
        invite = make_invite(group_id=int(pk), **self.validated(InviteIn), **self.by_and_now)
        return Response(InviteOut(invite).data, status=status.HTTP_201_CREATED)


class PausedGroupViewSet(ActingViewSet):
    """For a connector: groups in which newcomers are paused. By whom, nobody reads."""

    needs = roles(RoleKind.CONNECTOR)
    queryset = Group.objects.none()
    serializer_class = GroupOut

    @extend_schema(responses=GroupOut(many=True))
    def list(self, request: Request) -> Response:
        return self.list_response(paused_groups(self.area_ids, self.login.pk), GroupOut)

    @extend_schema(request=EmptyIn, responses={204: None})
    @action(detail=True, methods=["post"])
    def end(self, request: Request, pk: str) -> Response:
        """Newcomers may come in again. The group is told."""
        end_pause_as_connector(group_id=int(pk), **self.by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)


@extend_schema(parameters=[ACTING_FOR])
class InviteViewSet(ActingViewSet):
    """Invitations, to stop."""

    queryset = Invite.objects.none()
    serializer_class = InviteOut

    @extend_schema(request=EmptyIn, responses=InviteOut)
    @action(detail=True, methods=["post"])
    def stop(self, request: Request, pk: str) -> Response:
        """From now on it opens nothing."""
        return Response(InviteOut(stop_invite(invite_id=int(pk), **self.by_and_now)).data)


class NewcomerViewSet(ActingViewSet):
    """For a connector: whom nobody in their group greeted in seven days."""

    needs = roles(RoleKind.CONNECTOR)
    queryset = Member.objects.none()
    serializer_class = NewcomerOfGroupOut

    @extend_schema(responses=NewcomerOfGroupOut(many=True))
    def list(self, request: Request) -> Response:
        newcomers = list(newcomers_for_connector(self.area_ids))
        reaching = reaching_texts_of({newcomer.person_id for newcomer in newcomers})
        return self.list_response(newcomers, NewcomerOfGroupOut, reaching=reaching)

    @extend_schema(request=NewcomerAnswerIn, responses=NewcomerOfGroupOut)
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, pk: str) -> Response:
        """Introduce them, or say why not."""
        data = self.validated(NewcomerAnswerIn)
        member = answer_newcomer(newcomer_id=int(pk), **data, **self.by_and_now)
        return Response(NewcomerOfGroupOut(member).data)


class JoinView(ActingView):
    asked_by = ("code",)

    def needs_now(self) -> Needs:
        return Needs.ANYBODY if self.request.method == "GET" else Needs.SIGN_IN

    @extend_schema(
        parameters=[OpenApiParameter("code", required=True, description="Of an invitation.")],
        responses=InvitedGroupOut,
    )
    def get(self, request: Request) -> Response:
        """What an invitation opens, and what the others would see of whoever comes in."""
        group = invite_by_code(request.query_params.get("code", ""), clock.today()).group
        body = {
            **{name: getattr(group, name) for name in INVITED_FIELDS},
            "what_others_see": peer_consent_text(),
            "rule": voting_rule_text(),
            "digest": digest_of(group_shown(group)),
        }
        return Response(InvitedGroupOut(body).data)

    @extend_schema(request=JoinByCodeIn, responses=GroupDetailOut, parameters=[ACTING_FOR])
    def post(self, request: Request) -> Response:
        """Come into a group by the code of an invitation."""
        member = join_by_code(**with_how_put(self.validated(JoinByCodeIn)), **self.by_and_now)
        return group_response(member.group_id, self.acting)
