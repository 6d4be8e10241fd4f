"""May this login do this, for this person, here, now?"""

from collections.abc import Iterable, Set
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.money import format_pounds
from community.common.refusals import NotFound, Refused
from community.people.acting import Acting
from community.people.bases import BASES, Matter, basis_decides, matter_of
from community.people.rules.decisions import check_decision_lets
from community.people.states import (
    AuthorityBasis,
    DecisionRecordKind,
    RepresentationScope,
    RepresentationState,
    RoleKind,
)

type HeldRoles = Set[tuple[str, int]]  # (kind, area id) pairs


class NotYours(Refused):
    code = "not_yours_to_do"


class OverYourLimit(Refused):
    code, field = "over_your_limit", "max_pence"


class LookOnly(Refused):
    code = "look_only_for_now"


def check_may_write(by: Acting) -> None:
    """While another address to sign in with waits, its login looks, and does nothing (P48)."""
    if by.looks_only:
        raise LookOnly(
            _("Somebody asked for another way to sign in for you. Until it counts you can look."),
            next_step=_(
                "On paper everything goes on. If it was not you who asked, stop it on your page."
            ),
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
    basis: str
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
    scope = scope_together(authority, now=now)
    is_joint = authority.held_jointly is not None
    return min(scope, RepresentationScope.SUGGEST) if scope and is_joint else scope


def scope_together(authority: Authority, *, now: datetime) -> RepresentationScope | None:
    """How far it goes where all who hold it together have said yes to this one thing."""
    is_active = authority.state == RepresentationState.ACTIVE
    if not is_active or not authority.starts_on <= today(now) <= authority.ends_on:
        return None
    scope = RepresentationScope(authority.scope)
    if scope == RepresentationScope.PAY and authority.paying_agreed_at is None:
        scope = RepresentationScope.DECIDE
    starts_at = authority.deciding_starts_at
    waits = starts_at is None or now < starts_at
    if scope >= RepresentationScope.DECIDE and waits:
        scope = RepresentationScope.SUGGEST
    return scope


def held_together(by: Acting, about: str, *, is_written: bool, now: datetime) -> UUID | None:
    """The number of the authority that whoever acts holds with another, where it decides such a
    thing by now; else None. `is_written`: why the person could not decide it."""
    representation = by.representation
    if representation is None or representation.held_jointly is None:
        return None
    decides = basis_decides(representation.basis, matter_of(about), is_written=is_written)
    scope = scope_together(representation, now=now)
    may_decide = decides and scope is not None and scope >= RepresentationScope.DECIDE
    return representation.held_jointly if may_decide else None


def check_authority(
    by: Acting,
    scope: RepresentationScope,
    *,
    matter: Matter | None = None,
    now: datetime,
    pence: int = 0,
    about: str = "",
    stops: bool = False,
) -> None:
    """Refuse what is beyond a representation's scope, dates or pound limit at this moment.

    `pence` is what this one yes could come to in all. A person acting for themselves may always.
    `matter`: what is decided, where some may decide one kind of thing and not another (P5).
    `stops`: it stops or protects, so one of two who decide only together is enough. `about` is
    what a decision that was written down may let happen: "pool:7". By such a record, whoever may
    only suggest does this one thing; where `about` is not said, nothing (P6).
    """
    check_has_person(by)
    if scope > RepresentationScope.LOOK:
        check_may_write(by)
    if by.decision is not None:
        check_decision_lets(by.decision, scope, about, now=now)
    is_joint = by.decision is not None and by.decision.kind == DecisionRecordKind.JOINT
    if by.decision is not None and not is_joint:
        scope = RepresentationScope.SUGGEST
    representation = by.representation
    if is_joint and (
        representation is None or representation.held_jointly != by.required_decision.held_jointly
    ):
        raise NotFound(_("We cannot find that page."))
    if representation is None:
        return
    find_scope = scope_together if is_joint or stops else scope_in_force
    in_force = find_scope(representation, now=now)
    if in_force is None:
        raise NotFound(_("We cannot find that page."))
    name = by.required_person.preferred_name
    if is_beyond_basis(representation.basis, matter, scope, is_together=is_joint):
        raise _not_by_this_basis(name, representation.basis)
    if in_force < scope:
        is_together = scope_together(representation, now=now) or in_force
        raise (
            _needs_both(name)
            if is_together >= scope
            else _not_as_far(name, has=in_force, needs=scope)
        )
    limit_pence = representation.limit_pence
    if pence and limit_pence is not None and pence > limit_pence:
        raise _over_the_limit(name, limit_pence, pence)


def check_may_stop(by: Acting, *, now: datetime) -> None:
    """What stops or protects: by the person, and by whoever may decide or pay for them, also alone
    where two hold that together (P18)."""
    check_authority(by, RepresentationScope.DECIDE, now=now, stops=True)


def _not_as_far(name: str, *, has: RepresentationScope, needs: RepresentationScope) -> NotYours:
    ask_others = _("Ask them to do it themselves, or ask the council, or somebody who works here.")
    by_record = _("Ask them to do it themselves, or write a decision down for them on their page.")
    may_write = has == RepresentationScope.SUGGEST and needs == RepresentationScope.DECIDE
    return NotYours(
        _("You can %(may)s for %(person)s. This needs somebody who can %(needs)s.")
        % {"may": has.label, "person": name, "needs": needs.label},
        next_step=by_record if may_write else ask_others,
    )


def is_beyond_basis(
    basis: str, matter: Matter | None, scope: RepresentationScope, *, is_together: bool
) -> bool:
    """Looking and suggesting are about anything. What two decide together is written down."""
    if matter is None or scope < RepresentationScope.DECIDE:
        return False
    return not basis_decides(basis, matter, is_written=is_together)


def _not_by_this_basis(name: str, basis: str) -> NotYours:
    rule = BASES[AuthorityBasis(basis)]
    return NotYours(
        _("You may decide for %(person)s only where %(where)s.")
        % {"person": name, "where": rule.only_where},
        next_step=_(
            "Ask them to do it themselves, or write a decision down for them on their page."
        ),
    )


def _needs_both(name: str) -> NotYours:
    return NotYours(
        _("You may decide for %(person)s only together: both of you say yes.") % {"person": name},
        next_step=_("Write it down under “Decisions written down”. The other is asked at once."),
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
    check_may_write(by)
    if by.representation is not None or by.decision is not None:
        raise NotYours(
            _("Only %(person)s can say this.") % {"person": by.required_person.preferred_name},
            next_step=_("They can do it themselves, also on paper."),
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
