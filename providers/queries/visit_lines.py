"""The lines of visits: those that wait, and what a place cannot do yet."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from community.common.refusals import or_not_found
from community.messaging.queries.contact_plans import contact_plan_of
from community.messaging.states import MessageForm, ReachHelp
from providers.models.visit_lines import VisitLine
from providers.models.visit_requests import VisitRequest
from providers.states import VisitLineAnswer, VisitRequestState

MAX_NOT_YET = 50


def good_lines_of(visit_request_id: int) -> list[VisitLine]:
    return list(VisitLine.objects.filter(visit_id=visit_request_id).order_by("pk"))


def lines_that_wait(visit_request_id: int) -> list[VisitLine]:
    """For the place, in the order in which they were said."""
    waiting = VisitLine.objects.filter(visit_id=visit_request_id, answer="")
    return list(waiting.order_by("pk"))


def lines_not_yet(area_ids: Collection[int], *, now: datetime) -> list[VisitLine]:
    """What places of these areas cannot do yet, of visits to come: for the connectors."""
    return list(_of_areas(area_ids, now).filter(answer=VisitLineAnswer.NOT_YET)[:MAX_NOT_YET])


def _of_areas(area_ids: Collection[int], now: datetime) -> QuerySet[VisitLine]:
    to_come = Q(visit__session=None) | Q(visit__session__ends_at__gt=now)
    lines = VisitLine.objects.filter(
        to_come,
        visit__state=VisitRequestState.ACCEPTED,
        visit__listing__provider__area_id__in=area_ids,
    ).select_related("visit__listing__provider", "visit__session")
    return lines.order_by("visit__session__starts_at", "pk")


def lines_waiting(area_ids: Collection[int], *, now: datetime) -> list[VisitLine]:
    """Of visits to come in these areas, what no place has answered yet, soonest first."""
    return list(_of_areas(area_ids, now).filter(answer="")[:MAX_NOT_YET])


def visits_with_lines_waiting(now: datetime) -> list[int]:
    """Of visits that have not begun, those of which a line waits."""
    to_come = Q(session=None) | Q(session__starts_at__gt=now)
    visits = VisitRequest.objects.filter(
        to_come, state=VisitRequestState.ACCEPTED, good_lines__answer=""
    )
    return list(visits.order_by("pk").distinct().values_list("pk", flat=True))


def line_to_answer(visit_line_id: int, *, login_id: int) -> VisitLine:
    """One that reaches whoever speaks for a provider by this login. Any other is not there."""
    own = VisitLine.objects.filter(visit__listing__provider__members__login_id=login_id)
    return or_not_found(own.select_related("visit__listing").filter(pk=visit_line_id).first())


def line_of_area(visit_line_id: int, *, area_ids: Collection[int]) -> VisitLine:
    lines = VisitLine.objects.filter(visit__listing__provider__area_id__in=area_ids)
    return or_not_found(lines.select_related("visit__listing").filter(pk=visit_line_id).first())


def plan_lines_of(person_id: UUID) -> list[str]:
    """How they are told things, as far as it is otherwise than most people's (P53)."""
    plan = contact_plan_of(person_id)
    if plan is None:
        return []
    form = MessageForm(plan.form)
    of_form = _("What you write or say to me, please: %(form)s") % {"form": form.label}
    of_language = _("My language: %(language)s") % {"language": plan.language}
    helps = ", ".join(str(ReachHelp(each).label) for each in plan.helps_by)
    lines = [
        (form != MessageForm.STANDARD, of_form),
        (plan.language, of_language),
        (helps, _("I speak and answer with help: %(helps)s") % {"helps": helps}),
        # Not who: whoever acts for them reads these lines, and may be the one (P12).
        (
            plan.never_interprets_words,
            _("Before somebody interprets for me: ask first who must not."),
        ),
    ]
    return [line for is_said, line in lines if is_said]
