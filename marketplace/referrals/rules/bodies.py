"""Who may say what of a body that refers, and what its workers may do."""

from datetime import date, time, timedelta

from django.utils.translation import gettext as _

from community.common.refusals import Refused
from community.messaging.addresses import is_phone_number

MOST_RUN = timedelta(days=5 * 366)  # of one agreement


class OwnAgreement(Refused):
    code = "own_agreement"


class NotOfBody(Refused):
    code = "not_of_the_body"


class NotWholeBody(Refused):
    code = "not_a_whole_body"


class AgreementDay(Refused):
    code = "agreement_day"


def check_body(
    *, name: str, works_from: time, works_until: time, desk_words: str, desk_phone: str
) -> None:
    if not name.strip():
        raise NotWholeBody(_("Write what it is called."), field="name")
    if works_until <= works_from:
        raise NotWholeBody(_("It closes after it opens."), field="works_until")
    if not desk_words.strip():
        raise NotWholeBody(_("Write whom to ask there when somebody is away."), field="desk_words")
    if not is_phone_number(desk_phone):
        raise NotWholeBody(
            _("Write the number of that desk, and nothing else."), field="desk_phone"
        )


def check_is_not_of_it(*, is_worker: bool) -> None:
    """Whoever records what a council agreed with a body does not work for it."""
    if is_worker:
        raise OwnAgreement(
            _("You work for this body, so somebody else has to record what was agreed with it."),
            next_step=_("Ask another officer of the council."),
        )


def check_is_of_it(*, is_worker: bool) -> None:
    if not is_worker:
        raise NotOfBody(_("They do not work for this body."), next_step=_("Add them to it first."))


def check_agreement_days(starts_on: date, ends_on: date) -> None:
    if ends_on <= starts_on:
        raise AgreementDay(_("It ends after it starts."), field="ends_on")
    if ends_on - starts_on > MOST_RUN:
        raise AgreementDay(
            _("Choose a day within five years: then it is looked at again."), field="ends_on"
        )
