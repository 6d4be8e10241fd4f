"""Who may ask to act for somebody, who agrees, and when it begins."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.refusals import Refused
from community.people.acting import Acting
from community.people.bases import BASES, JOINT_BASES
from community.people.rules.contact_plan import plain_addresses
from community.people.states import (
    AuthorityBasis,
    RepresentationKind,
    RepresentationScope,
    RepresentationState,
)

WAIT_BEFORE_DECIDING = timedelta(hours=72)  # after the person was told (P1)


PLAIN_LOGIN_AGE = timedelta(days=30)  # before a person's own login speaks for itself (P2)


NOT_OF_ONE_PROVIDER = "second_is_not_of_one_provider"  # a constraint of the app `providers`


REFERENCE_LASTS = timedelta(days=14)


DAYS_BEFORE_ASKING_AGAIN = 30


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


class NotOnePower(Refused):
    code, field = "not_one_power", "jointly_with"


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


def check_earlier_end(
    state: str, starts_on: date, ends_on: date, new_end: date, *, now: datetime
) -> None:
    """Shorter, never longer: for longer somebody asks anew, and it is agreed anew."""
    if state == RepresentationState.ENDED:
        raise EndsTooSoon(_("This has ended already."))
    if new_end < max(starts_on, today(now)):
        raise EndsTooSoon(
            _("That day has passed. Choose today or a later day."),
            next_step=_("Or end it now, in one press."),
        )
    if new_end > ends_on:
        raise EndsTooSoon(
            _("This ends before that day."),
            next_step=_("If it is to go on, give them a new number to ask with."),
        )


def check_held_together(basis: str, other_basis: str) -> None:
    """Only one and the same power, as its paper says it: never two of different kinds."""
    if basis != other_basis or basis not in JOINT_BASES:
        raise NotOnePower(
            _("Two hold together only one and the same power or order."),
            next_step=_("Say what you have seen for each, or agree to each alone."),
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
            next_step=_("Ask somebody else who works in the area."),
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
    shared = plain_addresses(own_addresses) & plain_addresses(asker_addresses)
    is_old = joined_at is not None and joined_at <= since
    return is_old and not shared and not any(at and at > since for at in changed_at)
