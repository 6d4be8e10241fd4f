from django.utils.translation import gettext as _

MIN_COUNT_SHOWN = 3
FEW_PEOPLE = 10


def format_rough_count(count: int) -> str:
    """How many people, too roughly to tell who. Nothing for fewer than three."""
    if count < MIN_COUNT_SHOWN:
        return ""
    if count < FEW_PEOPLE:
        return _("a few people")
    return _("about %(number)s people") % {"number": round(count, -1)}
