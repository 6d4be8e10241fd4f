"""Who asks for help with a cost: for the connectors of the area, and nobody beside them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from community.common.refusals import or_not_found
from community.people.queries import logins_with_role, roles_of
from community.people.states import RoleKind
from groups.models import Member
from pooling.pools.models.pledges import Part, Pledge
from pooling.pools.models.private_questions import HelpRequest
from pooling.pools.states import (
    PLEDGEABLE_STATES,
    HelpRequestKind,
    PartState,
    PledgeState,
    PrivateQuestionState,
)
from providers.models.supply import ProviderMember


@dataclass(frozen=True)
class HelpRequestSummary:
    """What a connector is shown. `most_pence` only where the person ticked that they may see it;
    `share_pence` is the share a session, the same for all."""

    help_id: int
    kind: HelpRequestKind
    person_called: str
    summary: str
    provider: str
    asked_at: datetime
    answer_by: datetime
    share_pence: int | None
    most_pence: int | None


def connectors_for(pledge: Pledge) -> list[int]:
    """The login ids of the area's connectors, less those who know the group or run the offer."""
    pool = pledge.pool
    return list(
        logins_with_role(RoleKind.CONNECTOR, pool.area_id)
        .exclude(pk__in=Member.objects.filter(group_id=pool.group_id).values("person__login_id"))
        .exclude(
            pk__in=ProviderMember.objects.filter(provider_id=pool.provider_id).values("login_id")
        )
        .values_list("pk", flat=True)
    )


def help_requests_open_to(login_id: int) -> QuerySet[HelpRequest]:
    """Those of a connector's areas that somebody still waits for, answered or not.

    They wait while their question is open, or while their yes has a part that nobody knows how to
    pay. Not for who is in the group, or speaks for the provider.
    """
    areas = [area for kind, area in roles_of(login_id) if kind == RoleKind.CONNECTOR]
    not_known_how = Part.objects.filter(pledge=OuterRef("pledge"), state=PartState.PLEDGED)
    in_the_group = Member.objects.filter(
        group=OuterRef("pledge__pool__group"), person__login_id=login_id
    )
    of_the_provider = ProviderMember.objects.filter(
        provider=OuterRef("pledge__pool__provider"), login_id=login_id
    )
    return HelpRequest.objects.filter(
        Q(kind=HelpRequestKind.ANOTHER_WAY, question__state=PrivateQuestionState.ASKED)
        | Q(kind=HelpRequestKind.HOW_TO_PAY, pledge__pool__state__in=PLEDGEABLE_STATES)
        & Q(Exists(not_known_how)),
        ~Exists(in_the_group),
        ~Exists(of_the_provider),
        pledge__pool__area_id__in=areas,
        pledge__state=PledgeState.IN,
    )


def help_requests_of_login(login_id: int) -> list[HelpRequestSummary]:
    """What waits for a connector, the soonest date first. Two statements."""
    asked = (
        help_requests_open_to(login_id)
        .filter(answered_at__isnull=True)
        .select_related("question", "pledge__person", "pledge__pool__provider")
    )
    return sorted((_line(each) for each in asked), key=lambda line: (line.answer_by, line.help_id))


def help_request_of_login(*, help_id: int, login_id: int) -> HelpRequestSummary:
    lines = {line.help_id: line for line in help_requests_of_login(login_id)}
    return or_not_found(lines.get(help_id))


def _line(asked: HelpRequest) -> HelpRequestSummary:
    pledge = asked.pledge
    return HelpRequestSummary(
        help_id=asked.pk,
        kind=HelpRequestKind(asked.kind),
        person_called=pledge.person.preferred_name,
        summary=pledge.pool.terms["summary"],
        provider=pledge.pool.provider.name,
        asked_at=asked.asked_at,
        answer_by=asked.answer_by,
        share_pence=asked.question.pence if asked.question else None,
        most_pence=pledge.max_pence if asked.may_see_most else None,
    )
