"""The fields of a form as HTML, with GOV.UK Frontend's structure.

Written here and not in templates: a page of results asks a dozen questions with sixty answers, and
a template for each of those took a third of the time that the page takes.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.forms.utils import flatatt
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from frontend.components.escaping import escaped

if TYPE_CHECKING:
    from frontend.components.bound_field import Option, PlainBoundField

NOTHING = SafeString("")


def draw_field(field: "PlainBoundField") -> SafeString:
    """The question, how to answer it, what was wrong, and the box or the answers."""
    state = " govuk-form-group--error" if field.errors else ""
    return format_html('<div class="govuk-form-group{}">{}</div>', state, _inside(field))


def _inside(field: "PlainBoundField") -> SafeString:
    if template := field.control_template:
        return SafeString(field.form.renderer.render(template, {"field": field}))
    return CONTROLS[field.kind](field)


def draw_legend(field: "PlainBoundField") -> SafeString:
    if not field.is_heading:
        return format_html('<legend class="govuk-fieldset__legend">{}</legend>', _question(field))
    return format_html(
        '<legend class="govuk-fieldset__legend govuk-fieldset__legend--l">'
        '<h1 class="govuk-fieldset__heading">{}</h1></legend>',
        _question(field),
    )


def draw_hint_and_error(field: "PlainBoundField") -> SafeString:
    return _hint(field) + _error(field)


def _hint(field: "PlainBoundField") -> SafeString:
    if not field.help_text:
        return NOTHING
    return format_html('<div id="{}" class="govuk-hint">{}</div>', field.hint_id, field.help_text)


def _error(field: "PlainBoundField") -> SafeString:
    if not field.errors:
        return NOTHING
    return format_html(
        '<p id="{}" class="govuk-error-message">'
        '<span class="govuk-visually-hidden">{}</span> {}</p>',
        field.error_id,
        _("Error:"),
        format_html_join(" ", "{}", ((error,) for error in field.errors)),
    )


def _question(field: "PlainBoundField") -> SafeString:
    if not field.is_optional:
        return conditional_escape(field.label)
    return format_html("{} {}", field.label, _("(optional)"))


def _label(field: "PlainBoundField") -> SafeString:
    if not field.is_heading:
        return format_html(
            '<label class="govuk-label" for="{}">{}</label>', field.id, _question(field)
        )
    return format_html(
        '<h1 class="govuk-label-wrapper">'
        '<label class="govuk-label govuk-label--l" for="{}">{}</label></h1>',
        field.id,
        _question(field),
    )


def _draw_box(field: "PlainBoundField") -> SafeString:
    return _label(field) + draw_hint_and_error(field) + SafeString(field)


def _draw_input(field: "PlainBoundField") -> SafeString:
    widget = field.field.widget
    before = _beside("prefix", getattr(widget, "prefix", ""))
    after = _beside("suffix", getattr(widget, "suffix", ""))
    box = SafeString(field)
    if before or after:
        box = format_html('<div class="govuk-input__wrapper">{}{}{}</div>', before, box, after)
    return _label(field) + draw_hint_and_error(field) + box


def _beside(place: str, text: Any) -> SafeString:
    if not text:
        return NOTHING
    return format_html('<div class="govuk-input__{}" aria-hidden="true">{}</div>', place, text)


def _draw_checkbox(field: "PlainBoundField") -> SafeString:
    return draw_hint_and_error(field) + format_html(
        '<div class="govuk-checkboxes"><div class="govuk-checkboxes__item">{}'
        '<label class="govuk-label govuk-checkboxes__label" for="{}">{}</label></div></div>',
        SafeString(field),
        field.id,
        field.label,
    )


def _draw_options(field: "PlainBoundField") -> SafeString:
    type_ = "radio" if field.kind == "radios" else "checkbox"
    options = _joined(_draw_option(field, type_, option) for option in field.options)
    return format_html(
        '<fieldset class="govuk-fieldset"{}>{}{}<div class="govuk-{}">{}</div></fieldset>',
        _described_by(field.aria_describedby),
        draw_legend(field),
        draw_hint_and_error(field),
        field.kind,
        options,
    )


def _draw_option(field: "PlainBoundField", type_: str, option: "Option") -> SafeString:
    hint_id = f"{option.id}-item-hint" if option.hint else ""
    hint = NOTHING
    if option.hint:
        hint = format_html(
            '<div id="{}" class="govuk-hint govuk-{}__hint">{}</div>',
            hint_id,
            field.kind,
            option.hint,
        )
    kind, id_ = field.kind, escaped(option.id)
    checked = " checked" if option.is_chosen else ""
    disabled = " disabled" if option.is_disabled else ""
    return SafeString(
        f'<div class="govuk-{kind}__item"><input class="govuk-{kind}__input" id="{id_}"'
        f' name="{escaped(field.html_name)}" type="{type_}"'
        f' value="{escaped(option.value)}"{checked}{disabled}{_described_by(hint_id)}>'
        f'<label class="govuk-label govuk-{kind}__label" for="{id_}">'
        f"{escaped(option.label)}</label>{hint}</div>"
    )


def _described_by(ids: str) -> SafeString:
    return format_html(' aria-describedby="{}"', ids) if ids else NOTHING


def _draw_select(field: "PlainBoundField") -> SafeString:
    """A box to choose from, as Django draws it."""
    widget = field.field.widget
    attrs = widget.build_attrs(widget.attrs, field.build_widget_attrs({"id": field.id}))
    chosen = set(widget.format_value(field.value()))
    options = _joined(
        _draw_group(first, _joined(_draw_choice(value, label, chosen) for value, label in second))
        if isinstance(second, list | tuple)
        else _draw_choice(first, second, chosen)
        for first, second in widget.choices
    )
    box = f'<select name="{escaped(field.html_name)}"{flatatt(attrs)}>{options}</select>'
    return _label(field) + draw_hint_and_error(field) + SafeString(box)


def _draw_group(name: Any, choices: SafeString) -> SafeString:
    return format_html('<optgroup label="{}">{}</optgroup>', name, choices)


def _draw_choice(value: Any, label: Any, chosen: Collection[str]) -> SafeString:
    text = "" if value is None else str(value)
    selected = " selected" if text in chosen else ""
    return SafeString(f'<option value="{escaped(text)}"{selected}>{escaped(label)}</option>')


def draw_one_line(widget: Mapping[str, Any]) -> SafeString:
    """Django's box for a line, or to tick, or that nobody sees, of its own context."""
    value = widget["value"]
    return format_html(
        '<input type="{}" name="{}"{}{}>',
        widget["type"],
        widget["name"],
        NOTHING if value is None else format_html(' value="{}"', value),
        flatatt(widget["attrs"]),
    )


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return SafeString("".join(parts))


CONTROLS: Mapping[str, Callable[["PlainBoundField"], SafeString]] = {
    "box": _draw_box,
    "select": _draw_select,
    "input": _draw_input,
    "checkbox": _draw_checkbox,
    "checkboxes": _draw_options,
    "radios": _draw_options,
}
