"""Words are asked of one catalogue for each language, not of each app's in turn."""

from typing import Any

from django.conf import settings
from django.utils.translation import trans_real


def join_catalogues() -> None:
    """Of each language that is offered. Django joins what apps bring for “en-gb”, but asks what
    each of them brings for “en” one after another: hundreds of times a page, for each of our own
    words is in none. The first that has a word still gives it."""
    for language, _name in settings.LANGUAGES:
        translation: Any = trans_real.translation(language)
        chain = [translation]
        while fallback := getattr(chain[-1], "_fallback", None):
            chain.append(fallback)
        joined: dict[Any, str] = {}
        for each in reversed(chain):
            for catalogue in reversed(getattr(each._catalog, "_catalogs", [each._catalog])):
                joined |= catalogue
        catalogues: Any = trans_real.TranslationCatalog()
        catalogues._catalogs = [joined]
        translation._catalog, translation._fallback = catalogues, None
