"""The addresses of many modules as one list."""

from importlib import import_module

from django.urls import URLPattern, URLResolver


def in_one_list(*modules: str) -> list[URLPattern | URLResolver]:
    """The `urlpatterns` of each, in this order.

    `include` would keep a list of each, and of an address that is not in it copy all that was
    tried, once a list: with hundreds of addresses that takes as long again as to look for it.
    """
    return [address for module in modules for address in import_module(module).urlpatterns]
