from django.utils.translation import gettext_lazy as _

from community.audit.deeds import STEP_OF_THE_SERVICE, Deed


class PictureDeed(Deed):
    ADD_PICTURE = "add_picture", _("Added a picture")
    REDRAW_PICTURE = "redraw_picture", STEP_OF_THE_SERVICE
    REFUSE_PICTURE = "refuse_picture", STEP_OF_THE_SERVICE
    TAKE_DOWN_PICTURE = "take_down_picture", _("Took a picture down")
    AGREE_TO_PICTURE = "agree_to_picture", _("Agreed to be seen in a picture")
    TAKE_BACK_PICTURE = "take_back_picture", _("Took back that you are seen in a picture")
