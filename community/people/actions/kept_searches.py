"""A search that is kept: wanted for another year, stopped, ended; and what its person is told.

None of this is a deed: a line of the history would say that somebody looks for something. No
message says what for, in its subject, its text or its link (P106).
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.dates import format_date
from community.common.refusals import or_not_found
from community.messaging.actions.notifying import notify_person
from community.people.acting import Acting
from community.people.message_kinds import PeopleMessage
from community.people.models.kept_searches import KeptSearch
from community.people.queries.kept_searches import kept_search_of
from community.people.rules.kept_searches import ends_on

KEPT_SEARCHES_LINK = "/kept-searches/"


@transaction.atomic
def want_search(*, kept_search_id: int, by: Acting, now: datetime) -> KeptSearch:
    """For another year from today. Pressed twice, it is once."""
    kept = kept_search_of(kept_search_id, by, now=now)
    kept.ends_on, kept.asked_at = ends_on(today(now)), None
    kept.save(update_fields=["ends_on", "asked_at"])
    return kept


@transaction.atomic
def stop_search(*, kept_search_id: int, by: Acting, now: datetime) -> None:
    """Nothing of it is kept."""
    kept_search_of(kept_search_id, by, now=now).delete()


def stop_all_searches(*, by: Acting) -> None:
    """Of somebody who leaves everything."""
    KeptSearch.objects.filter(person_id=by.required_person.pk).delete()


@transaction.atomic
def ask_about_search(*, kept_search_id: int, now: datetime) -> None:
    """Before it ends: by one message for all that end about then."""
    kept = or_not_found(
        KeptSearch.objects.select_for_update(no_key=True).filter(pk=kept_search_id).first()
    )
    kept.asked_at = now
    kept.save(update_fields=["asked_at"])
    notify_person(
        person_id=kept.person_id,
        kind=PeopleMessage.KEPT_SEARCH_ENDS,
        subject=_("Do you still want to be told?"),
        text=_(
            "A year ago you asked to be told when there is something new near you. That ends on"
            " %(day)s. If you still want it, say so on your page."
        )
        % {"day": format_date(kept.ends_on)},
        link=KEPT_SEARCHES_LINK,
        key=f"kept_search_ends:{kept.person_id}:{today(now)}",
        now=now,
    )


def end_search(*, kept_search_id: int) -> None:
    """By itself: whoever was asked did not say that it is still wanted."""
    KeptSearch.objects.filter(pk=kept_search_id).delete()


def notify_of_new(person_id: UUID, *, now: datetime) -> None:
    """Once a day at most, whatever was found. The caller holds the person's searches."""
    notify_person(
        person_id=person_id,
        kind=PeopleMessage.KEPT_SEARCH_FOUND,
        subject=_("Something new near you"),
        text=_(
            "There is something new near you that you asked to be told of. You read it on your"
            " page. Whoever visits you can open it with you."
        ),
        link=KEPT_SEARCHES_LINK,
        key=f"kept_search_found:{person_id}:{today(now)}",
        now=now,
    )
