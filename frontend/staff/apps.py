from importlib import import_module

from django.contrib.admin.apps import AdminConfig


class StaffConfig(AdminConfig):
    default_site = "frontend.staff.site.StaffSite"

    def ready(self) -> None:
        super().ready()
        import_module("frontend.staff.admin")
