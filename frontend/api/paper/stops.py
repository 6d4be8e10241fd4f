"""One line on a sheet that stops or protects, or puts back what somebody stopped (P18, P19)."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from community.people.actions.slow_changes import stop_slow_change
from community.people.queries.slow_changes import slow_change_of
from frontend.api.account.serializers import LeaveEverythingIn
from frontend.api.paper.base import PaperView
from frontend.api.paper.serializers import PaperHiddenDateIn, PaperKeepAsideIn
from frontend.api.serializers import EmptyIn, ToldOnIn
from pooling.pools.actions.kept_places import put_back
from pooling.pools.actions.leaving_everything import leave_everything
from pooling.pools.actions.missed_places import record_told_not_coming
from pooling.pools.actions.sources import change_source
from pooling.pools.actions.stopping import end_source
from pooling.pools.queries.money import source_of_person
from providers.actions.hidden_dates import hide_date, show_date
from providers.queries.sessions import booking_of_person

DONE = status.HTTP_204_NO_CONTENT


class PaperSourceEndView(PaperView):
    @extend_schema(request=EmptyIn, responses={204: None})
    def post(self, request: Request, code: str, source_id: int) -> Response:
        """Their money has changed or ended."""
        _member, by_and_now = self.member_of_sheet(code)
        end_source(source_id=source_id, **by_and_now)
        return Response(status=DONE)


class PaperKeepAsideView(PaperView):
    @extend_schema(request=PaperKeepAsideIn, responses={204: None})
    def put(self, request: Request, code: str, source_id: int) -> Response:
        """What they keep aside. More is so at once; less waits until they know."""
        member, by_and_now = self.member_of_sheet(code)
        source = source_of_person(source_id=source_id, person_id=member.person_id)
        change_source(
            source_id=source_id,
            amount_pence=source.amount_pence,
            review_on=source.review_on,
            what_they_showed=_("It is written on their sheet."),
            **self.validated(PaperKeepAsideIn),
            **by_and_now,
        )
        return Response(status=DONE)


class PaperNotComingView(PaperView):
    @extend_schema(request=ToldOnIn, responses={204: None})
    def post(self, request: Request, code: str, booking_id: int) -> Response:
        """They are not coming this time, or did not come; and the day on which they said so."""
        _member, by_and_now = self.member_of_sheet(code)
        booking = booking_of_person(booking_id, by=by_and_now["by"])
        told_on = self.validated(ToldOnIn)["told_on"]
        record_told_not_coming(booking_id=booking.pk, told_on=told_on, **by_and_now)
        return Response(status=DONE)


class PaperHiddenDateView(PaperView):
    @extend_schema(request=PaperHiddenDateIn, responses={204: None})
    def put(self, request: Request, code: str, booking_id: int) -> Response:
        """Whether a date is kept from everybody who acts for them."""
        _member, by_and_now = self.member_of_sheet(code)
        change = hide_date if self.validated(PaperHiddenDateIn)["is_hidden"] else show_date
        change(booking_id=booking_id, **by_and_now)
        return Response(status=DONE)


class PaperPutBackView(PaperView):
    @extend_schema(request=EmptyIn, responses={204: None})
    def post(self, request: Request, code: str, stop_id: int) -> Response:
        """What somebody stopped for them, as it was."""
        _member, by_and_now = self.member_of_sheet(code)
        put_back(stop_id=stop_id, **by_and_now)
        return Response(status=DONE)


class PaperChangeStopView(PaperView):
    @extend_schema(request=EmptyIn, responses={204: None})
    def post(self, request: Request, code: str, change_id: int) -> Response:
        """They do not want what somebody asked to change."""
        _member, by_and_now = self.member_of_sheet(code)
        change = slow_change_of(change_id, by_and_now["by"])
        stop_slow_change(change_id=change.pk, **by_and_now)
        return Response(status=DONE)


class PaperLeaveEverythingView(PaperView):
    @extend_schema(request=LeaveEverythingIn, responses={204: None})
    def post(self, request: Request, code: str) -> Response:
        """They leave everything: every group, all their money here, and who acts for them."""
        _member, by_and_now = self.member_of_sheet(code)
        leave_everything(**self.validated(LeaveEverythingIn), **by_and_now)
        return Response(status=DONE)
