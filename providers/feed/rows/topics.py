"""Which kinds of thing a row is about, guessed from its words; and what it says of who it suits."""

import re
from functools import cache

from community.places.activity_kinds import ACTIVITY_KINDS
from providers.states import SuitFact, YesNoUnknown

MOST_KINDS = 3
# A word of the kind in the title is enough; in the text, where carers and courses are named in
# passing, it takes three.
TITLE_COUNTS = 3
ENOUGH = 3
# So common in what organisations say of themselves that they tell nothing.
SAYS_NOTHING = frozenset({"support", "help", "home", "day", "centre", "rest", "read", "friend"})

SUITS_BY_WORDS = {
    SuitFact.STEP_FREE: re.compile(
        r"\b(step[- ]free|level access|wheelchair (?:user|access)|ramp(?:ed)? access)",
        re.IGNORECASE,
    ),
    SuitFact.QUIET_ROOM: re.compile(r"\bquiet (?:room|space|area)\b", re.IGNORECASE),
}
DEMENTIA = re.compile(r"\b(dementia|alzheimer)", re.IGNORECASE)
DENIED = re.compile(r"\b(no|not|without|isn't|unfortunately)\b", re.IGNORECASE)


def kinds_of(title: str, text: str, topics: str = "") -> list[int]:
    """The codes of up to three kinds, those with most words first; none is better than wrong."""
    scores = {}
    for kind in ACTIVITY_KINDS:
        words = _words(kind.code)
        score = sum(
            weight * len(words.findall(part))
            for part, weight in ((title, TITLE_COUNTS), (topics, TITLE_COUNTS), (text, 1))
        )
        if score >= ENOUGH:
            scores[kind.code] = score
    best = sorted(scores, key=lambda code: (-scores[code], code))[:MOST_KINDS]
    return sorted(best)


def suits_from(access_words: str, audiences: str) -> dict[str, str]:
    """Only what the row states about access, or names as its audience. All else stays not known,
    and so does a sentence with a "not" in it: reading it wrongly could strand somebody."""
    found = {
        fact.value: YesNoUnknown.YES.value
        for fact, pattern in SUITS_BY_WORDS.items()
        if any(
            pattern.search(sentence) and not DENIED.search(sentence)
            for sentence in re.split(r"[.\n;]", access_words)
        )
    }
    if DEMENTIA.search(audiences):
        found[SuitFact.MEMORY_WELCOME.value] = YesNoUnknown.YES.value
    return found


@cache
def _words(code: int) -> re.Pattern:
    [kind] = [kind for kind in ACTIVITY_KINDS if kind.code == code]
    stems = "|".join(re.escape(word) for word in kind.words if word not in SAYS_NOTHING)
    endings = "s|es|ing|er|ers|ed|ning|ming"
    return re.compile(rf"\b(?:{stems or '(?!)'})(?:{endings})?\b", re.IGNORECASE)
