"""Facts about a listing as a person reads them: the answer, the day and who said (M08, M16)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from providers.rules.listings import ListingFacts
from providers.states import WORDED_QUALITY_FACTS, FactSource, QualityFact, SuitFact, YesNoUnknown

MAX_FACT_CHARS = 60


@dataclass(frozen=True)
class Fact:
    """One question with its answer. `on` and `source` are empty where nobody has said."""

    key: str
    question: str
    answer: YesNoUnknown
    words: str
    on: date | None = None
    source: FactSource | None = None

    @property
    def is_known(self) -> bool:
        return self.answer != YesNoUnknown.NOT_KNOWN


def suit_facts(listing: ListingFacts) -> list[Fact]:
    """Every suitability fact, in the order they are asked, "not known" included."""
    return [_fact(fact, listing.suits.get(fact)) for fact in SuitFact]


def quality_facts(listing: ListingFacts) -> list[Fact]:
    """Every quality fact of hands-on help, "not known" included; none of anything else."""
    if not listing.is_hands_on:
        return []
    return [_fact(fact, listing.quality.get(fact)) for fact in QualityFact]


def quality_answers(listing: ListingFacts) -> dict[str, str]:
    """{fact: answer or words} for the card; what is not known is said, never left out."""
    return {
        fact.key: fact.words if fact.is_known and fact.key in WORDED_QUALITY_FACTS else fact.answer
        for fact in quality_facts(listing)
    }


def dated_answer(
    value: str, *, source: FactSource, on: date | None, in_words: bool = False
) -> dict:
    """What is stored of an answer. `value` is a YesNoUnknown, or words where the question asks for
    them; nothing at all is "not known"."""
    answer = (
        (YesNoUnknown.YES if value.strip() else YesNoUnknown.NOT_KNOWN)
        if in_words
        else YesNoUnknown(value or YesNoUnknown.NOT_KNOWN)
    )
    stored = {"answer": answer.value, "on": on.isoformat() if on else "", "who": source.value}
    return stored | ({"words": value.strip()[:MAX_FACT_CHARS]} if in_words else {})


def merge_answers(
    stored: Mapping[str, Any], answers: Mapping[str, str], *, source: FactSource, on: date
) -> dict:
    """`stored` with what is newly answered. An answer repeated keeps its day and who gave it, so
    that saving a form again does not undo what a connector checked."""
    result = dict(stored)
    for fact, value in answers.items():
        new = dated_answer(value, source=source, on=on, in_words=fact in WORDED_QUALITY_FACTS)
        if not _is_same(stored.get(fact), new):
            result[fact] = new
    return result


def _is_same(old: dict | None, new: dict) -> bool:
    if old is None:
        return new["answer"] == YesNoUnknown.NOT_KNOWN
    return (old["answer"], old.get("words", "")) == (new["answer"], new.get("words", ""))


def _fact(fact: SuitFact | QualityFact, stored: Mapping[str, Any] | None) -> Fact:
    answer = YesNoUnknown(stored["answer"]) if stored else YesNoUnknown.NOT_KNOWN
    if stored is None or answer == YesNoUnknown.NOT_KNOWN:
        not_known = YesNoUnknown.NOT_KNOWN
        return Fact(fact.value, str(fact.label), not_known, str(not_known.label))
    return Fact(
        key=fact.value,
        question=str(fact.label),
        answer=answer,
        words=stored.get("words") or str(answer.label),
        on=date.fromisoformat(stored["on"]) if stored["on"] else None,
        source=FactSource(stored["who"]),
    )
