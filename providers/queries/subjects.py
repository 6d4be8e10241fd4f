"""What the deeds of this app are about, as a person reads it in their history."""

from community.common.dates import format_moment
from providers.models.sessions import Session
from providers.models.visit_requests import VisitRequest


def session_texts(ids: list[str]) -> dict[str, str]:
    sessions = Session.objects.filter(pk__in=ids).values_list("pk", "title", "starts_at")
    return {str(pk): f"{title}, {format_moment(starts_at)}" for pk, title, starts_at in sessions}


def visit_texts(ids: list[str]) -> dict[str, str]:
    visits = VisitRequest.objects.filter(pk__in=ids)
    rows = visits.values_list("pk", "listing__title", "session__starts_at")
    return {
        str(pk): f"{title}, {format_moment(starts_at)}" if starts_at else title
        for pk, title, starts_at in rows
    }
