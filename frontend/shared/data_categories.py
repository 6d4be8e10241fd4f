"""What there is about one person, table by table, and what of it they read.

Held complete by a test: each model that points at a person is here, but for what was said to them
and done for them, which have pages of their own (messages, history). A worry that somebody told is
not here: whoever looks over a shoulder must not see it (M140).
"""

from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.messaging.models import ContactPlan, SendingPause
from community.people.models.approvals import SlowChange, StaffApproval, StopByOthers
from community.people.models.decisions import DecisionRecord
from community.people.models.life_events import LifeEvent
from community.people.models.persons import AdjustmentSuggestion, Consent, Person
from community.people.models.records_requests import RecordsRequest
from community.people.models.representations import (
    NeverRepresents,
    Representation,
    RepresentationReference,
)
from groups.models.decisions import Ballot
from groups.models.members import Group, Member, NewcomerPause
from groups.models.motions import MotionWord
from pooling.payments.models.bank_transfers import BankTransfer
from pooling.payments.models.cards import SavedCard
from pooling.payments.models.commitments import Commitment
from pooling.pools.models.cover_choices import CoverBallot
from pooling.pools.models.instalments import Charge
from pooling.pools.models.pledges import MoneySource, Part, Pledge
from pooling.pools.models.private_questions import HelpRequest, PrivateQuestion
from pooling.pools.models.stops import MoneyStop
from providers.models.sessions import Booking, SessionDispute


@dataclass(frozen=True)
class DataCategory:
    """One kind of thing: its name, where it is found, and what of it is said, in order.

    `person_path` leads from a row to the person's id. A field is a path through the row
    ("session.title"); one that ends in `pence` is a sum.
    """

    name: Promise
    model: type[Model]
    person_path: str
    fields: dict[str, Promise]
    joined: tuple[str, ...] = ()
    fetched: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        return self.model._meta.model_name or ""

    def rows_of(self, person: Person) -> QuerySet[Model]:
        rows = self.model._default_manager.filter(**{self.person_path: person.pk})
        if self.joined:
            rows = rows.select_related(*self.joined)
        return rows.prefetch_related(*self.fetched).order_by("pk")


