"""What whoever settles an estate is given: a dated statement of each thing that paid (P22)."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.common.clock import today
from community.people.acting import Acting
from community.people.models.life_events import LifeEvent
from community.people.queries.acting import acting_on_paper
from frontend.pdf.statement import StatementSheet, statement_sheet
from pooling.pools.queries.money import source_of_person, sources_ever_of_person
from pooling.pools.queries.statements import ALL_TIME, Statement, statement_for


def estate_statements(event: LifeEvent, *, by: Acting, now: datetime) -> list[Statement]:
    """From the beginning until today; those of what ended too. Nothing else of their life."""
    sources = sources_ever_of_person(event.person_id)
    return [_statement(event, source.pk, by, now) for source in sources]


def estate_sheet(event: LifeEvent, source_id: int, *, by: Acting, now: datetime) -> StatementSheet:
    source_of_person(source_id=source_id, person_id=event.person_id)
    facts = {"by": by.required_login.name, "settler": event.settler_words}
    prepared_by = _("%(by)s, for whoever settles the estate: %(settler)s") % facts
    return statement_sheet(_statement(event, source_id, by, now), prepared_by=prepared_by)


def _statement(event: LifeEvent, source_id: int, by: Acting, now: datetime) -> Statement:
    return statement_for(
        source_id=source_id,
        start=ALL_TIME[0].date(),
        end=today(now),
        by=acting_on_paper(login=by.required_login, person=event.person),
        now=now,
    )
