"""What the deeds of this app are about, as a person reads it in their history."""

from community.common.dates import format_moment
from providers.models.sessions import Session


def session_texts(ids: list[str]) -> dict[str, str]:
    sessions = Session.objects.filter(pk__in=ids).values_list("pk", "title", "starts_at")
    return {str(pk): f"{title}, {format_moment(starts_at)}" for pk, title, starts_at in sessions}
