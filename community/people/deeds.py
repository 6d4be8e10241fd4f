from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from community.audit.deeds import STEP_OF_THE_SERVICE, Deed


class PeopleDeed(Deed):
    CREATE_PERSON_ON_PAPER = "create_person_on_paper", _("Wrote you in here")
    SET_NAME = "set_name", _("Said what you are called")
    SET_ADJUSTMENTS = "set_adjustments", _("Said what helps")
    SUGGEST_ADJUSTMENTS = "suggest_adjustments", _("Suggested what might help")
    LEAVE_SUGGESTION = "leave_suggestion", _("Left a suggestion of what might help")
    SET_HOME_AREA = "set_home_area", _("Said where you live")

    BRING_TOGETHER = "bring_together", _("Made one of two entries that were both you")
    SET_REACH_ON_WORD = "set_reach_on_word", _("Wrote down how you said you want to be reached")

    REQUEST_REPRESENTATION = "request_representation", _("Asked to act for you")
    AGREE_TO_REPRESENTATION = "agree_to_representation", _("Agreed that somebody may act")
    CHOOSE_END = "choose_end", _("Chose when it ends that somebody acts, and who hears of it")
    END_REPRESENTATION = "end_representation", _("Ended that somebody acts")

    GIVE_REFERENCE = "give_reference", _("Made a number by which somebody may ask to act for you")
    RECORD_TOLD = "record_told", _("Wrote down that you were told")
    NEVER_THIS_ONE = "never_this_one", _("Said that somebody may never ask again")

    REQUEST_APPROVAL = "request_approval", _("Asked a second person to look")
    AGREE_AS_SECOND = "agree_as_second", _("Agreed as the second person")
    REFUSE_AS_SECOND = "refuse_as_second", _("Said no as the second person")
    WITHDRAW_APPROVAL_REQUEST = "withdraw_approval_request", _("Took back what a second was asked")

    REQUEST_SLOW_CHANGE = "request_slow_change", _("Asked for a change that waits until you know")
    DO_SLOW_CHANGE = "do_slow_change", _("Made a change that you were told of")
    REFUSE_SLOW_CHANGE = "refuse_slow_change", _("Said no to a change that was asked for")
    STOP_SLOW_CHANGE = "stop_slow_change", _("Stopped a change that was asked for")

    LET_LOOK_AGAIN = "let_look_again", _("Another address lets you look, and no more, for now")
    GET_BACK_IN = "get_back_in", _("Another address to sign in with counts; the old ones ended")

    SAY_HOSPITAL = "say_hospital", _("Said that you are in hospital")
    SAY_MOVED = "say_moved", _("Said that you have moved")
    SAY_DIED = "say_died", STEP_OF_THE_SERVICE
    SEE_DEATH = "see_death", STEP_OF_THE_SERVICE
    REFUTE_DEATH = "refute_death", STEP_OF_THE_SERVICE
    END_LIFE_EVENT = "end_life_event", _("Said that you are back, or settled")
    GIVE_ESTATE_STATEMENT = "give_estate_statement", STEP_OF_THE_SERVICE
    NOTE_ESTATE_REACHED = (
        "note_estate_reached",
        _("Noted that the money reached whoever settles the estate"),
    )
    TELL_OF_DEATH = "tell_of_death", STEP_OF_THE_SERVICE

    GIVE_CONSENT = "give_consent", _("Agreed to what others may see")
    WITHDRAW_CONSENT = "withdraw_consent", _("Took back what others may see")
    RECORD_DECISION = "record_decision", _("Wrote down how something was decided")
    COUNT_DECISION = "count_decision", _("Agreed, as the second, to what was written down for you")
    REFUSE_DECISION = "refuse_decision", _("Said no to what was written down for you")
    DO_BY_DECISION = "do_by_decision", _("Did what was written down for you")
    SUPERSEDE_DECISION = "supersede_decision", _("Put a newer one in place of what was written")
    NOT_WANTED = "not_wanted", _("Said that what was written down was not wanted")

    REQUEST_COPY = "request_copy", _("Asked in writing for a copy of what is kept about you")
    ANSWER_COPY_REQUEST = "answer_copy_request", _("Answered who asked for a copy about you")
    REQUEST_OWN_COPY = "request_own_copy", _("Asked for your own copy of what is kept, on paper")
    GIVE_OWN_COPY = "give_own_copy", _("Sent you your own copy of what is kept, on paper")
    REQUEST_OWN_DEEDS = "request_own_deeds", _("Asked for a statement of what they did for you")
    GIVE_OWN_DEEDS = "give_own_deeds", _("Gave out a statement of what somebody did for you")

    ASK_TO_TALK = "ask_to_talk", _("Asked to talk to somebody first")
    MOVE_TALK = "move_talk", _("Chose another day, or somebody else, to talk with you")
    CALL_OFF_TALK = "call_off_talk", _("Called off a talk with you")
    RECORD_TALK = "record_talk", _("Wrote down that you have talked")
    CLOSE_TALK = "close_talk", STEP_OF_THE_SERVICE

    CREATE_API_KEY = "create_api_key", _("Made a key for a program")
    END_API_KEY = "end_api_key", _("Ended a key of a program")

    OPEN_AREA = "open_area", STEP_OF_THE_SERVICE
    GIVE_ROLE = "give_role", STEP_OF_THE_SERVICE
    END_ROLE = "end_role", STEP_OF_THE_SERVICE

    @classmethod
    def not_told(cls) -> Mapping[Deed, str]:
        by_its_own = "the person has a message of its own"
        return {
            cls.REQUEST_REPRESENTATION: by_its_own,
            cls.AGREE_TO_REPRESENTATION: by_its_own,
            cls.END_REPRESENTATION: by_its_own,
            cls.RECORD_DECISION: by_its_own,
            cls.DO_BY_DECISION: "they are told of what was done by it",
            cls.SUPERSEDE_DECISION: "they are told of the newer one",
            cls.REQUEST_SLOW_CHANGE: by_its_own,
            cls.RECORD_TOLD: "that they were told is no news to them",
            cls.SAY_DIED: "nobody is told of their own death",
            cls.SEE_DEATH: "nobody is told of their own death",
            cls.REFUTE_DEATH: "a mistake that a second person mended",
            cls.NOTE_ESTATE_REACHED: "nobody is told of what came after their death",
            cls.TELL_OF_DEATH: "nobody is told of their own death",
            cls.GIVE_REFERENCE: "it is handed to them",
            cls.CREATE_API_KEY: "of a login, for no person",
            cls.END_API_KEY: "of a login, for no person",
        }
