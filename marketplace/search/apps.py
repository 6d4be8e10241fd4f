from django.apps import AppConfig


class SearchConfig(AppConfig):
    """It has no tables of its own: an app, so that what it does by itself is found."""

    name = "marketplace.search"
    label = "search"
