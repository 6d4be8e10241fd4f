"""Kinds of money in plain words, with the area's own where it has some (M46)."""

from django.utils.translation import gettext as _

from community.places.models.areas import Area
from pooling.payments.states.charges import Rail
from pooling.pools.rules.sources import RAILS_BY_KIND
from pooling.pools.states import SourceKind


def kind_hints(area: Area | None) -> dict[str, str]:
    """What each kind is, and who answers for it in this area, where the area says that."""
    texts = {
        SourceKind.DIRECT_PAYMENT: _(
            "The council pays it to you, or to a card or account for you, and you decide."
        ),
        SourceKind.COUNCIL_MANAGED: _(
            "The council keeps it and pays for you. An officer there answers before it counts."
        ),
        SourceKind.ISF: _(
            "A provider or a trust keeps it and pays for you. They answer before it counts."
        ),
        SourceKind.CARER: _("Money that is yours because you care for somebody."),
        SourceKind.OWN: _("Any money of yours. Nobody asks where it is from."),
        SourceKind.GRANT: _("Money somebody gave for this."),
        SourceKind.NOT_SURE: _("That is fine. You can say yes, and somebody helps you find out."),
    }
    who_answers = (area.routes if area else None) or {}
    return {str(kind): _hint(text, who_answers.get(kind, "")) for kind, text in texts.items()}


def _hint(text: str, who: str) -> str:
    """`who` is part of a sentence, never one by itself (fault J6)."""
    return f"{text} {_('Who answers for it here: %(who)s.') % {'who': who}}" if who else text


def rail_names() -> dict[str, str]:
    return {
        Rail.CARD: _("With a card"),
        Rail.TRANSFER: _("By bank transfer"),
        Rail.COMMITMENT: _("Somebody keeps it for me, and pays"),
        Rail.UNDECIDED: _("I do not know yet"),
    }


def rails_of(kind: str) -> list[tuple[str, str]]:
    """How money of a kind may be paid, the usual way first."""
    names = rail_names()
    return [(rail, names[rail]) for rail in Rail if rail in RAILS_BY_KIND[SourceKind(kind)]]
