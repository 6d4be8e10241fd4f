"""Of a home no more than its district is said to a group, until they have agreed to meet (P101)."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from community.common.refusals import Refused
from providers.rules.private_places import hide_place, words_asking, words_of_a_home


class HomeTooExact(Refused):
    code = "home_too_exact"


def is_at_a_home(place_words: str) -> bool:
    """By its own words, as those of a directory's row are read."""
    return bool(words_of_a_home([place_words]) or words_asking([place_words]))


def check_home(
    said: Mapping[str, str], *, place: str, postcode: str = "", is_own_home: bool = False
) -> None:
    """`said` is what a group reads of a thing, by field, and `place` the field that says where.
    `is_own_home`: it is where whoever offers it is known to have a home that is kept back."""
    if not (is_own_home or is_at_a_home(said[place])):
        return
    next_step = _("Say the rest once you have agreed to meet.")
    if " " in postcode:
        raise HomeTooExact(
            _("It is at a home: give only the first half of its postcode, like %(half)s.")
            % {"half": postcode.split(" ")[0]},
            next_step=next_step,
            field="postcode",
        )
    exact = [field for field, words in said.items() if hide_place(words) != words]
    if exact or is_own_home:
        raise HomeTooExact(
            _("It is at a home: say in which part of town, and no street, number or postcode."),
            next_step=next_step,
            field=next(iter(exact), place),
        )
