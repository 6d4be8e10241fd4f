"""How open a thing that was found is, on its card and by program."""

from django.utils.text import capfirst

from community.places.models.search_index import OpennessRank
from marketplace.search.queries.nearest import SearchHit
from providers.queries.supply import WhoChecked


def is_full(hit: SearchHit, who: WhoChecked | None) -> bool:
    """By its row today, or as it was found: the one may say more than the other."""
    return hit.openness == OpennessRank.FULL or (who is not None and who.is_full)


def how_open_text(hit: SearchHit, who: WhoChecked | None) -> str:
    """Before anything is typed; where it is full, until when (M92)."""
    if who is not None and (who.is_full or hit.openness == OpennessRank.OPEN):
        return capfirst(who.places_words)
    return str(OpennessRank(hit.openness).label)
