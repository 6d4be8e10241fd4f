"""No label, hint, choice, value or error of a form becomes markup, however it is drawn."""

from html.parser import HTMLParser

import pytest
from django import forms
from django.utils.html import format_html

from frontend.components.widgets import Checkboxes, Money, Radios

HOSTILE = """"><script>alert('1')</script>&amp;<b x='y"""
KINDS = {
    "line": lambda **asked: forms.CharField(**asked),
    "lines": lambda **asked: forms.CharField(**asked, widget=forms.Textarea),
    "money": lambda **asked: forms.CharField(**asked, widget=Money(suffix=HOSTILE)),
    "hidden": lambda **asked: forms.CharField(**asked, widget=forms.HiddenInput),
    "tick": lambda **asked: forms.BooleanField(**asked),
    "select": lambda **asked: forms.ChoiceField(**asked, choices=[(HOSTILE, HOSTILE)]),
    "groups": lambda **asked: forms.ChoiceField(**asked, choices=[(HOSTILE, [(HOSTILE, HOSTILE)])]),
    "radios": lambda **asked: forms.ChoiceField(
        **asked, choices=[(HOSTILE, HOSTILE)], widget=Radios(hints={HOSTILE: HOSTILE})
    ),
    "checkboxes": lambda **asked: forms.MultipleChoiceField(
        **asked, choices=[(HOSTILE, HOSTILE)], widget=Checkboxes(hints={HOSTILE: HOSTILE})
    ),
}


class Read(HTMLParser):
    """What a browser makes of it: the elements, their attributes, and the words between."""

    def __init__(self, drawn: str) -> None:
        super().__init__()
        self.tags, self.attributes, self.words = set(), [], ""
        self.feed(drawn)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.words += data


def form_of(kind: str) -> forms.Form:
    field = KINDS[kind](label=HOSTILE, help_text=HOSTILE)
    typed = [HOSTILE] if kind == "checkboxes" else HOSTILE
    form = type("Asks", (forms.Form,), {"asked": field})({"asked": typed})
    form.add_error("asked", HOSTILE)
    return form


@pytest.mark.parametrize("is_heading", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_whatever_it_says_is_words_and_no_markup(kind, is_heading):
    form = form_of(kind)
    form.heading = "asked" if is_heading else None
    drawn = str(form["asked"] if kind == "hidden" else form["asked"].as_field_group())

    read = Read(drawn)
    assert "script" not in read.tags and "b" not in read.tags
    assert {name for name, _value in read.attributes} <= ATTRIBUTES
    if kind != "hidden":
        # The label, the hint and the error, whole, as they were given.
        assert read.words.count(HOSTILE) >= 3
    if kind not in ("tick", "lines"):
        assert HOSTILE in [value for _name, value in read.attributes]


ATTRIBUTES = {
    *("id", "class", "name", "type", "value", "for", "checked", "selected", "label", "required"),
    *("aria-describedby", "aria-invalid", "aria-hidden", "cols", "rows", "inputmode"),
}


def test_a_hint_that_is_markup_of_our_own_stays_markup():
    link = format_html('<a href="/glossary/">{}</a>', "What is this?")
    form = type("Asks", (forms.Form,), {"asked": forms.CharField(help_text=link)})()

    assert '<a href="/glossary/">What is this?</a>' in form["asked"].as_field_group()
