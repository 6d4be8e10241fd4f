"""The office's own site. Nobody opens it without a second factor used in this very session."""

from allauth.account.authentication import get_authentication_records
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import render
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from community.common.refusals import NotFound
from frontend.staff import parked_commands as set_aside


class StaffSite(AdminSite):
    site_header = site_title = _("Common Purse office")
    index_title = _("What the office keeps")
    index_template = "staff/index.html"

    def get_urls(self):
        return [
            path("set-aside/", self.admin_view(set_aside.waiting), name="set_aside"),
            path(
                "set-aside/<slug:kind>/<int:errand_id>/again/",
                self.admin_view(set_aside.take_up_again),
                name="take_up_again",
            ),
            *super().get_urls(),
        ]

    def has_permission(self, request):
        return super().has_permission(request) and used_second_factor(request)

    @method_decorator(never_cache)
    def login(self, request, extra_context=None):
        """The one sign-in of everybody, then a second factor. To others there is no such page."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get("next") or "/staff/")
        if not (request.user.is_active and request.user.is_staff):
            raise NotFound("")
        return render(request, "staff/second_factor.html", status=403)


def used_second_factor(request) -> bool:
    """A passkey, or a code from an app or from paper, since signing in."""
    records = get_authentication_records(request, request.user)
    return any(one.get("method") == "mfa" for one in records)
