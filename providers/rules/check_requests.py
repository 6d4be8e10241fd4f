"""Of what may a check be asked?"""

from django.utils.translation import gettext as _

from community.common.refusals import Refused


class AlreadyChecked(Refused):
    code = "already_checked"


def check_is_unchecked(*, is_checked: bool) -> None:
    if is_checked:
        raise AlreadyChecked(
            _("A connector has seen the papers of whoever runs it."),
            next_step=_("Its page says which, and when."),
        )
