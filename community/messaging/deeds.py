from django.utils.translation import gettext_lazy as _

from community.audit.deeds import Deed


class MessagingDeed(Deed):
    SET_CONTACT_PLAN = "set_contact_plan", _("Said how to be reached")
    RECORD_TOLD_IN_PERSON = "record_told_in_person", _("Told you something in person")
