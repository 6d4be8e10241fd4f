from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demo's own world. Installed only when DEMO=1."""

    name = "demo"
    label = "demo"
