"""What a provider's invoices say of it, and what an office asks of invoices to it (P29)."""

from django.db import models
from django.db.models import Q

from community.people.models.logins import Login
from community.places.models.areas import Area
from pooling.payments.states.billing import VatStatus
from providers.models.supply import Provider


class BillingDetails(models.Model):
    """What stands on every invoice of a provider, beside its bank details."""

    provider = models.OneToOneField(Provider, on_delete=models.PROTECT, related_name="billing")
    address = models.CharField(max_length=300)
    vat_status = models.CharField(max_length=14, choices=VatStatus)
    vat_number = models.CharField(max_length=20, blank=True)
    payment_days = models.PositiveSmallIntegerField(default=30)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(address=""), name="billing_has_an_address"),
            models.CheckConstraint(
                condition=Q(vat_status=VatStatus.NOT_REGISTERED, vat_number="")
                | ~Q(vat_status=VatStatus.NOT_REGISTERED) & ~Q(vat_number=""),
                name="vat_number_where_registered",
            ),
            models.CheckConstraint(
                condition=Q(payment_days__gte=7, payment_days__lte=60),
                name="payment_days_that_can_be_kept",
            ),
        ]


class PayerDetails(models.Model):
    """What an office asks of every invoice to it. Where it asks for names, that is said before the
    yes, and holds for what is asked of it from then on."""

    area = models.OneToOneField(Area, on_delete=models.PROTECT, related_name="payer")
    invoice_address = models.CharField(max_length=300, blank=True)
    names_people = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL, related_name="+")
