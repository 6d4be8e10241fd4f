"""The office's own site. Nobody opens it without a second factor used in this very session."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from community.common.refusals import NotFound
from community.messaging.queries.sending import held_up_mail
from frontend.staff.parked_commands import parked_commands_page, resume_command


class StaffSite(AdminSite):
    site_header = site_title = _("Common Purse office")
    index_title = _("What the office keeps")
    index_template = "staff/index.html"

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [
            path("set-aside/", self.admin_view(parked_commands_page), name="parked_commands"),
            path(
                "set-aside/<slug:kind>/<int:row_id>/again/",
                self.admin_view(resume_command),
                name="resume_command",
            ),
            *super().get_urls(),
        ]

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        return super().index(request, {"held_up_mail": held_up_mail(), **(extra_context or {})})

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and used_second_factor(request)

    @method_decorator(never_cache)
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The one sign-in of everybody, then a second factor. To others there is no such page."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get("next") or "/staff/")
        if not (request.user.is_active and request.user.is_staff):
            raise NotFound("")
        return render(request, "staff/second_factor.html", status=403)


def used_second_factor(request: HttpRequest) -> bool:
    """A passkey, or a code from an app or from paper, since signing in."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)
