"""How many keys of programs one login may hold."""

from django.utils.translation import gettext as _

from community.common.refusals import Refused

MAX_API_KEYS = 5


class TooManyApiKeys(Refused):
    code = "enough_keys"


def check_api_key_limit(number: int) -> None:
    """`number`: the keys a login has already. More than a handful are more than anybody minds."""
    if number >= MAX_API_KEYS:
        raise TooManyApiKeys(
            _("You have as many keys as there may be."),
            next_step=_("End one that is not used any more, then make this one."),
        )
