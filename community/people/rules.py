"""May this login do this, for this person, here, now?"""

from collections.abc import Collection, Iterable, Set
from datetime import date, datetime, timedelta
from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.money import format_pounds
from community.common.refusals import NotFound, Refused
from community.messaging.states import Channel

from .acting import Acting
from .bases import BASES
from .decision_rules import check_decision_lets
from .states import (
    AuthorityBasis,
    RepresentationKind,
    RepresentationScope,
    RepresentationState,
    RoleKind,
)

MAX_API_KEYS = 5
WAIT_BEFORE_DECIDING = timedelta(hours=72)  # after the person was told (P1)
PLAIN_LOGIN_AGE = timedelta(days=30)  # before a person's own login speaks for itself (P2)
NOT_OF_ONE_PROVIDER = "second_is_not_of_one_provider"  # a constraint of the app `providers`
REFERENCE_LASTS = timedelta(days=14)
DAYS_BEFORE_ASKING_AGAIN = 30
WORKING_DAYS_UNREAD = 1  # before more people hear of a note (M140)
WORKING_DAYS_TO_LOOK = 2  # for the second of two people (P6, P22)
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


class AskAgainLater(Refused):
    """An authority that is not in force, in the words that say neither who, when nor why (P9)."""

    code = "not_in_force"


class TooWide(Refused):
    code, field = "covers_less", "scope"


class TwoWhoPay(Refused):
    code, field = "somebody_else_pays", "basis"


class OwnRequest(Refused):
    code = "your_own_request"


class PaidByAsker(Refused):
    """The database knows who speaks for which provider (`second_is_not_of_one_provider`)."""

    code = "paid_by_whoever_asked"

    def __init__(self) -> None:
        super().__init__(
            _("You and whoever asked speak for one provider."),
            next_step=_("Ask somebody who is not paid by what it lets them do."),
        )


class NothingSeen(Refused):
    code, field = "nothing_seen", "seen_words"


class NotToldYet(Refused):
    code, field = "not_told_yet", "told_on"


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


class Authority(Protocol):
    """What is known of an authority over somebody's life."""

    state: str
    scope: int
    starts_on: date
    ends_on: date
    held_jointly: UUID | None
    deciding_starts_at: datetime | None
    paying_agreed_at: datetime | None


def scope_in_force(authority: Authority, *, now: datetime) -> RepresentationScope | None:
    """How far an authority goes at this moment; None where it is not in force.

    Deciding waits for its moment, paying for the second person's yes; until then it is less. Of
    those who hold one power together none decides alone (M144).
    """
    is_active = authority.state == RepresentationState.ACTIVE
    if not is_active or not authority.starts_on <= today(now) <= authority.ends_on:
        return None
    scope = RepresentationScope(authority.scope)
    if scope == RepresentationScope.PAY and authority.paying_agreed_at is None:
        scope = RepresentationScope.DECIDE
    starts_at = authority.deciding_starts_at
    waits = starts_at is None or now < starts_at or authority.held_jointly is not None
    if scope >= RepresentationScope.DECIDE and waits:
        scope = RepresentationScope.SUGGEST
    return scope


def check_authority(
    by: Acting, scope: RepresentationScope, *, now: datetime, pence: int = 0, about: str = ""
) -> None:
    """Refuse what is beyond a representation's scope, dates or pound limit at this moment.

    `pence` is what this one yes could come to in all. A person acting for themselves may always.
    `about` is what a decision that was written down may let happen: "pool:7". By such a record,
    whoever may only suggest does this one thing; where `about` is not said, nothing (P6).
    """
    check_has_person(by)
    if by.decision is not None:
        check_decision_lets(by.decision, scope, about, now=now)
        scope = RepresentationScope.SUGGEST
    representation = by.representation
    if representation is None:
        return
    in_force = scope_in_force(representation, now=now)
    if in_force is None:
        raise NotFound(_("We cannot find that page."))
    name = by.required_person.preferred_name
    if in_force < scope:
        raise _not_as_far(name, has=in_force, needs=scope)
    limit_pence = representation.limit_pence
    if pence and limit_pence is not None and pence > limit_pence:
        raise _over_the_limit(name, limit_pence, pence)


def _not_as_far(name: str, *, has: RepresentationScope, needs: RepresentationScope) -> NotYours:
    ask_others = _("Ask them to do it themselves, or ask the council or a connector.")
    by_record = _("Ask them to do it themselves, or write a decision down for them on their page.")
    may_write = has == RepresentationScope.SUGGEST and needs == RepresentationScope.DECIDE
    return NotYours(
        _("You can %(may)s for %(person)s. This needs somebody who can %(needs)s.")
        % {"may": has.label, "person": name, "needs": needs.label},
        next_step=by_record if may_write else ask_others,
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
    if by.representation is not None or by.decision is not None:
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


def check_never_told(
    channel: str,
    through_login_id: int | None,
    never_told_login_ids: Collection[int],
    contact_ids: Collection[int],
) -> None:
    """Nobody is both the one who tells a person things and never told them; both are of the same
    logins."""
    tells = {through_login_id} if channel == Channel.IN_PERSON else set()
    if tells & set(never_told_login_ids) or set(never_told_login_ids) - set(contact_ids):
        raise ContactPlanIncomplete(
            _("Choose for “never tell” somebody else than who tells you."),
            field="never_told_login_ids",
        )


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
    kind: str, scope: int, limit_pence: int | None, ends_on: date, *, on: date
) -> None:
    """`on` is today's date. An advocate looks and suggests (P7)."""
    if ends_on < on:
        raise EndsTooSoon(_("That day has passed. Choose today or a later day."))
    if limit_pence is not None and scope != RepresentationScope.PAY:
        raise LimitWithoutPaying(_("Leave this empty, as you would not pay for them."))
    if kind == RepresentationKind.ADVOCATE and scope > RepresentationScope.SUGGEST:
        raise TooWide(
            _("An advocate looks and suggests."),
            next_step=_("Choose “suggest”. What the person wants is written down at each yes."),
        )


