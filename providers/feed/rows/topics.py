"""Which kinds of thing a row is about, guessed from its words; and what it says of who it suits."""

import re
from functools import cache

from community.places.activity_kinds import ACTIVITY_KINDS
from providers.states import SuitFact, YesNoUnknown

MAX_KINDS = 3
# A word of the kind in the title is enough; in the text, where carers and courses are named in
# passing, it takes three.
TITLE_WEIGHT = 3
MIN_SCORE = 3
# So common in what organisations say of themselves that they tell nothing.
COMMON_WORDS = frozenset({"support", "help", "home", "day", "centre", "rest", "read", "friend"})

SUIT_PATTERNS = {
    SuitFact.STEP_FREE: re.compile(
        r"\b(step[- ]free|level access|wheelchair (?:user|access)|ramp(?:ed)? access)",
        re.IGNORECASE,
    ),
    SuitFact.QUIET_ROOM: re.compile(r"\bquiet (?:room|space|area)\b", re.IGNORECASE),
}
DEMENTIA_PATTERN = re.compile(r"\b(dementia|alzheimer)", re.IGNORECASE)
DENIAL_PATTERN = re.compile(r"\b(no|not|without|isn't|unfortunately)\b", re.IGNORECASE)


def guess_kinds(title: str, text: str, topics: str = "") -> list[int]:
    """The codes of up to three kinds, those with most words first; none is better than wrong."""
    scores = {}
    for kind in ACTIVITY_KINDS:
        pattern = _kind_pattern(kind.code)
        score = sum(
            weight * len(pattern.findall(part))
            for part, weight in ((title, TITLE_WEIGHT), (topics, TITLE_WEIGHT), (text, 1))
        )
        if score >= MIN_SCORE:
            scores[kind.code] = score
    best = sorted(scores, key=lambda code: (-scores[code], code))[:MAX_KINDS]
    return sorted(best)


def parse_suits(access_words: str, audiences: str) -> dict[str, str]:
    """Only what the row states about access, or names as its audience. All else stays not known,
    and so does a sentence with a "not" in it: reading it wrongly could strand somebody."""
    suits = {
        fact.value: YesNoUnknown.YES.value
        for fact, pattern in SUIT_PATTERNS.items()
        if any(
            pattern.search(sentence) and not DENIAL_PATTERN.search(sentence)
            for sentence in re.split(r"[.\n;]", access_words)
        )
    }
    if DEMENTIA_PATTERN.search(audiences):
        suits[SuitFact.MEMORY_WELCOME.value] = YesNoUnknown.YES.value
    return suits


@cache
def _kind_pattern(code: int) -> re.Pattern[str]:
    [kind] = [kind for kind in ACTIVITY_KINDS if kind.code == code]
    stems = "|".join(re.escape(word) for word in kind.words if word not in COMMON_WORDS)
    endings = "s|es|ing|er|ers|ed|ning|ming"
    return re.compile(rf"\b(?:{stems or '(?!)'})(?:{endings})?\b", re.IGNORECASE)
