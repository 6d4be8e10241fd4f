"""Saying no: one kind of exception for every rule, in the words a person reads."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _


class Refused(Exception):
    """A rule said no. Nothing was written.

    `code` is stable and read by programs; `message` is a sentence for the person; `field` names
    the box it belongs beside, when there is one; `next_step` says what they can do instead.
    """

    code = "refused"
    field: str | None = None
    next_step = ""

    def __init__(self, message: str, *, next_step: str = "", field: str | None = None):
        super().__init__(message)
        self.message = str(message)
        self.next_step = str(next_step or self.next_step)
        self.field = field or self.field


class NotFound(Refused):
    """There is no such thing, or it is not this person's to see: told apart by nobody."""

    code = "not_found"


def or_not_found[T](thing: T | None) -> T:
    """The thing itself. One that is not there is refused as not found."""
    if thing is None:
        raise NotFound(_("We cannot find that page."))
    return thing


@contextmanager
def refused_by_constraint(name: str, refusal: Refused) -> Iterator[None]:
    """What the database refuses by the constraint of this name is refused in a rule's words."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        cause = error.__cause__
        if isinstance(cause, psycopg.Error) and cause.diag.constraint_name == name:
            raise refusal from error
        raise


class EmptyText(Refused):
    """Nothing was written where something is needed. The sentence says what."""

    code, field = "nothing_said", "words"


class AtTheSameMoment(Refused):
    """Another did it first; nothing was written twice."""

    code = "at_the_same_moment"


class OneWithAnother(Refused):
    """Whoever it was for became one with another person meanwhile; nothing was written."""

    code = "one_with_another"


ONE_WITH_ANOTHER = "person_is_one_with_nobody"  # as the database names what lets nothing new in


def refusal_of(fault: IntegrityError) -> AtTheSameMoment | OneWithAnother | None:
    """Where two wrote the same at once, or for somebody who was brought together with another, and
    no rule saw it coming: the database let one of them."""
    cause = fault.__cause__
    if isinstance(cause, psycopg.Error) and cause.diag.constraint_name == ONE_WITH_ANOTHER:
        return OneWithAnother(
            _("This person was in here twice, and both were brought together at this moment."),
            next_step=_("Nothing of this was written. Do it again for the one who stayed."),
        )
    if not isinstance(cause, psycopg.errors.UniqueViolation):
        return None
    return AtTheSameMoment(
        _("This was done at the same moment, by you or by somebody else. It was done once."),
        next_step=_("Look at the page again: it shows what holds now."),
    )


class Unavailable(Exception):
    """An outside service did not answer. What was asked may or may not have happened there."""
