"""What there is about somebody's money, and what they said yes to with it."""

from django.utils.translation import gettext_lazy as _

from frontend.shared.data_category import DataCategory
from pooling.payments.models.bank_transfers import BankTransfer
from pooling.payments.models.cards import SavedCard
from pooling.payments.models.commitments import Commitment
from pooling.pools.models.cover_choices import CoverBallot, CoverChoice
from pooling.pools.models.instalments import Charge
from pooling.pools.models.pledges import MoneySource, Part, Pledge
from pooling.pools.models.private_questions import HelpRequest, PrivateQuestion
from pooling.pools.models.stops import MoneyStop

MONEY = (
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
            "begin_now": _("You asked for it to begin within 14 days"),
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
            "shown_words": _("How it was put to you"),
            "get_interpreted_by_display": _("Through whom you answered"),
            "on_paper": _("On paper"),
            "given_on": _("On"),
        },
        ("pledge__pool__group",),
    ),
    DataCategory(
        _("Where you asked a group to call a shared cost off"),
        CoverChoice,
        "asked_by__person_id",
        {
            "pool.group.name": _("Group"),
            "shown_words": _("How it was put to you"),
            "get_interpreted_by_display": _("Through whom you answered"),
            "opened_at": _("On"),
        },
        ("pool__group",),
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
            "shown_words": _("How it was put to you"),
            "get_interpreted_by_display": _("Through whom you answered"),
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
)
