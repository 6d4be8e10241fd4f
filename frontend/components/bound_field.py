"""One field of a form as `field_markup` and the templates see it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Input
from django.utils.choices import flatten_choices
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise, cached_property
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from frontend.components.field_markup import draw_hint_and_error, draw_legend
from frontend.components.typed_before import typed_for
from frontend.components.widgets import DateBoxes

# First match wins: what draws the field, and the class its box has.
WIDGET_KINDS = (
    (DateBoxes, "date", ""),
    (forms.MultiWidget, "box", ""),
    (forms.CheckboxSelectMultiple, "checkboxes", ""),  # Django makes it a kind of RadioSelect
    (forms.RadioSelect, "radios", ""),
    (forms.CheckboxInput, "checkbox", "govuk-checkboxes__input"),
    (forms.Select, "select", "govuk-select"),
    (forms.Textarea, "box", "govuk-textarea"),
    (forms.FileInput, "box", ""),
    (Input, "input", "govuk-input"),
)


@dataclass(frozen=True)
class Option:
    """One radio or checkbox."""

    id: str
    value: str
    label: str | Promise
    hint: str
    is_chosen: bool
    is_disabled: bool


class PlainBoundField(forms.BoundField):
    """A bound field that knows its kind, its ids, and how to ask for what is missing.

    A form may name one field as `heading`: its label is then the page's h1.
    """

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        self._ask_for_what_is_missing()

    def _ask_for_what_is_missing(self) -> None:
        """Say which question is unanswered, where the form has no words of its own.

        Set here because it is the first place that knows both the label and the form's own
        copy of the field; the field's cleaning then uses it.
        """
        messages = self.field.error_messages
        if messages.get("required") is not forms.Field.default_error_messages["required"]:
            return
        if self.kind == "checkbox":
            text = _("Tick “%(question)s” to go on.")
        else:
            text = _("“%(question)s” needs an answer.")
        messages["required"] = text % {"question": str(self.label).rstrip(".:")}

    def value(self) -> Any:
        typed = None if self.field.disabled else typed_for(self.form)
        if typed is None:
            return super().value()
        sent = self.field.widget.value_from_datadict(typed, MultiValueDict(), self.html_name)
        return self.field.prepare_value(self.field.bound_data(sent, self.initial))

    @cached_property
    def _kind_and_class(self) -> tuple[str, str]:
        for widget, kind, css_class in WIDGET_KINDS:
            if isinstance(self.field.widget, widget):
                return kind, css_class
        return "box", ""

    @property
    def kind(self) -> str:
        return self._kind_and_class[0]

    @property
    def control_template(self) -> str:
        """Of what is asked in several boxes; empty where `field_markup` draws it."""
        return "components/date.html" if self.kind == "date" else ""

    @property
    def legend(self) -> SafeString:
        return draw_legend(self)

    @property
    def hint_and_error(self) -> SafeString:
        return draw_hint_and_error(self)

    @property
    def is_heading(self) -> bool:
        return getattr(self.form, "heading", None) == self.name

    @property
    def is_optional(self) -> bool:
        """Shown as "(optional)": nearly everything we ask for is needed, so what is not says so.

        A form names in `needed_for_some` what its rule asks for after some answers (fault B9). One
        that only asks what to look for does not say it of each.
        """
        if not getattr(self.form, "says_optional", True):
            return False
        is_needed = self.field.required or self.name in getattr(self.form, "needed_for_some", ())
        return not is_needed and self.kind != "checkbox"

    @property
    def id(self) -> str:
        return self.field.widget.attrs.get("id") or self.auto_id

    @property
    def first_id(self) -> str:
        """The box an error in the summary leads to."""
        if self.kind == "date":
            return self.boxes[0]["id"]
        return self.id

    @property
    def hint_id(self) -> str:
        return f"{self.id}-hint"

    @property
    def error_id(self) -> str:
        return f"{self.id}-error"

    @property
    def aria_describedby(self) -> str:
        if self.is_hidden or not self.id:
            return ""
        ids = [self.field.widget.attrs.get("aria-describedby", "")]
        ids += [self.hint_id] * bool(self.help_text) + [self.error_id] * bool(self.errors)
        return " ".join(filter(None, ids))

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        # The server is the judge of what is missing, in words beside the field; the browser's own
        # bubble cannot be enlarged, translated by us or read again.
        attrs.pop("required", None)
        # A placeholder vanishes when it is needed; the label and hint stay.
        if "placeholder" in widget.attrs:
            attrs["placeholder"] = False
        css_class = self._kind_and_class[1]
        if widget.is_hidden or not css_class:
            return attrs
        classes = f"{css_class} {css_class}--error" if self.errors else css_class
        attrs["class"] = f"{classes} {widget.attrs.get('class', '')}".strip()
        return attrs

    @property
    def options(self) -> Iterator[Option]:
        widget = self.field.widget
        hints = getattr(widget, "hints", {})
        chosen = set(widget.format_value(self.value()))
        choices: Iterable[tuple[Any, str | Promise]] = flatten_choices(widget.choices)
        for place, (value, label) in enumerate(choices):
            text = "" if value is None else str(value)
            yield Option(
                id=self.id if place == 0 else f"{self.id}-{place + 1}",
                value=text,
                label=_as_an_answer(label),
                hint=hints.get(value, ""),
                is_chosen=text in chosen,
                is_disabled=self.field.disabled,
            )

    @cached_property
    def boxes(self) -> list[dict[str, Any]]:
        """Day, month and year, each knowing whether the error is about it."""
        at_fault = {box for error in self.errors.as_data() for box in _boxes_named_by(error)}
        subwidgets = self.field.widget.get_context(
            self.html_name, self.value(), self.build_widget_attrs({"id": self.id})
        )["widget"]["subwidgets"]
        return [
            {
                "part": part,
                "id": f"{self.id}-{part}",
                "name": box["name"],
                "value": "" if box["value"] is None else box["value"],
                "label": label,
                "css_class": css_class,
                "at_fault": bool(self.errors) and (not at_fault or part in at_fault),
                "disabled": self.field.disabled,
            }
            for (part, label, css_class), box in zip(
                self.field.widget.parts(), subwidgets, strict=True
            )
        ]


def _as_an_answer(label: str | Promise) -> str | Promise:
    """Our own words begin with a capital; a name that somebody chose stays as they wrote it."""
    return capfirst(str(label)) if isinstance(label, Promise) else label


def _boxes_named_by(error: ValidationError) -> Iterable[str]:
    return (error.params or {}).get("boxes", ())
