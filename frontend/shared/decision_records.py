"""What a decision that is written down for somebody can be about, and how one reads."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.common.money import format_pounds
from community.people.acting import Acting
from community.people.bases import ABOUT_SOURCE
from community.people.models.decisions import DecisionRecord
from community.people.rules.authority import held_together
from groups.queries.decisions import open_decisions_of_person
from groups.queries.members import groups_of_person
from pooling.pools.queries.pool_lists import pools_of_group
from pooling.pools.states import SourceKind
from providers.queries.sessions import own_bookings
from providers.states import BookingState

# Each of these can be done by one: "group:12".
ABOUT_PATTERN = (
    rf"(group|pool|session|choice):[1-9]\d{{0,17}}|{ABOUT_SOURCE}({'|'.join(SourceKind.values)})"
)


def split_about(record: DecisionRecord) -> tuple[str, str]:
    """What kind of thing a record is about, and its number, or the kind of money to add; ("", "")
    where nothing is done here."""
    kind, _colon, which = record.about.partition(":")
    return (kind, which)


def things_to_decide(by: Acting, *, now: datetime) -> list[tuple[str, str]]:
    """("pool:7", in words) of each that waits for a word of whoever `by` acts for."""
    person_id = by.required_person.pk
    costs = [
        (f"pool:{pool.pk}", _("A shared cost: %(what)s") % {"what": pool.terms.summary})
        for group in groups_of_person(person_id)
        for pool in pools_of_group(group.pk, open_only=True)
    ]
    choices = [
        (
            f"choice:{decision.pk}",
            _("What the group chooses: %(what)s") % {"what": decision.brief.what},
        )
        for decision in open_decisions_of_person(person_id, now)
    ]
    sessions = [
        (
            f"session:{booking.session_id}",
            _("Coming after all: %(what)s, %(day)s")
            % {"what": booking.session.title, "day": format_day(booking.session.starts_at)},
        )
        for booking in own_bookings(by, now=now).to_come
        if booking.state == BookingState.NOT_COMING
    ]
    return [*costs, *choices, *sessions]


def money_to_add(by: Acting, *, now: datetime) -> list[tuple[str, str]]:
    """("source:grant", in words) of each kind of money, to one of two who decide about money only
    together; to anybody else nothing."""
    kinds = [(f"{ABOUT_SOURCE}{kind}", kind.label) for kind in SourceKind]
    return [
        (about, _("Adding money: %(kind)s") % {"kind": label})
        for about, label in kinds
        if held_together(by, about, is_written=False, now=now) is not None
    ]


def record_rows(record: DecisionRecord) -> list[tuple[str, str]]:
    """Everything that was written down, as (question, answer), without what was left empty."""
    rows = [
        (_("What was asked"), record.question),
        (_("What was chosen"), record.chosen),
        (_("Who decided"), record.get_basis_display()),
        (_("What they said or showed"), record.what_they_showed),
        (_("How it was put to them"), record.shown_words),
        (_("Through whom they answered"), record.get_interpreted_by_display()),
        (_("Why they could not decide this, this time"), record.why_words),
        (_("Who was asked"), record.who_was_asked),
        (_("What limits them least"), record.least_limiting_words),
        (
            _("The most for one session"),
            format_pounds(record.max_pence) if record.max_pence is not None else "",
        ),
        (_("Looked at again on"), format_day(record.review_on) if record.review_on else ""),
        (_("What kind"), record.get_kind_display()),
        (_("Said yes besides"), _confirmed_text(record)),
        (_("Written down by"), record.by_login.name if record.by_login else ""),
        (_("On"), format_day(record.at)),
    ]
    return [(str(question), str(answer)) for question, answer in rows if answer]


def _confirmed_text(record: DecisionRecord) -> str:
    if record.confirmed_by is None:
        return ""
    if record.confirmed_on_paper:
        return _("%(who)s, on paper") % {"who": record.confirmed_by.name}
    return record.confirmed_by.name
