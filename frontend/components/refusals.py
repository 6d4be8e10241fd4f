"""A rule's no, put where the person can read it: beside its field and in the summary."""

from contextlib import contextmanager

from django.core.exceptions import ValidationError

from community.common.refusals import NotFound, Refused


@contextmanager
def catch_refusals(form):
    """Catch a refusal and show it on `form`, with what was typed kept and the next step said.

    What is not there, or not this person's, stays NotFound: it is a page of its own.
    """
    try:
        yield
    except NotFound:
        raise
    except Refused as no:
        field = no.field if no.field in form.fields else None
        form.add_error(field, ValidationError(no.message, code=no.code))
        form.next_step = no.next_step
