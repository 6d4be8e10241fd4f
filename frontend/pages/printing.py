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
from frontend.shared.reading_ways import reading_way_of

LARGE, IN_PICTURES = {"type": "large"}, {"pictures": "yes"}
USUAL = "usual"


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
    """As the address says; where it says nothing, as somebody set it for this browser."""
    kept = _is_kept(request, way)
    return all(request.GET.get(name, value if kept else "") == value for name, value in way.items())


def _is_kept(request: ActingRequest, way: dict[str, str]) -> bool:
    kept = reading_way_of(request)
    return kept.is_large if way == LARGE else kept.in_pictures


def _other_way(request: ActingRequest, way: dict[str, str], words: str) -> tuple[str, str]:
    """(where, in words): the same sheets with this way of printing, or without it."""
    query, has_it, is_kept = request.GET.copy(), _has(request, way), _is_kept(request, way)
    for name, value in way.items():
        query.pop(name, None)
        if has_it != is_kept:
            continue  # without a word it is as it is kept
        query[name] = USUAL if has_it else value
    return f"{request.path}?{query.urlencode()}", words
