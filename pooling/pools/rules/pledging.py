"""May this person say "I'm in, up to £X a session", like this, now?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from django.utils.translation import gettext as _

from community.common.money import format_pounds
from community.common.refusals import Refused
from community.people.how_put import SAID_BY_THEMSELVES, HowPut
from community.people.states import RepresentationScope
from pooling.payments.states.charges import Rail
from pooling.pools.office_terms import OfficeTermsByArea, split_digest
from pooling.pools.rules.kept_aside import over_what_is_free
from pooling.pools.rules.weekly_draws import Draw
from pooling.pools.states import PLEDGEABLE_STATES, PledgeState, PoolState, SourceKind


class PledgesClosed(Refused):
    code = "pledges_closed"


class PartsDoNotAddUp(Refused):
    code, field = "parts_do_not_add_up", "parts"


class KeptAside(Refused):
    code, field = "kept_aside", "parts"


class NoCardYet(Refused):
    code, field = "no_card_yet", "parts"


class SourceEnded(Refused):
    code, field = "source_ended", "parts"


class PayeeIsRelative(Refused):
    code, field = "payee_is_relative", "relation"


class TermsHaveChanged(Refused):
    """What the yes was shown is not what is offered now: it is shown both."""

    code, field = "terms_have_changed", "digest"


class PoolFull(Refused):
    code = "no_room"


class AlreadyOut(Refused):
    code = "already_out"


class SourceFacts(Protocol):
    """What a rule reads of one of the person's sources of money."""

    @property
    def kind(self) -> str: ...
    @property
    def rail(self) -> str: ...
    @property
    def called(self) -> str: ...
    @property
    def amount_pence(self) -> int | None: ...
    @property
    def keep_aside_pence(self) -> int: ...
    @property
    def ended_at(self) -> datetime | None: ...


@dataclass(frozen=True)
class PartRequest:
    source_id: int
    max_pence: int  # a session


@dataclass(frozen=True)
class PartWanted:
    """Money that somebody chose, in its turn: up to this a session, or whatever is needed."""

    source_id: int
    limit_pence: int | None = None


@dataclass(frozen=True)
class PledgeRequest:
    """What somebody says: the most for one session, out of which money, for what.

    `parts` are in the person's order, and add up to `max_pence`.
    """

    max_pence: int
    parts: tuple[PartRequest, ...]
    what_for: str = ""
    relation: str = ""
    council_reference: str = ""
    begin_now: bool = False  # before the 14 days to change one's mind are over
    how_put: HowPut = SAID_BY_THEMSELVES  # where it is said by other hands
    # of the terms that the button stood under, and of what the office that keeps the money does
    # with a yes; None where no page or program showed them
    shown_digest: str | None = None

    @property
    def shown_terms(self) -> str | None:
        """The digest of the terms alone."""
        return None if self.shown_digest is None else split_digest(self.shown_digest)[0]

    @property
    def shown_offices(self) -> OfficeTermsByArea | None:
        return None if self.shown_digest is None else split_digest(self.shown_digest)[1]


def fill_parts(max_pence: int, wanted: Sequence[PartWanted]) -> tuple[PartRequest, ...]:
    """`max_pence` a session out of the money chosen, used in its order. Of what has a limit that
    much, as far as it is needed; what has none fills the rest. What nothing is needed of is no
    part. Nobody adds up by hand; what falls short of the most is refused where the parts are
    looked at (`check_parts`)."""
    needed, pence = max_pence, dict.fromkeys(range(len(wanted)), 0)
    by_limit = sorted(pence, key=lambda place: wanted[place].limit_pence is None)
    for place in by_limit:  # in their order, those without a limit after the others
        limit = wanted[place].limit_pence
        pence[place] = needed if limit is None else min(limit, needed)
        needed -= pence[place]
    return tuple(
        PartRequest(each.source_id, pence[place])
        for place, each in enumerate(wanted)
        if pence[place] > 0
    )


def with_maximum(request: PledgeRequest, max_pence: int) -> PledgeRequest:
    """The same with another most: what is more, or less, comes from the last part."""
    *others, last = request.parts
    last = replace(last, max_pence=last.max_pence + max_pence - request.max_pence)
    return replace(request, max_pence=max_pence, parts=(*others, last))


NEAR_RELATION = "household"  # spouse, partner, or a close relative in the same household
PUBLIC_MONEY_KINDS = (SourceKind.DIRECT_PAYMENT, SourceKind.COUNCIL_MANAGED, SourceKind.ISF)


def check_open(state: str, closes_at: datetime, now: datetime) -> None:
    """A yes is taken until collecting begins. `now` is read after the pool's lock."""
    if state not in PLEDGEABLE_STATES or now >= closes_at:
        raise PledgesClosed(
            _("The date to say yes to this has passed."),
            next_step=_("Nothing was taken. Ask your group about the next time."),
        )


def check_terms_shown(shown_digest: str | None, present_digest: str) -> None:
    """What was shown is what is agreed. Asked after the pool's lock."""
    if shown_digest not in (None, present_digest):
        raise TermsHaveChanged(
            _("What is offered has changed since you looked at it. You have not said yes."),
            next_step=_("Look at what has changed, and say yes again if you want to."),
        )


