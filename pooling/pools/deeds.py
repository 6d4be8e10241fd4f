"""What is done about a shared cost and the money of those who share it."""

from django.utils.translation import gettext_lazy as _

from community.audit.deeds import STEP_OF_THE_SERVICE, Deed


class PoolDeed(Deed):
    OPEN_POOL = "open_pool", _("Began a shared cost")
    MARK_POOL_READY = "mark_pool_ready", STEP_OF_THE_SERVICE
    MARK_POOL_NOT_READY = "mark_pool_not_ready", STEP_OF_THE_SERVICE
    COLLECT_POOL = "collect_pool", STEP_OF_THE_SERVICE
    FUND_POOL = "fund_pool", STEP_OF_THE_SERVICE
    START_POOL = "start_pool", STEP_OF_THE_SERVICE
    FINISH_POOL = "finish_pool", STEP_OF_THE_SERVICE
    LAPSE_POOL = "lapse_pool", STEP_OF_THE_SERVICE
    CANCEL_POOL = "cancel_pool", _("Called off a shared cost")
    CHANGE_PRICES = "change_prices", STEP_OF_THE_SERVICE
    CHANGE_TERMS = "change_terms", STEP_OF_THE_SERVICE

    PLEDGE = "pledge", _("Said “I’m in” to a shared cost")
    WITHDRAW_PLEDGE = "withdraw_pledge", _("Left a shared cost")
    STOP_PLEDGE = "stop_pledge", _("Left a shared cost")
    STOP_PLEDGE_OF_LEAVER = (
        "stop_pledge_of_leaver",
        _("Stopped what was not yet paid, as you left the group"),
    )
    REFUND_REST_OF_PLEDGE = (
        "refund_rest_of_pledge",
        _("Agreed that you stop now, and gave back what was left"),
    )

    CHANGE_MIND = (
        "change_mind",
        _("Changed your mind within 14 days, so that what had not begun went back"),
    )

    WAIT_FOR_PART = "wait_for_part", STEP_OF_THE_SERVICE
    CONFIRM_PART = "confirm_part", STEP_OF_THE_SERVICE
    REFUSE_PART = "refuse_part", STEP_OF_THE_SERVICE
    END_PART = "end_part", STEP_OF_THE_SERVICE

    START_ATTEMPT = "start_attempt", STEP_OF_THE_SERVICE
    CAPTURE_INSTALMENT = "capture_instalment", STEP_OF_THE_SERVICE
    START_GAP = "start_gap", STEP_OF_THE_SERVICE
    CLOSE_INSTALMENT = "close_instalment", STEP_OF_THE_SERVICE
    SETTLE_INSTALMENT = "settle_instalment", STEP_OF_THE_SERVICE
    DROP_INSTALMENT = "drop_instalment", STEP_OF_THE_SERVICE

    ANSWER_QUESTION = "answer_question", _("Answered a question about money")
    CLOSE_UNANSWERED = "close_unanswered", STEP_OF_THE_SERVICE
    DROP_QUESTION = "drop_question", STEP_OF_THE_SERVICE
    KEEP_PLACE_OPEN = (
        "keep_place_open",
        _("Kept your place open, as nobody could tell you in time"),
    )

    OPEN_COVER_CHOICE = "open_cover_choice", STEP_OF_THE_SERVICE
    CAST_COVER_BALLOT = (
        "cast_cover_ballot",
        _("Said what should be done where a place is not covered"),
    )
    ASK_TO_CALL_OFF = "ask_to_call_off", _("Asked the group whether to call a shared cost off")
    CAST_CALL_OFF_BALLOT = (
        "cast_call_off_ballot",
        _("Said whether a shared cost should be called off"),
    )
    CLOSE_COVER_CHOICE = "close_cover_choice", STEP_OF_THE_SERVICE

    REQUEST_ANOTHER_WAY = "request_another_way", _("Asked for another way to pay")
    ANSWER_HELP_REQUEST = "answer_help_request", _("Looked for another way to pay")

    ADD_SOURCE = "add_source", _("Said where money comes from")
    CHANGE_SOURCE = "change_source", _("Changed where money comes from")
    END_SOURCE = "end_source", _("Said that some money has ended")
    LEAVE_EVERYTHING = "leave_everything", _("Left everything at once")
    PUT_BACK = "put_back", _("Put back what somebody had stopped for you")
