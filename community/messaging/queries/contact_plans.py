"""How somebody is reached, who tells them, and what a text calls their groups."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from community.common.clock import LONDON
from community.common.shared_words import Words
from community.messaging.models import ContactPlan, SendingPause, ShortName
from community.messaging.states import OUR_FORMS, SENT_CHANNELS, Channel, MessageForm, PauseLevel

type Hours = tuple[int, int] | None

PLAN_FIELDS = (
    "channel",
    "address",
    "through_login_id",
    "deputy_login_id",
    "money_login_id",
    "days_words",
    "never_words",
    "form",
    "language",
    "helps_by",
    "never_interprets_words",
    "hours_from",
    "hours_until",
    "codes_may_come",
    "only_they_read",
    "never_told_login_ids",
)
IS_IN_OURS = Q(form__in=OUR_FORMS, language="")
MAX_NEVER_CHARS = 120


def joined_words(name: str, stays: ContactPlan | None, goes: ContactPlan | None) -> str:
    """ "Please never", or who must not interpret, of two who are one person."""
    words = [getattr(plan, name) for plan in (stays, goes) if plan]
    return "; ".join(dict.fromkeys(each for each in words if each))


def is_never_told(person_id: UUID, login_id: int | None) -> bool:
    """ "Please never tell …": this login reads nothing of what is said to the person."""
    plans = ContactPlan.objects.filter(person_id=person_id)
    return plans.filter(never_told_login_ids__contains=[login_id]).exists()


def never_words_of(person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """ "Please never", as each person said it, for whoever meets or reaches them."""
    plans = ContactPlan.objects.filter(person_id__in=person_ids).exclude(never_words="")
    return dict(plans.values_list("person_id", "never_words"))


def hours_of(plan: ContactPlan | None) -> Hours:
    """Between which hours something may be sent; None: at any time."""
    if plan is None or plan.hours_from is None or plan.hours_until is None:
        return None
    return plan.hours_from, plan.hours_until


def is_out_of_hours(now: datetime) -> Q:
    """Plans by which nothing is sent at this hour, but what cannot wait."""
    hour = now.astimezone(LONDON).hour
    return Q(hours_from__gt=hour) | Q(hours_until__lte=hour)


@dataclass(frozen=True)
class ReachWords:
    """What somebody said of how to reach them, for whoever does: a text to be written is the one of
    a lock screen, but where only they read it."""

    never: str = ""
    days: str = ""
    channel: str = Channel.IN_PERSON
    address: str = ""
    form: str = MessageForm.STANDARD
    language: str = ""
    helps_by: Sequence[str] = ()
    never_interprets: str = ""
    hours: Hours = None
    only_they_read: bool = False


def reach_words_of(person_ids: Iterable[UUID]) -> dict[UUID, ReachWords]:
    """ "Please never", on which days, by what way, in which form and language, with which help."""
    return {
        plan.person_id: ReachWords(
            never=plan.never_words,
            days=plan.days_words,
            channel=plan.channel,
            address=plan.address,
            form=plan.form,
            language=plan.language,
            helps_by=plan.helps_by,
            never_interprets=plan.never_interprets_words,
            hours=hours_of(plan),
            only_they_read=plan.only_they_read,
        )
        for plan in ContactPlan.objects.filter(person_id__in=person_ids)
    }


def short_names_of(person_ids: Iterable[UUID]) -> dict[tuple[UUID, int], str]:
    """{(person, group): its short name}, of each that somebody gave one."""
    rows = ShortName.objects.filter(person_id__in=person_ids)
    return {
        (person_id, group_id): name
        for person_id, group_id, name in rows.values_list("person_id", "group_id", "name")
    }


def short_name_of(person_id: UUID, group_id: int) -> str:
    return short_names_of([person_id]).get((person_id, group_id), "")


def words_of_short_name(person_id: UUID, group_id: int) -> Words:
    """It, as it is written."""
    return {"short_name": short_name_of(person_id, group_id)}


def form_of(person_id: UUID | None) -> str:
    """In which form whoever is written to takes it in; who works here, as most people."""
    plan = contact_plan_of(person_id) if person_id else None
    return plan.form if plan else MessageForm.STANDARD


def words_of_plan(plan: ContactPlan | None) -> Words:
    """What a person says of how to reach them, as it is written."""
    return {name: getattr(plan, name) if plan else None for name in PLAN_FIELDS}


def contact_plan_of(person_id: UUID) -> ContactPlan | None:
    return ContactPlan.objects.filter(person_id=person_id).first()


def contacts_of(plan: ContactPlan | None) -> list[int]:
    """The logins that tell a person things face to face, and the first of them first; nobody
    whom they said never to tell."""
    if plan is None:
        return []
    contacts = [pk for pk in (plan.through_login_id, plan.deputy_login_id) if pk is not None]
    return [pk for pk in contacts if pk not in plan.never_told_login_ids]


def who_tells(plan: ContactPlan | None) -> tuple[int | None, int | None, int | None]:
    """The logins by which a person is told things, who stands in, and by which what is about
    money."""
    if plan is None:
        return (None, None, None)
    return (plan.through_login_id, plan.deputy_login_id, plan.money_login_id)


def contacts_in_plans(person_id: UUID | None = None) -> list[tuple[UUID, int]]:
    """(a person, each login by which they are told things face to face), of one person or of all;
    of nobody to whom nothing is said any more."""
    ended = SendingPause.objects.filter(level=PauseLevel.ENDED)
    plans = ContactPlan.objects.exclude(person_id__in=ended.values("person_id"))
    if person_id is not None:
        plans = plans.filter(person_id=person_id)
    names = ("through_login_id", "deputy_login_id", "money_login_id")
    rows = plans.order_by("person_id").values_list("person_id", *names)
    return [(pk, login_id) for pk, *logins in rows for login_id in logins if login_id]


def persons_visited_by(login_id: int) -> set[UUID]:
    """Who is told things in person by this worker and asked that something please never be done,
    whether or not anything is to be said to them."""
    through = Q(through_login_id=login_id) | Q(deputy_login_id=login_id)
    plans = ContactPlan.objects.filter(
        Q(channel__in=[Channel.IN_PERSON, Channel.NONE]) | ~IS_IN_OURS, through
    )
    plans = plans.exclude(never_words="").exclude(never_told_login_ids__contains=[login_id])
    paused = SendingPause.objects.exclude(level=PauseLevel.REMINDERS)
    plans = plans.exclude(person_id__in=paused.values("person_id"))
    return set(plans.values_list("person_id", flat=True))


def persons_told_by(login_id: int) -> set[UUID]:
    """Who is told things face to face by this login: all of it, in another's stead, or what is
    about money."""
    through = Q(through_login_id=login_id) | Q(deputy_login_id=login_id)
    through |= Q(money_login_id=login_id)
    plans = ContactPlan.objects.filter(through, channel__in=[Channel.IN_PERSON, Channel.NONE])
    plans = plans.exclude(never_told_login_ids__contains=[login_id])
    ended = SendingPause.objects.filter(level=PauseLevel.ENDED)
    plans = plans.exclude(person_id__in=ended.values("person_id"))
    return set(plans.values_list("person_id", flat=True))


def is_sent_by(plan: ContactPlan | None) -> bool:
    """Whether a machine sends what goes to this person; else somebody tells them."""
    return plan is not None and plan.true_channel in SENT_CHANNELS
