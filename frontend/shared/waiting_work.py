"""What waits for whoever works here, how many of each and since when: for the first page after
signing in, and by program."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from community.common import clock
from community.moderation.queries.items import items_to_look_at
from community.moderation.rules.looking import EVER_LOOK
from community.people.models.logins import Login
from community.people.queries.acting import roles_of
from community.people.queries.complaints import ANSWERING_ROLES, complaints_to_answer
from community.people.queries.records_requests import WHO_ANSWERS, records_requests_to_answer
from community.people.queries.safeguarding import SAFEGUARDING_ROLES, concerns_of_login
from community.people.queries.talks import TALKING_ROLES, talks_to_have
from community.people.queries.visits import visit_items
from community.people.states import RoleKind
from groups.queries.endings import next_steps_for_connector
from groups.queries.members import newcomers_for_connector
from groups.queries.motions import motions_for_connector
from pooling.payments.queries.commitments import open_commitments
from pooling.pools.queries.help_requests import help_requests_of_login
from providers.queries.check_requests import check_requests_to_answer
from providers.queries.claims import claims_to_answer
from providers.queries.objections import objections_to_answer
from providers.queries.sessions import open_disputes
from providers.queries.visit_askings import askings_to_ring
from providers.queries.visit_requests import unfair_to_answer, visits_of_provider
from providers.rules.visit_answers import ANSWERABLE


def _is_not_urgent(_waiting: Any) -> bool:
    return False


@dataclass(frozen=True)
class WaitingWork:
    """`waiting`: what there is, of a login in the areas of `roles`; of whoever has none of these
    roles it is not asked, and of everybody where it names none. `since`: when one of it began to
    wait; `is_urgent`: whether one should be done today."""

    label: str | Promise
    route: str
    roles: frozenset[RoleKind] | None
    waiting: Callable[[int, Collection[int]], Sequence[Any]]
    since: Callable[[Any], datetime]
    is_urgent: Callable[[Any], bool] = _is_not_urgent


@dataclass(frozen=True)
class WorkThatWaits:
    """`count` of one kind, never nothing; the first of it has waited since `oldest_at`."""

    label: str | Promise
    route: str
    count: int
    oldest_at: datetime
    is_urgent: bool

    @property
    def url(self) -> str:
        return reverse(self.route)

    @property
    def waits(self) -> str:
        return ngettext("%(count)s waits", "%(count)s wait", self.count) % {"count": self.count}


CONNECTORS = frozenset({RoleKind.CONNECTOR})
# Who waits for somebody first, then what waits.
OF_CONNECTORS = (
    WaitingWork(
        _("Who would like to come, and is to be rung"),
        "to_ring",
        CONNECTORS,
        lambda _login_id, area_ids: askings_to_ring(area_ids),
        attrgetter("asked_at"),
    ),
    WaitingWork(
        _("People whose group ends"),
        "connector_endings",
        CONNECTORS,
        lambda _login_id, area_ids: next_steps_for_connector(area_ids, clock.now()),
        lambda step: step.answered_at or step.ending.began_at,
    ),
    WaitingWork(
        _("Newcomers who wait for a hello"),
        "connector_newcomers",
        CONNECTORS,
        lambda _login_id, area_ids: newcomers_for_connector(area_ids),
        attrgetter("hello_asked_at"),
    ),
    WaitingWork(
        _("Who asks for help with a cost"),
        "help_requests",
        CONNECTORS,
        lambda login_id, _area_ids: help_requests_of_login(login_id),
        attrgetter("asked_at"),
    ),
    WaitingWork(
        _("Groups that need a second word"),
        "connector_motions",
        CONNECTORS,
        lambda _login_id, area_ids: motions_for_connector(area_ids),
        attrgetter("motion.proposed_at"),
    ),
    WaitingWork(
        _("Answers that somebody thinks are not fair"),
        "unfair_answers",
        CONNECTORS,
        lambda _login_id, area_ids: unfair_to_answer(area_ids),
        attrgetter("said_at"),
    ),
    WaitingWork(
        _("Sessions somebody says went otherwise"),
        "session_disputes",
        CONNECTORS,
        lambda _login_id, area_ids: open_disputes(area_ids),
        attrgetter("raised_at"),
    ),
    WaitingWork(
        _("What people ask to be checked"),
        "check_requests",
        CONNECTORS,
        lambda _login_id, area_ids: check_requests_to_answer(area_ids),
        attrgetter("asked_at"),
    ),
    WaitingWork(
        _("Who says that a listing is theirs"),
        "claims",
        CONNECTORS,
        lambda _login_id, area_ids: claims_to_answer(area_ids),
        attrgetter("claimed_at"),
    ),
    WaitingWork(
        _("What people say of listings from a directory"),
        "objections",
        CONNECTORS,
        lambda _login_id, area_ids: objections_to_answer(area_ids),
        attrgetter("raised_at"),
    ),
)
PAYMENTS_TO_ANSWER = WaitingWork(
    _("Payments waiting for your answer"),
    "fund_holder",
    frozenset({RoleKind.COUNCIL_OFFICER}),
    lambda _login_id, area_ids: open_commitments(area_ids),
    attrgetter("asked_at"),
)
VISITS = WaitingWork(
    _("For your next visits"),
    "next_visits",
    None,
    lambda login_id, _area_ids: visit_items(login_id, clock.today()),
    attrgetter("created_at"),
    is_urgent=attrgetter("urgent"),
)
WHO_ASKS_TO_COME = WaitingWork(
    _("Who asks to come"),
    "provider_visits",
    None,
    lambda login_id, _area_ids: visits_of_provider(login_id, states=ANSWERABLE, now=clock.now()),
    attrgetter("asked_at"),
)
WORRIES = WaitingWork(
    _("Notes from people who are worried"),
    "concerns",
    frozenset(SAFEGUARDING_ROLES),
    lambda login_id, _area_ids: [each for each in concerns_of_login(login_id) if not each.answer],
    attrgetter("written_at"),
)
TALKS = WaitingWork(
    _("Who would like to talk with you first"),
    "talks_to_have",
    frozenset(TALKING_ROLES),
    lambda login_id, _area_ids: talks_to_have(login_id),
    attrgetter("asked_at"),
)
COMPLAINTS = WaitingWork(
    _("Complaints to answer"),
    "complaints_to_answer",
    frozenset(ANSWERING_ROLES),
    lambda login_id, _area_ids: complaints_to_answer(login_id),
    attrgetter("made_at"),
)
RECORDS = WaitingWork(
    _("Records asked for in writing"),
    "records_requests",
    frozenset(WHO_ANSWERS.values()),
    lambda login_id, _area_ids: records_requests_to_answer(login_id),
    attrgetter("requested_at"),
)
WORDS_TO_LOOK_AT = WaitingWork(
    _("Words that strangers will read"),
    "looks",
    frozenset(EVER_LOOK),
    lambda login_id, _area_ids: items_to_look_at(login_id),
    attrgetter("waits_since"),
)
KINDS_OF_WORK = (
    VISITS,
    WORRIES,
    TALKS,
    WHO_ASKS_TO_COME,
    *OF_CONNECTORS,
    PAYMENTS_TO_ANSWER,
    COMPLAINTS,
    RECORDS,
    WORDS_TO_LOOK_AT,
)


def waiting_work(login: Login) -> list[WorkThatWaits]:
    """Of each kind of which something waits; of whom stands on its own page."""
    roles = roles_of(login.pk)
    counted = [(work, _waiting(work, login.pk, roles)) for work in KINDS_OF_WORK]
    return [
        WorkThatWaits(
            work.label,
            work.route,
            len(waiting),
            min(map(work.since, waiting)),
            any(map(work.is_urgent, waiting)),
        )
        for work, waiting in counted
        if waiting
    ]


def _waiting(work: WaitingWork, login_id: int, roles: set[tuple[str, int]]) -> Sequence[Any]:
    if work.roles is None:
        return work.waiting(login_id, ())
    area_ids = sorted({area_id for kind, area_id in roles if kind in work.roles})
    return work.waiting(login_id, area_ids) if area_ids else ()
