"""What is answered by a link that this app makes (`AnswerLink.purpose`)."""

from django.db import models


class AnswerPurpose(models.TextChoices):
    WAS_THIS_YOU = "was_this_you"
    NOT_COMING = "not_coming"
    CAN_THEY_COME = "can_they_come"
    MAKES_IT_GOOD = "makes_it_good"
