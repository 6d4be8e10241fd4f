"""What whoever acts for a person sees of their life, by how far they may go (P12).

`docs/authority.md` shows it. The person sees all of it. Each scope sees what those before it see.
The person hides single dates and their places from all of them.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .states import RepresentationScope


class Seen(StrEnum):
    """A kind of thing that can be seen of somebody's life."""

    PLANS = "plans"
    HIDDEN_DATES = "hidden_dates"
    GROUPS = "groups"
    NEVER = "never"
    HELPS = "helps"
    HOME_AREA = "home_area"
    OTHERS_WORDS = "others_words"
    CODES = "codes"
    FITS = "fits"
    QUESTIONS = "questions"
    SUMS = "sums"
    CARD = "card"
    BALLOT = "ballot"
    REACH = "reach"
    AUTHORITIES = "authorities"
    SIGN_IN = "sign_in"
    WORRIES = "worries"
    COPY = "copy"
    KEPT_SEARCHES = "kept_searches"


@dataclass(frozen=True)
class SeenRule:
    """`smallest`: the least that somebody may do who sees it; None where nobody sees it but the
    person. `otherwise`: what those below it read in its place."""

    what: str | Promise
    smallest: RepresentationScope | None
    otherwise: str | Promise = ""


SCOPE_TABLE = {
    Seen.PLANS: SeenRule(
        _("dates and places of what they go to, and the history of it"), RepresentationScope.LOOK
    ),
    Seen.HIDDEN_DATES: SeenRule(
        _("a single date that the person hides, its place, and that anything is hidden"), None
    ),
    Seen.GROUPS: SeenRule(
        _("their groups; what these want, are offered and share the cost of, at which prices"),
        RepresentationScope.LOOK,
    ),
    Seen.NEVER: SeenRule(_("what should please never happen to them"), RepresentationScope.LOOK),
    Seen.HELPS: SeenRule(_("what helps them"), RepresentationScope.SUGGEST),
    Seen.HOME_AREA: SeenRule(
        _("the first half of their postcode, and their council"), RepresentationScope.SUGGEST
    ),
    Seen.OTHERS_WORDS: SeenRule(
        _("others’ names and words in a group, and what was written with others"),
        RepresentationScope.DECIDE,
        otherwise=_("how many people there are"),
    ),
    Seen.CODES: SeenRule(
        _("invitations, and sheets of paper with the person’s own code"),
        RepresentationScope.DECIDE,
    ),
    Seen.FITS: SeenRule(
        _("where their money comes from, and whether it fits or does not; the history of money"),
        RepresentationScope.DECIDE,
    ),
    Seen.QUESTIONS: SeenRule(
        _("what they are asked in private, and the help that they asked for"),
        RepresentationScope.DECIDE,
    ),
    Seen.SUMS: SeenRule(
        _("sums, statements, what is kept aside, and the history of payments"),
        RepresentationScope.PAY,
        otherwise=_("whoever may decide reads “fits” or “does not fit”"),
    ),
    Seen.CARD: SeenRule(_("the last figures of a card"), RepresentationScope.PAY),
    Seen.BALLOT: SeenRule(
        _("what they answered when the group chose"), None, otherwise=_("that they answered")
    ),
    Seen.REACH: SeenRule(_("how they are reached, and whom never to tell"), None),
    Seen.AUTHORITIES: SeenRule(
        _("who else may act for them, and every paper and message about that"), None
    ),
    Seen.SIGN_IN: SeenRule(_("the address they sign in with"), None),
    Seen.WORRIES: SeenRule(_("worries that somebody told, and complaints"), None),
    Seen.COPY: SeenRule(_("the copy of all that is kept, by one press"), None),
    Seen.KEPT_SEARCHES: SeenRule(_("what they look for and want to be told of"), None),
}
