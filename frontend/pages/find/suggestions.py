"""A few unlike things under a short list, each with why."""

from dataclasses import replace

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from frontend.components.blocks import ResultCard
from frontend.pages.find.result_cards import result_cards
from marketplace.search.queries.results import SearchResults
from marketplace.search.queries.suggestions import UNLIKE, suggest_options

WHY_APART = ". "


def suggestion_cards(results: SearchResults) -> list[ResultCard]:
    """At most five that are not in the list already. None where nothing is short, or where the
    words are of danger."""
    if results.dangers or results.is_nothing or not results.has_few_results:
        return []
    shown = {(hit.object_type, hit.object_id) for hit in (*results.matches, *results.not_known)}
    suggestions = [
        each
        for each in suggest_options(results)
        if (each.hit.object_type, each.hit.object_id) not in shown
    ][:UNLIKE]
    cards = result_cards([each.hit for each in suggestions], results.query)
    return [
        replace(card, facts=((_("Why"), capfirst(WHY_APART.join(each.why))), *card.facts))
        for card, each in zip(cards, suggestions, strict=True)
    ]
