"""A time of a listing, in words: never a countdown, and never how many others come."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from providers.queries.visit_requests import NextTime


def left_text(time: NextTime) -> str:
    if time.left is None:
        return _("room for whoever comes")
    if time.is_full:
        return _("full")
    left = ngettext("%(count)d place left", "%(count)d places left", time.left)
    return left % {"count": time.left}
