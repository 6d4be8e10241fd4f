from django.apps import AppConfig
from django.core.checks import register

from config.start import check_for_deploy


class WiringConfig(AppConfig):
    """Holds the commands that set up the whole (roles' grants, API tokens), and its check."""

    name = "config"
    label = "wiring"

    def ready(self) -> None:
        register(check_for_deploy, deploy=True)
