from django.utils.translation import gettext_lazy as _

from community.audit.deeds import STEP_OF_THE_SERVICE, Deed


class ModerationDeed(Deed):
    PASS_WORDS = "pass_words", STEP_OF_THE_SERVICE
    HOLD_BACK_WORDS = "hold_back_words", STEP_OF_THE_SERVICE
    PROPOSE_HOLDING_BACK = "propose_holding_back", STEP_OF_THE_SERVICE
    LOOK_AGAIN_AT_WORDS = (
        "look_again_at_words",
        _("Asked somebody else to look at words for strangers"),
    )
    MEND_WORDS = "mend_words", STEP_OF_THE_SERVICE
