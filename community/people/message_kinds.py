from django.utils.translation import gettext_lazy as _

from community.messaging.message_kinds import MessageKind


class PeopleMessage(MessageKind):
    REPRESENTATION_REQUESTED = "representation_requested", _("Somebody asked to act for you")
    REPRESENTATION_AGREED = "representation_agreed", _("You may act for somebody")
    REPRESENTATION_IN_FORCE = "representation_in_force", _("Somebody may act for you")
    REPRESENTATION_TO_LOOK_AT = "representation_to_look_at", _("An authority to look at")
    REPRESENTATION_ENDS = "representation_ends", _("An authority is to end")
    REPRESENTATION_ENDED = "representation_ended", _("An authority has ended")
    WHO_TELLS_NOW = "who_tells_now", _("Somebody needs a new way to be told")
    SECOND_PERSON_ASKED = "second_person_asked", _("A second person is asked to look")
    SLOW_CHANGE_REQUESTED = "slow_change_requested", _("A change that waits was asked for")
    SLOW_CHANGE_ENDED = "slow_change_ended", _("A change that was asked for is over")
    REACH_TO_CHANGE = "reach_to_change", _("How you are reached is to change")
    WAY_BACK_REQUESTED = "way_back_requested", _("Another way to sign in was asked for")
    WAY_BACK_ENDED = "way_back_ended", _("Another way to sign in counts, or is over")
    SIGN_IN_NOT_SENT = "sign_in_not_sent", _("Something about how you sign in")
    STOP_TO_LOOK_AT = "stop_to_look_at", _("Something was stopped for somebody")
    DONE_FOR_YOU = "done_for_you", _("Something was done for you")
    DECISION_WRITTEN = "decision_written", _("A decision was written down for you")
    DECISION_COUNTS = "decision_counts", _("What you wrote down for somebody was looked at")
    JOINT_YES_ASKED = "joint_yes_asked", _("Your yes is asked for, beside another's")
    JOINT_ANSWER_ENTERED = "joint_answer_entered", _("Your answer on paper was entered")
    DECISION_TO_REVIEW = "decision_to_review", _("A decision to look at again")
    DECISION_NOT_WANTED = "decision_not_wanted", _("Somebody did not want what was decided")
    RECORDS_REQUESTED = "records_requested", _("Somebody asks for records")
    RECORDS_ANSWERED = "records_answered", _("Your request for records was answered")
    COPY_ANSWERED = "copy_answered", _("Who asked for a copy about you was answered")
    OWN_COPY = "own_copy", _("Your own copy on paper was asked for, or is on its way")
    DEATH_TO_TELL = "death_to_tell", _("Somebody has died, and others are to be told")
    URGENT_UNSAID = "urgent_unsaid", _("Somebody could not be told")
    KEPT_SEARCH_FOUND = "kept_search_found", _("Something new near you")
    KEPT_SEARCH_ENDS = "kept_search_ends", _("A search that you keep is to end")
    TALK_TO_HAVE = "talk_to_have", _("Somebody would like to talk with you")
    TALK_DAY = "talk_day", _("On which day you talk, and with whom")
    TALK_NOT_NOTED = "talk_not_noted", _("Nobody wrote down that you talked")
    TALK_OFF = "talk_off", _("A talk is called off, or passed on")
    COMPLAINT_TO_ANSWER = "complaint_to_answer", _("A complaint to answer")
    COMPLAINT_TAKEN = "complaint_taken", _("What you told us is with somebody")
    COMPLAINT_ANSWERED = "complaint_answered", _("An answer to what you told us")
    COMPLAINT_LATE = "complaint_late", _("A complaint had no answer in time")
    CONCERN_RAISED = "concern_raised", _("A note is waiting for you")
    CONCERN_UNREAD = "concern_unread", _("A note was not read in time")


# Read by nobody who acts for the person, whatever they may do (P12).
AUTHORITY_MESSAGES = (
    PeopleMessage.REPRESENTATION_REQUESTED,
    PeopleMessage.REPRESENTATION_IN_FORCE,
    PeopleMessage.REPRESENTATION_ENDS,
    PeopleMessage.REPRESENTATION_ENDED,
    PeopleMessage.REACH_TO_CHANGE,
    PeopleMessage.DECISION_WRITTEN,
    PeopleMessage.DECISION_TO_REVIEW,
    PeopleMessage.COMPLAINT_TAKEN,
    PeopleMessage.COMPLAINT_ANSWERED,
    PeopleMessage.OWN_COPY,
    PeopleMessage.SIGN_IN_NOT_SENT,
)
