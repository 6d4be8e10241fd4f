"""Our markup held against GOV.UK Frontend's own fixtures, where they lie beside the checkout.

Known differences, on purpose:
- no `data-module`: we run none of their scripts;
- `aria-invalid` on a single box in error: Django says it, and screen readers use it;
- the month box takes a name, so it is wider and has no numeric keyboard;
- a date's three names are Django's (`when_day`), not `day`;
- radios and checkboxes always have a fieldset.
"""

import json
from pathlib import Path

import pytest
from django import forms
from django.template.loader import render_to_string

from frontend.components.blocks import Row
from frontend.components.fields import DateInWords
from frontend.components.widgets import Checkboxes, Radios
from tests.frontend.markup import canonical

FIXTURES = Path(__file__).resolve().parents[3] / "shared" / "data" / "govuk_fixtures"
pytestmark = pytest.mark.skipif(not FIXTURES.is_dir(), reason="their fixtures are not beside us")

FIELD_KEYS = {"label", "hint", "errorMessage", "id", "name", "describedBy"}
BOX_KEYS = FIELD_KEYS | {
    "classes", "prefix", "suffix", "value", "type", "inputmode", "autocomplete", "pattern",
    "autocapitalize", "attributes", "disabled",
}  # fmt: skip
CHOICE_KEYS = FIELD_KEYS | {"idPrefix", "fieldset", "items", "value", "values"}
SELECT_KEYS = FIELD_KEYS | {"items", "value", "classes"}
ITEM_KEYS = {"value", "text", "hint", "checked", "selected"}
IGNORED = ("data-module", "aria-invalid", "tabindex")


def understood(component, keys):
    """The fixtures that use only what we offer."""
    if not FIXTURES.is_dir():
        return []
    fixtures = json.loads((FIXTURES / f"{component}.json").read_text(encoding="utf-8"))["fixtures"]
    return [
        pytest.param(fixture["options"], fixture["html"], id=fixture["name"])
        for fixture in fixtures
        if set(fixture["options"]) <= keys and _is_plain(fixture["options"])
    ]


def _is_plain(options):
    """Words only: we do not let pages hand HTML or classes to the insides of a component."""
    parts = [
        options.get(name, {}) for name in ("label", "hint", "errorMessage", "prefix", "suffix")
    ]
    parts.append(options.get("fieldset", {}).get("legend", {}))
    plain = all(set(part) <= {"text", "classes", "isPageHeading"} for part in parts)
    is_heading = any(part.get("isPageHeading") for part in parts)
    has_classes = any(part.get("classes") for part in parts)
    has_html = any("<" in part.get("text", "") for part in parts)
    legend_only = set(options.get("fieldset", {})) <= {"legend", "describedBy"}
    items_are_ours = all(_is_ours(item) for item in options.get("items", []))
    is_ours = legend_only and items_are_ours and has_classes == is_heading
    return plain and is_ours and not has_html


def _is_ours(item):
    """An option with a value and words, that can be chosen."""
    return bool(item) and {"value", "text"} <= set(item) <= ITEM_KEYS and False not in item.values()


def drawn(field, options, asked):
    """The field of a form made from these options, as we draw it."""
    name = options.get("name") or options["id"]
    wanted_id = options.get("idPrefix") or options.get("id") or name
    field.widget.attrs["id"] = wanted_id
    if described := options.get("describedBy") or options.get("fieldset", {}).get("describedBy"):
        field.widget.attrs["aria-describedby"] = described
    field.label, field.required = asked["text"], True
    field.help_text = options.get("hint", {}).get("text", "")
    members = {name: field, "heading": name if asked.get("isPageHeading") else None}
    form = type("AForm", (forms.Form,), {"base_fields": {name: field}} | members)
    form = form(initial={name: options.get("value", options.get("values"))})
    if error := options.get("errorMessage"):
        form._errors = {name: form.error_class([error["text"]], renderer=form.renderer)}
    return form[name].as_field_group()


def same(ours, theirs, *ignored):
    assert canonical(ours, IGNORED + ignored) == canonical(theirs, IGNORED + ignored)


