"""Keep a search, change it, and look by it for what is new (P106)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from community.common.clock import today
from community.people.acting import Acting
from community.people.actions.kept_searches import notify_of_new
from community.people.models.kept_searches import KeptSearch
from community.people.models.persons import Person
from community.people.queries.kept_searches import kept_search_of
from community.people.rules.kept_searches import check_one_more, check_words_may_be_kept, ends_on
from community.people.rules.sight import check_sees
from community.people.scope_table import Seen
from community.places.queries import find_location
from marketplace.search.queries.kept_searches import hits_that_count, query_of, ref_of
from marketplace.search.queries.results import search_near


@transaction.atomic
def keep_search(*, by: Acting, now: datetime, **asked: Any) -> KeptSearch:
    """As the search is asked (`parse_search_query` says how), by the person themselves. Of where,
    the first half of the postcode is kept. The same again is the one that is kept already. What is
    found by it now is no news."""
    check_sees(by, Seen.KEPT_SEARCHES, now=now)
    person = Person.objects.select_for_update(no_key=True).get(pk=by.required_person.pk)
    fields = _fields(**asked)
    own = KeptSearch.objects.filter(person=person)
    if kept := own.filter(**fields).first():
        return kept
    check_one_more(own.count())
    kept = KeptSearch(person=person, kept_at=now, ends_on=ends_on(today(now)), **fields)
    kept.known = _found(kept)
    kept.save()
    return kept


@transaction.atomic
def change_search(*, kept_search_id: int, by: Acting, now: datetime, **asked: Any) -> KeptSearch:
    """What is found by it as it is now is no news."""
    kept = kept_search_of(kept_search_id, by, now=now)
    for name, value in _fields(**asked).items():
        setattr(kept, name, value)
    kept.known, kept.newest = _found(kept), []
    kept.save()
    return kept


@transaction.atomic
def tell_of_new(*, person_id: UUID, now: datetime) -> bool:
    """Look by each search of somebody who was told nothing today. Whether they are told."""
    day = today(now)
    searches = KeptSearch.objects.select_for_update(no_key=True).filter(person_id=person_id)
    kept_searches = list(searches.order_by("pk"))
    if any(kept.told_on == day for kept in kept_searches):
        return False
    with_news = [kept for kept in kept_searches if kept.ends_on > day and _take_news(kept)]
    for kept in with_news:
        kept.told_on = day
        kept.save(update_fields=["known", "newest", "told_on"])
    if with_news:
        notify_of_new(person_id, now=now)
    return bool(with_news)


def _take_news(kept: KeptSearch) -> bool:
    news = [ref for ref in _found(kept) if ref not in set(kept.known)]
    if news:
        kept.known, kept.newest = [*kept.known, *news], news
    return bool(news)


def _found(kept: KeptSearch) -> list[str]:
    return [ref_of(hit) for hit in hits_that_count(search_near(query_of(kept)))]


def _fields(
    *,
    postcode: str,
    words: str = "",
    miles: int = 5,
    kind: str = "",
    day: str = "",
    day_part: str = "",
    entrance: str = "",
    suits: Iterable[str] = (),
    free_only: bool = False,
    no_employer: bool = False,
) -> dict[str, Any]:
    line = " ".join(words.split())
    check_words_may_be_kept(line)
    return {
        "words": line,
        "outward_code": find_location(postcode).outward_code,
        "miles": miles,
        "kind": kind,
        "day": day,
        "day_part": day_part,
        "entrance": entrance,
        "suits": sorted(suits),
        "free_only": free_only,
        "no_employer": no_employer,
    }
