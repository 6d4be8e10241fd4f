"""What there is about somebody in groups, and in what was written."""

from django.utils.translation import gettext_lazy as _

from community.conversations.models import (
    Conversation,
    HiddenMessage,
    MemberBlock,
    MessageReport,
    RelayedMessage,
)
from community.pictures.models import PictureAgreement
from frontend.shared.data_category import DataCategory
from groups.models.calendar_feeds import CalendarFeed
from groups.models.decisions import Ballot
from groups.models.endings import NextStep
from groups.models.gatherings import Attendance
from groups.models.ideas import GroupIdea, IdeaTurn, WhatMatters
from groups.models.members import Group, Member, NewcomerPause
from groups.models.motions import MotionWord
from groups.models.peers import PeerOffer, PeerTalk
from groups.models.removals import Removal, RemovalAnswer
from groups.models.reviews import ReviewAnswer

GROUPS = (
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
            "get_hears_words_display": _("How often you hear of its words"),
            "words_printed_by.name": _("Who prints them for you"),
            "left_at": _("Left on"),
            "name_until": _("The others read your name until"),
        },
        ("group", "words_printed_by"),
    ),
    DataCategory(
        _("Groups you started"),
        Group,
        "started_by_id",
        {"name": _("Group"), "purpose_words": _("What for"), "created_at": _("On")},
    ),
    DataCategory(
        _("Pictures in which you can be recognised"),
        PictureAgreement,
        "person_id",
        {
            "picture.alt_words": _("What is in it"),
            "until": _("Until"),
            "agreed_at": _("You agreed on"),
            "taken_back_at": _("You took it back on"),
        },
        ("picture",),
    ),
    DataCategory(
        _("Your voice in choices"),
        Ballot,
        "member__person_id",
        {
            "decision.brief.what": _("About"),
            "approved_offers.summary": _("You would be happy with"),
            "shown_words": _("How it was put to you"),
            "get_interpreted_by_display": _("Through whom you answered"),
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
            "shown_words": _("How it was put to you"),
            "get_interpreted_by_display": _("Through whom you answered"),
            "on_paper": _("On paper"),
            "given_at": _("On"),
        },
        ("motion",),
    ),
    DataCategory(
        _("What you said of your groups’ dates"),
        Attendance,
        "member__person_id",
        {
            "gathering.title": _("What"),
            "gathering.starts_at": _("When"),
            "get_state_display": _("You said"),
            "brings_words": _("What you bring"),
            "on_paper": _("On paper"),
            "said_at": _("On"),
        },
        ("gathering",),
    ),
    DataCategory(
        _("Your ideas for your groups"),
        GroupIdea,
        "member__person_id",
        {
            "get_picture_display": _("Picture"),
            "words": _("Your words"),
            "get_state_display": _("Answer"),
            "answer_words": _("Why not"),
            "on_paper": _("On paper"),
            "added_at": _("On"),
        },
    ),
    DataCategory(
        _("Why an idea was not taken up, as you wrote it"),
        GroupIdea,
        "answered_by__person_id",
        {"answer_words": _("Your words"), "answered_at": _("On")},
    ),
    DataCategory(
        _("Which of your groups’ ideas you would like"),
        IdeaTurn,
        "member__person_id",
        {
            "round.group.name": _("Group"),
            "heard_at": _("You were heard on"),
            "likes.shown_text": _("You would like"),
            "on_paper": _("On paper"),
            "liked_at": _("On"),
        },
        ("round__group",),
        ("likes",),
    ),
    DataCategory(
        _("Talks that you offer about what you have done"),
        PeerOffer,
        "person_id",
        {
            "get_did_display": _("What you have done"),
            "known_as": _("Name"),
            "place_words": _("Where"),
            "when_words": _("When"),
            "offered_at": _("On"),
            "ended_at": _("Until"),
        },
    ),
    DataCategory(
        _("Talks that you asked for with somebody who has done it"),
        PeerTalk,
        "person_id",
        {
            "offer.get_did_display": _("About"),
            "known_as": _("Your name in it"),
            "get_state_display": _("State"),
            "day": _("Day"),
            "asked_at": _("Asked for on"),
            "on_paper": _("On paper"),
        },
        ("offer",),
    ),
    DataCategory(
        _("Talks that you gave"),
        PeerTalk,
        "peer_id",
        {
            "offer.get_did_display": _("About"),
            "get_state_display": _("State"),
            "day": _("Day"),
        },
        ("offer",),
    ),
    DataCategory(
        _("Whether you want your groups to go on, until its day is over"),
        ReviewAnswer,
        "member__person_id",
        {
            "review.group.name": _("Group"),
            "get_wish_display": _("You said"),
            "on_paper": _("On paper"),
            "said_at": _("On"),
        },
        ("review__group",),
    ),
    DataCategory(
        _("What matters to you, as your groups read it"),
        WhatMatters,
        "member__person_id",
        {"lines": _("Your words"), "on_paper": _("On paper"), "said_at": _("On")},
    ),
    DataCategory(
        _("Links by which your dates stand in a calendar"),
        CalendarFeed,
        "person_id",
        {
            "login.name": _("For"),
            "shows_all": _("With titles and public places"),
            "made_at": _("On"),
            "ended_at": _("Ended on"),
        },
        ("login",),
    ),
    DataCategory(
        _("Whether you stay in a group, where somebody asked that"),
        Removal,
        "member__person_id",
        {
            "group.name": _("Group"),
            "get_about_display": _("It is said to be about"),
            "asked_at": _("On"),
            "paused_until": _("Asked to stay away until"),
            "side_words": _("What you said to it"),
            "get_state_display": _("What came of it"),
            "decided_words": _("What was said to you"),
            "again_words": _("Why somebody else was to look"),
            "ended_words": _("What was said to you then"),
        },
        ("group",),
    ),
    DataCategory(
        _("Of whom you asked that they do not stay in a group"),
        Removal,
        "asked_by__person_id",
        {
            "group.name": _("Group"),
            "get_about_display": _("You said that it is about"),
            "words": _("In your own words"),
            "asked_at": _("On"),
            "get_state_display": _("What came of it"),
        },
        ("group",),
    ),
    DataCategory(
        _("What you answered to whether somebody stays in a group"),
        RemovalAnswer,
        "member__person_id",
        {
            "removal.group.name": _("Group"),
            "stays": _("You would have them stay"),
            "on_paper": _("On paper"),
            "given_at": _("On"),
            "shown_words": _("How it was put to you"),
        },
        ("removal__group",),
    ),
    DataCategory(
        _("What is next for you, where a group ends"),
        NextStep,
        "member__person_id",
        {
            "member.group.name": _("Group"),
            "get_kind_display": _("You said"),
            "words": _("In your own words"),
            "on_paper": _("On paper"),
            "answered_at": _("On"),
            "spoken_at": _("A connector spoke to you on"),
            "not_reached_because": _("Why you were not reached"),
        },
        ("member__group",),
    ),
    DataCategory(
        _("When you paused newcomers in a group"),
        NewcomerPause,
        "paused_by__person_id",
        {"group.name": _("Group"), "paused_at": _("On"), "ended_at": _("Ended on")},
        ("group",),
    ),
)

CONVERSATIONS = (
    DataCategory(
        _("What you wrote to others, through us"),
        RelayedMessage,
        "for_person_id",
        {
            "words": _("Your words"),
            "what_helps": _("What helps, as they were told"),
            "written_by": _("Written by"),
            "sent_at": _("On"),
        },
    ),
    DataCategory(
        _("Whom you asked something, through us"),
        Conversation,
        "person_id",
        {"called": _("Your name there"), "begun_at": _("Since")},
    ),
    DataCategory(
        _("Words of others that you hid for yourself"),
        HiddenMessage,
        "person_id",
        {"message.sent_at": _("Written on")},
        ("message",),
    ),
    DataCategory(
        _("Words of others that you reported"),
        MessageReport,
        "person_id",
        {"get_wrong_display": _("What was wrong"), "reported_at": _("On")},
    ),
    DataCategory(
        _("Whom you do not want to hear from"),
        MemberBlock,
        "person_id",
        {"called": _("Their name there"), "blocked_at": _("Since"), "ended_at": _("Until")},
    ),
)
