"""One thing found, as its card reads."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from community.places.activity_kinds import KINDS_BY_CODE
from community.places.models.search_index import ObjectType, OpennessRank
from frontend.components.blocks import KeyFact, ResultCard, Tone
from frontend.drawings.kind_pictures import picture_of_kinds
from frontend.pages.find.forms import FACT_CHOICES
from frontend.shared.how_open import how_open_text, is_full
from frontend.templatetags.formats import distance_in_words
from marketplace.search.queries.nearest import SearchHit
from marketplace.search.queries.search_query import SearchQuery
from providers.queries.directories import SourceCredit
from providers.queries.supply import WhoChecked, who_checked_listings
from providers.states import (
    LOCATION_NOT_KNOWN_TEXT,
    AttendingAccess,
    Engager,
    PriceKind,
    QualityFact,
    YesNoUnknown,
)

# Plain: an enum's own operations cost more than what is compared.
YES = YesNoUnknown.YES.value
OPENNESS_TONES = {
    OpennessRank.OPEN: Tone.GOOD,
    OpennessRank.NOT_KNOWN: Tone.PLAIN,
    OpennessRank.FULL: Tone.OVER,
}


@dataclass(frozen=True)
class FoundCard(ResultCard):
    """What its directory's licence asks to be said goes with it."""

    credit: SourceCredit | None = None


def result_cards(hits: Collection[SearchHit], query: SearchQuery) -> list[FoundCard]:
    """In their order. Whether somebody has checked who runs it is asked once for all of them."""
    checked = who_checked_listings([hit.object_id for hit in hits if _is_listing(hit)])
    return [
        _result_card(hit, query, checked.get(hit.object_id) if _is_listing(hit) else None)
        for hit in hits
    ]


def _is_listing(hit: SearchHit) -> bool:
    return hit.object_type == ObjectType.LISTING


def _result_card(hit: SearchHit, query: SearchQuery, who: WhoChecked | None) -> FoundCard:
    """What it is, what tells good from poor, which stands above the price (M16); when, where, the
    price, who suits. What nobody has told us stands together at the end."""
    url = _url(hit)
    not_known = ". ".join(_not_known(hit, query, who))
    key_facts = [
        KeyFact("when", _("When"), hit.when_words),
        KeyFact("where", _("Where"), _where(hit)),
        KeyFact("price", _("Price"), _price(hit)),
        *_coming(who),
        *_suits(hit),
    ]
    facts = [(_("Not known, ask"), not_known), (_("Checked"), _who_checked(who))]
    return FoundCard(
        title=hit.title,
        url=url,
        what=str(ObjectType(hit.object_type).label),
        summary=hit.summary,
        state=how_open_text(hit, who),
        tone=Tone.OVER if is_full(hit, who) else OPENNESS_TONES[OpennessRank(hit.openness)],
        quality=(*_quality(hit), *_employer(hit)),
        key_facts=tuple(fact for fact in key_facts if fact.answer),
        facts=tuple((ask, answer) for ask, answer in facts if answer),
        picture=picture_of_kinds([KINDS_BY_CODE[code].slug for code in hit.kinds if code]),
        ask_url=_ask_url(hit, url) if not_known else "",
        alike_url=f"{url}#alike" if _is_listing(hit) and is_full(hit, who) else "",
        credit=who.credit if who else None,
        note=_("This is an example, made up to show how it looks.") if hit.is_example else "",
    )


def _where(hit: SearchHit) -> str:
    """How far, but of a place that is known."""
    if not hit.has_location:
        is_named = hit.place_words and hit.place_words != str(LOCATION_NOT_KNOWN_TEXT)
        return hit.place_words if is_named else _("Not known, ask. It may be anywhere around here.")
    far = capfirst(distance_in_words(hit.km))
    if hit.is_by_district:
        far = _("%(far)s to the middle of the district") % {"far": far}
    return ". ".join(filter(None, [far, hit.place_words]))


def _suits(hit: SearchHit) -> Iterator[KeyFact]:
    """What is known to be so."""
    if not _is_listing(hit):
        return
    texts = [str(label) for fact, label in FACT_CHOICES if hit.suits.get(fact.value) == YES]
    yield KeyFact("suits", _("Who it suits"), ". ".join(texts))


def _quality(hit: SearchHit) -> Iterator[tuple[str, str]]:
    for fact in QualityFact:
        if fact in hit.quality:
            answer = hit.quality[fact]
            is_answer = answer in YesNoUnknown.values
            label = YesNoUnknown(answer).label if is_answer else answer
            yield str(fact.label), capfirst(str(label))


def _employer(hit: SearchHit) -> Iterator[tuple[str, str]]:
    if hit.engager and hit.engager not in (Engager.NOBODY, Engager.NOT_KNOWN):
        yield _("Who would be the employer?"), capfirst(str(Engager(hit.engager).label))


def _price(hit: SearchHit) -> str:
    if hit.price_kind == PriceKind.NOT_KNOWN:
        return ""
    if hit.price_words or not hit.price_kind:
        return hit.price_words
    return capfirst(str(PriceKind(hit.price_kind).label))


def _not_known(hit: SearchHit, query: SearchQuery, who: WhoChecked | None) -> list[str]:
    """What was asked for by name, of whatever it is; of a listing also whether it suits anybody at
    all, how people come, and the price."""
    unanswered = [
        str(label)
        for fact, label in FACT_CHOICES
        if query.suits and fact in query.suits and fact not in hit.suits
    ]
    if query.day and not hit.days:
        unanswered.append(_("Which day"))
    if query.day_part and not hit.day_parts:
        unanswered.append(_("What time of day"))
    if _asks_employer(hit, query):
        unanswered.append(_("Who would be the employer"))
    if not _is_listing(hit):
        return unanswered
    is_known = any(answer == YES for answer in hit.suits.values())
    asks_suits = not is_known and not query.suits
    is_access_unknown = who is not None and who.attending_access == AttendingAccess.NOT_KNOWN
    return [
        *([_("Who it suits")] if asks_suits else []),
        *unanswered,
        *([_("How people come")] if is_access_unknown else []),
        *([_("The price")] if hit.price_kind == PriceKind.NOT_KNOWN else []),
    ]


def _asks_employer(hit: SearchHit, query: SearchQuery) -> bool:
    return query.no_employer and hit.engager == Engager.NOT_KNOWN


def _coming(who: WhoChecked | None) -> Iterator[KeyFact]:
    if who is not None and who.attending_access != AttendingAccess.NOT_KNOWN:
        label = str(who.attending_access.label)
        yield KeyFact("coming", _("How people come"), capfirst(label))


def _who_checked(who: WhoChecked | None) -> str:
    """What its page says more of; nothing where it is checked, or nobody's to check."""
    if who is None or who.is_checked and not who.is_from_directory:
        return ""
    if who.is_from_directory:
        return _("Not by us: it is from the council’s directory")
    return _("Not yet by a connector")


def _ask_url(hit: SearchHit, url: str) -> str:
    """Where its people can be asked: of a listing, the part of its page that says how."""
    return f"{url}#ask" if _is_listing(hit) else url


def _url(hit: SearchHit) -> str:
    """Its page: the route of each is named after what it is. A shared cost is not there for
    strangers: the group is, which one comes into."""
    if hit.object_type == ObjectType.POOL:
        return reverse("group", args=[hit.group_id])
    return reverse(hit.object_type, args=[hit.object_id])
