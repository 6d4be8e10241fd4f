"""What the office sets for an area is read by something, and keeps to the words of the house."""

import re
from pathlib import Path

import pytest
from django.contrib import admin
from django.forms import model_to_dict

from community.people.models.logins import Login
from community.places.models.areas import Area
from tests.factories.supply import area

ROOT = Path(__file__).resolve().parents[3]
ROOMS = ("community", "groups", "providers", "pooling", "marketplace", "frontend")


def form_class(rf):
    request = rf.get("/")
    request.user = Login(is_superuser=True, is_staff=True)
    return admin.site._registry[Area].get_form(request)


def product() -> str:
    """Code and templates that people meet: not the office's site, not where a column is made."""
    texts = []
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.*"):
            left_out = {"migrations", "models", "staff", "node_modules", "built"} & {*path.parts}
            if path.suffix in (".py", ".html", ".typ") and not left_out:
                texts.append(path.read_text())
    return "\n".join(texts)


@pytest.mark.holds("fault:J15")
def test_each_box_of_an_area_is_read_by_something_else(rf):
    text = product()
    in_one_sentence = {"pay_floor_from", "pay_floor_source"}  # `pay_floor_words`
    names = set(form_class(rf).base_fields) - in_one_sentence

    assert "words" not in names
    assert {name for name in names if not re.search(rf"(\.|__){name}\b", text)} == set()
    assert "pay_floor_words" in text


@pytest.mark.holds("fault:N8")
@pytest.mark.parametrize(
    ("box", "said"),
    [
        ("adviser_words", "the personalisation broker"),
        ("crisis_words", "Hurry! The assessment team is there."),
        ("complaints_words", "Tell us what you struggle with."),
    ],
)
def test_an_area_cannot_say_what_we_do_not(rf, db, box, said):
    given = {**model_to_dict(area()), "routes": "{}"}
    form = form_class(rf)

    assert box not in form(given, instance=area()).errors
    refused = form({**given, box: said}, instance=area()).errors[box]
    assert "is not said here. Say:" in refused[0]
