"""What is sent at each door: made valid by the page's own form, or by the call's own schema."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from frontend.components.fields import DateInWords, PenceField, PostcodeField, TimeInWords
from tests.factories.pictures import jpeg
from tests.factories.places import HOME
from tests.factories.supply import NOW, TODAY
from tests.frontend.visiting import day
from tests.journeys.sent_form import SentForms, kind_of
from tests.journeys.sent_page import SentPage

from .doors import description

WORDS = "Some words of theirs"
MADE_ANEW = ("csrfmiddlewaretoken", "guard")  # for one browser; the others send none
LAST_PRESS = {"step": "yes"}  # of a page that is looked over before it is sent
LATER = TODAY + timedelta(days=14)


# ---- pages


def page_body(page: SentPage, form: forms.Form | None) -> dict[str, Any]:
    """What the form on a page sends, with an answer wherever it asks for one."""
    sent = _standing_in(page) | LAST_PRESS
    for name, question in getattr(form, "fields", {}).items():
        if question.required and not any(key.startswith(form.add_prefix(name)) for key in sent):
            sent |= answer_to(question, form.add_prefix(name))
    return sent


def _standing_in(page: SentPage) -> dict[str, Any]:
    """What stands in the first form of the main part that is sent."""
    forms_there = SentForms(page)
    for form in page.root.iter("form"):
        is_main = any(each.tag == "main" for each in page.ancestors(form))
        if is_main and form.get("method", "get").lower() == "post":
            return _values(forms_there, form)
    return {}


def _values(forms_there: SentForms, form) -> dict[str, Any]:
    sent: dict[str, Any] = {}
    for each in forms_there.fields:
        if forms_there.form_of(each) is not form or "name" not in each.attrib:
            continue
        kind, value = kind_of(each), forms_there.value(each)
        is_ticked = kind not in ("radio", "checkbox") or each in forms_there.ticked
        if value and is_ticked and each.get("name") not in MADE_ANEW:
            sent.setdefault(each.attrib["name"], []).append(value)
    return sent


class SentAgain(SimpleUploadedFile):
    """A file of which each who tries a door sends the whole."""

    def read(self, *args: Any) -> bytes:
        self.seek(0)
        return super().read(*args)


def answer_to(question: forms.Field, name: str) -> dict[str, Any]:
    """One answer that the question takes."""
    if isinstance(question, DateInWords):
        return day(name, LATER)
    if isinstance(question, forms.FileField):
        return {name: SentAgain("a.jpg", jpeg(), "image/jpeg")}
    if isinstance(question, forms.ChoiceField):
        values = [value for value, _label in question.choices if value]
        return {name: values[:1]}
    simple = {
        PenceField: "12",
        PostcodeField: HOME,
        TimeInWords: "10.30 am",
        forms.IntegerField: str(getattr(question, "min_value", None) or 1),
        forms.EmailField: "ann@example.org",
        forms.BooleanField: "on",
    }
    text = next((value for kind, value in simple.items() if isinstance(question, kind)), WORDS)
    return {name: text}


# ---- calls


class CallBodies:
    """`ids`: of what is there, by the name that a body has for it, as `offer` or `offer_id`."""

    def __init__(self, ids: dict[str, Any]) -> None:
        self.schema = description()
        self.ids = ids

    def body(self, call: dict) -> Any:
        """What a call is described to take; None where it takes nothing."""
        content = call.get("requestBody", {}).get("content", {}).get("application/json")
        return self._value(content["schema"]) if content else None

    def names(self, call: dict) -> list[str]:
        """Of all that its body may hold."""
        content = call.get("requestBody", {}).get("content", {}).get("application/json")
        shape = content["schema"] if content else {}
        return list(
            (self._named(shape["$ref"]) if "$ref" in shape else shape).get("properties", ())
        )

    def _value(self, schema: dict) -> Any:
        if "$ref" in schema:
            return self._value(self._named(schema["$ref"]))
        for several in ("allOf", "oneOf", "anyOf"):
            if several in schema:
                return self._value(schema[several][0])
        if "enum" in schema:
            return schema["enum"][0]
        return self._of_type(schema)

    def _named_value(self, name: str, schema: dict) -> Any:
        """Somebody's thing, where a part of a body is called after it."""
        if name == "postcode":
            return HOME
        own = self.ids.get(f"{name.removesuffix('_id')}_id")
        is_id = schema.get("type") == "integer" and own is not None
        return own if is_id else self._value(schema)

    def _of_type(self, schema: dict) -> Any:
        kind = schema.get("type")
        if kind == "object":
            required = schema.get("required", [])
            parts = schema.get("properties", {})
            return {name: self._named_value(name, parts[name]) for name in required}
        if kind == "array":
            return [self._value(schema["items"])] if schema.get("minItems", 1) else []
        by_format = {
            "date": LATER.isoformat(),
            "date-time": NOW.isoformat(),
            "uuid": "00000000-0000-4000-8000-000000000000",
            "email": "ann@example.org",
        }
        if kind == "string":
            return by_format.get(schema.get("format", ""), WORDS)[: schema.get("maxLength")]
        return {"boolean": True, "integer": schema.get("minimum", 1)}.get(kind, 1)

    def _named(self, reference: str) -> dict:
        part = self.schema
        for step in reference.removeprefix("#/").split("/"):
            part = part[step]
        return part
