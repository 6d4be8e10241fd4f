"""What somebody wants to know before they go somewhere for the first time, and what came of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FirstVisitFact(models.TextChoices):
    """What a place says of a first visit, each in its own words (P112)."""

    DOOR = "door", _("Which door is it?")
    TOILETS = "toilets", _("Where are the toilets?")
    HOW_LONG = "how_long", _("How long does it take?")
    LEAVING_EARLY = "leaving_early", _("Is leaving early fine?")
    CARER = "carer", _("Does a carer stay, may they go, or come for themselves, and at what price?")
    FIRST_TIME = "first_time", _("What does the first time cost, and does it bind anybody?")
    GETTING_HOME = "getting_home", _("How does one get home?")
    DAY_NUMBER = "day_number", _("Which number is answered on the day?")
    IF_LOST = "if_lost", _("What does one say to it, if one is lost or late?")


# What leads to a place: none of it is kept of one that is kept back.
FACTS_OF_PLACE = frozenset({FirstVisitFact.DOOR, FirstVisitFact.GETTING_HOME})


class VisitOutcome(models.TextChoices):
    """What became of it, in the person's own word (P80). Asked once, and nobody has to say."""

    GOING_ON = "going_on", _("yes, I go on")
    NOT_THIS_ONE_FOR_NOW = "not_this_one_for_now", _("not this one for now")
    FOUND_SOMETHING_ELSE = "found_something_else", _("I found something else")
    PERSON_ENDED_IT = "person_ended_it", _("I have ended it")
