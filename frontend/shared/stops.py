"""What whoever stops something for somebody is told the second time in a month (P19)."""

from django.utils.translation import gettext_lazy as _

ASKED_FIRST_TEXT = _(
    "Nothing has stopped yet, as it is the second time in a month. Somebody who works here asks"
    " them first."
)
