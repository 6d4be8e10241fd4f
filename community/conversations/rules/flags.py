"""What makes a lead look (T15), as P113 says: words to people by who wrote first, never an answer
to who did; and whoever stops others' access to somebody. Told, it changes nothing
by itself."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from community.conversations.states import FlagReason
from community.moderation.rules.contacts import EMAIL_PATTERN, NUMBER_PATTERN, WEB_PATTERN

SEVERAL = 3  # sides of people to whom somebody wrote first
SEVERAL_STOPS = 2  # ways to somebody that the same other hands stopped
WITHIN = timedelta(days=30)

# Each as people write it who would rather not be seen: bounded, so that no word makes them slow.
MEETING = (
    r"\b(?:come|meet|visit|see)\b[^.!?\n]{0,40}\b(?:my|your)\s(?:own\s)?"
    r"(?:place|home|house|flat|room|car)\b",
    r"\b(?:meet|see|visit)\s(?:me|you|up)?\s?(?:alone|in\sprivate|privately|elsewhere|"
    r"somewhere\selse)\b",
    r"\bjust\s(?:the\stwo\sof\sus|you\sand\sme|us\stwo)\b",
    r"\b(?:need\snot|don.t|do\snot|no\sneed\sto)\stell\s(?:anyone|anybody|the\sothers|them)\b",
)
PAYING = (
    r"\bpay\sme\b|\bpay\s(?:in\s)?cash\b|\bcash\sin\shand\b|\bpay(?:ing)?\sdirect(?:ly)?\b",
    r"\bsend\s(?:me\s)?(?:the\s|some\s)?money\b|\btransfer\s(?:me\s)?(?:the\s|some\s)?money\b",
    r"\b(?:bank\sdetails|sort\scode|account\snumber|pay\s?pal|bitcoin|voucher\scode)\b",
)
WRITING = (
    r"\b(?:whats\s?app|telegram|snap\s?chat|messenger|insta(?:gram)?|facebook|tik\s?tok)\b",
    r"\b(?:text|ring|phone|e-?mail|message)\sme\b|\bcall\sme\s(?:on|at)\b",
    r"\bmy\s(?:own\s)?(?:number|mobile|phone|e-?mail)\b|\bprivate\s(?:chat|message)\b",
)
GIFTS = (
    r"\b(?:gifts?|presents?)\sfor\s(?:you|all\sof\syou|each\sof\syou)\b|\bgift\scards?\b",
    r"\b(?:buy|get)\syou\s(?:a|an|some|something)\b",
    r"\b(?:lend|loan)\s(?:you|me)\b|\bloans?\b|\bborrow\s(?:some\s)?money\b",
    r"\bgive\s(?:you|me)\s(?:some\s)?(?:money|cash|£)",
)
OF_REASON = {
    FlagReason.MEETS_ELSEWHERE: MEETING,
    FlagReason.PAYS_ELSEWHERE: PAYING,
    FlagReason.WRITES_ELSEWHERE: WRITING,
    FlagReason.GIFTS_OR_LOANS: GIFTS,
}
PATTERNS = {
    reason: [re.compile(pattern, re.IGNORECASE) for pattern in patterns]
    for reason, patterns in OF_REASON.items()
}
PATTERNS[FlagReason.WRITES_ELSEWHERE] += [EMAIL_PATTERN, WEB_PATTERN, NUMBER_PATTERN]


@dataclass(frozen=True)
class FirstWords:
    """When a side wrote first, and to whom: "group:3", "person:…"."""

    to: str
    written_at: datetime


def reasons_in(words: str) -> dict[FlagReason, str]:
    """What words ask or offer that a lead should hear of, each with the words that say it."""
    line = " ".join(words.split())
    found = {}
    for reason, patterns in PATTERNS.items():
        match = next((each for pattern in patterns if (each := pattern.search(line))), None)
        if match:
            found[reason] = match.group()
    return found


def wrote_to_several(first_words: Iterable[FirstWords], *, now: datetime) -> bool:
    """To as many different sides of people, lately; however often to each."""
    return len({each.to for each in first_words if now - each.written_at <= WITHIN}) >= SEVERAL


def stops_others(stopped_at: Iterable[datetime], *, now: datetime) -> bool:
    return len([each for each in stopped_at if now - each <= WITHIN]) >= SEVERAL_STOPS
