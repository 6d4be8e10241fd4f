from django.apps import AppConfig


class WiringConfig(AppConfig):
    """Holds only the commands that set up the whole: roles' grants and API tokens."""

    name = "config"
    label = "wiring"