def check_may_ask_again(last_ended_at: datetime | None, *, now: datetime) -> None:
    """`last_ended_at`: when the same login's last authority for this person was over, however it
    ended. The words are the same for a no, an ending and a running-out (P9, P10)."""
    if last_ended_at and now < last_ended_at + timedelta(days=DAYS_BEFORE_ASKING_AGAIN):
        raise AskAgainLater(
            _("This is not in force."), next_step=_("The connector can tell you more.")
        )


def check_one_basis_to_pay(
    scope: RepresentationScope, days: tuple[date, date], others: Iterable[tuple[date, date]]
) -> None:
    """`days`, first and last, of who would pay for somebody; `others` of those who do already."""
    starts_on, ends_on = days
    overlaps = any(start <= ends_on and starts_on <= end for start, end in others)
    if scope == RepresentationScope.PAY and overlaps:
        raise TwoWhoPay(
            _("Somebody else may pay for this person in those days."),
            next_step=_("Agree to deciding only, or end the other one first."),
        )


def scope_covered(requested: int, basis: str) -> RepresentationScope:
    """How far a request goes on this basis: never further than the basis covers (P5)."""
    return min(RepresentationScope(requested), BASES[AuthorityBasis(basis)].widest)


def check_agrees_for_other(by: Acting, asker_id: int, seen_words: str) -> None:
    """Whoever agrees is not the login that asked, and says what they saw (P4)."""
    if by.login_id == asker_id:
        raise OwnRequest(
            _("Nobody agrees to their own request."),
            next_step=_("Ask somebody else who works here to look at it."),
        )
    if not seen_words.strip():
        raise NothingSeen(
            _("Say what you saw, in a line."),
            next_step=_("If you saw nothing, say what the person told you when you spoke."),
        )


def check_told_on(
    by: Acting, asker_id: int, agreed_at: datetime | None, told_on: date | None, *, now: datetime
) -> None:
    """Told by somebody else than the login that asked, on a day since it was agreed (P1)."""
    if by.login_id == asker_id:
        raise OwnRequest(
            _("Somebody else has to tell them."),
            next_step=_("Ask a connector or a worker of the area."),
        )
    was_agreed_on = today(agreed_at) if agreed_at else None
    if told_on is None or was_agreed_on is None or not was_agreed_on <= told_on <= today(now):
        raise NotToldYet(
            _("Choose the day on which you spoke with them, since it was agreed."),
            next_step=_("Speak with the person first. Until then nothing begins."),
        )


def check_who_was_there(with_words: str) -> None:
    if not with_words.strip():
        raise NothingSeen(
            _("Say who was there when you told them."),
            next_step=_("“Alone with them” is enough."),
            field="with_words",
        )


def check_second_person(
    by: Acting, not_these: Collection[int | None], seen_words: str, *, agrees: bool
) -> None:
    """`not_these`: the logins that asked or gain by it. A second person says what they saw (P4)."""
    if by.login_id in not_these:
        raise OwnRequest(
            _("A second person has to look at this."),
            next_step=_("Ask somebody else who works here."),
        )
    if agrees and not seen_words.strip():
        raise NothingSeen(_("Say what you saw, in a line."))


def is_plainly_own(
    *,
    joined_at: datetime | None,
    changed_at: Iterable[datetime | None],
    own_addresses: Iterable[str],
    asker_addresses: Iterable[str],
    now: datetime,
) -> bool:
    """Whether a login is plainly the person's own (P2): older than 30 days, by addresses and
    numbers that are not the asker's, none of them changed in that time.

    `changed_at`: when each way to sign in or be reached last changed; None where it never did.
    """
    since = now - PLAIN_LOGIN_AGE
    shared = _plain_addresses(own_addresses) & _plain_addresses(asker_addresses)
    is_old = joined_at is not None and joined_at <= since
    return is_old and not shared and not any(at and at > since for at in changed_at)


def is_told_by_message(channel: str, address: str, asker_addresses: Iterable[str]) -> bool:
    """Whether a message alone tells the person: it goes to them, and not to whoever asked (P1)."""
    if channel in (Channel.IN_PERSON, Channel.NONE):
        return False
    return not _plain_addresses([address]) & _plain_addresses(asker_addresses)


def _plain_addresses(addresses: Iterable[str]) -> set[str]:
    """As they compare: an address without case and spaces, a number by its last ten digits."""
    return {_plain_address(address) for address in addresses if address.strip()}


def _plain_address(address: str) -> str:
    if "@" in address:
        return address.strip().lower()
    digits = "".join(letter for letter in address if letter.isdigit())
    return digits[-10:] if len(digits) >= 10 else " ".join(address.lower().split())
