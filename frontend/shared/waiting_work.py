"""What waits for whoever works here, and how many of each: for the first page after signing in."""

from collections.abc import Callable, Collection, Sized
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from community.common import clock
from community.moderation.queries.items import items_to_look_at
from community.moderation.rules.looking import EVER_LOOK
from community.people.models.logins import Login
from community.people.queries.acting import roles_of
from community.people.states import RoleKind
from frontend.components.blocks import Link
from groups.queries.endings import next_steps_for_connector
from groups.queries.members import newcomers_for_connector
from groups.queries.motions import motions_for_connector
from pooling.pools.queries.help_requests import help_requests_of_login
from providers.queries.check_requests import check_requests_to_answer
from providers.queries.claims import claims_to_answer
from providers.queries.objections import objections_to_answer
from providers.queries.sessions import open_disputes
from providers.queries.visit_askings import askings_to_ring
from providers.queries.visit_requests import unfair_to_answer


@dataclass(frozen=True)
class WaitingWork:
    """`waiting`: what there is, of a login in its areas."""

    label: str | Promise
    route: str
    waiting: Callable[[int, Collection[int]], Sized]


# Who waits for somebody first, then what waits.
OF_CONNECTORS = (
    WaitingWork(
        _("Who would like to come, and is to be rung"),
        "to_ring",
        lambda _login_id, area_ids: askings_to_ring(area_ids),
    ),
    WaitingWork(
        _("People whose group ends"),
        "connector_endings",
        lambda _login_id, area_ids: next_steps_for_connector(area_ids, clock.now()),
    ),
    WaitingWork(
        _("Newcomers who wait for a hello"),
        "connector_newcomers",
        lambda _login_id, area_ids: newcomers_for_connector(area_ids),
    ),
    WaitingWork(
        _("Who asks for help with a cost"),
        "help_requests",
        lambda login_id, _area_ids: help_requests_of_login(login_id),
    ),
    WaitingWork(
        _("Groups that need a second word"),
        "connector_motions",
        lambda _login_id, area_ids: motions_for_connector(area_ids),
    ),
    WaitingWork(
        _("Answers that somebody thinks are not fair"),
        "unfair_answers",
        lambda _login_id, area_ids: unfair_to_answer(area_ids),
    ),
    WaitingWork(
        _("Sessions somebody says went otherwise"),
        "session_disputes",
        lambda _login_id, area_ids: open_disputes(area_ids),
    ),
    WaitingWork(
        _("What people ask to be checked"),
        "check_requests",
        lambda _login_id, area_ids: check_requests_to_answer(area_ids),
    ),
    WaitingWork(
        _("Who says that a listing is theirs"),
        "claims",
        lambda _login_id, area_ids: claims_to_answer(area_ids),
    ),
    WaitingWork(
        _("What people say of listings from a directory"),
        "objections",
        lambda _login_id, area_ids: objections_to_answer(area_ids),
    ),
)
WORDS_TO_LOOK_AT = WaitingWork(
    _("Words that strangers will read"),
    "looks",
    lambda login_id, _area_ids: items_to_look_at(login_id),
)


def waiting_work(login: Login) -> list[Link]:
    """Of each kind of which something waits, how many; of whom stands on its own page."""
    roles = roles_of(login.pk)
    kinds = {kind for kind, _area_id in roles}
    area_ids = sorted({area_id for kind, area_id in roles if kind == RoleKind.CONNECTOR})
    works = OF_CONNECTORS * bool(area_ids) + (WORDS_TO_LOOK_AT,) * bool(kinds & set(EVER_LOOK))
    counted = [(work, len(work.waiting(login.pk, area_ids))) for work in works]
    return [Link(work.label, work.route, mark=_waits(count)) for work, count in counted if count]


def _waits(count: int) -> str:
    return ngettext("%(count)s waits", "%(count)s wait", count) % {"count": count}
