from django.apps import AppConfig


class CommonConfig(AppConfig):
    """No tables of the product: only the clock and the allowed moves, which SQL itself reads, and
    the keys of deeds that were sent."""

    name = "community.common"
    label = "common"
