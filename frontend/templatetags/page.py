"""What surrounds a page: the way about, and the picture of places covered."""

from math import cos, pi, sin
from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from frontend.components.card_markup import draw_card
from frontend.drawings.ring_map_markup import draw_ring_map

register = template.Library()
register.simple_tag(draw_card)
register.simple_tag(draw_ring_map)

LINKS_FOR_EVERYONE = (("find", _("Find")),)
# Whoever works here, or runs something, and is nobody's person just now.
LINKS_AT_WORK = (("home", _("Your page")), *LINKS_FOR_EVERYONE)
LINKS_FOR_PERSON = (*LINKS_AT_WORK, ("groups", _("Groups")), ("money", _("My money")))

DOT_RADIUS = 14
DOT_STEP = 36
DOTS_PER_ROW = 8
SEATS_AT_A_TABLE = 8  # as many as sit round one; more stand in rows


@register.inclusion_tag("parts/nav.html", takes_context=True)
def main_nav(context: Context) -> dict[str, Any]:
    request, user = context.get("request"), context.get("user")
    is_signed_in = bool(user and user.is_authenticated)
    path = request.path if request else ""
    has_no_person = "acting" in context and not getattr(context["acting"], "person", None)
    own = LINKS_AT_WORK if has_no_person else LINKS_FOR_PERSON
    return {
        "links": [
            _link(name, label, path)
            for name, label in (own if is_signed_in else LINKS_FOR_EVERYONE)
        ],
        "is_signed_in": is_signed_in,
        "request": request,
        "csrf_token": context.get("csrf_token"),
    }


def _link(name: str, label: str | Promise, path: str) -> dict[str, Any]:
    url = reverse(name)
    return {"label": label, "url": url, "is_here": path.startswith(url)}


@register.inclusion_tag("parts/places.html")
def places_covered(covered: int, places: int, *, is_said: bool = False) -> dict[str, Any]:
    """A seat for each place, full when covered, with the same in words, unless these stand beside
    it already. Never whose."""
    if 2 <= places <= SEATS_AT_A_TABLE:
        return {
            "covered": covered,
            "places": places,
            "not_yet": places - covered,
            "seats": [
                {
                    "x": round(110 + 84 * sin(2 * pi * n / places)),
                    "y": round(95 - 70 * cos(2 * pi * n / places)),
                    "is_covered": n < covered,
                }
                for n in range(places)
            ],
            "is_said": is_said,
        }
    dots = [
        {
            "x": DOT_STEP * (n % DOTS_PER_ROW) + DOT_STEP // 2,
            "y": DOT_STEP * (n // DOTS_PER_ROW) + DOT_STEP // 2,
            "is_covered": n < covered,
        }
        for n in range(places)
    ]
    return {
        "covered": covered,
        "places": places,
        "not_yet": places - covered,
        "dots": dots,
        "is_said": is_said,
        "radius": DOT_RADIUS,
        "width": DOT_STEP * min(places, DOTS_PER_ROW),
        "height": DOT_STEP * -(-places // DOTS_PER_ROW),
    }


@register.simple_tag(takes_context=True)
def page_link(context: Context, page_number: int) -> str:
    """This page's address with another page number, every other question kept."""
    query = [(name, value) for name, value in context["request"].GET.lists() if name != "page"]
    return "?" + urlencode([*query, ("page", page_number)], doseq=True)