@pytest.mark.parametrize(("options", "html"), understood("input", BOX_KEYS))
def test_input_is_drawn_as_theirs(options, html):
    passed_on = ("inputmode", "autocomplete", "pattern", "autocapitalize")
    attrs = {name: options[name] for name in passed_on if name in options}
    attrs |= options.get("attributes", {})
    if "classes" in options:
        attrs["class"] = options["classes"]
    kind = forms.NumberInput if options.get("type") == "number" else forms.TextInput
    widget = kind(attrs)
    for side in ("prefix", "suffix"):
        if side in options:
            setattr(widget, side, options[side]["text"])
    field = forms.CharField(widget=widget, disabled=options.get("disabled", False))
    same(drawn(field, options, options["label"]), html)


@pytest.mark.parametrize(("options", "html"), understood("select", SELECT_KEYS))
def test_select_is_drawn_as_theirs(options, html):
    items = options.get("items", [])
    if chosen := [item["value"] for item in items if item.get("selected")]:
        options["value"] = chosen[0]
    attrs = {"class": options["classes"]} if "classes" in options else {}
    choices = [(item["value"], item["text"]) for item in items]
    field = forms.ChoiceField(choices=choices, widget=forms.Select(attrs))
    same(drawn(field, options, options["label"]), html)


@pytest.mark.parametrize(
    ("component", "options", "html"),
    [
        pytest.param(component, *case.values, id=f"{component}: {case.id}")
        for component in ("radios", "checkboxes")
        for case in understood(component, CHOICE_KEYS)
        if "legend" in case.values[0].get("fieldset", {})
    ],
)
def test_choices_are_drawn_as_theirs(component, options, html):
    items = options["items"]
    choices = [(item["value"], item["text"]) for item in items]
    hints = {item["value"]: item["hint"]["text"] for item in items if "hint" in item}
    checked = [item["value"] for item in items if item.get("checked")]
    if component == "radios":
        field = forms.ChoiceField(choices=choices, widget=Radios(hints=hints))
        options.setdefault("value", checked[0] if checked else None)
    else:
        field = forms.MultipleChoiceField(choices=choices, widget=Checkboxes(hints=hints))
        options.setdefault("values", checked)
    same(drawn(field, options, options["fieldset"]["legend"]), html)


DATE_CASES = {"default", "with errors only", "with error message and hint"}


@pytest.mark.parametrize(
    ("options", "html"),
    [
        case
        for case in understood("date-input", FIELD_KEYS | {"fieldset", "namePrefix"})
        if case.id in DATE_CASES
    ],
)
def test_date_is_drawn_as_theirs(options, html):
    options.setdefault("name", options["id"])
    ours = drawn(DateInWords(), options, options["fieldset"]["legend"])
    same(
        ours.replace("width-4", "width-2"), html.replace("width-4", "width-2"), "name", "inputmode"
    )


def error_summary(options):
    class Answers:
        non_field_errors = [item["text"] for item in options["errorList"] if "href" not in item]
        next_step = options.get("descriptionText")

        def __iter__(self):
            for item in options["errorList"]:
                if "href" in item:
                    yield {"first_id": item["href"].removeprefix("#"), "errors": [item["text"]]}

    return render_to_string("parts/error_summary.html", {"form": Answers()})


@pytest.mark.parametrize(
    ("options", "html"),
    [
        case
        for case in understood("error-summary", {"titleText", "errorList"})
        if case.id in {"default", "without links", "mixed with and without links"}
    ],
)
def test_error_summary_is_drawn_as_theirs(options, html):
    same(error_summary(options), html)


@pytest.mark.parametrize(
    ("options", "html"),
    [case for case in understood("summary-list", {"rows"}) if case.id == "with falsy values"],
)
def test_summary_list_is_drawn_as_theirs(options, html):
    rows = [Row(row["key"]["text"], row["value"]["text"]) for row in options["rows"] if row]
    ours = render_to_string("parts/summary_list.html", {"rows": rows})
    same(ours.replace(" govuk-summary-list__row--no-actions", ""), html)
