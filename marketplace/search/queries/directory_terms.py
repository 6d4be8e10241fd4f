"""The terms that say of what goes out what one does there, whom it suits, and who says so.

Each has an id that follows from its name alone, so that it is the same on every machine, for ever.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db.models import Q
from django.utils.translation import gettext as _

from community.places.activity_kinds import ACTIVITY_KINDS, KINDS_BY_CODE
from providers.models.imports import ImportRun
from providers.models.supply import Listing
from providers.states import SuitFact, YesNoUnknown

NAMESPACE = UUID("5b0f3c1e-6a0d-5c52-9d5b-7d1f0a7c9e21")  # chosen once: every id here hangs on it
HERE = "here"


@dataclass(frozen=True)
class Taxonomy:
    slug: str
    name: str
    description: str

    @property
    def id(self) -> UUID:
        return uuid5(NAMESPACE, f"taxonomy/{self.slug}")


@dataclass(frozen=True)
class Term:
    """`condition`: which listings have it."""

    taxonomy: Taxonomy
    code: str
    name: str
    description: str
    condition: Q

    @property
    def id(self) -> UUID:
        return uuid5(NAMESPACE, f"term/{self.taxonomy.slug}/{self.code}")


def taxonomies() -> list[Taxonomy]:
    return [_kinds(), _suits(), _sources()]


def all_terms() -> list[Term]:
    """In the order of the taxonomies. One statement: which directories were ever read."""
    kinds = [_kind_term(kind.code) for kind in ACTIVITY_KINDS]
    suits = [_suit_term(fact) for fact in SuitFact]
    read = ImportRun.objects.order_by("feed", "area__council")
    feeds = dict(read.values_list("feed", "area__council"))
    return [*kinds, *suits, _source_term(""), *(_source_term(*feed) for feed in feeds.items())]


def terms_of(listing: Listing) -> Iterator[Term]:
    """Those of one that is read with its provider and area. What is not known has no term."""
    for code in listing.kinds:
        if code in KINDS_BY_CODE:
            yield _kind_term(code)
    for fact in SuitFact:
        if listing.suits.get(fact, {}).get("answer") == YesNoUnknown.YES:
            yield _suit_term(fact)
    yield _source_term(listing.feed, listing.provider.area.council)


def _kinds() -> Taxonomy:
    return Taxonomy("kinds", _("What one does there"), _("What one does there and why one goes."))


def _suits() -> Taxonomy:
    description = _("What is known to be so of a place. What is not known has no term.")
    return Taxonomy("suits", _("Whom it suits"), description)


def _sources() -> Taxonomy:
    description = _("Who says what is written, and under which licence others may use it.")
    return Taxonomy("sources", _("Who says so"), description)


def _kind_term(code: int) -> Term:
    kind = KINDS_BY_CODE[code]
    words = ", ".join(kind.words)
    return Term(_kinds(), kind.slug, str(kind.name), words, Q(kinds__contains=[code]))


def _suit_term(fact: SuitFact) -> Term:
    is_so = Q(**{f"suits__{fact.value}__answer": YesNoUnknown.YES.value})
    description = _("%(question)s Yes.") % {"question": fact.label}
    return Term(_suits(), fact.value, str(fact.label), description, is_so)


def _source_term(feed: str, council: str = "") -> Term:
    """The wording that the licence asks of whoever passes on a directory under it."""
    if not feed:
        words = _("Written on this site by whoever runs it.")
        return Term(_sources(), HERE, _("Whoever runs it"), words, Q(feed=""))
    name = _("The directory of %(council)s") % {"council": council}
    words = _(
        "From the directory of %(council)s, shortened and without personal contacts; not checked "
        "here. Contains public sector information licensed under the Open Government Licence v3.0: "
        "name its source when you use it."
    ) % {"council": council}
    return Term(_sources(), feed, name, words, Q(feed=feed))
