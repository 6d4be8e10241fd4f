"""Where a body can be looked up by anybody (P109)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicRegister(models.TextChoices):
    """Where anybody looks up a public body, a library, a charity or a place of worship (P109)."""

    CHARITIES_ENGLAND_WALES = (
        "charities_england_wales",
        _("charities in England and Wales (Charity Commission)"),
    )
    CHARITIES_SCOTLAND = "charities_scotland", _("charities in Scotland (OSCR)")
    CHARITIES_NORTHERN_IRELAND = (
        "charities_northern_ireland",
        _("charities in Northern Ireland (Charity Commission)"),
    )
    COUNCILS = "councils", _("councils, by their code (Office for National Statistics)")
    LIBRARIES = "libraries", _("public libraries, by the council’s own list")
    NHS = "nhs", _("NHS organisations, by their code (ODS)")
    SCHOOLS = "schools", _("schools and colleges, by their number (URN)")
    WORSHIP = "worship", _("places of worship (General Register Office)")
