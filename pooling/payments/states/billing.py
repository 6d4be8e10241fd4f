"""Whether a provider adds value added tax, as its invoices say it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class VatStatus(models.TextChoices):
    NOT_REGISTERED = "not_registered", _("not registered for VAT")
    EXEMPT = "exempt", _("registered for VAT; this is exempt")
    INCLUDED = "included", _("registered for VAT; it is in the price, at the standard rate")
