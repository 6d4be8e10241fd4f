from django.utils.translation import gettext_lazy as _

from community.audit.deeds import OTHER_DEED_TEXT, Deed


class MessagingDeed(Deed):
    SET_CONTACT_PLAN = "set_contact_plan", _("Said how to be reached")
    SEND_MESSAGE = "send_message", OTHER_DEED_TEXT
    KEEP_FOR_NEXT_VISIT = "keep_for_next_visit", OTHER_DEED_TEXT
    GIVE_UP_MESSAGE = "give_up_message", OTHER_DEED_TEXT
    QUEUE_AGAIN = "queue_again", OTHER_DEED_TEXT
    RECORD_TOLD_IN_PERSON = "record_told_in_person", _("Told you something in person")