DATA_CATEGORIES = (
    DataCategory(
        _("You"),
        Person,
        "pk",
        {
            "preferred_name": _("What you are called"),
            "login.email": _("E-mail address you sign in with"),
            "outward_code": _("First half of your postcode"),
            "area.name": _("Area"),
            "adjustments": _("What helps you"),
            "adjustments_before": _("What helped you before"),
            "adviser.name": _("Who you talk to first"),
            "created_at": _("Here since"),
        },
        ("login", "area", "adviser"),
    ),
    DataCategory(
        _("How we reach you"),
        ContactPlan,
        "person_id",
        {
            "channel": _("By"),
            "address": _("Where"),
            "through_words": _("Through whom"),
            "days_words": _("When"),
            "never_words": _("Never"),
        },
    ),
    DataCategory(
        _("Who may act for you"),
        Representation,
        "person_id",
        {
            "login.name": _("Who"),
            "get_kind_display": _("What they are to you"),
            "get_scope_display": _("What they may do"),
            "limit_pence": _("Up to, each time"),
            "get_basis_display": _("Why they may"),
            "get_state_display": _("State"),
            "starts_on": _("From"),
            "ends_on": _("Until"),
        },
        ("login",),
    ),
    DataCategory(
        _("Numbers you gave to whoever may ask to act for you"),
        RepresentationReference,
        "person_id",
        {
            "made_at": _("Made on"),
            "runs_out_at": _("Until"),
            "used_at": _("Used on"),
        },
    ),
    DataCategory(
        _("Who asked in writing for records about you"),
        RecordsRequest,
        "person_id",
        {
            "get_kind_display": _("What"),
            "requested_by.name": _("Who asked"),
            "requested_at": _("On"),
            "answer_by": _("To be answered by"),
            "answered_by.name": _("Who answered"),
            "answered_at": _("Answered on"),
        },
        ("requested_by", "answered_by"),
    ),
    DataCategory(
        _("Who may never ask to act for you"),
        NeverRepresents,
        "person_id",
        {"login.name": _("Who"), "since": _("Since")},
        ("login",),
    ),
    DataCategory(
        _("What somebody suggested that might help you"),
        AdjustmentSuggestion,
        "person_id",
        {
            "adjustments": _("What might help"),
            "suggested_by.name": _("Who"),
            "suggested_at": _("On"),
            "answered_at": _("Answered on"),
            "was_taken_up": _("Taken up"),
        },
        ("suggested_by",),
    ),
    DataCategory(
        _("What a second person was asked to look at"),
        StaffApproval,
        "person_id",
        {
            "get_purpose_display": _("What"),
            "words": _("In which words"),
            "requested_by.name": _("Who asked"),
            "requested_at": _("On"),
            "get_state_display": _("Answer"),
            "answered_by.name": _("Who answered"),
            "seen_words": _("What they saw"),
        },
        ("requested_by", "answered_by"),
    ),
    DataCategory(
        _("What somebody asked to change for you"),
        SlowChange,
        "person_id",
        {
            "words": _("What"),
            "what_they_showed": _("What you said or showed"),
            "requested_by.name": _("Who asked"),
            "requested_at": _("On"),
            "told_at": _("You were told on"),
            "get_state_display": _("State"),
            "done_at": _("Done on"),
        },
        ("requested_by",),
    ),
    DataCategory(
        _("What you agreed to"),
        Consent,
        "person_id",
        {"words": _("The words"), "given_at": _("On"), "withdrawn_at": _("Taken back on")},
    ),
    DataCategory(
        _("Decisions that were written down for you"),
        DecisionRecord,
        "person_id",
        {
            "question": _("What was asked"),
            "chosen": _("What was chosen"),
            "get_basis_display": _("Who decided"),
            "why_words": _("Why you could not decide it this time"),
            "what_they_showed": _("What you said or showed"),
            "who_was_asked": _("Who was asked"),
            "least_limiting_words": _("What else there was, and why this limits you least"),
            "shown_words": _("How it was put to you"),
            "get_interpreted_by_display": _("Through whom you answered"),
            "max_pence": _("The most for one session"),
            "get_kind_display": _("What kind of decision"),
            "get_state_display": _("State"),
            "counts_from": _("Counts since"),
            "on_paper": _("On paper"),
            "by_login.name": _("Who wrote it down"),
            "at": _("On"),
            "review_on": _("To be looked at again on"),
        },
        ("by_login",),
    ),
    DataCategory(
        _("Your groups"),
        Member,
        "person_id",
        {
            "group.name": _("Group"),
            "known_as": _("Your name there"),
            "get_state_display": _("State"),
            "joined_at": _("Since"),
            "greeted_at": _("Somebody said hello on"),
            "no_hello_because": _("Why you were not introduced"),
            "left_at": _("Left on"),
        },
        ("group",),
    ),
    DataCategory(
        _("Groups you started"),
        Group,
        "started_by_id",
        {"name": _("Group"), "purpose_words": _("What for"), "created_at": _("On")},
    ),
    DataCategory(
        _("Your voice in choices"),
        Ballot,
        "member__person_id",
        {
            "decision.brief.what": _("About"),
            "approved_offers.summary": _("You would be happy with"),
            "on_paper": _("On paper"),
            "cast_at": _("On"),
        },
        ("decision__brief",),
        ("approved_offers",),
    ),
    DataCategory(
        _("Your word to steps that somebody proposed for a group"),
        MotionWord,
        "member__person_id",
        {
            "motion.get_purpose_display": _("What was proposed"),
            "agrees": _("You agreed"),
            "named": _("As"),
            "on_paper": _("On paper"),
            "given_at": _("On"),
        },
        ("motion",),
    ),
    DataCategory(
        _("When you paused newcomers in a group"),
        NewcomerPause,
        "paused_by__person_id",
        {"group.name": _("Group"), "paused_at": _("On"), "ended_at": _("Ended on")},
        ("group",),
    ),
    DataCategory(
        _("Where your money comes from"),
        MoneySource,
        "person_id",
        {
            "called": _("You call it"),
            "get_kind_display": _("Kind"),
            "get_rail_display": _("How it pays"),
            "amount_pence": _("A week"),
            "keep_aside_pence": _("Kept aside, a week"),
            "review_on": _("Looked at again on"),
            "ended_at": _("Ended on"),
        },
    ),
    DataCategory(
        _("Cards"),
        SavedCard,
        "person_id",
        {
            "brand": _("Kind"),
            "last4": _("Its last four numbers"),
            "get_state_display": _("State"),
            "saved_at": _("Saved on"),
            "removed_at": _("Taken away on"),
        },
    ),
    DataCategory(
        _("What you said yes to"),
        Pledge,
        "person_id",
        {
            "pool.group.name": _("Group"),
            "max_pence": _("The most for one session"),
            "what_for": _("What for"),
            "council_reference": _("The council’s reference"),
            "shown_words": _("How it was put to you"),
            "get_interpreted_by_display": _("Through whom you answered"),
            "get_state_display": _("State"),
            "on_paper": _("On paper"),
            "said_at": _("On"),
        },
        ("pool__group",),
    ),
    DataCategory(
        _("What you said where a place was not covered"),
        CoverBallot,
        "pledge__person_id",
        {
            "pledge.pool.group.name": _("Group"),
            "option_labels": _("You would be happy with"),
            "on_paper": _("On paper"),
            "cast_at": _("On"),
        },
        ("pledge__pool__group",),
    ),
    DataCategory(
        _("What somebody stopped for you"),
        MoneyStop,
        "person_id",
        {
            "source.called": _("Money"),
            "stopped_by.name": _("Who"),
            "stopped_at": _("On"),
            "kept_until": _("Your place was kept until"),
            "put_back_at": _("Put back on"),
        },
        ("source", "stopped_by"),
    ),
    DataCategory(
        _("Out of which money"),
        Part,
        "pledge__person_id",
        {
            "pledge.pool.group.name": _("Group"),
            "source.called": _("Money"),
            "max_pence": _("The most for one session"),
            "get_state_display": _("State"),
        },
        ("pledge__pool__group", "source"),
    ),
    DataCategory(
        _("Your share of each payment"),
        Charge,
        "part__pledge__person_id",
        {
            "part.pledge.pool.group.name": _("Group"),
            "part.source.called": _("Money"),
            "session_pence": _("For one session"),
            "pence": _("In all"),
        },
        ("part__pledge__pool__group", "part__source"),
    ),
    DataCategory(
        _("Questions for you alone"),
        PrivateQuestion,
        "pledge__person_id",
        {
            "pledge.pool.group.name": _("Group"),
            "get_kind_display": _("About"),
            "pence": _("Sum"),
            "get_state_display": _("State"),
            "asked_at": _("Asked on"),
            "answered_at": _("Answered on"),
        },
        ("pledge__pool__group",),
    ),
    DataCategory(
        _("Help you asked for"),
        HelpRequest,
        "pledge__person_id",
        {
            "pledge.pool.group.name": _("Group"),
            "get_kind_display": _("About"),
            "may_see_most": _("They may see your most"),
            "get_outcome_display": _("What was found"),
            "outcome_words": _("In their words"),
            "asked_at": _("Asked on"),
            "answered_at": _("Answered on"),
        },
        ("pledge__pool__group",),
    ),
    DataCategory(
        _("What your council was asked"),
        Commitment,
        "person_id",
        {
            "provider_words": _("For"),
            "dates_words": _("When"),
            "service_words": _("What"),
            "purpose_words": _("What for"),
            "most_pence_a_session": _("The most for one session"),
            "get_state_display": _("State"),
            "asked_at": _("Asked on"),
            "answered_at": _("Answered on"),
        },
    ),
    DataCategory(
        _("Your bank transfers"),
        BankTransfer,
        "person_id",
        {
            "reference": _("Reference"),
            "pence": _("Sum"),
            "get_state_display": _("State"),
        },
    ),
    DataCategory(
        _("Your places in sessions"),
        Booking,
        "person_id",
        {
            "session.title": _("What"),
            "session.starts_at": _("When"),
            "known_as": _("Your name there"),
            "what_helps": _("What helps, as they were told"),
            "get_state_display": _("State"),
        },
        ("session",),
    ),
    DataCategory(
        _("What was said to have happened to you"),
        LifeEvent,
        "person_id",
        {
            "get_kind_display": _("What"),
            "since": _("Since"),
            "words": _("In which words"),
            "said_by.name": _("Who said it"),
            "said_at": _("On"),
            "get_state_display": _("State"),
        },
        ("said_by",),
    ),
    DataCategory(
        _("When others stopped something of yours"),
        StopByOthers,
        "person_id",
        {"stopped_by.name": _("Who"), "stopped_at": _("On")},
        ("stopped_by",),
    ),
    DataCategory(
        _("What is not sent to you for now"),
        SendingPause,
        "person_id",
        {"level": _("What"), "since": _("Since")},
    ),
    DataCategory(
        _("Where you said that it was otherwise"),
        SessionDispute,
        "person_id",
        {
            "session.title": _("Session"),
            "words": _("Your words"),
            "get_outcome_display": _("What came of it"),
        },
        ("session",),
    ),
)
