"""A provider's invoices to an office: what was delivered and nothing else. Read by both."""

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.response import Response

from community.common import clock
from community.people.states import RoleKind
from frontend.api.pool.serializers import pence
from frontend.shared.files import invoice_file
from pooling.payments.actions.invoices import make_invoice
from pooling.payments.queries.commitments import (
    invoice_page,
    invoices_due,
    invoices_of_area,
    invoices_of_provider,
)
from providers.queries.supply import providers_of_login

from .files import PDF, OneFile
from .working import ActingView


class InvoiceOut(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    number = serializers.IntegerField()
    provider_id = serializers.IntegerField()
    provider = serializers.CharField(source="provider.name")
    council = serializers.CharField(source="area.council")
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    made_at = serializers.DateTimeField()
    pence = pence("In all.")


class ToInvoiceOut(serializers.Serializer):
    provider_id = serializers.IntegerField()
    area_id = serializers.IntegerField()
    council = serializers.CharField()
    since = serializers.DateField()
    pence = pence("Delivered, and on no invoice yet.")


class MakeInvoiceIn(serializers.Serializer):
    provider_id = serializers.IntegerField(min_value=1)
    area_id = serializers.IntegerField(min_value=1)


class InvoiceLineOut(serializers.Serializer):
    person_called = serializers.CharField()
    reference = serializers.CharField()
    delivered_on = serializers.DateField()
    purpose_words = serializers.CharField()
    pence = pence("For this session.")


class InvoicePageOut(serializers.Serializer):
    number = serializers.IntegerField()
    provider = serializers.CharField(source="provider_name")
    council = serializers.CharField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    made_at = serializers.DateTimeField()
    lines = InvoiceLineOut(many=True)
    pence = pence("In all.")


class Invoices(ActingView):
    @extend_schema(responses=InvoiceOut(many=True))
    def get(self, request):
        """Those of the providers one speaks for, the newest first."""
        made = [
            invoice
            for provider in providers_of_login(request.user.pk)
            for invoice in invoices_of_provider(provider.pk)
        ]
        return Response(InvoiceOut(made, many=True).data)

    @extend_schema(request=MakeInvoiceIn, responses={201: InvoicePageOut})
    def post(self, request):
        """Make one of all that was delivered until today and is on none yet."""
        deed = self.deed
        invoice = make_invoice(**self.said(MakeInvoiceIn), until=clock.today(deed["now"]), **deed)
        page = invoice_page(invoice.pk, login_id=request.user.pk)
        return Response(InvoicePageOut(page).data, status=status.HTTP_201_CREATED)


class ToInvoice(ActingView):
    @extend_schema(responses=ToInvoiceOut(many=True))
    def get(self, request):
        """What may be invoiced now, council by council."""
        waiting = [
            {**vars(each), "provider_id": provider.pk}
            for provider in providers_of_login(request.user.pk)
            for each in invoices_due(provider.pk)
        ]
        return Response(ToInvoiceOut(waiting, many=True).data)


class OfficeInvoices(ActingView):
    @extend_schema(responses=InvoiceOut(many=True))
    def get(self, request):
        """Those to the offices where one answers for people's money, the newest first."""
        invoices = invoices_of_area(self.areas(RoleKind.COUNCIL_OFFICER))
        return Response(InvoiceOut(invoices, many=True).data)


class OneInvoice(ActingView):
    @extend_schema(responses=InvoicePageOut)
    def get(self, request, invoice_id: int):
        """Line by line, for whoever made it and the office it is to."""
        page = invoice_page(invoice_id, login_id=request.user.pk)
        return Response(InvoicePageOut(page).data)


class InvoicePaper(ActingView):
    content_negotiation_class = OneFile

    @extend_schema(responses=PDF)
    def get(self, request, invoice_id: int):
        """The same on paper."""
        return invoice_file(invoice_page(invoice_id, login_id=request.user.pk))


urlpatterns = [
    path("invoices/", Invoices.as_view(), name="invoices"),
    path("invoices/to-make/", ToInvoice.as_view(), name="to_invoice"),
    path("invoices/<int:invoice_id>/", OneInvoice.as_view(), name="invoice"),
    path("invoices/<int:invoice_id>/pdf/", InvoicePaper.as_view(), name="invoice_pdf"),
    path("office/invoices/", OfficeInvoices.as_view(), name="office_invoices"),
]
