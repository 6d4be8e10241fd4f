"""Who may write to whom through us."""

from django.utils.translation import gettext as _

from community.common.refusals import Refused


class NobodyReadsThere(Refused):
    code = "nobody_reads_there"


class YourOwnGroup(Refused):
    code = "your_own_group"


def check_somebody_reads(*, is_read: bool, name: str) -> None:
    """Words are passed on only where somebody reads them."""
    if not is_read:
        raise NobodyReadsThere(
            _("Nobody reads words for %(name)s here.") % {"name": name},
            next_step=_("Its page says how else they are reached, or whom to ask."),
        )


def check_not_in_group(*, is_in_it: bool) -> None:
    if is_in_it:
        raise YourOwnGroup(
            _("You are in this group yourself."),
            next_step=_("Its own page is where you write to one another."),
        )


class NotOnTheirSheet(Refused):
    code, field = "not_on_their_sheet", "number"


def check_is_on_their_sheet(*, is_there: bool) -> None:
    if not is_there:
        raise NotOnTheirSheet(
            _("No words that they can read have this number."),
            next_step=_("Look at the number on their sheet once more."),
        )


class NobodyToBlock(Refused):
    code = "nobody_to_block"


def check_is_a_person(*, is_one: bool) -> None:
    """A group or a provider is not blocked: what was written with them is closed."""
    if not is_one:
        raise NobodyToBlock(
            _("Only somebody who wrote to your group can be blocked here."),
            next_step=_("You can close the conversation: nothing more is passed on."),
        )
