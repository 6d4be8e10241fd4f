"""A sheet about a shared cost: which money, a yes, or not this time."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from community.common.refusals import NotFound
from frontend.api.how_put import with_how_put
from frontend.api.paper.base import PaperView
from frontend.api.paper.serializers import (
    PaperCallOffIn,
    PaperCoverIn,
    PaperOpeningIn,
    PaperPledgeIn,
    PaperPledgeOut,
    PaperPoolOut,
    PaperSourceIn,
)
from frontend.api.pool.serializers import AnotherWayIn, pledge_request
from frontend.api.serializers import EmptyIn
from frontend.shared.group_choices import version_of_choice
from frontend.shared.money_sheets import opening_sheet
from frontend.shared.sheet_versions import check_version
from groups.models.members import Member
from groups.rules.motions import check_sheet
from pooling.pools.actions.call_offs import ask_group_to_call_off
from pooling.pools.actions.cover_choices import cast_cover_ballot
from pooling.pools.actions.help_requests import request_another_way_in_pool
from pooling.pools.actions.leaving import leave_pool
from pooling.pools.actions.opening import open_pool
from pooling.pools.actions.sheets import pledge_from_sheet
from pooling.pools.actions.sources import add_source
from pooling.pools.office_terms import digest_with
from pooling.pools.queries.cover_choices import cover_choice_for
from pooling.pools.queries.money import open_sources_of_person
from pooling.pools.queries.office_terms import office_terms_on_sheet
from pooling.pools.queries.opening import offer_to_open
from pooling.pools.queries.pool_details import PoolDetail, pool_for_member
from pooling.pools.queries.terms import versions_of
from pooling.pools.rules.sources import rail_on_paper
from pooling.pools.states import ChoiceKind, SourceKind
from pooling.pools.wording.office_terms import office_texts


def _paper_pool_response(
    member: Member, pool_detail: PoolDetail, status_code: int = status.HTTP_200_OK
) -> Response:
    sources = open_sources_of_person(member.person_id)
    versions = [
        {"number": number, "digest": version.digest}  # of terms alone: see `digest`
        for number, version in enumerate(versions_of(pool_detail.pool), start=1)
    ]
    offices = office_terms_on_sheet(member.person)
    facts = {
        "pool_detail": pool_detail,
        "sources": sources,
        "versions": versions,
        "digest": digest_with(pool_detail.pool.terms_digest, offices),
        "office_words": office_texts(offices, pool_detail.pool.provider.name),
    }
    body = PaperPoolOut(facts).data
    return Response(body, status=status_code)


class PaperOpeningView(PaperView):
    @extend_schema(
        operation_id="paper_open_pool", request=PaperOpeningIn, responses={201: PaperPoolOut}
    )
    def post(self, request: Request, code: str) -> Response:
        """They open the shared cost of an offer that their group has chosen. It asks nobody for
        money."""
        member, by_and_now = self.member_of_sheet(code)
        data = self.validated(PaperOpeningIn)
        preview = offer_to_open(offer_id=data["offer_id"], person_id=member.person_id)
        if preview.offer.brief.group_id != member.group_id:
            raise NotFound("")
        check_version(data.pop("sheet_version"), opening_sheet(preview.offer, member))
        pool = open_pool(**data, **by_and_now)
        pool_detail = pool_for_member(pool_id=pool.pk, **by_and_now)
        return _paper_pool_response(member, pool_detail, status.HTTP_201_CREATED)


class PaperPoolView(PaperView):
    @extend_schema(responses=PaperPoolOut)
    def get(self, request: Request, code: str, pool_id: int) -> Response:
        """What the sheet asks."""
        member, pool_detail, _by_and_now = self.pool_of_sheet(code, pool_id)
        return _paper_pool_response(member, pool_detail)


class PaperSourceView(PaperView):
    @extend_schema(request=PaperSourceIn, responses={201: PaperPoolOut})
    def post(self, request: Request, code: str, pool_id: int) -> Response:
        """Which money they wrote, where none is known here yet."""
        member, pool_detail, by_and_now = self.pool_of_sheet(code, pool_id)
        kind = SourceKind(self.validated(PaperSourceIn)["kind"])
        add_source(kind=kind, rail=rail_on_paper(kind), **by_and_now)
        return _paper_pool_response(member, pool_detail, status.HTTP_201_CREATED)


class PaperPledgeView(PaperView):
    @extend_schema(request=PaperPledgeIn, responses=PaperPledgeOut)
    def put(self, request: Request, code: str, pool_id: int) -> Response:
        """Their yes, as they wrote it."""
        _member, _pool_detail, by_and_now = self.pool_of_sheet(code, pool_id)
        new_pledge = pledge_request(self.validated(PaperPledgeIn))
        saved_pledge = pledge_from_sheet(pool_id=pool_id, request=new_pledge, **by_and_now)
        return Response(PaperPledgeOut(saved_pledge).data)


class PaperPoolLeaveView(PaperView):
    @extend_schema(request=EmptyIn, responses={204: None})
    def post(self, request: Request, code: str, pool_id: int) -> Response:
        """They ticked “Not this time”. Nobody in the group is told."""
        _member, _pool_detail, by_and_now = self.pool_of_sheet(code, pool_id)
        leave_pool(pool_id=pool_id, **by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)


class PaperAnotherWayView(PaperView):
    @extend_schema(request=AnotherWayIn, responses={204: None})
    def post(self, request: Request, code: str, pool_id: int) -> Response:
        """They were told that their most is below the share, and want help to find another way."""
        _member, _pool_detail, by_and_now = self.pool_of_sheet(code, pool_id)
        request_another_way_in_pool(pool_id=pool_id, **self.validated(AnotherWayIn), **by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)


class PaperChoiceView(PaperView):
    """What they ticked on the sheet of what their group chooses."""

    def _cast(self, pool_id: int, kind: ChoiceKind, by_and_now: dict[str, Any]) -> None:
        data = with_how_put(self.validated(PaperCoverIn))
        version = data.pop("sheet_version")
        detail = cover_choice_for(pool_id=pool_id, kind=kind, **by_and_now)
        check_sheet(version, version_of_choice(detail))
        cast_cover_ballot(pool_id=pool_id, kind=kind, **data, **by_and_now)


class PaperCallOffView(PaperChoiceView):
    @extend_schema(request=PaperCallOffIn, responses={204: None})
    def post(self, request: Request, code: str, pool_id: int) -> Response:
        """They ask that their group choose whether to call it off."""
        _member, _pool_detail, by_and_now = self.pool_of_sheet(code, pool_id)
        asked = with_how_put(self.validated(PaperCallOffIn))
        ask_group_to_call_off(pool_id=pool_id, **asked, **by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=PaperCoverIn, responses={204: None})
    def put(self, request: Request, code: str, pool_id: int) -> Response:
        """What they ticked, where their group chooses."""
        _member, _pool_detail, by_and_now = self.pool_of_sheet(code, pool_id)
        self._cast(pool_id, ChoiceKind.CALL_OFF, by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)


class PaperCoverView(PaperChoiceView):
    @extend_schema(request=PaperCoverIn, responses={204: None})
    def put(self, request: Request, code: str, pool_id: int) -> Response:
        """What they ticked, where a place is not covered."""
        _member, _pool_detail, by_and_now = self.pool_of_sheet(code, pool_id)
        self._cast(pool_id, ChoiceKind.COVER, by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)
