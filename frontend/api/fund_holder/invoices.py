"""A provider's invoices to an office: what was delivered and nothing else. Read by both."""

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.people.states import RoleKind
from frontend.api.base import ActingView, Needs, roles
from frontend.api.files import PDF, SingleFileNegotiation
from frontend.api.fund_holder.serializers import (
    InvoiceDetailOut,
    InvoiceDueOut,
    InvoiceIn,
    InvoiceOut,
)
from frontend.shared.files import invoice_file
from pooling.payments.actions.invoices import make_invoice
from pooling.payments.queries.invoices import (
    invoice_page,
    invoices_due,
    invoices_of_areas,
    invoices_of_providers,
)
from providers.queries.supply import provider_ids_of_login


class InvoiceListView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(responses=InvoiceOut(many=True))
    def get(self, request: Request) -> Response:
        """Those of the providers one speaks for, the newest first."""
        invoices = invoices_of_providers(provider_ids_of_login(self.login.pk))
        return self.list_response(invoices, InvoiceOut)

    @extend_schema(request=InvoiceIn, responses={201: InvoiceDetailOut})
    def post(self, request: Request) -> Response:
        """Make one of all that was delivered until today and is on none yet."""
        data, by_and_now = self.validated(InvoiceIn), self.by_and_now
        invoice = make_invoice(**data, until=clock.today(by_and_now["now"]), **by_and_now)
        detail = invoice_page(invoice.pk, login_id=self.login.pk)
        return Response(InvoiceDetailOut(detail).data, status=status.HTTP_201_CREATED)


class InvoiceDueListView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(responses=InvoiceDueOut(many=True))
    def get(self, request: Request) -> Response:
        """What may be invoiced now, council by council."""
        return self.list_response(invoices_due(provider_ids_of_login(self.login.pk)), InvoiceDueOut)


class FundHolderInvoiceListView(ActingView):
    needs = roles(RoleKind.COUNCIL_OFFICER)

    @extend_schema(responses=InvoiceOut(many=True))
    def get(self, request: Request) -> Response:
        """Those to the offices where one answers for people's money, the newest first."""
        return self.list_response(invoices_of_areas(self.area_ids), InvoiceOut)


class InvoiceView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(responses=InvoiceDetailOut)
    def get(self, request: Request, invoice_id: int) -> Response:
        """Line by line, for whoever made it and the office it is to."""
        detail = invoice_page(invoice_id, login_id=self.login.pk)
        return Response(InvoiceDetailOut(detail).data)


class InvoicePdfView(ActingView):
    needs = Needs.LOGIN
    content_negotiation_class = SingleFileNegotiation

    @extend_schema(responses=PDF)
    def get(self, request: Request, invoice_id: int) -> HttpResponse:
        """The same on paper."""
        return invoice_file(invoice_page(invoice_id, login_id=self.login.pk))
