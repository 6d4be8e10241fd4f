"""Sheets as a page to print: in the usual type or large, with pictures where they help (P59).

The same is a plain page for a screen reader: headings, lists and words; a picture says nothing that
does not stand beside it.
"""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from frontend.access import ActingRequest
from frontend.components.blocks import AnswerSheet

LARGE, IN_PICTURES = {"type": "large"}, {"pictures": "yes"}


def print_sheets(
    request: ActingRequest,
    sheets: Sequence[AnswerSheet],
    *,
    heading: str,
    template: str = "sheets.html",
    **context: Any,
) -> HttpResponse:
    is_large, in_pictures = _has(request, LARGE), _has(request, IN_PICTURES)
    other_ways = [
        _other_way(
            request,
            LARGE,
            _("In the usual type")
            if is_large
            else _("In large type, one sheet on each piece of paper"),
        ),
        _other_way(
            request,
            IN_PICTURES,
            _("Without pictures") if in_pictures else _("With pictures beside the main words"),
        ),
    ]
    facts = {"is_large": is_large, "in_pictures": in_pictures, "other_ways": other_ways}
    context |= {"heading": heading, "sheets": sheets, **facts}
    return render(request, template, context)


def _has(request: ActingRequest, way: dict[str, str]) -> bool:
    return all(request.GET.get(name) == value for name, value in way.items())


def _other_way(request: ActingRequest, way: dict[str, str], words: str) -> tuple[str, str]:
    """(where, in words): the same sheets with this way of printing, or without it."""
    query = request.GET.copy()
    for name, value in way.items():
        if query.pop(name, None) != [value]:
            query[name] = value
    return f"{request.path}?{query.urlencode()}", words
