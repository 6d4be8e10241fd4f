"""What an area needs before it opens."""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from community.common.refusals import Refused


class NotReadyToOpen(Refused):
    code = "not_ready_to_open"


class StillNeeded(Refused):
    code = "still_needed"


def are_two(leads: Collection[int], deputies: Collection[int]) -> bool:
    """A lead and a deputy, and not one login that is both."""
    return bool(leads) and bool(deputies) and len({*leads, *deputies}) > 1


def missing_to_open(
    *,
    leads: Collection[int],
    deputies: Collection[int],
    answerable: Collection[int],
    numbers: Sequence[str],
) -> list[str]:
    """In words: what has still to be there. `answerable`: for online safety (P124); `numbers`:
    those that its pages say."""
    missing = []
    if not leads:
        missing.append(_("a safeguarding lead"))
    if not deputies:
        missing.append(_("a safeguarding deputy"))
    if leads and deputies and not are_two(leads, deputies):
        missing.append(_("a deputy who is somebody else than the lead"))
    if not answerable:
        missing.append(_("somebody answerable for online safety"))
    if not all(numbers):
        missing.append(_("its telephone numbers"))
    return missing


def check_ready_to_open(missing: Sequence[str]) -> None:
    if missing:
        raise NotReadyToOpen(
            _("This area cannot open yet. It needs: %(what)s.") % {"what": ", ".join(missing)},
            next_step=_("Roles are given in what the office keeps. Then press again."),
        )


def check_answerable_stays(*, is_open: bool, answerable: Collection[int]) -> None:
    """Of an open area somebody is always answerable for online safety, by name (P124)."""
    if is_open and not answerable:
        raise StillNeeded(
            _("This area is open, and nobody would be answerable for online safety there."),
            next_step=_("Give the role to somebody else first, then end this one."),
        )


def check_lead_and_deputy_stay(
    *, is_open: bool, leads: Collection[int], deputies: Collection[int]
) -> None:
    """Of an open area nobody stops being lead or deputy before somebody else is."""
    if is_open and not are_two(leads, deputies):
        raise StillNeeded(
            _("This area is open, and too few would be left to read notes from worried people."),
            next_step=_("Give the role to somebody else first, then end this one."),
        )
