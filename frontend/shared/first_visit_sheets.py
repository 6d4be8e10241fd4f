"""A first visit on half a page: what one wants to know before it, “not today”, and how it was, each
a box (P112, P80)."""

from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from community.common.codes import format_code
from community.common.dates import format_day, format_moment
from community.people.acting import Acting
from frontend.components.blocks import AnswerSheet, Picture
from frontend.shared.connectors import give_to_text
from groups.models.members import Member
from providers.models.visit_requests import VisitRequest
from providers.queries.visit_requests import visits_expected
from providers.states import VisitOutcome
from providers.wording.first_visits import first_visit_text


def first_visit_sheets(member: Member, by: Acting, *, now: datetime) -> list[AnswerSheet]:
    return [_sheet(visit, member) for visit in visits_expected(by, now=now)]


def _sheet(visit: VisitRequest, member: Member) -> AnswerSheet:
    not_today, did_not = _("Not today"), _("It did not happen")
    outcomes = [
        _("I was there: %(outcome)s") % {"outcome": outcome.label} for outcome in VisitOutcome
    ]
    when, provider = _when(visit), visit.listing.provider.name
    where = visit.session.place_words if visit.session else visit.listing.place_words
    return AnswerSheet(
        title=_("Going to %(what)s") % {"what": visit.listing.title},
        text="\n".join(filter(None, [when, where, provider, first_visit_text(visit.listing)])),
        ticks=(not_today, *(str(capfirst(each)) for each in outcomes), did_not),
        lines=(
            _("What would make it good for me, one thing on each line:"),
            *("", ""),
            _("Why it did not happen, if you like:"),
        ),
        code=format_code(member.paper_code),
        give_to=give_to_text(member.person.area_id),
        pictures={when: Picture.DAY, where: Picture.PLACE, not_today: Picture.NO},
    )


def _when(visit: VisitRequest) -> str:
    if visit.session:
        return format_moment(visit.session.starts_at)
    return format_day(visit.other_day) if visit.other_day else visit.listing.when_words
