"""Which messages there are about supply."""

from django.utils.translation import gettext_lazy as _

from community.messaging.message_kinds import MessageKind


class ProviderMessage(MessageKind):
    PROVIDER_TO_VET = "provider_to_vet", _("Somebody new wants to offer something")
    VETTED = "vetted", _("A connector has seen who you are")

    CLAIM_TO_ANSWER = "claim_to_answer", _("Somebody says that a listing is theirs")
    CLAIM_OF_ANOTHER = "claim_of_another", _("Somebody else says that what you run is theirs")
    CLAIM_ANSWERED = "claim_answered", _("An answer about a listing that you say is yours")

    OBJECTION_TO_ANSWER = "objection_to_answer", _("Somebody says something of a listing")
    OBJECTION_ANSWERED = "objection_answered", _("An answer to what you told us of a listing")
    ANSWER_LATE = "answer_late", _("Somebody had no answer in time")

    GRANT_ENDS = "grant_ends", _("A grant ends: what comes next?")

    SESSION_HAPPENED = "session_happened", _("How was it?")
    SESSION_STILL_UNTOLD = "session_still_untold", _("Somebody is still to be asked how it was")
    SESSION_NOT_DELIVERED = "session_not_delivered", _("It did not happen")
    SESSION_CALLED_OFF = "session_called_off", _("It is called off")
    DOOR_ASKED = "door_asked", _("Somebody may come who could not be told")
    DOOR_PROMISED = "door_promised", _("Somebody is at the door")
    SESSION_NOT_RECORDED = "session_not_recorded", _("Did it happen?")
    TOLD_NOT_COMING = "told_not_coming", _("You are not expected")
    LET_OFF = "let_off", _("You do not pay for a missed time")
    SESSION_DISPUTE_RAISED = "session_dispute_raised", _("Somebody says it went otherwise")
    SESSION_DISPUTE_RESOLVED = "session_dispute_resolved", _("What the connector found")

    WAS_THIS_YOU = "was_this_you", _("Was this you?")
    TO_RING = "to_ring", _("Somebody who would like to come is to be rung")
    VISIT_TO_ANSWER = "visit_to_answer", _("Somebody asks to come")
    VISIT_SAID = "visit_said", _("Somebody is coming")
    VISIT_AGREED = "visit_agreed", _("When and where you are expected")
    VISIT_ANSWERED = "visit_answered", _("An answer about coming")
    VISIT_LINES_TO_ANSWER = "visit_lines_to_answer", _("What would make it good for somebody")
    VISIT_LINES_ANSWERED = "visit_lines_answered", _("What they answer to your lines")
    VISIT_LINE_NOT_YET = "visit_line_not_yet", _("Something a place cannot do yet")
    SAFETY_LINES_SAID = "safety_lines_said", _("Before a first visit at a home")
    HOW_WAS_VISIT = "how_was_visit", _("How was your first visit?")
    UNFAIR_TO_ANSWER = "unfair_to_answer", _("Somebody thinks an answer is not fair")
    UNFAIR_ANSWERED = "unfair_answered", _("What the connector says")
    WAITING_PLACE_OFFERED = "waiting_place_offered", _("A place that you waited for")
    WAITING_TO_ANSWER = "waiting_to_answer", _("Somebody waits: now, or when you open again?")
    VISIT_NOT_COMING = "visit_not_coming", _("Somebody is not coming after all")

    @classmethod
    def reminders(cls) -> frozenset[MessageKind]:
        """Whoever is in hospital is not asked how it was (P20)."""
        return frozenset({cls.HOW_WAS_VISIT})

    @classmethod
    def payments(cls) -> frozenset[MessageKind]:
        return frozenset({cls.LET_OFF})

    @classmethod
    def seen_to(cls) -> frozenset[MessageKind]:
        """Somebody is at the door where somebody could not be told."""
        return frozenset({cls.SESSION_CALLED_OFF})
