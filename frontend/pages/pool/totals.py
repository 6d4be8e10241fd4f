"""What a yes comes to, before it counts: how much at most, for how many sessions, out of which
money, and what each kind of money asks next."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.common.dates import format_day
from community.common.money import format_pounds
from frontend.components.blocks import Row
from pooling.payments.states.charges import Rail
from pooling.pools.models.instalments import Instalment
from pooling.pools.models.pledges import MoneySource, Pool
from pooling.pools.office_terms import OfficeTermsByArea
from pooling.pools.queries.pool_details import PoolDetail
from pooling.pools.rules.pledging import PledgeRequest
from pooling.pools.wording.agreements import agreement_rows, begun_now_text
from pooling.pools.wording.office_terms import office_texts
from pooling.pools.wording.sessions import format_sessions


def you_pay(pool: Pool) -> Row:
    if pool.group.is_solo:
        return Row(_("You pay"), _("The price for one, and never more than you say here"))
    return Row(
        _("You pay"), _("Your share: the same for everyone, and never more than you say here")
    )


def total_rows(
    pool_detail: PoolDetail, pledge_request: PledgeRequest, source_names: dict[int, str]
) -> list[Row]:
    """`source_names` is {source id: its name}."""
    max_pence, first = pledge_request.max_pence, pool_detail.instalments[0]
    in_all = format_pounds(max_pence * pool_detail.session_count)
    facts = {"sum": in_all, "sessions": format_sessions(pool_detail.starts)}
    return [
        Row(_("The first payment, at most"), payment_text(max_pence, first)),
        Row(
            _("In all, at most"),
            _("%(sum)s, for %(sessions)s") % facts if pool_detail.finds_all else in_all,
        ),
        *part_rows(pledge_request, source_names),
        *([Row(_("What it is for"), pledge_request.what_for)] if pledge_request.what_for else []),
    ]


def agreed_rows(pool_detail: PoolDetail, *, asks_to_begin: bool) -> list[Row]:
    """Who the agreement is with, when it ends, how to stop and to complain, whether there are 14
    days to change one's mind, and whether it is asked to begin within them (P123)."""
    area = pool_detail.pool.area
    rows = agreement_rows(pool_detail.terms, adviser=area.adviser_words, phone=area.adviser_phone)
    begun = begun_now_text(asks_for_it=asks_to_begin)
    return [Row(question, answer) for question, answer in [*rows, *begun]]


def payment_text(pence: int, instalment: Instalment) -> str:
    """What one payment comes to, at so many pence a session."""
    return ngettext(
        "%(sum)s, for %(count)d session, on %(day)s",
        "%(sum)s, for %(count)d sessions, on %(day)s",
        instalment.count,
    ) % {
        "sum": format_pounds(pence * instalment.count),
        "count": instalment.count,
        "day": format_day(instalment.collect_at),
    }


def part_rows(pledge_request: PledgeRequest, source_names: dict[int, str]) -> list[Row]:
    return [
        Row(
            _("Part %(number)d") % {"number": number},
            _("Up to %(sum)s a session from “%(source)s”")
            % {"sum": format_pounds(part.max_pence), "source": source_names[part.source_id]},
        )
        for number, part in enumerate(pledge_request.parts, start=1)
    ]


def sources_used(
    pledge_request: PledgeRequest, sources: Iterable[MoneySource]
) -> list[MoneySource]:
    source_ids = {part.source_id for part in pledge_request.parts}
    return [source for source in sources if source.pk in source_ids]


def next_step_texts(
    sources: Collection[MoneySource], pool: Pool, offices: OfficeTermsByArea
) -> list[str]:
    """What each kind of money asks next, and who sees what of it (M39). `offices`: what those that
    keep some of it do, which is agreed to with the yes."""
    rails = {source.rail for source in sources}
    lines = []
    if Rail.CARD in rails:
        lines.append(
            _(
                "If you have no card saved for it yet, you save one on the card company’s page."
                " Nothing is taken there."
            )
        )
    if Rail.COMMITMENT in rails:
        lines.append(
            _(
                "The office that keeps your money is asked. It sees your name, who is paid, the"
                " dates, the price and what it is for. It does not see the group. Until it has"
                " answered your place is held."
            )
        )
    lines += office_texts(offices, pool.provider.name)
    if Rail.TRANSFER in rails:
        lines.append(
            _(
                "You are told when to send your transfer, after everybody else is ready. Whoever is"
                " paid can see who it came from."
            )
        )
    if Rail.UNDECIDED in rails:
        lines.append(_("Your yes is kept, and somebody helps you find out how it can be paid."))
    return [*lines, on_the_day(pool)]


def on_the_day(pool: Pool) -> str:
    return _("On %(day)s we look at who is in. You can change your mind until then, at once.") % {
        "day": format_day(pool.closes_at)
    }
