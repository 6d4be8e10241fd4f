"""Whether two are one person: a reference says so, and never a name or an initial (M77)."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from community.common.refusals import Refused


class PerhapsTheSame(Refused):
    code, field = "perhaps_the_same", "is_another"


def check_is_another(*, is_known: bool, is_another: bool) -> None:
    """Somebody new is called as somebody is who is here already. Nothing is said of the first."""
    if is_known and not is_another:
        raise PerhapsTheSame(
            _("Somebody called that is here on paper already. Is this another person?"),
            next_step=_(
                "If it is the same, choose them among those you visit, or type the code of one of"
                " their sheets. If it is another, tick that it is."
            ),
        )


class NotBroughtTogether(Refused):
    code, field = "not_brought_together", "other_id"


def check_nothing_stops(stops: Sequence[str]) -> None:
    """`stops`: what keeps two who are one person apart, each in a sentence."""
    if stops:
        raise NotBroughtTogether(
            " ".join(stops),
            next_step=_("Nothing has changed. Where it is settled, ask again."),
        )
