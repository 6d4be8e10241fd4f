"""The searches that somebody keeps: theirs alone."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from community.common.refusals import or_not_found
from community.people.acting import Acting
from community.people.models.kept_searches import KeptSearch
from community.people.queries.life_events import persons_who_died
from community.people.rules.kept_searches import ASKED_BEFORE, TIME_TO_ANSWER
from community.people.rules.sight import check_sees
from community.people.scope_table import Seen


def kept_searches_of(by: Acting, *, now: datetime) -> list[KeptSearch]:
    """The newest first."""
    check_sees(by, Seen.KEPT_SEARCHES, now=now)
    return list(
        KeptSearch.objects.filter(person_id=by.required_person.pk).order_by("-kept_at", "-pk")
    )


def kept_search_of(kept_search_id: int, by: Acting, *, now: datetime) -> KeptSearch:
    """Any that is not theirs is not there."""
    check_sees(by, Seen.KEPT_SEARCHES, now=now)
    own = KeptSearch.objects.filter(person_id=by.required_person.pk)
    return or_not_found(own.filter(pk=kept_search_id).first())


def persons_to_look_for(day: date) -> list[UUID]:
    """Who keeps a search, and was told of none today."""
    told = KeptSearch.objects.filter(told_on=day).values("person_id")
    keeps = KeptSearch.objects.filter(ends_on__gt=day).exclude(person_id__in=told)
    return sorted(set(_of_the_living(keeps).values_list("person_id", flat=True)))


def searches_to_ask_about(day: date) -> list[int]:
    """Those that end within thirty days, and of which nobody was asked."""
    ending = KeptSearch.objects.filter(ends_on__lte=day + ASKED_BEFORE, asked_at__isnull=True)
    return list(_of_the_living(ending).order_by("pk").values_list("pk", flat=True))


def searches_that_end(now: datetime, day: date) -> list[int]:
    """Past their day, and asked about long enough ago; and all of who has died."""
    over = KeptSearch.objects.filter(ends_on__lte=day, asked_at__lte=now - TIME_TO_ANSWER)
    of_the_dead = KeptSearch.objects.filter(person_id__in=persons_who_died().values("pk"))
    return sorted({*over.values_list("pk", flat=True), *of_the_dead.values_list("pk", flat=True)})


def _of_the_living(searches: QuerySet[KeptSearch]) -> QuerySet[KeptSearch]:
    return searches.exclude(person_id__in=persons_who_died().values("pk"))