def check_offices_shown(shown: OfficeTermsByArea | None, present: OfficeTermsByArea) -> None:
    """What each office that keeps some of the money does with the yes is what was shown: whether
    whoever is paid reads a name, and what a missed time costs (P27, P29). After the pool's lock."""
    if shown is None or all(shown.get(area_id) == now for area_id, now in present.items()):
        return
    raise TermsHaveChanged(
        _(
            "What the office that keeps the money does has changed since you looked at it. You"
            " have not said yes."
        ),
        next_step=_("Look at what has changed, and say yes again if you want to."),
    )


def scope_needed(rails: Iterable[str]) -> RepresentationScope:
    """Pay, where a yes would move the person's own money. Where an office keeps all of it and
    must itself agree, whoever may decide for them may say yes."""
    kept_for_them = {Rail.COMMITMENT, Rail.UNDECIDED}
    return RepresentationScope.DECIDE if set(rails) <= kept_for_them else RepresentationScope.PAY


def check_places_left(others_in: int, largest: int) -> None:
    """The provider's largest group is the most people who can be in."""
    if others_in >= largest:
        raise PoolFull(
            _("All the places are taken for now."),
            next_step=_("Ask the provider whether more can come, or start another group."),
        )


def check_parts(
    request: PledgeRequest,
    sources: Mapping[int, SourceFacts],
    starts: Sequence[datetime],
    other_draws: Mapping[int, Sequence[Draw]],
) -> None:
    """The parts add up, none draws on what was kept aside, none comes from a source that ended.

    `starts`: of the sessions that it is about. `other_draws`: by source, what the person's other
    yeses may take out of it; what is kept aside is kept aside against all of them together.
    """
    _check_sum(request)
    for part in request.parts:
        source = sources[part.source_id]
        if source.ended_at is not None:
            raise SourceEnded(
                _("“%(source)s” has ended.") % {"source": source.called},
                next_step=_("Choose another, or “I am not sure” and somebody will help."),
            )
        _check_kept_aside(source, Draw(part.max_pence, starts), other_draws[part.source_id])


def _check_kept_aside(source: SourceFacts, draw: Draw, others: Sequence[Draw]) -> None:
    over = over_what_is_free(source, draw, others)
    if over <= 0:
        return
    text = _("That is %(over)s a week more than you said is free in “%(source)s”.")
    next_step = _("Choose less, or change what you keep aside yourself.")
    if over_what_is_free(source, draw) <= 0:
        text = _(
            "With what you said yes to elsewhere, that is %(over)s a week more than you said is"
            " free in “%(source)s”."
        )
        next_step = _("Choose less, leave something else, or change what you keep aside yourself.")
    raise KeptAside(
        text % {"over": format_pounds(over), "source": source.called}, next_step=next_step
    )


def _check_sum(request: PledgeRequest) -> None:
    total = sum(part.max_pence for part in request.parts)
    if total != request.max_pence or any(part.max_pence <= 0 for part in request.parts):
        raise PartsDoNotAddUp(
            _("The parts come to %(total)s and your most is %(most)s.")
            % {"total": format_pounds(total), "most": format_pounds(request.max_pence)},
            next_step=_("Choose other money besides, or say a smaller most."),
        )


def check_card_can_be_used(sources: Iterable[SourceFacts], *, provider_is_active: bool) -> None:
    """No card part is offered before the provider's account at the processor is active."""
    if not provider_is_active and any(source.rail == Rail.CARD for source in sources):
        raise NoCardYet(
            _("This provider cannot take cards yet."),
            next_step=_(
                "They were asked. What works now: money that an office looks after, a bank"
                " transfer, or “I am not sure”, and somebody helps you choose."
            ),
        )


def asks_relation(sources: Iterable[SourceFacts], *, is_one_person: bool) -> bool:
    """Must somebody say whether they are related to who is paid? Where that is one person, and
    council money may pay them."""
    return is_one_person and any(source.kind in PUBLIC_MONEY_KINDS for source in sources)


def check_payee(
    request: PledgeRequest, sources: Iterable[SourceFacts], *, is_one_person: bool
) -> None:
    """Council money may not pay a partner, or a close relative in the same household, unless the
    council agreed. Source: Care and Support (Direct Payments) Regulations 2014, reg 3."""
    if not asks_relation(sources, is_one_person=is_one_person):
        return
    if not request.relation:
        raise PayeeIsRelative(_("Say whether you live with, or are related to, who is paid."))
    if request.relation == NEAR_RELATION and not request.council_reference:
        raise PayeeIsRelative(
            _("Council money cannot pay somebody you live with unless the council has agreed."),
            field="council_reference",
            next_step=_("Ask your council, and give the reference of its answer."),
        )


def check_can_leave(
    pledge_state: str, pool_state: str, is_collecting: bool, *, has_rest: bool = False
) -> None:
    """Before collecting anyone may leave at once; while money is being collected, after it.
    `has_rest`: whoever stopped can still change their mind about what is paid (P123)."""
    if pledge_state != PledgeState.IN and not has_rest:
        raise AlreadyOut(_("You are not in this any more. Nothing will be taken."))
    if is_collecting or pool_state == PoolState.COLLECTING:
        raise PledgesClosed(
            _("Payments are being made just now, so this cannot be changed today."),
            next_step=_("Look again tomorrow. Nobody pays more than they said."),
        )
