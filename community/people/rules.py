"""May this login do this, for this person, here, now?"""

from collections.abc import Collection, Iterable, Set
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from community.common.clock import LONDON
from community.common.money import format_pounds
from community.common.refusals import NotFound, Refused
from community.messaging.states import Channel

from .acting import Acting
from .states import RepresentationScope, RepresentationState, RoleKind

MAX_API_KEYS = 5
WEEKEND = (5, 6)  # of date.weekday()
type HeldRoles = Set[tuple[str, int]]  # (kind, area id) pairs


class NotYours(Refused):
    code = "not_yours_to_do"


class OverYourLimit(Refused):
    code, field = "over_your_limit", "max_pence"


class ContactPlanIncomplete(Refused):
    code, field = "reach_not_said", "address"


class NoSuchReference(Refused):
    code, field = "no_such_reference", "reference"


class EndsTooSoon(Refused):
    code, field = "ends_too_soon", "ends_on"


class LimitWithoutPaying(Refused):
    code, field = "limit_without_paying", "limit_pence"


class AlreadyRequested(Refused):
    code = "already_asked"


class NeedsABasis(Refused):
    code, field = "needs_a_basis", "basis"


class TooManyApiKeys(Refused):
    code = "enough_keys"


def check_api_key_limit(number: int) -> None:
    """`number`: the keys a login has already. More than a handful are more than anybody minds."""
    if number >= MAX_API_KEYS:
        raise TooManyApiKeys(
            _("You have as many keys as there may be."),
            next_step=_("End one that is not used any more, then make this one."),
        )


def check_has_person(by: Acting) -> None:
    if by.person is None:
        raise NotYours(
            _("This is for people, not for people who work here."),
            next_step=_("Choose who you are acting for first."),
        )


def check_authority(by: Acting, scope: RepresentationScope, *, on: date, pence: int = 0) -> None:
    """Refuse what is beyond a representation's scope, dates or pound limit.

    `on` is today's date; `pence` what this one yes could come to in all. A person acting for
    themselves may always.
    """
    check_has_person(by)
    representation = by.representation
    if representation is None:
        return
    is_active = representation.state == RepresentationState.ACTIVE
    if not is_active or not representation.starts_on <= on <= representation.ends_on:
        raise NotFound(_("We cannot find that page."))
    name = by.required_person.preferred_name
    if representation.scope < scope:
        raise _not_as_far(name, has=RepresentationScope(representation.scope), needs=scope)
    limit_pence = representation.limit_pence
    if pence and limit_pence is not None and pence > limit_pence:
        raise _over_the_limit(name, limit_pence, pence)


def _not_as_far(name: str, *, has: RepresentationScope, needs: RepresentationScope) -> NotYours:
    return NotYours(
        _("You can %(may)s for %(person)s. This needs somebody who can %(needs)s.")
        % {"may": has.label, "person": name, "needs": needs.label},
        next_step=_("Ask them to do it themselves, or ask the council or a connector."),
    )


def _over_the_limit(name: str, limit_pence: int, pence: int) -> OverYourLimit:
    return OverYourLimit(
        _("You may say yes for %(person)s up to %(limit)s. This could come to %(sum)s.")
        % {"person": name, "limit": format_pounds(limit_pence), "sum": format_pounds(pence)},
        next_step=_("Choose less, or ask for a second yes."),
    )


def check_acts_for_self(by: Acting) -> None:
    """Some things are a person's own to say, on a screen or on paper, and nobody's for them."""
    check_has_person(by)
    if by.representation is not None:
        raise NotYours(
            _("Only %(person)s can say this.") % {"person": by.required_person.preferred_name},
            next_step=_("They can do it themselves, or on paper with a connector."),
        )


def check_contact_plan(
    channel: str, address: str, through_login_id: int | None, contact_ids: Collection[int]
) -> None:
    """Refuse a plan by which nothing would arrive. `contact_ids` are the logins that could tell
    this person things face to face."""
    if channel in (Channel.EMAIL, Channel.TEXT, Channel.POST) and not address:
        raise ContactPlanIncomplete(
            _("Say where to: the e-mail address, number or postal address.")
        )
    if channel == Channel.EMAIL and "@" not in address:
        raise ContactPlanIncomplete(_("An e-mail address has an @ in it."))
    if channel == Channel.TEXT and sum(letter.isdigit() for letter in address) < 10:
        raise ContactPlanIncomplete(_("A phone number has at least ten digits."))
    if channel == Channel.IN_PERSON and through_login_id not in contact_ids:
        raise ContactPlanIncomplete(_("Choose who will tell you."), field="through_login_id")


def check_is_somebody_else(by: Acting, login_id: int) -> None:
    """Nobody gives themselves a role: it takes two."""
    if by.login_id == login_id:
        raise NotYours(
            _("Nobody can give themselves a role."),
            next_step=_("Ask somebody else who works here to give it to you."),
        )


def check_role(roles: HeldRoles, kind: RoleKind, area_id: int | None) -> None:
    """`roles` are the (kind, area id) pairs a login holds now. Otherwise there is no such page."""
    if (kind, area_id) not in roles:
        raise NotFound(_("We cannot find that page."))


def check_any_role(roles: HeldRoles, kinds: Iterable[RoleKind], area_id: int | None) -> None:
    """`roles` as above; `kinds` are those of which one will do in this area."""
    if not any((kind, area_id) in roles for kind in kinds):
        raise NotFound(_("We cannot find that page."))


def check_representation_request(
    scope: int, limit_pence: int | None, ends_on: date, *, on: date
) -> None:
    if ends_on < on:
        raise EndsTooSoon(_("That day has passed. Choose today or a later day."))
    if limit_pence is not None and scope != RepresentationScope.PAY:
        raise LimitWithoutPaying(_("Leave this empty, as you would not pay for them."))


def check_basis(scope: RepresentationScope, basis: str, *, own_word: bool) -> None:
    """Deciding and paying start only on the person's own word, or a basis seen by somebody."""
    if scope >= RepresentationScope.DECIDE and not basis and not own_word:
        raise NeedsABasis(
            _("Say what shows that they may decide, and that you have seen it."),
            next_step=_("Until then they can look and suggest."),
        )


def one_working_day_after(moment: datetime) -> datetime:
    """The same time on the next day that is not a Saturday or a Sunday, by the calendar here."""
    later = moment.astimezone(LONDON) + timedelta(days=1)
    while later.weekday() in WEEKEND:
        later += timedelta(days=1)
    return later
