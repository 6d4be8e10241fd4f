"""What is done in a group: about itself, what it wants, what is offered and what it chooses."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from community.audit.deeds import STEP_OF_THE_SERVICE, Deed


class GroupDeed(Deed):
    START_GROUP = "start_group", _("Started a group")
    ASK_FOR_ONESELF = "ask_for_oneself", _("Asked for something for yourself alone")
    OPEN_GROUP = "open_group", _("Opened the group to new people")
    CLOSE_GROUP = "close_group", _("Closed the group to new people for now")
    PAUSE_NEWCOMERS = "pause_newcomers", _("Paused newcomers in a group")
    AGREE_TO_END_PAUSE = "agree_to_end_pause", _("Agreed that newcomers may come in again")
    END_PAUSE = "end_pause", _("Let newcomers into a group again")
    BEGIN_ENDING = "begin_ending", _("Agreed that a group ends")
    KEEP_GROUP = "keep_group", _("Agreed that a group goes on")
    END_GROUP = "end_group", STEP_OF_THE_SERVICE
    BEGIN_GROUP_AGAIN = "begin_group_again", _("Agreed that a group begins again")
    SAY_NEXT_STEP = "say_next_step", _("Said what is next, as a group ends")
    SPEAK_OF_NEXT_STEP = "speak_of_next_step", _("Spoke to somebody whose group ends")
    NOT_REACH_FOR_NEXT_STEP = (
        "not_reach_for_next_step",
        _("Did not reach somebody whose group ends"),
    )
    JOIN_GROUP = "join_group", _("Came into a group")
    SAY_HELLO = "say_hello", _("Said hello to somebody new in the group")
    NOT_INTRODUCE = "not_introduce", _("Said why somebody new was not introduced to the group")
    SET_BEGINNING = "set_beginning", _("Said when the group begins for whoever comes in")
    MEND_GROUP_WORDS = "mend_group_words", _("Changed the group’s words that were held back")
    LEAVE_GROUP = "leave_group", _("Left a group")
    CHOOSE_WORDS = "choose_words", _("Chose how a group’s words reach them")
    SAY_SHORT_NAME = "say_short_name", _("Said what a text message calls a group")
    ASK_TO_POST = "ask_to_post", _("Asked that a sheet be posted")
    STOP_POSTING = "stop_posting", _("Took a sheet off what is to be posted")
    POST_SHEET = "post_sheet", _("Posted a sheet, with a stamped way back")
    REST = "rest", _("Rested from a group for now")
    COME_BACK = "come_back", _("Came back to a group")
    ASK_REMOVAL = "ask_removal", _("Asked that somebody does not stay in a group")
    TAKE_BACK_REMOVAL = (
        "take_back_removal",
        _("Took back that somebody should not stay in a group"),
    )
    SAY_SIDE = "say_side", _("Said their side of whether they stay in a group")
    SAY_WHO_STAYS = "say_who_stays", _("Answered whether somebody stays in a group")
    LOOK_AGAIN_AT_REMOVAL = (
        "look_again_at_removal",
        _("Asked somebody else to look at whether they stay in a group"),
    )
    SUSPEND_MEMBER = "suspend_member", _("Was asked to stay away from a group for now")
    LET_MEMBER_BACK = "let_member_back", _("Was let back into a group")
    KEEP_MEMBER = "keep_member", STEP_OF_THE_SERVICE
    REMOVE_MEMBER = "remove_member", STEP_OF_THE_SERVICE
    CONFIRM_REMOVAL = "confirm_removal", STEP_OF_THE_SERVICE
    MAKE_INVITE = "make_invite", _("Made an invitation to the group")
    STOP_INVITE = "stop_invite", _("Stopped an invitation")

    ADD_DATES = "add_dates", _("Added a date for the group")
    CHANGE_DATE = "change_date", _("Changed a date of the group")
    CALL_OFF_DATE = "call_off_date", _("Called off a date of the group")
    PUT_DATE_ON_AGAIN = "put_date_on_again", _("Put a date of the group on again")
    MAKE_CALENDAR_LINK = "make_calendar_link", _("Made a link for a calendar")
    CHANGE_CALENDAR_LINK = "change_calendar_link", _("Chose what a calendar shows")
    END_CALENDAR_LINK = "end_calendar_link", _("Ended a link for a calendar")
    SAY_ATTENDANCE = "say_attendance", _("Answered about a date of the group")

    ADD_IDEA = "add_idea", _("Added an idea for the group")
    SAY_NOTHING_TO_ADD = "say_nothing_to_add", _("Said that they have no idea to add")
    TAKE_BACK_IDEA = "take_back_idea", _("Took back an idea for the group")
    LIKE_IDEAS = "like_ideas", _("Said which ideas they would like")
    EXPLAIN_IDEA = "explain_idea", _("Said why an idea was not taken up")
    WRITE_DOWN_IDEA = "write_down_idea", _("Put an idea into what the group wants")
    SAY_WHAT_MATTERS = "say_what_matters", _("Said to the group what matters to them")
    OFFER_PEER_TALK = "offer_peer_talk", _("Offered a talk to who would do the same")
    END_PEER_OFFER = "end_peer_offer", _("Ended an offer of a talk")
    ASK_PEER = "ask_peer", _("Asked to talk with somebody who has done it")
    AGREE_TO_PEER_TALK = "agree_to_peer_talk", _("Agreed to a talk with somebody")
    DECLINE_PEER_TALK = "decline_peer_talk", _("Said “not this time” to a talk")
    END_PEER_TALK = "end_peer_talk", _("Ended a talk with somebody who has done it")

    ANSWER_REVIEW = "answer_review", _("Said whether you want your group to go on")
    ASK_GROUP = "ask_group", STEP_OF_THE_SERVICE
    CLOSE_REVIEW = "close_review", STEP_OF_THE_SERVICE

    ASK_FOR_IDEAS = "ask_for_ideas", STEP_OF_THE_SERVICE
    HEAR_IDEAS = "hear_ideas", STEP_OF_THE_SERVICE
    ANSWER_IDEAS = "answer_ideas", STEP_OF_THE_SERVICE
    TAKE_UP_IDEA = "take_up_idea", STEP_OF_THE_SERVICE
    LEAVE_IDEA = "leave_idea", STEP_OF_THE_SERVICE

    START_BRIEF = "start_brief", _("Began to write what the group wants")
    EDIT_BRIEF = "edit_brief", _("Wrote what the group wants")
    PUBLISH_BRIEF = "publish_brief", _("Asked for offers for the group")
    CHANGE_SENT_BRIEF = "change_sent_brief", _("Sent what the group wants anew, with changes")
    STOP_TAKING_ANSWERS = "stop_taking_answers", _("Stopped taking answers for the group")
    DECIDE_BRIEF = "decide_brief", STEP_OF_THE_SERVICE
    CLOSE_BRIEF = "close_brief", _("Closed what the group asked for")

    UNSEND_BRIEF = "unsend_brief", STEP_OF_THE_SERVICE
    TAKE_ANSWERS_AGAIN = "take_answers_again", STEP_OF_THE_SERVICE

    PROPOSE_STEP = "propose_step", _("Proposed a step for the group")
    AGREE_TO_STEP = "agree_to_step", _("Agreed to a step for the group")
    REFUSE_STEP = "refuse_step", _("Said no to a step for the group")
    CARRY_STEP = "carry_step", STEP_OF_THE_SERVICE
    TAKE_BACK_STEP = "take_back_step", _("Took back a step for the group")
    LET_STEP_GO = "let_step_go", STEP_OF_THE_SERVICE

    SEND_OFFER = "send_offer", STEP_OF_THE_SERVICE
    CHANGE_OFFER = "change_offer", STEP_OF_THE_SERVICE
    WITHDRAW_OFFER = "withdraw_offer", STEP_OF_THE_SERVICE
    CHOOSE_OFFER = "choose_offer", STEP_OF_THE_SERVICE
    DECLINE_OFFER = "decline_offer", STEP_OF_THE_SERVICE
    ASK_ABOUT_OFFER = "ask_about_offer", _("Asked about an offer for the group")
    ANSWER_ABOUT_OFFER = "answer_about_offer", STEP_OF_THE_SERVICE

    OPEN_DECISION = "open_decision", _("Asked the group to choose")
    CAST_BALLOT = "cast_ballot", _("Answered what the group is choosing")
    MOVE_DECISION = "move_decision", STEP_OF_THE_SERVICE
    CLOSE_DECISION = "close_decision", STEP_OF_THE_SERVICE

    @classmethod
    def not_told(cls) -> Mapping[Deed, str]:
        return {
            cls.START_BRIEF: "a draft: what is asked for in the end is told",
            cls.EDIT_BRIEF: "a draft, kept many times: what is asked for in the end is told",
        }
