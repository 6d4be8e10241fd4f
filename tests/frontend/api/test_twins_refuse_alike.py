"""What a page refuses its twin refuses too, beside the same field, and the other way round.

Each box of each form with a twin is given answers that cannot be; the field of the twin's shape is
given the same, as a program writes it."""

from collections.abc import Iterator
from functools import cache

import pytest
from django import forms
from django.utils.datastructures import MultiValueDict
from rest_framework import serializers
from rest_framework.serializers import Serializer

from community.common.refusals import Refused
from frontend.components.fields import DateInWords, PenceField, PostcodeField
from tests.access.doors import described_calls
from tests.factories.supply import NOW
from tests.frontend.visiting import set_clock

from ..test_intake import _load_all, _subclasses, every_form
from .test_every_page_has_a_twin import TWINS
from .twin_fields import FORMS, INSIDE, ONE_BY_RULE, TWIN_OF_FORM, WITHOUT_TWIN

SIGN_IN = ("frontend.pages.account.sign_in_forms", "frontend.pages.account.confirming")
UNSEEN = "\u2800\u200b"


@cache
def shape_of(call: str) -> type[Serializer]:
    """What a call takes."""
    content = described_calls()[call]["requestBody"]["content"]["application/json"]
    name = content["schema"]["$ref"].rpartition("/")[2]
    name = name.removeprefix("Patched").removesuffix("Request")
    _load_all()
    return next(each for each in _subclasses(Serializer) if each.__name__ == name)


def fields_of(page: str, call: str) -> tuple[Serializer, dict[str, serializers.Field]]:
    shape = shape_of(call)()
    if page in INSIDE:
        inner = shape.fields[INSIDE[page]]
        shape = getattr(inner, "child", inner)
    return shape, shape.fields


def bad_answers(box: forms.Field) -> Iterator[tuple[str, object, object]]:
    """(what it is, as a browser sends it, as a program does) for one kind of box."""
    if isinstance(box, DateInWords):
        for year, month, day in ((2027, 2, 30), (9999, 1, 1), (1000, 1, 1)):
            yield "no such day", (day, month, year), f"{year:04}-{month:02}-{day:02}"
    elif isinstance(box, PenceField):
        yield "a sum too large", "1000000.01", 100_000_001
        yield "less than nothing", "-1", -1
        yield "nothing at all", "0", 0
    elif isinstance(box, forms.IntegerField):
        for number in (-1, 0, 1, 14, 61, 201, 1441, 10_001, 40_000, 10**30):
            yield f"{number}", str(number), number
        yield "no number", "a few", "a few"
    elif isinstance(box, forms.MultipleChoiceField):
        if box.choices:
            yield "none of the answers", ["none of these"], ["none of these"]
    elif isinstance(box, forms.ChoiceField) and not _is_yes_or_no(box):
        if box.choices:
            yield "none of the answers", "none of these", "none of these"
            for value in {str(value) for value, _label in box.choices if value} ^ {"1", "1000"}:
                yield f"an answer {value}", value, value
    elif isinstance(box, PostcodeField):
        for text in ("nonsense", "BS3 1AB, BS4 1AB", "1"):
            yield "no postcode", text, text
    elif isinstance(box, forms.URLField):
        for text in ("nonsense here", "javascript:alert(1)", "ftp://example.org"):
            yield "no address of the web", text, text
    elif isinstance(box, forms.EmailField):
        for text in ("ann", "ann@localhost", "ann@example.org, ben@example.org"):
            yield "no mail address", text, text
    if isinstance(box, forms.CharField) and box.max_length:
        yield "too long", "x" * (box.max_length + 1), "x" * (box.max_length + 1)
        yield "as long as can be", "x" * box.max_length, "x" * box.max_length


def no_answers(box: forms.Field) -> Iterator[tuple[str, object, object]]:
    if isinstance(box, forms.BooleanField):
        return
    if isinstance(box, forms.MultipleChoiceField):
        yield "left empty", [], (None, [])
    else:
        yield "left empty", "", (None, "")
    if isinstance(box, forms.CharField):
        yield "nothing to see", UNSEEN, (UNSEEN,)


def _is_yes_or_no(box: forms.Field) -> bool:
    return {value for value, _label in getattr(box, "choices", ())} <= {"yes", "no"}


