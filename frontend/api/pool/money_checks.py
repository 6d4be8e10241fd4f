"""Is this request for money real? For anybody."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from frontend.api.base import ActingView, Needs
from frontend.api.pool.serializers import MoneyCheckIn, MoneyCheckOut
from frontend.shared.throttles import MoneyCheckThrottle
from pooling.payments.queries.bank_transfers import is_open_request


class MoneyCheckView(ActingView):
    needs = Needs.ANYBODY
    throttle_classes = (MoneyCheckThrottle,)

    @extend_schema(request=MoneyCheckIn, responses=MoneyCheckOut)
    def post(self, request: Request) -> Response:
        """Whether somebody is asked for money with this number now. Not whom."""
        return Response({"is_ours": is_open_request(self.validated(MoneyCheckIn)["number"])})
