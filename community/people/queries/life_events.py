"""Who is in hospital, has moved or has died, as plain facts for whoever asks something of them."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from community.common.lifecycle import not_none
from community.common.refusals import or_not_found
from community.people.models.approvals import StaffApproval
from community.people.models.life_events import LifeEvent
from community.people.models.persons import Person
from community.people.queries.acting import PAPER_ENTRY_ROLES, logins_with_role, roles_of
from community.people.states import LifeEventKind, LifeEventState, RoleKind

OPEN_STATES = (LifeEventState.SAID, LifeEventState.SEEN)
# Nothing is asked of them, and what waits for them waits.
AWAY_KINDS = (LifeEventKind.HOSPITAL, LifeEventKind.DIED)


def persons_away(person_ids: Iterable[UUID]) -> set[UUID]:
    """Of these, who is in hospital or was said to have died."""
    events = _away().filter(person_id__in=person_ids)
    return set(events.values_list("person_id", flat=True))


def is_away(person_id: str) -> Exists:
    """The same for each row of a list; `person_id` is the name of its column."""
    return Exists(_away().filter(person_id=OuterRef(person_id)))


def _away() -> QuerySet[LifeEvent]:
    return LifeEvent.objects.filter(kind__in=AWAY_KINDS, state__in=OPEN_STATES)


def persons_who_died() -> QuerySet[Person]:
    """Of whom a second person has seen that they have."""
    deaths = LifeEvent.objects.filter(kind=LifeEventKind.DIED, state=LifeEventState.SEEN)
    return Person.objects.filter(pk__in=deaths.values("person_id"))


def open_life_events(person_id: UUID) -> list[LifeEvent]:
    """What was said of one person and is not over, the newest first."""
    return list(
        LifeEvent.objects.filter(person_id=person_id, state__in=OPEN_STATES).order_by("-pk")
    )


def life_events_in_areas(area_ids: Collection[int]) -> list[LifeEvent]:
    """What was said and is not over, of those who live in these areas or are helped from there;
    not a death of which everybody was told."""
    return list(_in_areas(area_ids).order_by("-pk"))


def life_events_with_deaths(area_ids: Collection[int]) -> list[LifeEvent]:
    """The same; and after them each death of which everybody was told."""
    told = _deaths_in(area_ids).filter(told_at__isnull=False)
    return life_events_in_areas(area_ids) + list(told.order_by("-pk"))


def life_event_in_areas(life_event_id: int, area_ids: Collection[int]) -> LifeEvent:
    """One of them. In another area it is not there."""
    return or_not_found(_in_areas(area_ids).filter(pk=life_event_id).first())


def deaths_in_areas(area_ids: Collection[int]) -> list[LifeEvent]:
    """Those that a second person has seen, the newest first, of people who lived there."""
    return list(_deaths_in(area_ids).order_by("-pk"))


def death_in_areas(life_event_id: int, area_ids: Collection[int]) -> LifeEvent:
    """One of them. In another area, or before it was seen, it is not there."""
    return or_not_found(_deaths_in(area_ids).filter(pk=life_event_id).first())


def settled_death_in_areas(life_event_id: int, area_ids: Collection[int]) -> LifeEvent:
    """The same, once it is written down who settles the estate."""
    deaths = _deaths_in(area_ids).filter(settler_at__isnull=False)
    return or_not_found(deaths.filter(pk=life_event_id).first())


def workers_for_estate(person_id: UUID) -> list[int]:
    """The logins of who is told what is left to do after a death that was seen: whoever wrote down
    who settles the estate, or told the others, while they work there; else the connectors."""
    deaths = LifeEvent.objects.filter(
        person_id=person_id, kind=LifeEventKind.DIED, state=LifeEventState.SEEN
    )
    death = deaths.select_related("person").order_by("-pk").first()
    if death is None or death.person.area_id is None:
        return []
    for login_id in (death.settler_by_id, death.told_by_id):
        if works_where_they_live(login_id, death.person):
            return [not_none(login_id)]
    return [each.pk for each in logins_with_role(RoleKind.CONNECTOR, death.person.area_id)]


def _deaths_in(area_ids: Collection[int]) -> QuerySet[LifeEvent]:
    deaths = LifeEvent.objects.filter(kind=LifeEventKind.DIED, state=LifeEventState.SEEN)
    here = deaths.filter(person__area_id__in=area_ids)
    return here.select_related("person__area", "reached_by")


def _in_areas(area_ids: Collection[int]) -> QuerySet[LifeEvent]:
    here = Q(person__area_id__in=area_ids)
    open_events = LifeEvent.objects.filter(here, state__in=OPEN_STATES, told_at__isnull=True)
    return open_events.select_related("person__area", "said_by")


def death_of_approval(approval: StaffApproval) -> LifeEvent:
    """What a second person is asked to look at, where it is a death."""
    pk = int(approval.about.partition(":")[2])
    events = LifeEvent.objects.select_for_update(no_key=True, of=("self",))
    return events.select_related("person__area").get(pk=pk)


def works_where_they_live(login_id: int | None, person: Person) -> bool:
    roles = roles_of(login_id)
    return any((kind, person.area_id) in roles for kind in PAPER_ENTRY_ROLES)