def page_refuses(box: forms.Field, sent: object) -> bool:
    if isinstance(box, DateInWords):
        day, month, year = sent or ("", "", "")
        data = {"box_day": day, "box_month": month, "box_year": year}
    else:
        data = {"box": sent}
    lists = {name: each if isinstance(each, list) else [str(each)] for name, each in data.items()}
    try:
        box.clean(box.widget.value_from_datadict(MultiValueDict(lists), {}, "box"))
    except forms.ValidationError:
        return True
    return False


def twin_refuses(shape: Serializer, field: serializers.Field, sent: object) -> bool:
    """By the field, or by what its shape asks of it; said in words beside the field."""
    if isinstance(field, serializers.ListField) and not isinstance(sent, list):
        sent = [sent]
    try:
        value = field.run_validation(sent)
        further = getattr(shape, f"validate_{field.field_name}", None)
        if further and value is not None:
            further(value)
    except serializers.ValidationError:
        return True
    except Refused as refusal:
        assert refusal.field == field.field_name
        return True
    return False


def unlike(page: str, form: type[forms.Form]) -> Iterator[tuple[str, str, str, str]]:
    call = TWIN_OF_FORM.get((page, form)) or TWINS[page]
    shape, fields = fields_of(page, call)
    is_change = call.startswith("PATCH")
    names = FORMS[page, form]
    for name, box in form.base_fields.items():
        if name not in names and name not in fields:
            yield form.__name__, name, "has no field in its twin", shape.__class__.__name__
        field = fields.get(names.get(name, name))
        if field is None:
            continue
        for what, typed, sent in bad_answers(box):
            page_says, twin_says = page_refuses(box, typed), twin_refuses(shape, field, sent)
            if page_says != twin_says:
                yield form.__name__, name, what, f"page {_said(page_says)}, twin {_said(twin_says)}"
        is_for_some = name in getattr(form, "needed_for_some", ())
        for what, typed, several in no_answers(box):
            page_says = not is_for_some and page_refuses(box, typed)
            may_be_left_out = is_change or not field.required
            twin_says = not may_be_left_out and all(
                twin_refuses(shape, field, sent) for sent in several
            )
            is_as_it_stood = box.initial is not None and _same(box.initial, field.default)
            if page_says != twin_says and not is_change and not is_as_it_stood:
                yield form.__name__, name, what, f"page {_said(page_says)}, twin {_said(twin_says)}"


def _same(initial: object, default: object) -> bool:
    """What stands on a page before anybody touches it is what a call says by saying nothing."""
    words = {"yes": True, "no": False}
    return words.get(str(initial), initial) == default


def _said(refuses: bool) -> str:
    return "refuses" if refuses else "takes"


@pytest.mark.holds("fault:H21")
def test_a_page_and_its_twin_refuse_the_same(db):
    set_clock(NOW)
    found = {each[:3]: each[3] for page, form in FORMS for each in unlike(page, form)}
    assert {name: says for name, says in found.items() if name not in ONE_BY_RULE} == {}
    assert ONE_BY_RULE.keys() - found.keys() == set()


def test_every_form_of_a_page_with_a_twin_is_held_against_it():
    known = {form for _page, form in FORMS}
    below = set().union(*(_subclasses(form) for form in known), known)
    ours = {each for each in every_form() if each.__module__.startswith("frontend.pages.")}
    above = {each for each in ours if _subclasses(each) & known}
    of_signing_in = {each for each in ours if each.__module__.startswith(SIGN_IN)}
    left = {form.__name__ for form in ours - below - above - of_signing_in}
    assert left == WITHOUT_TWIN.keys()


@pytest.mark.holds("P23")
def test_a_call_from_paper_says_how_it_was_put_wherever_its_page_always_asks():
    asked = set()
    for page, form in FORMS:
        on_paper = page.startswith("paper_") or page == "join_on_paper"
        box = form.base_fields.get("shown_words") if on_paper else None
        for_some = "shown_words" in getattr(form, "needed_for_some", ())
        if box is not None and box.required and not for_some and page != "paper_decision":
            shape, fields = fields_of(page, TWIN_OF_FORM.get((page, form)) or TWINS[page])
            for name in ("shown_words", "interpreted_by"):
                assert fields[name].required, page
                assert twin_refuses(shape, fields[name], ""), page
            asked.add(page)
    assert {"paper_start_group", "paper_call_off", "paper_pool", "join_on_paper"} <= asked
