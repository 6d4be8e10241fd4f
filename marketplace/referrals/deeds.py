"""What is done about referrals, and by the bodies that send them."""

from django.utils.translation import gettext_lazy as _

from community.audit.deeds import STEP_OF_THE_SERVICE, Deed


class ReferralDeed(Deed):
    BEGIN_REFERRING_BODY = "begin_referring_body", STEP_OF_THE_SERVICE
    ADD_BODY_WORKER = "add_body_worker", STEP_OF_THE_SERVICE
    END_BODY_WORKER = "end_body_worker", STEP_OF_THE_SERVICE
    NAME_DEPUTY = "name_deputy", STEP_OF_THE_SERVICE
    RECORD_SHARING_AGREEMENT = "record_sharing_agreement", STEP_OF_THE_SERVICE
    END_SHARING_AGREEMENT = "end_sharing_agreement", STEP_OF_THE_SERVICE
    CREATE_BODY_KEY = "create_body_key", STEP_OF_THE_SERVICE
    NAME_WHO_ANSWERS_FOR_KEY = "name_who_answers_for_key", STEP_OF_THE_SERVICE
    END_BODY_KEY = "end_body_key", STEP_OF_THE_SERVICE

    REFER = "refer", _("Told a place about you")
    AGREE_TO_REFERRAL = "agree_to_referral", _("Agreed that a place is asked for you")
    ACCEPT_REFERRAL = "accept_referral", STEP_OF_THE_SERVICE
    DECLINE_REFERRAL = "decline_referral", STEP_OF_THE_SERVICE
    HOLD_REFERRAL = "hold_referral", _("Let a place wait for you")
    RESUME_REFERRAL = "resume_referral", _("Went on with a place that waited for you")
    ASK_ABOUT_REFERRAL = "ask_about_referral", STEP_OF_THE_SERVICE
    CHOOSE_LINES = "choose_lines", _("Chose what comes back to who told a place about you")
    ERASE_REFERRAL = "erase_referral", STEP_OF_THE_SERVICE
    START_REFERRAL = "start_referral", STEP_OF_THE_SERVICE
    COMPLETE_REFERRAL = "complete_referral", STEP_OF_THE_SERVICE
    WITHDRAW_REFERRAL = "withdraw_referral", _("Ended that a place is told about you")
    FAIL_REFERRAL = "fail_referral", STEP_OF_THE_SERVICE
    FORGET_REFERRAL = "forget_referral", STEP_OF_THE_SERVICE
    HAND_OVER_REFERRAL = "hand_over_referral", STEP_OF_THE_SERVICE
    TAKE_OVER_REFERRAL = "take_over_referral", STEP_OF_THE_SERVICE
