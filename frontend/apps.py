from django.apps import AppConfig

from frontend.catalogues import join_catalogues


class FrontendConfig(AppConfig):
    name = "frontend"
    label = "frontend"

    def ready(self) -> None:
        join_catalogues()
