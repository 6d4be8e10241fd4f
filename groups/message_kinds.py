"""Which messages there are about a group and what it chooses."""

from django.utils.translation import gettext_lazy as _

from community.messaging.message_kinds import MessageKind


class GroupMessage(MessageKind):
    BRIEF_NEAR = "brief_near", _("A group near you would like an offer")
    BRIEF_CHANGED = "brief_changed", _("What a group wants has changed")
    ANSWERS_ARE_IN = "answers_are_in", _("The answers are in")
    BRIEF_UNANSWERED = "brief_unanswered", _("Nobody made an offer this time")

    NEWCOMERS_PAUSED = "newcomers_paused", _("Newcomers in your group")

    STEP_PROPOSED = "step_proposed", _("Something is proposed in your group")
    STEP_CARRIED = "step_carried", _("A step for your group was agreed")
    STEP_ENDED = "step_ended", _("A step for your group is over")

    GROUP_ENDING = "group_ending", _("Your group is ending")
    GROUP_ENDED = "group_ended", _("Your group has ended")
    NEXT_STEPS_WAIT = "next_steps_wait", _("People whose group ends")

    CAME_IN = "came_in", _("You came into a group")
    NEWCOMER = "newcomer", _("Somebody new is in your group")
    HELLO = "hello", _("Somebody said hello to you")
    HELLO_DUE = "hello_due", _("Somebody new waits for a hello")
    NOT_INTRODUCED = "not_introduced", _("The connector wrote to you about your group")

    WHO_STAYS = "who_stays", _("Whether somebody stays in your group")
    REMOVAL_TO_LOOK_AT = "removal_to_look_at", _("Whether somebody stays in a group")

    WORDS_MENDED = "words_mended", _("Your group’s words were changed")

    WORDS_IN_GROUP = "words_in_group", _("Somebody wrote in your group")

    DATES_ADDED = "dates_added", _("A new date in your group")
    DATE_CHANGED = "date_changed", _("A date of your group has changed")
    DATE_CALLED_OFF = "date_called_off", _("A date of your group is called off")
    DATE_ON_AGAIN = "date_on_again", _("A date of your group is on again")

    PEER_TALK = "peer_talk", _("A talk with somebody who has done it")

    REVIEW_ASKED = "review_asked", _("Do you want your group to go on?")
    REVIEW_OVER = "review_over", _("What your group said of going on")

    IDEAS_ASKED = "ideas_asked", _("Your group asks for ideas")
    IDEAS_HEARD = "ideas_heard", _("Your group has ideas to look at")
    IDEAS_ANSWERED = "ideas_answered", _("Your idea has an answer")

    GRANT_ENDS = "grant_ends_for_group", _("A grant that pays for something ends")

    OFFERED_TO_ONE = "offered_to_one", _("An answer to what you asked for yourself")
    OFFER_CHANGED = "offer_changed", _("An offer to your group has changed")
    OFFER_WITHDRAWN = "offer_withdrawn", _("An offer to your group was taken back")
    OFFER_QUESTION = "offer_question", _("A question about your offer")
    OFFER_ANSWER = "offer_answer", _("An answer about an offer")
    OFFER_CHOSEN = "offer_chosen", _("The group chose your offer")
    OFFER_DECLINED = "offer_declined", _("Not this time")

    DECISION_OPENED = "decision_opened", _("Your group is choosing")
    DECISION_MOVED = "decision_moved", _("There is more time to choose")
    GROUP_CHOSE = "group_chose", _("Your group has chosen")
    NOTHING_CHOSEN = "nothing_chosen", _("Nothing was chosen")
