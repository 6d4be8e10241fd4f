"""What is kept about a person of sessions and visits: places, how it was, what was asked."""

from django.utils.translation import gettext_lazy as _

from frontend.shared.data_category import DataCategory
from providers.models.safety_lines import SafetyLines
from providers.models.sessions import Booking, SessionDispute
from providers.models.visit_askings import VisitAsking
from providers.models.visit_lines import VisitLine
from providers.models.visit_requests import VisitRequest
from providers.models.waiting import WaitingListEntry

SESSIONS = (
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
            "hidden_at": _("Kept from whoever acts for you since"),
        },
        ("session",),
    ),
    DataCategory(
        _("Where you asked to come, or said that you are coming"),
        VisitRequest,
        "person_id",
        {
            "listing.title": _("What"),
            "session.starts_at": _("When"),
            "known_as": _("Your name there"),
            "help_words": _("What help you asked for"),
            "get_state_display": _("State"),
            "comes_with_somebody": _("Somebody you know comes along"),
            "get_outcome_display": _("Was it for you"),
            "get_because_display": _("Why it did not happen"),
            "get_decline_reason_display": _("Why not this time"),
            "answer_words": _("What they asked, or would make it possible"),
            "reply_words": _("What you said to that"),
            "told_by": _("Their answer was told by telephone by"),
            "unfair_words": _("What you said is not fair"),
            "asked_at": _("Asked on"),
        },
        ("listing", "session", "unfair"),
    ),
    DataCategory(
        _("Where you wait, or waited, for a place"),
        WaitingListEntry,
        "person_id",
        {
            "listing.title": _("What"),
            "help_words": _("What help you asked for"),
            "opens_on": _("The day you were told"),
            "agreed_at": _("Agreed on"),
            "ended_at": _("Until"),
        },
        ("listing",),
    ),
    DataCategory(
        _("What would make a visit good for you"),
        VisitLine,
        "visit__person_id",
        {
            "visit.listing.title": _("Where"),
            "words": _("What you said"),
            "get_answer_display": _("What they said to that"),
            "answer_words": _("In their words"),
            "told_by": _("Told by telephone by"),
            "said_at": _("Said on"),
        },
        ("visit__listing",),
    ),
    DataCategory(
        _("What is said before a first visit, so that you are both safe"),
        SafetyLines,
        "visit__person_id",
        {
            "visit.listing.title": _("Where"),
            "first": _("First line"),
            "second": _("Second line"),
            "get_basis_display": _("By what right"),
            "why_words": _("Why without your agreement"),
            "said_at": _("Said on"),
        },
        ("visit__listing",),
    ),
    DataCategory(
        _("Where you asked to come before you had a page here"),
        VisitAsking,
        "person_id",
        {
            "listing.title": _("What"),
            "known_as": _("Your name there"),
            "contact": _("Where you were reached"),
            "asked_at": _("Asked on"),
            "confirmed_at": _("You said that it was you on"),
        },
        ("listing",),
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
