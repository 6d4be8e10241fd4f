"""A result's card as HTML. Written here and not in a template: a page of results has fifty."""

from collections.abc import Iterable

from django.templatetags.static import static
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from frontend.components.blocks import KeyFact, ResultCard
from frontend.components.escaping import escaped


def draw_card(card: ResultCard) -> SafeString:
    """What it is, how it stands, what tells good from poor, then the facts."""
    id_ = f' id="found-{card.number}"' if card.number else ""
    more = "".join(
        [
            _state(card),
            _answers("cp-card__quality", card.quality, "<div>", "</div>"),
            _key_facts(card.key_facts),
            _paragraph("govuk-body", card.summary),
            _answers("cp-card__facts", card.facts),
            _link(card.ask_url, _("Ask about this")),
            _link(card.alike_url, _("See two like it")),
            _paragraph("govuk-body-s", card.note),
        ]
    )
    return SafeString(
        f'<article class="cp-card"{id_}>{_picture(card.picture)}{_head(card)}'
        f'<div class="cp-card__more">{more}</div></article>'
    )


def draw_state(text: str, tone: str = "") -> SafeString:
    """In words; the edge only helps the eye."""
    edge = f" cp-state--{escaped(tone)}" if tone else ""
    return SafeString(f'<strong class="cp-state{edge}">{escaped(capfirst(text))}</strong>')


def _picture(address: str) -> str:
    if not address:
        return ""
    return (
        f'<img class="cp-card__picture" src="{escaped(address)}" alt=""'
        ' width="132" height="132" loading="lazy">'
    )


def _head(card: ResultCard) -> str:
    title = escaped(card.title)
    if card.url:
        title = f'<a class="govuk-link" href="{escaped(card.url)}">{title}</a>'
    number = f'<span class="cp-number">{card.number}</span> ' if card.number else ""
    what = ""
    if card.what:
        text = escaped(card.what)
        what = f'<p class="govuk-body-s cp-card__what">{number}{text}</p>'
    return (
        f'<div class="cp-card__head">{what}'
        f'<h2 class="govuk-heading-m cp-card__title">{title}</h2></div>'
    )


def _state(card: ResultCard) -> str:
    return f'<p class="govuk-body">{draw_state(card.state, card.tone)}</p>' if card.state else ""


def _answers(
    css_class: str, pairs: Iterable[tuple[str, str]], before: str = "", after: str = ""
) -> str:
    rows = "".join(
        f"{before}<dt>{escaped(ask)}</dt> <dd>{escaped(answer)}</dd>{after}"
        for ask, answer in pairs
    )
    return f'<dl class="{css_class}">{rows}</dl>' if rows else ""


def _key_facts(facts: Iterable[KeyFact]) -> str:
    signs = escaped(static("signs.svg"))
    rows = "".join(
        '<dt><svg class="cp-sign" aria-hidden="true" focusable="false">'
        f'<use href="{signs}#{escaped(fact.sign)}" /></svg>'
        f'<span class="govuk-visually-hidden">{escaped(fact.ask)}</span></dt> '
        f"<dd>{escaped(fact.answer)}</dd>"
        for fact in facts
    )
    return f'<dl class="cp-key-facts">{rows}</dl>' if rows else ""


def _paragraph(css_class: str, text: str) -> str:
    return f'<p class="{css_class}">{escaped(text)}</p>' if text else ""


def _link(url: str, text: str) -> str:
    if not url:
        return ""
    link = f'<a class="govuk-link" href="{escaped(url)}">{escaped(text)}</a>'
    return f'<p class="govuk-body">{link}</p>'
