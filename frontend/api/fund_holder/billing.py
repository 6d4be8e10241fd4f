"""What stands on a provider's invoices, and what an office asks of those to it."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from community.common.refusals import NotFound, or_not_found
from community.people.states import RoleKind
from frontend.api.base import ActingView, Needs, roles
from frontend.api.fund_holder.serializers import (
    BillingDetailsIn,
    BillingDetailsOut,
    PayerDetailsIn,
    PayerDetailsOut,
)
from pooling.payments.actions.billing import write_billing_details, write_payer_details
from pooling.payments.queries.billing import billing_of, payer_details_of
from providers.queries.supply import provider_of_login


class BillingDetailsView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(responses=BillingDetailsOut)
    def get(self, request: Request, provider_id: int) -> Response:
        """Address, VAT and terms. Not there before they were written down."""
        provider = provider_of_login(provider_id, login_id=self.login.pk)
        return Response(BillingDetailsOut(or_not_found(billing_of(provider.pk))).data)

    @extend_schema(request=BillingDetailsIn, responses=BillingDetailsOut)
    def put(self, request: Request, provider_id: int) -> Response:
        """For invoices that are made from now on."""
        provider_of_login(provider_id, login_id=self.login.pk)
        data = self.validated(BillingDetailsIn)
        billing = write_billing_details(provider_id=provider_id, **data, **self.by_and_now)
        return Response(BillingDetailsOut(billing).data)


class PayerDetailsView(ActingView):
    needs = roles(RoleKind.COUNCIL_OFFICER)

    @extend_schema(responses=PayerDetailsOut)
    def get(self, request: Request, area_id: int) -> Response:
        """Where invoices to an office are addressed to, and whether they bear names."""
        self._check_area(area_id)
        return Response(PayerDetailsOut(or_not_found(payer_details_of(area_id))).data)

    @extend_schema(request=PayerDetailsIn, responses=PayerDetailsOut)
    def put(self, request: Request, area_id: int) -> Response:
        """For whose yes is asked for from now on: they read it before they say it."""
        self._check_area(area_id)
        data = self.validated(PayerDetailsIn)
        payer = write_payer_details(area_id=area_id, **data, **self.by_and_now)
        return Response(PayerDetailsOut(payer).data)

    def _check_area(self, area_id: int) -> None:
        if area_id not in self.area_ids:
            raise NotFound("")
