"""Where each scene stands now: the group, choice, shared cost or sheet that its next step needs."""

from datetime import datetime, timedelta

from demo.world.cast import acting_of_anybody
from demo.world.story_steps import provider_of
from groups.models.briefs import Brief
from groups.models.decisions import Decision
from groups.models.members import Member
from groups.models.offers import Offer
from groups.states import OfferState
from pooling.pools.models.pledges import MoneySource, Pool
from pooling.pools.states import PrivateQuestionState, SourceKind
from providers.models.sessions import Session
from providers.states import SessionState

SOON_AFTER = timedelta(hours=1)
ASKED_BEFORE = timedelta(days=6)


def brief_of(group: str) -> Brief | None:
    return Brief.objects.filter(group__name=group).order_by("pk").first()


def brief_id(group: str) -> int | None:
    brief = brief_of(group)
    return brief.pk if brief else None


def choice_closed(group: str) -> datetime | None:
    decision = Decision.objects.filter(brief__group__name=group).order_by("-number").first()
    return decision.closes_at + SOON_AFTER if decision else None


def chosen_offer(group: str) -> int | None:
    offers = Offer.objects.filter(brief__group__name=group, state=OfferState.CHOSEN)
    return offers.values_list("pk", flat=True).first()


def pool_of(group: str) -> Pool | None:
    return Pool.objects.filter(group__name=group).order_by("-pk").first()


def pool_id(group: str) -> int | None:
    pool = pool_of(group)
    return pool.pk if pool else None


def a_week_before_it_closes(group: str) -> datetime | None:
    pool = pool_of(group)
    return pool.closes_at - ASKED_BEFORE if pool else None


def it_closed(group: str) -> datetime | None:
    pool = pool_of(group)
    return pool.closes_at + SOON_AFTER if pool else None


def sessions_of(group: str) -> list[Session]:
    return list(Session.objects.filter(pooled__pool__group__name=group).order_by("starts_at", "pk"))


def first_session_over(group: str) -> datetime | None:
    sessions = sessions_of(group)
    return sessions[0].ends_at + SOON_AFTER if sessions else None


def day_before_first_session(group: str) -> datetime | None:
    sessions = sessions_of(group)
    return sessions[0].starts_at - timedelta(days=1) if sessions else None


def question_of(slug: str, group: str) -> int | None:
    """What somebody is asked in private there, if they are."""
    pool = pool_of(group)
    if pool is None:
        return None
    pledge = pool.pledges.filter(person=acting_of_anybody(slug).person).first()
    if pledge is None:
        return None
    questions = pledge.questions.filter(state=PrivateQuestionState.ASKED)
    return questions.values_list("pk", flat=True).first()


def paper_code(slug: str, group: str) -> str | None:
    members = Member.objects.filter(group__name=group, person=acting_of_anybody(slug).person)
    return members.values_list("paper_code", flat=True).first()


def source_id(slug: str, kind: SourceKind) -> int | None:
    sources = MoneySource.objects.filter(person=acting_of_anybody(slug).person, kind=kind)
    return sources.values_list("pk", flat=True).first()


def next_session_of(member: str) -> int | None:
    """The provider's oldest session of which nobody has said yet whether it happened."""
    sessions = (
        provider_of(member).sessions.filter(state=SessionState.PLANNED).order_by("starts_at", "pk")
    )
    return sessions.values_list("pk", flat=True).first()


def next_session_over(member: str) -> datetime | None:
    session_id = next_session_of(member)
    session = Session.objects.filter(pk=session_id).first() if session_id else None
    return session.ends_at + SOON_AFTER if session else None
