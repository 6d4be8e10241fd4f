from importlib import import_module

from django.contrib.admin.apps import SimpleAdminConfig


class StaffConfig(SimpleAdminConfig):
    """Simple, because Django's other one looks for a page of the office in every app installed: a
    library could then put ways into somebody's login there (K9). Only our own list is read."""

    default_site = "frontend.staff.site.StaffSite"

    def ready(self) -> None:
        super().ready()
        import_module("frontend.staff.admin")
