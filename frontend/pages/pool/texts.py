"""Sentences that the money pages share."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.common.dates import format_day
from community.common.lifecycle import not_none
from community.common.money import format_pounds
from community.common.telephone import to_ring
from community.people.acting import Acting
from community.people.rules.sight import may_see
from community.people.scope_table import Seen
from community.people.states import TalkAbout
from community.places.models.areas import Area
from frontend.components.before_yes import before_yes
from frontend.components.blocks import AnsweredQuestion, Tone
from pooling.pools.models.pledges import Pool
from pooling.pools.queries.money import kinds_of_sources, open_sources_of_person
from pooling.pools.queries.pool_details import PoolDetail
from pooling.pools.states import (
    ENDED_POOL_STATES,
    PAID_POOL_STATES,
    PLEDGEABLE_STATES,
    PoolState,
    SourceKind,
)
from pooling.pools.terms import Terms
from providers.models.supply import Provider
from providers.wording.before_yes import hospital_text, try_first_text


def talk_url(about: TalkAbout = TalkAbout.MONEY, ref: int = 0) -> str:
    """Where "talk to someone first" leads: to a named person, on a day one chooses (M125)."""
    return reverse("talk", args=[about, ref])


def tone_of(state: str) -> Tone:
    if state in PAID_POOL_STATES:
        return Tone.GOOD
    return Tone.OVER if state in ENDED_POOL_STATES else Tone.WAITING


def pool_state_text(pool: Pool, *, is_covered: bool | None = None) -> str:
    """How a shared cost stands in a word or two. Before its date it is only ever "not yet", unless
    it is known that everybody who said yes is covered: nobody is passed over by a word."""
    if pool.state == PoolState.COLLECTING:
        return _("Not yet")
    if pool.state in PLEDGEABLE_STATES:
        if is_covered is None:
            return _("Open until %(day)s") % {"day": format_day(pool.closes_at)}
        return _("All are covered") if is_covered else _("Not yet")
    return str(PoolState(pool.state).label).capitalize()


# Money that a council gave, or may have given: what is left of it may be taken back.
COUNCIL_KINDS = {
    SourceKind.DIRECT_PAYMENT,
    SourceKind.COUNCIL_MANAGED,
    SourceKind.ISF,
    SourceKind.CARER,
    SourceKind.NOT_SURE,
}


def kinds_of_money(person_id: UUID) -> set[str]:
    return {source.kind for source in open_sources_of_person(person_id)}


def kinds_shown_to(by: Acting, *, now: datetime) -> set[str] | None:
    """None where whoever reads may not know where the person's money comes from."""
    return kinds_of_money(by.required_person.pk) if may_see(by, Seen.FITS, now=now) else None


def kinds_of_pledge(pool_detail: PoolDetail) -> set[str]:
    """Of the money that they said yes with."""
    source_ids = [part.source_id for part in not_none(pool_detail.my_pledge).parts]
    return set(kinds_of_sources(source_ids))


def ask_url(offer_id: int) -> str:
    """Where somebody of the group asks whoever made the offer; what they say all of it read."""
    return reverse("offer_messages", args=[offer_id])


def answers_beside_yes(
    terms: Terms,
    provider: Provider,
    area: Area,
    *,
    kinds: Collection[str] | None = None,
    ask_url: str = "",
) -> list[AnsweredQuestion]:
    """What a person wants to know before a yes (M141), from the terms as they are now and the
    area's settings. `kinds`: of their money, where that is known; what only the council's money
    asks is left out for other money. `ask_url`: where whoever runs it is asked."""
    who = {
        "name": provider.name,
        "adviser": area.adviser_words,
        "phone": to_ring(area.adviser_phone),
    }
    return before_yes(
        {
            "money_left_over": _(
                "It may, and we cannot promise that it will not. Please ask your council, or ask"
                " %(adviser)s on %(phone)s."
            )
            % who,
            "try_once": try_first_text(terms.try_first, terms.try_once),
            "getting_there": terms.getting_there,
            "in_hospital": hospital_text(terms.hospital),
            "who_runs_it": _("%(name)s. If you cannot reach them: %(adviser)s on %(phone)s.") % who,
            "stopping": " ".join(
                filter(
                    None,
                    [
                        _("You can stop before each payment, and you need not say why."),
                        terms.complain,
                    ],
                )
            ),
            "language": terms.languages,
        },
        is_councils=kinds is None or not kinds or bool(COUNCIL_KINDS & set(kinds)),
        ask_url=ask_url,
    )


def if_someone_cannot_pay(terms: Terms) -> list[str]:
    """The gap rule in words, the same before anyone says yes and after."""
    days = terms.gap_days
    return [
        _("We ask every bank and office first. Nothing is taken unless everybody’s part can be."),
        ngettext(
            "If somebody’s payment does not go through, nobody pays yet. That person has"
            " %(days)d day to put it right. Nothing is held meanwhile, and nobody is named.",
            "If somebody’s payment does not go through, nobody pays yet. That person has"
            " %(days)d days to put it right. Nothing is held meanwhile, and nobody is named.",
            days,
        )
        % {"days": days},
        _(
            "After that the share is worked out again, never above anybody’s most. If the price is"
            " still not covered it does not go ahead, and everything goes back."
        ),
    ]


def support_plan_text(
    *,
    what: str,
    who: str,
    dates: str,
    session_pence: int,
    sessions: int | None,
    is_most: bool,
    purpose: str,
    also: Sequence[str],
) -> str:
    """A short text for a support plan, to copy (M66). It names no group and nobody in it.

    `session_pence` is what is paid for one session; with `is_most`, the most that may be. With
    `sessions` also what they come to in all. `also`: who else has a word in it.
    """
    each, both = (
        (
            _("It costs at most %(each)s a session."),
            _("It costs at most %(each)s a session, and at most %(all)s in all."),
        )
        if is_most
        else (
            _("It costs %(each)s a session."),
            _("It costs %(each)s a session, and %(all)s in all."),
        )
    )
    facts = {
        "what": what,
        "who": who,
        "dates": dates,
        "each": format_pounds(session_pence),
        "all": format_pounds(session_pence * (sessions or 0)),
        "purpose": purpose,
        "also": ", ".join(also),
    }
    lines = [
        _("%(what)s, with %(who)s. %(dates)s.") % facts,
        (each if sessions is None else both) % facts,
    ]
    if purpose:
        lines.append(_("What it is for: %(purpose)s") % facts)
    if also:
        lines.append(_("Who else decides: %(also)s") % facts)
    return "\n".join(lines)
