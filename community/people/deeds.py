from django.utils.translation import gettext_lazy as _

from community.audit.deeds import OTHER_DEED_TEXT, Deed


class PeopleDeed(Deed):
    CREATE_PERSON_ON_PAPER = "create_person_on_paper", _("Wrote you in here")
    SET_ADJUSTMENTS = "set_adjustments", _("Said what helps")
    SET_HOME_AREA = "set_home_area", _("Said where you live")

    REQUEST_REPRESENTATION = "request_representation", _("Asked to act for you")
    AGREE_TO_REPRESENTATION = "agree_to_representation", _("Agreed that somebody may act")
    END_REPRESENTATION = "end_representation", _("Ended that somebody acts")

    GIVE_CONSENT = "give_consent", _("Agreed to what others may see")
    WITHDRAW_CONSENT = "withdraw_consent", _("Took back what others may see")
    RECORD_DECISION = "record_decision", _("Wrote down how something was decided")

    CREATE_API_KEY = "create_api_key", _("Made a key for a program")
    END_API_KEY = "end_api_key", _("Ended a key of a program")

    GIVE_ROLE = "give_role", OTHER_DEED_TEXT
    END_ROLE = "end_role", OTHER_DEED_TEXT
