"""What everybody else in a scene does meanwhile: the same actions, by their hands."""

from django.utils.translation import gettext as _

from community.common import clock
from community.common.refusals import Refused
from demo import days
from demo.scenes.lookups import pool_of
from demo.world import story_steps
from demo.world.cast import acting_of_anybody
from demo.world.stories.choosing import WALKERS
from demo.world.stories.waiting import ONE_POT
from pooling.pools.models.pledges import Pool
from pooling.pools.states import PLEDGEABLE_STATES, PledgeState, SourceKind
from providers.actions.sessions import record_delivered
from providers.states import SessionState

OWN, DIRECT = SourceKind.OWN, SourceKind.DIRECT_PAYMENT
COUNCIL, TRUST = SourceKind.COUNCIL_MANAGED, SourceKind.ISF
THEIR_MONEY = {
    "own-money": ((OWN, 1800),),
    "company": ((COUNCIL, 1600),),
    "trust-holder": ((TRUST, 1600),),
    "baker": ((DIRECT, 1600),),
}


class NothingToDoYet(Refused):
    code = "nothing_to_do_yet"


def walkers() -> None:
    pool = _the_pool(WALKERS)
    if pool.state in PLEDGEABLE_STATES and clock.now() < pool.closes_at:
        for slug, parts in THEIR_MONEY.items():
            if not _is_in(pool, slug):
                story_steps.say_yes(pool, slug, *parts)
        story_steps.office_agrees(pool)
    _go_on(pool, confirms="own-money")


def one_pot() -> None:
    _go_on(_the_pool(ONE_POT), confirms="company")


def _the_pool(group: str) -> Pool:
    pool = pool_of(group)
    if pool is None:
        raise NothingToDoYet(
            _("The others have nothing to do yet."),
            next_step=_("Open the shared cost first: it is the step before."),
        )
    return pool


def _is_in(pool: Pool, slug: str) -> bool:
    return pool.pledges.filter(person=acting_of_anybody(slug).person, state=PledgeState.IN).exists()


def _go_on(pool: Pool, *, confirms: str) -> None:
    """Send the bank transfers that are asked for; say of sessions that are over who came."""
    days.do_what_is_due()
    story_steps.transfers_arrive(pool)
    now = clock.now()
    for row in pool.sessions.filter(
        session__state=SessionState.PLANNED, session__ends_at__lte=now
    ).select_related("session"):
        session = record_delivered(
            session_id=row.session_id,
            came=list(row.session.bookings.values_list("pk", flat=True)),
            by=story_steps.provider_of_pool_acting(pool),
            now=now,
        )
        story_steps.confirm(session, confirms)
    days.do_what_is_due()
