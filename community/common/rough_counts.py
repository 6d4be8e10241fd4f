from django.utils.translation import gettext as _

FEWEST_SAID = 3
A_FEW = 10


def roughly(count: int) -> str:
    """How many people, too roughly to tell who. Nothing for fewer than three."""
    if count < FEWEST_SAID:
        return ""
    if count < A_FEW:
        return _("a few people")
    return _("about %(number)s people") % {"number": round(count, -1)}
