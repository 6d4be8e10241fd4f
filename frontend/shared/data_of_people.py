"""What there is about a person themselves, and what happened to them."""

from django.utils.translation import gettext_lazy as _

from community.messaging.models import ContactPlan, NextVisitor, SendingPause, ShortName
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
from frontend.shared.data_category import DataCategory

PEOPLE = (
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
            "deputy_login_id": _("Through whom when they cannot"),
            "days_words": _("When"),
            "never_words": _("Never"),
            "get_form_display": _("In which form"),
            "language": _("In which language"),
            "only_they_read": _("Only you read your texts"),
        },
    ),
    DataCategory(
        _("What a text message calls your groups"),
        ShortName,
        "person_id",
        {"name": _("Short name")},
    ),
    DataCategory(
        _("That somebody said they go to you next"),
        NextVisitor,
        "person_id",
        {"login_id": _("Who"), "said_at": _("Said on")},
    ),
    DataCategory(
        _("What you began to write and have not sent"),
        UnfinishedForm,
        "login__person",
        {
            "page": _("Where"),
            "typed": _("What you wrote"),
            "kept_at": _("On"),
            "kept_until": _("Kept until"),
        },
    ),
    DataCategory(
        _("What you want to be told of"),
        KeptSearch,
        "person_id",
        {
            "words": _("What you look for"),
            "outward_code": _("Near"),
            "miles": _("Within miles"),
            "kind": _("Kind"),
            "day": _("Day"),
            "day_part": _("Time of day"),
            "entrance": _("What you come with"),
            "suits": _("It must be so that"),
            "free_only": _("Only what is free"),
            "no_employer": _("Without being an employer"),
            "known": _("What was found already"),
            "newest": _("What you were told of last"),
            "kept_at": _("Since"),
            "ends_on": _("Until"),
            "asked_at": _("Asked on whether you want it"),
            "told_on": _("Told on"),
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
            "shown_words": _("How it was put to you"),
            "get_interpreted_by_display": _("Through whom you answered"),
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
            "shown_words": _("How it was put to you"),
            "get_interpreted_by_display": _("Through whom you answered"),
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
        {
            "words": _("The words"),
            "shown_words": _("How it was put to you"),
            "get_interpreted_by_display": _("Through whom you answered"),
            "given_at": _("On"),
            "withdrawn_at": _("Taken back on"),
        },
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
)

WHAT_HAPPENED = (
    DataCategory(
        _("What you complained about"),
        Complaint,
        "person_id",
        {
            "get_about_display": _("About"),
            "words": _("Your words"),
            "made_at": _("On"),
            "on_paper": _("On paper"),
            "answer_by": _("To be answered by"),
            "answer": _("The answer"),
            "answered_at": _("Answered on"),
        },
    ),
    DataCategory(
        _("Talks that you asked for before you decided"),
        TalkRequest,
        "person_id",
        {
            "about_text": _("About"),
            "get_way_display": _("How"),
            "day": _("Day"),
            "with_login.name": _("With whom"),
            "get_state_display": _("State"),
            "held_until": _("A place was held until"),
            "asked_at": _("Asked for on"),
            "on_paper": _("On paper"),
        },
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
)
