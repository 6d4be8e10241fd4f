"""One thing found, as its card reads."""

from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from community.places.models.search_index import ObjectType, OpennessRank
from frontend.components.blocks import Card, Tone
from frontend.pages.find.forms import FACT_CHOICES
from frontend.templatetags.formats import distance_in_words
from marketplace.search.queries.nearest import SearchHit
from marketplace.search.queries.search_query import SearchQuery
from providers.states import PLACE_NOT_KNOWN, Engager, PriceKind, QualityFact, YesNoUnknown

TONES = {
    OpennessRank.OPEN: Tone.GOOD,
    OpennessRank.NOT_KNOWN: Tone.PLAIN,
    OpennessRank.FULL: Tone.OVER,
}


def result_card(found: SearchHit, asked: SearchQuery) -> Card:
    """What it is, has it places, where, when, who suits; what tells good from poor stands above
    the price (M16). What nobody has told us stands together at the end."""
    facts = [
        (_("Where"), _where(found)),
        (_("When"), found.when_words),
        *_suits(found),
        *_quality(found),
        *_employer(found),
        (_("Price"), _price(found)),
        (_("Not known, ask"), ". ".join(_not_known(found, asked))),
    ]
    return Card(
        title=found.title,
        url=_url(found),
        what=str(ObjectType(found.thing).label),
        summary=found.summary,
        state=str(OpennessRank(found.openness).label),
        tone=TONES[OpennessRank(found.openness)],
        facts=tuple((ask, answer) for ask, answer in facts if answer),
        note=_("This is an example, made up to show how it looks.") if found.is_example else "",
    )


def _where(found: SearchHit) -> str:
    """How far, but of a place that is known."""
    if not found.has_place:
        is_said = found.place_words and found.place_words != str(PLACE_NOT_KNOWN)
        return (
            found.place_words if is_said else _("Not known, ask. It may be anywhere around here.")
        )
    return ". ".join(filter(None, [capfirst(distance_in_words(found.km)), found.place_words]))


def _suits(found: SearchHit):
    """What is known to be so."""
    if found.thing != ObjectType.LISTING:
        return
    said = [str(words) for fact, words in FACT_CHOICES if found.suits.get(fact) == "yes"]
    yield _("Who it suits"), ". ".join(said)


def _quality(found: SearchHit):
    for fact in QualityFact:
        if fact in found.quality:
            answer = found.quality[fact]
            is_answer = answer in YesNoUnknown.values
            yield str(fact.label), capfirst(YesNoUnknown(answer).label if is_answer else answer)


def _employer(found: SearchHit):
    if found.engager and found.engager not in (Engager.NOBODY, Engager.NOT_KNOWN):
        yield _("Who would be the employer?"), capfirst(Engager(found.engager).label)


def _price(found: SearchHit) -> str:
    if found.price_kind == PriceKind.NOT_KNOWN:
        return ""
    if found.price_words or not found.price_kind:
        return found.price_words
    return capfirst(str(PriceKind(found.price_kind).label))


def _not_known(found: SearchHit, asked: SearchQuery) -> list[str]:
    """What was asked for by name, or else whether it suits anybody at all; employer and price."""
    if found.thing != ObjectType.LISTING:
        return []
    of_what_was_asked = [
        str(words)
        for fact, words in FACT_CHOICES
        if fact in asked.suits and fact not in found.suits
    ]
    is_known = any(answer == YesNoUnknown.YES for answer in found.suits.values())
    return [
        *(of_what_was_asked or ([] if is_known else [_("Who it suits")])),
        *([_("Who would be the employer")] if found.engager == Engager.NOT_KNOWN else []),
        *([_("The price")] if found.price_kind == PriceKind.NOT_KNOWN else []),
    ]


def _url(found: SearchHit) -> str:
    """Its page: each thing's is named after it, and may not be there yet."""
    try:
        return reverse(found.thing, args=[found.thing_id])
    except NoReverseMatch:
        return ""
