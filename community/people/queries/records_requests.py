"""Who asked for records, what is left to answer, and what whoever asked may read."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from community.audit.models import AuditEntry
from community.common.refusals import or_not_found
from community.people.models.records_requests import RecordsRequest
from community.people.models.representations import Representation
from community.people.queries.acting import roles_of
from community.people.states import RecordsRequestKind, RoleKind

DAYS_AN_ANSWER_IS_READ = 30
WHO_ANSWERS = {
    RecordsRequestKind.COPY: RoleKind.DATA_CONTACT,
    RecordsRequestKind.OWN_DEEDS: RoleKind.CONNECTOR,
    RecordsRequestKind.OWN_COPY: RoleKind.DATA_CONTACT,
}


def records_requests_to_answer(login_id: int) -> list[RecordsRequest]:
    """Those for the roles of this login, not its own, the first to answer first."""
    return list(_to_answer(login_id).order_by("answer_by", "pk"))


def records_request_to_answer(
    request_id: int, login_id: int | None, *, kind: RecordsRequestKind | None = None
) -> RecordsRequest:
    """One of them, or one of that kind. For anybody else it is not there."""
    kinds = [kind] if kind else list(RecordsRequestKind)
    requests = _to_answer(login_id).filter(pk=request_id, kind__in=kinds)
    return or_not_found(requests.first())


def _to_answer(login_id: int | None) -> QuerySet[RecordsRequest]:
    roles = roles_of(login_id)
    theirs = Q(pk__in=[])
    for kind, role in WHO_ANSWERS.items():
        areas = [area_id for held, area_id in roles if held == role]
        theirs |= Q(kind=kind, area_id__in=areas)
    return (
        RecordsRequest.objects.filter(theirs, answered_at__isnull=True)
        .exclude(requested_by_id=login_id)
        .select_related("person", "requested_by", "representation")
    )


def copy_request_of(login_id: int, person_id: UUID, *, now: datetime) -> RecordsRequest | None:
    """What this login asked of what is kept about a person: waiting, or answered not long ago."""
    since = now - timedelta(days=DAYS_AN_ANSWER_IS_READ)
    requests = RecordsRequest.objects.filter(
        Q(answered_at__isnull=True) | Q(answered_at__gte=since),
        kind=RecordsRequestKind.COPY,
        requested_by_id=login_id,
        person_id=person_id,
    )
    return requests.order_by("-pk").first()


def own_deeds(representation: Representation) -> QuerySet[AuditEntry]:
    """What a login did itself for the person by one authority, the oldest first. Nothing else."""
    return AuditEntry.objects.filter(
        representation_id=representation.pk, login_id=representation.login_id
    ).order_by("at", "pk")
