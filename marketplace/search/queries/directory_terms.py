"""The terms that say of what goes out what one does there, whom it suits, and who says so.

Each has an id that follows from its name alone, so that it is the same on every machine, for ever.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db.models import Q
from django.utils.translation import gettext as _

from community.places.activity_kinds import ACTIVITY_KINDS, KINDS_BY_CODE
from providers.models.imports import DirectorySource
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
    """In the order of the taxonomies. One statement: which directories are read here."""
    kinds = [_kind_term(kind.code) for kind in ACTIVITY_KINDS]
    suits = [_suit_term(fact) for fact in SuitFact]
    sources = [_directory_term(source) for source in DirectorySource.objects.order_by("pk")]
    return [*kinds, *suits, _here_term(), *sources]


def terms_of(listing: Listing, source: DirectorySource | None) -> Iterator[Term]:
    """Those of one listing; `source` is the directory it came from. What is not known has none."""
    for code in listing.kinds:
        if code in KINDS_BY_CODE:
            yield _kind_term(code)
    for fact in SuitFact:
        if listing.suits.get(fact, {}).get("answer") == YesNoUnknown.YES:
            yield _suit_term(fact)
    if source:
        yield _directory_term(source)
    elif not listing.feed:
        yield _here_term()


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


def _here_term() -> Term:
    words = _("Written on this site by whoever runs it.")
    return Term(_sources(), HERE, _("Whoever runs it"), words, Q(feed=""))


def _directory_term(source: DirectorySource) -> Term:
    """What its licence asks of whoever passes it on: whose it is, and under which."""
    words = _(
        "From “%(name)s”, shortened and without personal contacts; not checked here. Contains "
        "information licensed under the %(licence)s (%(url)s): name its source when you use it."
    ) % {"name": source.name, "licence": source.licence_name, "url": source.licence_url}
    return Term(_sources(), source.feed, source.name, words, Q(feed=source.feed))
