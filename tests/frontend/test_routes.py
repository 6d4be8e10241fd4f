"""Search for one name and find all three: the route, the view, and its template."""

import inspect
import re
from collections.abc import Callable

import pytest
from django.urls import URLPattern
from django.views.generic import TemplateView

from tests.frontend.pages_that_take import pages

NOT_OURS = ("account/", "staff/", "api/")  # sign-in, the admin's, the API


def function_of(pattern: URLPattern) -> Callable:
    return inspect.unwrap(pattern.callback)


ROUTES = [
    pattern
    for _address, pattern in pages(*NOT_OURS)
    if function_of(pattern).__module__.startswith("frontend.pages.")
    and not hasattr(pattern.callback, "view_class")
]


@pytest.mark.parametrize("pattern", ROUTES, ids=lambda pattern: pattern.name)
def test_a_view_has_the_name_of_its_route(pattern):
    """With `_page` where the route is a bare noun, or the name of the action that it calls."""
    assert function_of(pattern).__name__ in (pattern.name, f"{pattern.name}_page")


@pytest.mark.parametrize("pattern", ROUTES, ids=lambda pattern: pattern.name)
def test_a_template_has_the_name_of_its_route_and_lies_with_its_journey(pattern):
    """Templates at the top are pages that several routes share, like `form_page.html`."""
    view = function_of(pattern)
    journey = view.__module__.split(".")[2]
    own = re.findall(r'"(\w+/\w+\.html)"', inspect.getsource(view))

    assert not own or f"{journey}/{pattern.name}.html" in own


def test_a_page_that_only_explains_has_the_name_of_its_template():
    plain = [
        pattern
        for _address, pattern in pages(*NOT_OURS)
        if issubclass(getattr(pattern.callback, "view_class", object), TemplateView)
    ]
    templates = {
        pattern.name: pattern.callback.view_class(
            **pattern.callback.view_initkwargs
        ).get_template_names()
        for pattern in plain
    }
    assert templates == {name: [f"plain/{name}.html"] for name in templates}


def test_every_page_is_held_to_it():
    assert len(ROUTES) > 130
