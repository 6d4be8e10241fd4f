"""Facts about a listing as a person reads them: the answer, the day and who said (M08, M16)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from providers.states import QUALITY_IN_WORDS, FactSource, QualityFact, SuitFact, YesNoUnknown

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


def suit_facts(listing) -> list[Fact]:
    """Every suitability fact, in the order they are asked, "not known" included."""
    return [_fact(fact, listing.suits.get(fact)) for fact in SuitFact]


def quality_facts(listing) -> list[Fact]:
    """Every quality fact of hands-on help, "not known" included; none of anything else."""
    if not listing.is_hands_on:
        return []
    return [_fact(fact, listing.quality.get(fact)) for fact in QualityFact]


def quality_answers(listing) -> dict[str, str]:
    """{fact: answer or words} for the card; what is not known is said, never left out."""
    return {
        fact.key: fact.words if fact.is_known and fact.key in QUALITY_IN_WORDS else fact.answer
        for fact in quality_facts(listing)
    }


def said(value: str, *, source: FactSource, on: date | None, in_words: bool = False) -> dict:
    """What is kept of an answer. `value` is an Answer, or words where the question asks for them;
    nothing at all is "not known"."""
    answer = (
        (YesNoUnknown.YES if value.strip() else YesNoUnknown.NOT_KNOWN)
        if in_words
        else YesNoUnknown(value or YesNoUnknown.NOT_KNOWN)
    )
    kept = {"answer": answer.value, "on": on.isoformat() if on else "", "who": source.value}
    return kept | ({"words": value.strip()[:MAX_FACT_CHARS]} if in_words else {})


def merge_answers(kept: dict, answers: Mapping[str, str], *, source: FactSource, on: date) -> dict:
    """`kept` with what is newly answered. An answer repeated keeps its day and who gave it, so
    that saving a form again does not undo what a connector checked."""
    result = dict(kept)
    for fact, value in answers.items():
        new = said(value, source=source, on=on, in_words=fact in QUALITY_IN_WORDS)
        if not _is_same(kept.get(fact), new):
            result[fact] = new
    return result


def _is_same(old: dict | None, new: dict) -> bool:
    if old is None:
        return new["answer"] == YesNoUnknown.NOT_KNOWN
    return (old["answer"], old.get("words", "")) == (new["answer"], new.get("words", ""))


def _fact(fact, kept: dict | None) -> Fact:
    answer = YesNoUnknown(kept["answer"]) if kept else YesNoUnknown.NOT_KNOWN
    if kept is None or answer == YesNoUnknown.NOT_KNOWN:
        return Fact(
            fact.value, fact.label, YesNoUnknown.NOT_KNOWN, str(YesNoUnknown.NOT_KNOWN.label)
        )
    return Fact(
        key=fact.value,
        question=fact.label,
        answer=answer,
        words=kept.get("words") or str(answer.label),
        on=date.fromisoformat(kept["on"]) if kept["on"] else None,
        source=FactSource(kept["who"]),
    )
