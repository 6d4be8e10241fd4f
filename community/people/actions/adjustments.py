"""What helps a person: said by them, or suggested by whoever may go no further (fault A9)."""

from datetime import datetime

from django.db import transaction

from community.common.refusals import or_not_found
from community.common.shared_words import check_began_from
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.bases import Matter
from community.people.deeds import PeopleDeed
from community.people.models.persons import AdjustmentSuggestion, Person
from community.people.queries.persons import HELPS_FIELDS, words_of_helps
from community.people.rules.authority import check_authority, scope_in_force
from community.people.states import RepresentationScope


def set_or_suggest_adjustments(
    *, adjustments: list[str], began_from: str | None = None, by: Acting, now: datetime
) -> bool:
    """Codes of `Adjustment`, at most one in own words. Kept, where `by` may decide; else shown
    beside, for who may. Whether it is kept."""
    representation = by.representation
    scope = scope_in_force(representation, now=now) if representation else None
    if scope == RepresentationScope.SUGGEST:
        suggest_adjustments(adjustments=adjustments, by=by, now=now)
        return False
    set_adjustments(adjustments=adjustments, began_from=began_from, by=by, now=now)
    return True


@transaction.atomic
def set_adjustments(
    *, adjustments: list[str], began_from: str | None = None, by: Acting, now: datetime
) -> Person:
    """The list that it replaces can be had back."""
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now)
    person = Person.objects.select_for_update(no_key=True).get(pk=by.required_person.pk)
    check_began_from(began_from, words_of_helps(person), written=HELPS_FIELDS)
    if person.adjustments == adjustments:
        return person
    person.adjustments_before, person.adjustments = person.adjustments, adjustments
    person.save(update_fields=["adjustments", "adjustments_before"])
    record_deed(by=by, deed=PeopleDeed.SET_ADJUSTMENTS, about=f"person:{person.pk}", now=now)
    return person


def restore_adjustments(*, began_from: str | None = None, by: Acting, now: datetime) -> Person:
    """What was there before, in place of what is there now; and so back again."""
    person = Person.objects.get(pk=by.required_person.pk)
    before = or_not_found(person.adjustments_before)
    return set_adjustments(adjustments=before, began_from=began_from, by=by, now=now)


@transaction.atomic
def suggest_adjustments(
    *, adjustments: list[str], by: Acting, now: datetime
) -> AdjustmentSuggestion:
    """It changes nothing. A newer one by the same login takes the place of one that waits."""
    check_authority(by, RepresentationScope.SUGGEST, now=now)
    suggestion, _is_new = AdjustmentSuggestion.objects.update_or_create(
        person=by.required_person,
        suggested_by=by.required_login,
        answered_at=None,
        defaults={"adjustments": adjustments, "suggested_at": now},
    )
    about = f"person:{suggestion.person_id}"
    record_deed(by=by, deed=PeopleDeed.SUGGEST_ADJUSTMENTS, about=about, now=now)
    return suggestion


@transaction.atomic
def answer_adjustment_suggestion(
    *,
    suggestion_id: int,
    takes_up: bool,
    began_from: str | None = None,
    by: Acting,
    now: datetime,
) -> AdjustmentSuggestion:
    """By the person, or whoever may decide for them. The first answer stands."""
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now)
    waiting = AdjustmentSuggestion.objects.select_for_update(no_key=True).filter(
        pk=suggestion_id, person=by.person, answered_at__isnull=True
    )
    suggestion = or_not_found(waiting.first())
    suggestion.answered_at, suggestion.was_taken_up = now, takes_up
    suggestion.save(update_fields=["answered_at", "was_taken_up"])
    if takes_up:
        set_adjustments(adjustments=suggestion.adjustments, began_from=began_from, by=by, now=now)
    else:
        about = f"person:{suggestion.person_id}"
        record_deed(by=by, deed=PeopleDeed.LEAVE_SUGGESTION, about=about, now=now)
    return suggestion
