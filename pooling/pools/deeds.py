"""What is done about a shared cost and the money of those who share it."""

from django.utils.translation import gettext_lazy as _

from community.audit.deeds import OTHER_DEED_TEXT, Deed


class PoolDeed(Deed):
    OPEN_POOL = "open_pool", _("Began a shared cost")
    MARK_POOL_READY = "mark_pool_ready", OTHER_DEED_TEXT
    MARK_POOL_NOT_READY = "mark_pool_not_ready", OTHER_DEED_TEXT
    COLLECT_POOL = "collect_pool", OTHER_DEED_TEXT
    FUND_POOL = "fund_pool", OTHER_DEED_TEXT
    START_POOL = "start_pool", OTHER_DEED_TEXT
    FINISH_POOL = "finish_pool", OTHER_DEED_TEXT
    LAPSE_POOL = "lapse_pool", OTHER_DEED_TEXT
    CANCEL_POOL = "cancel_pool", _("Called off a shared cost")
    CHANGE_PRICES = "change_prices", OTHER_DEED_TEXT

    PLEDGE = "pledge", _("Said “I’m in”")
    WITHDRAW_PLEDGE = "withdraw_pledge", _("Left a shared cost")
    STOP_PLEDGE = "stop_pledge", _("Left a shared cost")
    STOP_PLEDGE_OF_LEAVER = "stop_pledge_of_leaver", OTHER_DEED_TEXT
    REFUND_REST_OF_PLEDGE = "refund_rest_of_pledge", OTHER_DEED_TEXT

    WAIT_FOR_PART = "wait_for_part", OTHER_DEED_TEXT
    CONFIRM_PART = "confirm_part", OTHER_DEED_TEXT
    REFUSE_PART = "refuse_part", OTHER_DEED_TEXT
    END_PART = "end_part", OTHER_DEED_TEXT

    START_ATTEMPT = "start_attempt", OTHER_DEED_TEXT
    CAPTURE_INSTALMENT = "capture_instalment", OTHER_DEED_TEXT
    START_GAP = "start_gap", OTHER_DEED_TEXT
    CLOSE_INSTALMENT = "close_instalment", OTHER_DEED_TEXT
    SETTLE_INSTALMENT = "settle_instalment", OTHER_DEED_TEXT
    DROP_INSTALMENT = "drop_instalment", OTHER_DEED_TEXT

    ANSWER_QUESTION = "answer_question", _("Answered a question about money")
    CLOSE_UNANSWERED = "close_unanswered", OTHER_DEED_TEXT
    DROP_QUESTION = "drop_question", OTHER_DEED_TEXT

    REQUEST_ANOTHER_WAY = "request_another_way", _("Asked for another way to pay")
    ANSWER_HELP_REQUEST = "answer_help_request", _("Looked for another way to pay")

    ADD_SOURCE = "add_source", _("Said where money comes from")
    CHANGE_SOURCE = "change_source", _("Changed where money comes from")
    END_SOURCE = "end_source", _("Said that some money has ended")
