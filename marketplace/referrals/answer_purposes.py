"""What is answered by a link that this app makes (`AnswerLink.purpose`)."""

from django.db import models


class ReferralAnswerPurpose(models.TextChoices):
    DO_YOU_WANT_IT = "do_you_want_it"
    END_IT = "end_referral"
    CAN_YOU_HAVE_THEM = "can_you_have_them"
