"""What is done about supply: providers, their listings, sessions, and the bookings in them."""

from django.utils.translation import gettext_lazy as _

from community.audit.deeds import STEP_OF_THE_SERVICE, Deed


class ProviderDeed(Deed):
    REGISTER_PROVIDER = "register_provider", STEP_OF_THE_SERVICE
    RECORD_CHECK = "record_check", STEP_OF_THE_SERVICE
    SAY_HOW_SOON = "say_how_soon", STEP_OF_THE_SERVICE

    START_LISTING = "start_listing", STEP_OF_THE_SERVICE
    SAVE_LISTING = "save_listing", STEP_OF_THE_SERVICE
    PUBLISH_LISTING = "publish_listing", STEP_OF_THE_SERVICE
    PAUSE_LISTING = "pause_listing", STEP_OF_THE_SERVICE
    WITHDRAW_LISTING = "withdraw_listing", STEP_OF_THE_SERVICE
    REOPEN_LISTING = "reopen_listing", STEP_OF_THE_SERVICE
    RECORD_CHECKED_FACT = "record_checked_fact", STEP_OF_THE_SERVICE

    PLAN_SESSIONS = "plan_sessions", STEP_OF_THE_SERVICE
    CALL_OFF_SESSION = "call_off_session", STEP_OF_THE_SERVICE
    RECORD_DELIVERED = "record_delivered", STEP_OF_THE_SERVICE
    ASK_FOR_DOOR = "ask_for_door", STEP_OF_THE_SERVICE
    PROMISE_DOOR = "promise_door", STEP_OF_THE_SERVICE
    RECORD_NOT_DELIVERED = "record_not_delivered", STEP_OF_THE_SERVICE
    CONFIRM_SESSION = "confirm_session", _("Said that a time happened")
    SAY_SESSION_HELD = "say_session_held", _("Said that a time happened, before it was recorded")
    RAISE_SESSION_DISPUTE = "raise_session_dispute", _("Said that a time did not happen as planned")
    RESOLVE_SESSION_DISPUTE = "resolve_session_dispute", STEP_OF_THE_SERVICE

    SAY_SKILLS = "say_skills", STEP_OF_THE_SERVICE
    SAY_MONTH_UNITS = "say_month_units", STEP_OF_THE_SERVICE
    WAIT_FOR_PLACE = "wait_for_place", _("Agreed to wait for a place")
    LEAVE_WAITING_LIST = "leave_waiting_list", _("Stopped waiting for a place")
    TAKE_WAITING_PLACE = "take_waiting_place", _("Took a place that you waited for")
    LET_WAITING_PLACE_GO = "let_waiting_place_go", _("Let a place go that you waited for")
    OFFER_WAITING_PLACE = "offer_waiting_place", STEP_OF_THE_SERVICE
    LAPSE_WAITING_PLACE = "lapse_waiting_place", STEP_OF_THE_SERVICE
    ANSWER_WAITING = "answer_waiting", STEP_OF_THE_SERVICE

    CHANGE_PLACES = "change_places", STEP_OF_THE_SERVICE

    ASK_WITHOUT_ACCOUNT = "ask_without_account", STEP_OF_THE_SERVICE
    CONFIRM_ASKING = "confirm_asking", STEP_OF_THE_SERVICE
    FORGET_ASKING = "forget_asking", STEP_OF_THE_SERVICE
    ASK_TO_COME = "ask_to_come", _("Asked to come")
    SAY_COMING = "say_coming", _("Said that you are coming")
    TELL_MAY_COME = "tell_may_come", _("Told them that you may come")
    WITHDRAW_VISIT = "withdraw_visit", _("Said that you are not coming after all")
    COME_AFTER_ALL = "come_after_all", _("Said that you are coming after all")
    TAKE_OTHER_DAY = "take_other_day", _("Took another day")
    ANSWER_ABOUT_VISIT = "answer_about_visit", _("Answered what they asked about a visit")
    SAY_VISIT_HAPPENED = "say_visit_happened", _("Said that a visit happened")
    SAY_VISIT_DID_NOT_HAPPEN = "say_visit_did_not_happen", _("Said that a visit did not happen")
    SAY_WHAT_MAKES_IT_GOOD = (
        "say_what_makes_it_good",
        _("Said what would make a visit good for you"),
    )
    SAY_SAFETY_LINES = (
        "say_safety_lines",
        _("Said what keeps you both safe at a first visit"),
    )
    TAKE_SAFETY_LINES_BACK = (
        "take_safety_lines_back",
        _("Took back what keeps you both safe at a first visit"),
    )
    ANSWER_VISIT_LINES = "answer_visit_lines", STEP_OF_THE_SERVICE
    SAY_UNFAIR = "say_unfair", _("Said that an answer is not fair")
    ANSWER_UNFAIR = "answer_unfair", STEP_OF_THE_SERVICE
    ACCEPT_VISIT = "accept_visit", STEP_OF_THE_SERVICE
    ACCEPT_VISIT_FROM = "accept_visit_from", STEP_OF_THE_SERVICE
    DECLINE_VISIT = "decline_visit", STEP_OF_THE_SERVICE
    ASK_ABOUT_VISIT = "ask_about_visit", STEP_OF_THE_SERVICE

    BOOK_SESSION = "book_session", _("Took a place")
    MARK_COMING = "mark_coming", _("Said “coming” after all")
    MARK_NOT_COMING = "mark_not_coming", _("Said “not coming this time”")
    RECORD_TOLD_NOT_COMING = (
        "record_told_not_coming",
        _("Wrote down when you said that you were not coming"),
    )
    LET_OFF_MISSED_PLACE = "let_off_missed_place", _("Let you off paying for a missed time")
    HIDE_DATE = "hide_date", _("Kept a date from whoever acts for you")
    SHOW_DATE = "show_date", _("Let whoever acts for you see a date again")
    RECORD_CAME = "record_came", STEP_OF_THE_SERVICE
    END_BOOKING = "end_booking", STEP_OF_THE_SERVICE
    RECORD_VISIT_DID_NOT_HAPPEN = "record_visit_did_not_happen", STEP_OF_THE_SERVICE

    RAISE_OBJECTION = "raise_objection", STEP_OF_THE_SERVICE
    ANSWER_OBJECTION = "answer_objection", STEP_OF_THE_SERVICE
    CLAIM_PROVIDER = "claim_provider", STEP_OF_THE_SERVICE
    CONFIRM_CLAIM = "confirm_claim", STEP_OF_THE_SERVICE
    REFUSE_CLAIM = "refuse_claim", STEP_OF_THE_SERVICE
    WITHDRAW_CLAIM = "withdraw_claim", STEP_OF_THE_SERVICE
    UNDO_CLAIM = "undo_claim", STEP_OF_THE_SERVICE
    ASK_FOR_CHECK = "ask_for_check", STEP_OF_THE_SERVICE
    ANSWER_CHECK_REQUEST = "answer_check_request", STEP_OF_THE_SERVICE
    BEGIN_IMPORT = "begin_import", STEP_OF_THE_SERVICE
    TRY_DIRECTORY = "try_directory", STEP_OF_THE_SERVICE
    SAVE_DIRECTORY = "save_directory", STEP_OF_THE_SERVICE
    RESUME_DIRECTORY = "resume_directory", STEP_OF_THE_SERVICE
    PAUSE_DIRECTORY = "pause_directory", STEP_OF_THE_SERVICE
    NOTE_DIRECTORY_FAILING = "note_directory_failing", STEP_OF_THE_SERVICE
    NOTE_DIRECTORY_READ = "note_directory_read", STEP_OF_THE_SERVICE
