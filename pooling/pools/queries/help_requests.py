"""Who asks for help with a cost: for the connectors of the area, and nobody beside them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from community.common.refusals import or_not_found
from community.people.queries.acting import logins_with_role, roles_of
from community.people.states import RoleKind
from groups.models.members import Member
from pooling.pools.models.pledges import Part, Pledge, Pool
from pooling.pools.models.private_questions import HelpRequest
from pooling.pools.queries.pool_details import share_text_of
from pooling.pools.queries.shares import coverage_of
from pooling.pools.states import (
    PLEDGEABLE_STATES,
    HelpRequestKind,
    PartState,
    PledgeState,
    PrivateQuestionState,
)


@dataclass(frozen=True)
class HelpRequestSummary:
    """What a connector is shown. `most_pence` only where the person ticked that they may see it;
    `share_pence` is the share a session if all come who said yes, as it is now, and `share_text`
    the sentence of every other page (fault B4)."""

    help_id: int
    kind: HelpRequestKind
    person_id: UUID
    person_called: str
    summary: str
    provider: str
    asked_at: datetime
    answer_by: datetime
    share_pence: int | None
    share_text: str
    most_pence: int | None


def connectors_for(pledge: Pledge) -> list[int]:
    return connectors_of_pool(pledge.pool)


def connectors_of_pool(pool: Pool) -> list[int]:
    """The login ids of the area's connectors, less those who know the group or run the offer."""
    # Not by "not in": one member without a login would leave out everybody.
    of_the_group = Member.objects.filter(group_id=pool.group_id, person__login_id=OuterRef("pk"))
    return list(
        logins_with_role(RoleKind.CONNECTOR, pool.area_id)
        .filter(~Exists(of_the_group))
        .exclude(provider_memberships__provider_id=pool.provider_id)
        .values_list("pk", flat=True)
    )


def _help_requests_open_to(login_id: int) -> QuerySet[HelpRequest]:
    """Those of a connector's areas that somebody still waits for, answered or not.

    They wait while their question is open, or while their yes has a part that nobody knows how to
    pay. Not for who is in the group, or speaks for the provider.
    """
    area_ids = [area_id for kind, area_id in roles_of(login_id) if kind == RoleKind.CONNECTOR]
    undecided_parts = Part.objects.filter(pledge=OuterRef("pledge"), state=PartState.PLEDGED)
    of_the_group = Member.objects.filter(
        group=OuterRef("pledge__pool__group"), person__login_id=login_id
    )
    return HelpRequest.objects.filter(
        Q(kind=HelpRequestKind.ANOTHER_WAY, question__state=PrivateQuestionState.ASKED)
        | Q(kind=HelpRequestKind.HOW_TO_PAY, pledge__pool__state__in=PLEDGEABLE_STATES)
        & Q(Exists(undecided_parts)),
        ~Exists(of_the_group),
        pledge__pool__area_id__in=area_ids,
        pledge__state=PledgeState.IN,
    ).exclude(pledge__pool__provider__members__login_id=login_id)


def help_requests_of_login(login_id: int) -> list[HelpRequestSummary]:
    """What waits for a connector, the soonest date first. Two statements, and two more for each
    whose share is asked about."""
    waiting = (
        _help_requests_open_to(login_id)
        .filter(answered_at__isnull=True)
        .select_related("question", "pledge__person", "pledge__pool__provider")
    )
    summaries = [_summary(help_request) for help_request in waiting]
    return sorted(summaries, key=lambda summary: (summary.answer_by, summary.help_id))


def help_request_of_login(*, help_id: int, login_id: int) -> HelpRequestSummary:
    summaries = {summary.help_id: summary for summary in help_requests_of_login(login_id)}
    return or_not_found(summaries.get(help_id))


def pool_of_help_request(*, help_id: int, login_id: int) -> int:
    """Which shared cost it is about. Also where it was answered: to say that is for the rules."""
    pool_ids = _help_requests_open_to(login_id).filter(pk=help_id)
    return or_not_found(pool_ids.values_list("pledge__pool_id", flat=True).first())


def _summary(help_request: HelpRequest) -> HelpRequestSummary:
    pledge = help_request.pledge
    coverage = coverage_of(pledge.pool) if help_request.question else None
    return HelpRequestSummary(
        help_id=help_request.pk,
        kind=HelpRequestKind(help_request.kind),
        person_id=pledge.person_id,
        person_called=pledge.person.preferred_name,
        summary=pledge.pool.terms.summary,
        provider=pledge.pool.provider.name,
        asked_at=help_request.asked_at,
        answer_by=help_request.answer_by,
        share_pence=coverage.share_if_all_pence if coverage else None,
        share_text=share_text_of(coverage) if coverage else "",
        most_pence=pledge.max_pence if help_request.may_see_most else None,
    )
