"""Of two who are one person: what this app keeps of the one goes to the other (M77)."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from community.people.models.approvals import SlowChange, StaffApproval, StopByOthers
from community.people.models.complaints import Complaint
from community.people.models.decisions import DecisionRecord
from community.people.models.kept_searches import KeptSearch
from community.people.models.life_events import LifeEvent
from community.people.models.persons import AdjustmentSuggestion, Consent, Person
from community.people.models.records_requests import RecordsRequest
from community.people.models.representations import (
    NeverRepresents,
    Representation,
    RepresentationReference,
)
from community.people.models.talks import TalkRequest
from community.people.models.unfinished_forms import UnfinishedForm
from community.people.states import RecordsRequestKind, TalkState

# In the order in which the database lets them go: a decision is seen by an approval of its person.
OF_PEOPLE = (
    StaffApproval,
    SlowChange,
    StopByOthers,
    AdjustmentSuggestion,
    Consent,
    DecisionRecord,
    LifeEvent,
    Representation,
    RepresentationReference,
    NeverRepresents,
    RecordsRequest,
    UnfinishedForm,
    KeptSearch,
    Complaint,
    TalkRequest,
)


def move_what_people_keeps(*, stays: Person, goes: Person, now: datetime) -> None:
    """Both rows are held, and nothing of either waits. What both have once is kept once."""
    same = Consent.objects.filter(
        person=stays,
        withdrawn_at__isnull=True,
        purpose=OuterRef("purpose"),
        about=OuterRef("about"),
    )
    Consent.objects.filter(Exists(same), person=goes, withdrawn_at__isnull=True).update(
        withdrawn_at=now
    )
    never = NeverRepresents.objects.filter(person=stays)
    NeverRepresents.objects.filter(person=goes, login__in=never.values("login")).delete()
    AdjustmentSuggestion.objects.filter(person=goes, answered_at__isnull=True).update(
        answered_at=now
    )
    RepresentationReference.objects.filter(person=goes, used_at__isnull=True).update(
        runs_out_at=now
    )
    begun = UnfinishedForm.objects.filter(
        person=stays, login=OuterRef("login"), page=OuterRef("page")
    )
    UnfinishedForm.objects.filter(Exists(begun), person=goes).delete()
    _end_talks_of_both(stays, goes, now)
    own_copies = RecordsRequest.objects.filter(
        kind=RecordsRequestKind.OWN_COPY, answered_at__isnull=True
    )
    if own_copies.filter(person=stays).exists():
        own_copies.filter(person=goes).delete()
    for model in OF_PEOPLE:
        model._default_manager.filter(person=goes).update(person=stays)
    Person.objects.filter(one_with=goes).update(one_with=stays)
    helps = [each for each in goes.adjustments if each not in stays.adjustments]
    if helps:
        stays.adjustments_before = stays.adjustments
        stays.adjustments = [*stays.adjustments, *helps]
        stays.save(update_fields=["adjustments", "adjustments_before"])
    goes.one_with, goes.area, goes.adviser = stays, None, None
    goes.save(update_fields=["one_with", "area", "adviser"])


def _end_talks_of_both(stays: Person, goes: Person, now: datetime) -> None:
    """What both would talk about is talked about once, and one place is held for it."""
    same = TalkRequest.objects.filter(
        person=stays, about=OuterRef("about"), about_ref=OuterRef("about_ref")
    )
    of_both = TalkRequest.objects.filter(person=goes)
    of_both.filter(Exists(same.filter(held_until__isnull=False))).update(held_until=None)
    waits = same.filter(state=TalkState.WAITING)
    of_both.filter(Exists(waits), state=TalkState.WAITING).update(
        state=TalkState.CALLED_OFF, state_at=now
    )
