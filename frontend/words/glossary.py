"""Words we use, each said plainly. In the order a person meets them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class GlossaryEntry:
    word: str
    meaning: str


def glossary_entries() -> list[GlossaryEntry]:
    return [
        GlossaryEntry(_("Area"), _("The part of the country one council looks after.")),
        GlossaryEntry(
            _("Group"),
            _(
                "People who come together around something they share. "
                "A group may have no money at all."
            ),
        ),
        GlossaryEntry(
            _("What we want"),
            _("A page the group writes: what, when, where, and who must be able to take part."),
        ),
        GlossaryEntry(
            _("Offer"),
            _("What someone who runs things would do for the group, with the price for each size."),
        ),
        GlossaryEntry(
            _("Shared cost"),
            _(
                "One price, shared by several people. Everyone keeps their own money "
                "until the day it is collected."
            ),
        ),
        GlossaryEntry(
            _("“I’m in, up to £…”"),
            _(
                "The most you would pay for one session. You may pay less. You never pay more. "
                "Nobody else in the group sees it."
            ),
        ),
        GlossaryEntry(
            _("Share"), _("What each person pays. It is the same for everyone taking part.")
        ),
        GlossaryEntry(
            _("Not yet"), _("A place nobody has covered so far. We never say whose it is.")
        ),
        GlossaryEntry(
            _("Going ahead"), _("The price is covered and the money is in. It will happen.")
        ),
        GlossaryEntry(
            _("Did not go ahead"), _("The price was not covered by the date. Nobody paid.")
        ),
        GlossaryEntry(
            _("Direct payment"),
            _("Money your council pays to you, or to someone you trust, to spend on support."),
        ),
        GlossaryEntry(
            _("Council-managed"),
            _("Your council looks after the money and pays the bills. You still choose."),
        ),
        GlossaryEntry(
            _("Connector"),
            _("A person whose job is to know what is near you and to bring people together."),
        ),
        GlossaryEntry(
            _("Supporter"),
            _("Someone who helps you look and think. They decide nothing unless you say so."),
        ),
        GlossaryEntry(
            _("Advocate"),
            _("Someone independent who helps your view to be heard, or speaks up for you."),
        ),
        GlossaryEntry(
            _("No check seen"),
            _("Nobody we know has seen a paper about this. It says nothing bad about anyone."),
        ),
    ]
