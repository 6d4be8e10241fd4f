"""Groups, and coming into them."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action, api_view, permission_classes
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.response import Response

from community.common import clock
from community.people.rules import check_has_person
from frontend.api.acted import ACTING_FOR, ActingViewSet
from frontend.api.acting import acting_of
from frontend.api.filters import GroupFilter
from frontend.api.group.serializers import (
    EmptyIn,
    GroupIn,
    GroupOut,
    GroupPageOut,
    InviteIn,
    InviteOut,
    JoinIn,
    NamingIn,
    OpenIn,
)
from groups.actions.invites import make_invite, stop_invite
from groups.actions.membership import (
    join_by_code,
    join_open_group,
    leave_group,
    set_group_open,
    start_group,
)
from groups.models import Group, Invite
from groups.queries.members import group_detail, groups_of, invites_of
from groups.rules.decisions import voting_rule_text
from groups.rules.members import peer_consent_text


def page_out(page) -> dict:
    return GroupPageOut(
        {
            "group": page.group,
            "am_in": page.me is not None,
            "members": page.known_as,
            "may_come_in": page.may_come_in,
            "what_others_see": peer_consent_text(),
            "rule": voting_rule_text(),
        }
    ).data


@extend_schema(parameters=[ACTING_FOR])
class Groups(ActingViewSet):
    """The groups of whoever acts. One that may be found can be read by anybody."""

    queryset = Group.objects.none()
    serializer_class = GroupOut
    filterset_class = GroupFilter

    def get_permissions(self):
        return [AllowAny()] if self.action == "retrieve" else super().get_permissions()

    @extend_schema(responses=GroupOut(many=True))
    def list(self, request):
        by = acting_of(request)
        check_has_person(by)
        return self.listed(groups_of(by.person_id), GroupOut)

    @extend_schema(request=GroupIn, responses={201: GroupPageOut})
    def create(self, request):
        """Start a group, and be its first member."""
        group = start_group(**self.said(GroupIn), **self.deed)
        page = group_detail(group.pk, acting_of(request))
        return Response(page_out(page), status=status.HTTP_201_CREATED)

    @extend_schema(responses=GroupPageOut)
    def retrieve(self, request, pk):
        return Response(page_out(group_detail(int(pk), acting_of(request))))

    @extend_schema(request=NamingIn, responses=GroupPageOut)
    @action(detail=True, methods=["post"])
    def join(self, request, pk):
        """Come into a group that is open to new people."""
        join_open_group(group_id=int(pk), **self.said(NamingIn), **self.deed)
        return self.retrieve(request, pk)

    @extend_schema(request=EmptyIn, responses={204: None})
    @action(detail=True, methods=["post"])
    def leave(self, request, pk):
        """Leave, at any time and for no reason. Nobody is told."""
        leave_group(group_id=int(pk), **self.deed)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=OpenIn, responses=GroupPageOut)
    @action(detail=True, methods=["post"])
    def open(self, request, pk):
        """Open the group to people who find it, or close it to them for now."""
        set_group_open(group_id=int(pk), **self.said(OpenIn), **self.deed)
        return self.retrieve(request, pk)

    @extend_schema(methods=["get"], responses=InviteOut(many=True))
    @extend_schema(methods=["post"], request=InviteIn, responses={201: InviteOut})
    @action(detail=True, methods=["get", "post"])
    def invites(self, request, pk):
        """The invitations that open it now; or a new one."""
        if request.method == "GET":
            found = invites_of(int(pk), acting_of(request), clock.today())
            return self.listed(found, InviteOut)
        invite = make_invite(group_id=int(pk), **self.said(InviteIn), **self.deed)
        return Response(InviteOut(invite).data, status=status.HTTP_201_CREATED)


@extend_schema(parameters=[ACTING_FOR])
class Invites(ActingViewSet):
    """Invitations, to stop."""

    queryset = Invite.objects.none()
    serializer_class = InviteOut

    @extend_schema(request=EmptyIn, responses=InviteOut)
    @action(detail=True, methods=["post"])
    def stop(self, request, pk):
        """From now on it opens nothing."""
        return Response(InviteOut(stop_invite(invite_id=int(pk), **self.deed)).data)


@extend_schema(request=JoinIn, responses=GroupPageOut, parameters=[ACTING_FOR])
@api_view(["POST"])
@permission_classes([IsAuthenticated])
def join(request):
    """Come into a group by the code of an invitation."""
    given = JoinIn(data=request.data)
    given.is_valid(raise_exception=True)
    by = acting_of(request)
    member = join_by_code(**given.validated_data, by=by, now=clock.now())
    return Response(page_out(group_detail(member.group_id, by)))
