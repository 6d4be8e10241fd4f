"""What is chosen of an option sheet."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WhomToAsk(models.TextChoices):
    """Whose name and number stand on a sheet: whoever makes it says (P85)."""

    NOBODY = "nobody", _("nobody")
    CONNECTOR = "connector", _("whom one can ask where this is")
    NAMED = "named", _("a first name and a number")
