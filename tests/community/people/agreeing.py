"""Shorter ways to agree to an authority, to tell of it, and to end it."""

from datetime import date

from community.audit.models import AuditEntry
from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.models import Message
from community.messaging.states import Channel
from community.people.acting import Acting
from community.people.actions.representations import (
    agree_to_representation,
    end_representation,
    record_person_told,
)
from community.people.models.representations import Representation
from community.people.states import (
    AuthorityBasis,
    RepresentationScope,
)
from tests.factories.how_put import HOW_PUT
from tests.factories.supply import (
    NOW,
)

SEEN = "The letter. They nodded when we spoke of her."
LOOK, SUGGEST, DECIDE, PAY = RepresentationScope


def agree(row: Representation, by: Acting, *, now=NOW, **facts) -> Representation:
    facts = {"how_put": HOW_PUT} | facts
    return agree_to_representation(representation_id=row.pk, by=by, now=now, **facts)


def see(row: Representation, by: Acting, basis=AuthorityBasis.NOMINATED_PERSON, **facts):
    return agree(row, by, basis=basis, seen_words=SEEN, **facts)


def tell(row: Representation, by: Acting, *, now=NOW, told_on: date | None = None):
    return record_person_told(
        representation_id=row.pk,
        told_on=told_on or now.date(),
        with_words="alone with her",
        by=by,
        now=now,
    )


def end(row: Representation, by: Acting, *, now=NOW, **facts) -> Representation:
    return end_representation(representation_id=row.pk, by=by, now=now, **facts)


def deeds_about(row: Representation) -> list[tuple]:
    return list(
        AuditEntry.objects.filter(about=f"representation:{row.pk}")
        .order_by("pk")
        .values_list("deed", "login_id", "for_person")
    )


def told_in_person(person: Acting, through: Acting) -> None:
    set_contact_plan(
        person_id=person.person_id,
        channel=Channel.IN_PERSON,
        through_login_id=through.login_id,
        by=person,
        now=NOW,
    )


def keep_told_lines() -> None:
    """As the sender does for somebody who is told everything face to face."""
    for message in Message.objects.filter(person_id__isnull=False, state="queued"):
        Message.objects.filter(pk=message.pk).update(state="on_sheet", channel="in_person")
