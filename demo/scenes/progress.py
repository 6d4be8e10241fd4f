"""What of a scene has been done already, as the world itself shows it."""

from demo.scenes.lookups import brief_of, pool_of, sessions_of
from demo.world.cast import acting_of_anybody
from demo.world.story_steps import provider_of
from groups.models.briefs import Brief
from groups.models.decisions import Ballot
from groups.models.offers import Offer
from groups.states import BriefState
from pooling.payments.models.commitments import Commitment
from pooling.payments.states.commitments import CommitmentState
from pooling.pools.models.pledges import Pledge
from pooling.pools.states import PLEDGEABLE_STATES, PledgeState, PoolState, PrivateQuestionState
from providers.models.sessions import Session, SessionDispute
from providers.states import SessionDisputeOutcome, SessionState

GOING_AHEAD_STATES = (PoolState.FUNDED, PoolState.RUNNING, PoolState.FINISHED)


def has_chosen(slug: str, group: str) -> bool:
    ballots = Ballot.objects.filter(decision__brief__group__name=group)
    return ballots.filter(member__person=acting_of_anybody(slug).person).exists()


def is_open(group: str) -> bool:
    return pool_of(group) is not None


def are_in(group: str, *slugs: str) -> bool:
    """Each of them has said yes to the group's shared cost."""
    people = [acting_of_anybody(slug).person_id for slug in slugs]
    pledges = Pledge.objects.filter(pool=pool_of(group), person__in=people, state=PledgeState.IN)
    return pledges.count() == len(people)


def has_answered(slug: str, group: str) -> bool:
    """What they were asked in private there."""
    pledge = Pledge.objects.filter(
        pool=pool_of(group), person=acting_of_anybody(slug).person
    ).first()
    questions = pledge.questions.all() if pledge else ()
    return any(question.state != PrivateQuestionState.ASKED for question in questions)


def office_said(group: str, slug: str, *answers: CommitmentState) -> bool:
    parts = Pledge.objects.filter(
        pool=pool_of(group), person=acting_of_anybody(slug).person
    ).values("parts")
    return Commitment.objects.filter(part_ref__in=parts, state__in=answers).exists()


def goes_ahead(group: str) -> bool:
    pool = pool_of(group)
    return pool is not None and pool.state in GOING_AHEAD_STATES


def can_no_longer(group: str, *slugs: str) -> bool:
    """The date of the shared cost has come, and they had not said yes."""
    pool = pool_of(group)
    return pool is not None and pool.state not in PLEDGEABLE_STATES and not are_in(group, *slugs)


def came_to_first(group: str) -> bool:
    first = sessions_of(group)[:1]
    return bool(first) and first[0].state == SessionState.DELIVERED


def is_called_off(group: str) -> bool:
    return any(session.state == SessionState.CALLED_OFF for session in sessions_of(group))


def has_offered(member: str, group: str) -> bool:
    return Offer.objects.filter(brief=brief_of(group), provider=provider_of(member)).exists()


def takes_no_answers(group: str) -> bool:
    return not Brief.objects.filter(group__name=group, state=BriefState.ASKING).exists()


def all_said(group: str) -> bool:
    """Whoever runs it has said of every session whether it happened."""
    planned = SessionState.PLANNED
    return not Session.objects.filter(pooled__pool__group__name=group, state=planned).exists()


def is_settled(group: str) -> bool:
    sessions = Session.objects.filter(pooled__pool__group__name=group)
    return not SessionDispute.objects.filter(
        session__in=sessions, outcome=SessionDisputeOutcome.OPEN
    ).exists()
