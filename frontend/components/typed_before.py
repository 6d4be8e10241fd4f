"""What was typed on a page before, put back into its boxes: while a page is made, and only then.

A form that was sent is bound to what was sent, and has no need of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django import forms
from django.http import QueryDict

_typed: ContextVar[QueryDict | None] = ContextVar("typed_before", default=None)
# What a browser leaves out of what it sends where nothing is chosen.
LEFT_OUT_IF_EMPTY = (forms.RadioSelect, forms.CheckboxInput, forms.CheckboxSelectMultiple)


@contextmanager
def put_back(typed: QueryDict | None) -> Iterator[None]:
    """Unbound forms made in here that have these boxes are shown with this in them."""
    token = _typed.set(typed)
    try:
        yield
    finally:
        _typed.reset(token)


def typed_for(form: forms.BaseForm) -> QueryDict | None:
    """What was typed in this very form; None where it was another, or nothing was."""
    typed = _typed.get()
    if typed is None or form.is_bound:
        return None
    was_sent = {
        name: not field.widget.value_omitted_from_data(typed, {}, form.add_prefix(name))
        for name, field in form.fields.items()
        if not isinstance(field.widget, forms.CheckboxInput | forms.CheckboxSelectMultiple)
    }
    always_sent = [
        name
        for name in was_sent
        if form.fields[name].required
        and not isinstance(form.fields[name].widget, LEFT_OUT_IF_EMPTY)
    ]
    is_of_it = any(was_sent.values()) or any(form.add_prefix(name) in typed for name in form.fields)
    return typed if is_of_it and all(was_sent[name] for name in always_sent) else None
