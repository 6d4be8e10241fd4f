"""A rule's no, put where the person can read it: beside its field and in the summary."""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.core.exceptions import ValidationError

from community.common.refusals import NotFound, Refused
from community.common.shared_words import WordsHaveChanged
from community.common.shown import ShownHasChanged
from frontend.components.shared_words import SharedWords


@contextmanager
def catch_refusals(form: forms.BaseForm, shared: SharedWords | None = None) -> Iterator[None]:
    """Catch a refusal and show it on `form`, with what was typed kept and the next step said.

    What is not there, or not this person's, stays NotFound: it is a page of its own, and so is
    what has changed since it was shown. Words that somebody else changed meanwhile are shown
    beside what was typed.
    """
    try:
        yield
    except (NotFound, ShownHasChanged):
        raise
    except Refused as refusal:
        if shared is not None and isinstance(refusal, WordsHaveChanged):
            shared.show_beside(form)
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, ValidationError(refusal.message, code=refusal.code))
        form.next_step = refusal.next_step  # type: ignore[attr-defined]  # read by the summary
