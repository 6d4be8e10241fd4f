"""Who says what stands in a calendar?"""

from django.utils.translation import gettext as _

from community.people.rules.authority import NotYours


class TitlesAreTheirs(NotYours):
    code = "titles_are_theirs"


def check_is_their_own(*, is_by_other_hands: bool) -> None:
    if is_by_other_hands:
        raise TitlesAreTheirs(
            _("What the titles say is chosen by the person whose dates they are."),
            next_step=_("Ask them to choose it on their own page."),
        )
