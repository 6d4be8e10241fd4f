"""What surrounds a page: the way about, and the picture of places covered."""

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

register = template.Library()

EVERYONE = (("find", _("Find")),)
# Whoever works here, or runs something, and is nobody's person just now.
AT_WORK = (("home", _("Your page")), *EVERYONE)
SIGNED_IN = (*AT_WORK, ("groups", _("Groups")), ("money", _("My money")))

DOT_RADIUS = 14
DOT_STEP = 36
DOTS_A_ROW = 8


@register.inclusion_tag("parts/nav.html", takes_context=True)
def main_nav(context):
    request, user = context.get("request"), context.get("user")
    is_signed_in = bool(user and user.is_authenticated)
    path = request.path if request else ""
    has_no_person = "acting" in context and not getattr(context["acting"], "person", None)
    own = AT_WORK if has_no_person else SIGNED_IN
    return {
        "links": [
            link
            for name, label in (own if is_signed_in else EVERYONE)
            for link in _links(name, label, path)
        ],
        "is_signed_in": is_signed_in,
        "request": request,
        "csrf_token": context.get("csrf_token"),
    }


def _links(name, label, path):
    """The link, once its journey exists: a page is never broken by another's absence."""
    try:
        url = reverse(name)
    except NoReverseMatch:
        return
    is_here = url == path if url == "/" else path.startswith(url)
    yield {"label": label, "url": url, "is_here": is_here}


@register.inclusion_tag("parts/places.html")
def places_covered(covered, places):
    """A dot for each place, full when covered, with the same in words. Never whose."""
    dots = [
        {
            "x": DOT_STEP * (n % DOTS_A_ROW) + DOT_STEP // 2,
            "y": DOT_STEP * (n // DOTS_A_ROW) + DOT_STEP // 2,
            "is_covered": n < covered,
        }
        for n in range(places)
    ]
    return {
        "covered": covered,
        "places": places,
        "not_yet": places - covered,
        "dots": dots,
        "radius": DOT_RADIUS,
        "width": DOT_STEP * min(places, DOTS_A_ROW),
        "height": DOT_STEP * -(-places // DOTS_A_ROW),
    }


@register.simple_tag(takes_context=True)
def page_link(context, page_number):
    """This page's address with another page number, every other question kept."""
    query = context["request"].GET.copy()
    query["page"] = page_number
    return f"?{query.urlencode()}"
