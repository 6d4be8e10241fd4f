"""What a yes comes to, before it counts: how much at most, for how many sessions, out of which
money, and what each kind of money asks next."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.common.money import format_pounds
from frontend.components.blocks import Row
from frontend.pages.pool.texts import sessions_in_words
from frontend.templatetags.formats import day_in_words
from pooling.pools.actions.pledging import PledgeRequest
from pooling.pools.states import Rail


def you_pay() -> Row:
    return Row(
        _("You pay"), _("Your share: the same for everyone, and never more than you say here")
    )


def total_rows(seen, yes: PledgeRequest, called: dict[int, str]) -> list[Row]:
    """`called` is {source id: its name}."""
    most, first = yes.max_pence, seen.instalments[0]
    return [
        Row(_("The first payment, at most"), payment_text(most, first)),
        Row(
            _("In all, at most"),
            _("%(sum)s, for %(sessions)s")
            % {
                "sum": format_pounds(most * len(seen.starts)),
                "sessions": sessions_in_words(seen.starts),
            },
        ),
        *part_rows(yes, called),
        *([Row(_("What it is for"), yes.what_for)] if yes.what_for else []),
    ]


def payment_text(pence: int, instalment) -> str:
    """What one payment comes to, at so many pence a session."""
    return ngettext(
        "%(sum)s, for %(count)d session, on %(day)s",
        "%(sum)s, for %(count)d sessions, on %(day)s",
        instalment.count,
    ) % {
        "sum": format_pounds(pence * instalment.count),
        "count": instalment.count,
        "day": day_in_words(instalment.collect_at),
    }


def part_rows(yes: PledgeRequest, called: dict[int, str]) -> list[Row]:
    return [
        Row(
            _("Part %(number)d") % {"number": number},
            _("Up to %(sum)s a session from “%(source)s”")
            % {"sum": format_pounds(pence), "source": called[source_id]},
        )
        for number, (source_id, pence) in enumerate(yes.parts, start=1)
    ]


def rails_of(yes: PledgeRequest, sources) -> set[str]:
    drawn_on = dict(yes.parts)
    return {source.rail for source in sources if source.pk in drawn_on}


def next_step_texts(rails: set[str], pool) -> list[str]:
    """What each kind of money asks next, and who sees what of it (M39)."""
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
        lines.append(
            _("If it pays, %(name)s sends it an invoice with your name.")
            % {"name": pool.provider.name}
        )
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


def on_the_day(pool) -> str:
    return _("On %(day)s we look at who is in. You can change your mind until then, at once.") % {
        "day": day_in_words(pool.closes_at)
    }
