from django.utils.translation import gettext_lazy as _

from community.audit.deeds import STEP_OF_THE_SERVICE, Deed


class MessagingDeed(Deed):
    SET_CONTACT_PLAN = "set_contact_plan", _("Said how to be reached")
    SEND_MESSAGE = "send_message", STEP_OF_THE_SERVICE
    KEEP_FOR_NEXT_VISIT = "keep_for_next_visit", STEP_OF_THE_SERVICE
    GIVE_UP_MESSAGE = "give_up_message", STEP_OF_THE_SERVICE
    WITHHOLD_MESSAGE = "withhold_message", STEP_OF_THE_SERVICE
    QUEUE_AGAIN = "queue_again", STEP_OF_THE_SERVICE
    TAKE_BACK_TOLD = "take_back_told", _("Took back that you were told something")
    SAY_WHO_GOES = "say_who_goes", STEP_OF_THE_SERVICE
    RECORD_TOLD_IN_PERSON = "record_told_in_person", _("Told you something in person")
