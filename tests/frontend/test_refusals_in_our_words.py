"""Whatever a form, a call or a file refuses is said in our words, and never in a framework's."""

import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.datastructures import MultiValueDict
from rest_framework import exceptions, serializers

from frontend.api.filters import BookingFilter, BriefFilter
from tests.factories.places import HOME, make_home
from tests.factories.supply import NOW, make_someone
from tests.frontend.visiting import set_clock, signed_in

from .framework_sentences import MODULES, is_of_a_framework, sentences_of
from .test_intake import _load_all, _subclasses, every_form

JSON = "application/json"
CATALOGUE = Path(settings.LOCALE_PATHS[0]) / "en_GB" / "LC_MESSAGES" / "django"
TEXTS = [
    "", " ", "\u200b", "\x00", "Ann\x00", "\ud800", "x", "9" * 5000, "[" * 5000, "-1", "0", "40",
    "1e9", "12.345", "13", "2027-02-30", "9999-12-31", "2027-03-28T01:30:00", "{}", "null",
    "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-23:00",
]  # fmt: skip
# Beside texts, to every field of a call: each provokes what it can.
VALUES = [
    None, 10**30, -1, 0, 1.5, True, [], [[]], [None], ["x"], [str(each) for each in range(501)],
    {}, {"x": "x"}, {"": None}, {"3": -1}, {"1": 10**30},
]  # fmt: skip


def _said(detail) -> Iterator[str]:
    if isinstance(detail, dict):
        for each in detail.values():
            yield from _said(each)
    elif isinstance(detail, (list, tuple)):
        for each in detail:
            yield from _said(each)
    else:
        yield str(detail)


def _refusals_of(field, clean, values) -> set[str]:
    said = {str(text) for text in field.error_messages.values()}
    for bad in values:
        try:
            clean(bad)
        except ValidationError as refusal:
            said.update(refusal.messages)
        except exceptions.ValidationError as refusal:
            said.update(_said(refusal.detail))
    return said


def _too_long(field) -> list[str]:
    most = (getattr(field, "max_length", None) or 0) + 1
    return ["x" * most, "👩‍👩‍👧" * (most // 2)]


def _refusals_of_box(field: forms.Field) -> set[str]:
    """Of whatever a browser can send from it."""
    names = ("box", "box_day", "box_month", "box_year")
    sent = [MultiValueDict(dict.fromkeys(names, [text])) for text in (*TEXTS, *_too_long(field))]
    values = [
        field.widget.value_from_datadict(each, {}, "box") for each in (*sent, MultiValueDict())
    ]
    return _refusals_of(field, field.clean, values)


def _refusals_in(shape: type[serializers.Serializer], tried: set[str]) -> set[str]:
    """Of the whole and of each field of what a call sends; each kind of field is tried once."""
    whole = shape()
    said = _refusals_of(whole, whole.run_validation, VALUES)
    for field in whole.fields.values():
        if repr(field) not in tried:
            tried.add(repr(field))
            said |= _refusals_of(field, field.run_validation, TEXTS + VALUES + _too_long(field))
    return said


def _every_shape() -> list[type[serializers.Serializer]]:
    _load_all()
    return [
        shape
        for shape in _subclasses(serializers.Serializer)
        if shape.__module__.startswith("frontend.api") and shape.__name__.endswith("In")
    ]


@pytest.mark.holds("fault:H23")
def test_no_box_of_a_page_refuses_in_a_framework_s_words(db):
    set_clock(NOW)
    fields = [
        (f"{form.__name__}.{name}", field)
        for form in every_form()
        for name, field in form.base_fields.items()
    ]
    assert len(fields) > 150
    theirs = {
        (name, text)
        for name, field in fields
        for text in _refusals_of_box(field)
        if is_of_a_framework(text)
    }
    assert theirs == set()


@pytest.mark.holds("fault:H23")
def test_no_field_of_a_call_refuses_in_a_framework_s_words(db):
    set_clock(NOW)
    shapes, tried = _every_shape(), set()
    theirs = {
        (shape.__name__, text)
        for shape in shapes
        for text in _refusals_in(shape, tried)
        if is_of_a_framework(text)
    }
    assert len(tried) > 100
    assert theirs == set()


@pytest.mark.holds("fault:H23")
@pytest.mark.parametrize("filters", [BookingFilter, BriefFilter])
def test_no_narrowing_of_a_list_refuses_in_a_framework_s_words(filters):
    said = {text for field in filters().form.fields.values() for text in _refusals_of_box(field)}
    assert [text for text in said if is_of_a_framework(text)] == []


CALLS = [
    (400, {"data": "{", "content_type": JSON}),
    (400, {"data": "x", "content_type": "multipart/form-data; boundary="}),
    (400, {"data": "[]", "content_type": JSON}),
    (401, {"headers": {"Authorization": "Bearer nonsense"}, "content_type": JSON}),
    (401, {"headers": {"Authorization": "Bearer"}, "content_type": JSON}),
    (401, {"headers": {"Authorization": "Bearer a b"}, "content_type": JSON}),
    (406, {"headers": {"Accept": "text/csv"}, "content_type": JSON}),
    (415, {"data": "x", "content_type": "text/csv"}),
]


@pytest.mark.holds("fault:H23")
def test_no_call_is_turned_away_in_a_framework_s_words(db):
    client = signed_in(make_someone("ann"))
    client.raise_request_exception = False
    guarded = Client(enforce_csrf_checks=True)
    guarded.cookies = client.cookies
    make_home()
    answers = [
        *((status, client.post("/api/sources/", **sent)) for status, sent in CALLS),
        (401, Client().get("/api/pools/")),
        (403, guarded.post("/api/sources/", "{}", JSON)),
        (405, client.delete("/api/pools/")),
        (404, client.get("/api/search/", {"postcode": HOME, "page": 99})),
        (404, client.get("/api/sources/?page=99")),
        (400, client.get("/api/my-places/?from_day=x&state=x")),
    ]
    for status, answer in answers:
        assert answer.status_code == status, answer.content
        said = [answer.json()["message"], *_said(answer.json().get("errors", {}))]
        assert all(said), answer.content
        assert [text for text in said if is_of_a_framework(text)] == []


def test_a_framework_s_sentence_is_known_whatever_stands_in_it():
    assert is_of_a_framework("Select a valid choice. 3 is not one of the available choices.")
    assert is_of_a_framework("JSON parse error - Expecting value: line 1")
    assert is_of_a_framework(str(forms.Field.default_error_messages["required"])) is False
    assert not is_of_a_framework("At most 3 letters fit here. This has 4.")


def _written() -> dict[str, str]:
    """What stands in the file that people write, by what it takes the place of."""
    text = CATALOGUE.with_suffix(".po").read_text(encoding="utf-8")
    pairs = re.findall(r'^msgid "(.+)"\n(?:msgid_plural .+\n)?msgstr(?:\[0\])? "(.+)"$', text, re.M)
    return {of.replace(r"\"", '"'): ours.replace(r"\"", '"') for of, ours in pairs}


def _read_as(read: gettext.GNUTranslations, of: str) -> tuple[str, str]:
    return read.gettext(of), read.ngettext(of, of, 1)


def test_what_is_read_is_what_was_written_and_each_line_takes_a_framework_s_place():
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        read = gettext.GNUTranslations(file)
    written = _written()
    theirs = {text for module in MODULES for text in sentences_of(module)}

    assert len(written) > 50
    assert [of for of, ours in written.items() if ours not in _read_as(read, of)] == []
    assert written.keys() - theirs == set()
