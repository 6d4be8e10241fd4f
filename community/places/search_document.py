"""What an app says of a thing of its own, so that it is found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from community.places.models.search_index import ObjectType, OpennessRank


@dataclass(frozen=True, kw_only=True)
class SearchDocument:
    """One thing as it may be found, before it becomes its rows of `SearchEntry`.

    `search_words` is all that may be searched beyond title, summary, kinds and place. `suits` may
    hold plain answers or {"answer": …, "on": …, "who": …}; only a yes or no is kept of it. On which
    days it is, and at what time of day, is read from `when_words`.
    `is_by_district`: its position is only the middle of a postcode's first half. `group_id`: of a
    shared cost, the group that one comes into by it.
    """

    object_type: ObjectType
    object_id: int
    title: str
    summary: str
    search_words: str = ""
    latitude: float
    longitude: float
    has_location: bool = True
    is_by_district: bool = False
    kinds: tuple[int, ...] = ()
    openness: OpennessRank = OpennessRank.NOT_KNOWN
    price_kind: str
    price_words: str = ""
    price_pence: int | None = None
    suits: Mapping[str, Any] = field(default_factory=dict)
    quality: Mapping[str, Any] = field(default_factory=dict)
    engager: str = ""
    purposes: tuple[str, ...] = ()
    place_words: str = ""
    when_words: str = ""
    opens_at: time | None = None
    closes_at: time | None = None
    group_id: int | None = None
    area_id: int | None = None
    is_example: bool = False
