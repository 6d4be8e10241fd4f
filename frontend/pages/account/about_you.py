"""What one can see and set of oneself, folded: the line of each says what holds today."""

from collections.abc import Callable, Collection

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from community.messaging.queries.contact_plans import contact_plan_of
from community.messaging.states import Channel
from community.people.acting import Acting
from community.people.queries.representations import representations_of_person
from community.people.scope_table import Seen
from community.people.states import RepresentationState
from community.people.wording import describe_adjustments
from frontend.components.blocks import Fold, Link

from .links import SETTINGS_LINK, SIGN_IN_LINK, own_links

NOTHING_SAID = gettext_lazy("Nothing is said yet")


def about_you(by: Acting, seen: Collection[Seen]) -> list[Fold]:
    """Of one's own, or of somebody whom `by` acts for: what they may see of it, and no fold of
    which they see nothing. At most four statements."""
    links = {link.route: link for link in own_links(seen)}
    if not by.is_by_other_hands:
        links |= {link.route: link for link in (SETTINGS_LINK, SIGN_IN_LINK)}
    folds = []
    for ask, short, routes in FOLDS:
        inside = tuple(links[route] for route in routes if route in links)
        if inside:
            folds.append(Fold(str(ask), short(by, inside), links=inside))
    return folds


def _first_of_them(_by: Acting, inside: tuple[Link, ...]) -> str:
    return ", ".join(str(link.label) for link in inside[:2])


def _how_reached(by: Acting, _inside: tuple[Link, ...]) -> str:
    plan = contact_plan_of(by.required_person.pk)
    if plan is None:
        return str(NOTHING_SAID)
    return ", ".join(filter(None, [str(Channel(plan.channel).label), plan.days_words]))


def _what_helps(by: Acting, _inside: tuple[Link, ...]) -> str:
    helps = describe_adjustments(by.required_person.adjustments)
    return ". ".join(helps) or str(NOTHING_SAID)


def _who_acts(by: Acting, _inside: tuple[Link, ...]) -> str:
    theirs = representations_of_person(by.required_person.pk, now=clock.now())
    active = [each for each in theirs if each.state == RepresentationState.ACTIVE]
    names = [each.login.name for each in active if each.ends_on >= clock.today()]
    return ", ".join(names) or _("Nobody")


def _what_is_kept(_by: Acting, inside: tuple[Link, ...]) -> str:
    return _("See it, take it along, or complain") if len(inside) > 1 else str(inside[0].label)


FOLDS: tuple[
    tuple[str | Promise, Callable[[Acting, tuple[Link, ...]], str], tuple[str, ...]], ...
] = (
    (
        gettext_lazy("What I arrange, and look for"),
        _first_of_them,
        ("arranged", "my_referrals", "talks", "peers", "kept_searches", "where_i_live"),
    ),
    (
        gettext_lazy("What was written and done"),
        _first_of_them,
        ("conversations", "history", "my_pictures"),
    ),
    (
        gettext_lazy("How to reach me"),
        _how_reached,
        ("contact_plan", "through_whom", "settings", "my_sign_in"),
    ),
    (gettext_lazy("What helps me"), _what_helps, ("what_helps", "decision_records", "life")),
    (gettext_lazy("Who may act for me"), _who_acts, ("my_representatives",)),
    (gettext_lazy("What is kept about me"), _what_is_kept, ("subject_access", "complain")),
)
