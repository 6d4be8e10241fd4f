"""The lists of words that may not appear, and where they are broken."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

LISTS_FOLDER = Path(__file__).parent
LISTS_FOR_EVERYWHERE = ("banned.txt", "never_ask.txt", "rushing.txt")
LISTS_FOR_PROVIDERS = ("provider_banned.txt",)

NUMBER_PATTERN = r"(?:\d+|#|one|two|three|four|five|six|seven|eight|nine|ten)"


@dataclass(frozen=True)
class Rule:
    """`pattern` matches the words; `name` is the requirement that forbids them."""

    words: str
    name: str
    instead: str
    pattern: re.Pattern[str]
    exception: re.Pattern[str] | None = None

    @cached_property
    def _parts(self) -> list[str]:
        """What has to stand in a text that breaks it: looked for first, as that is quick."""
        return [part.rstrip("*").lower() for part in self.words.split() if part != "N"]

    def is_broken_by(self, text: str) -> bool:
        lower = text.lower()
        if not all(part in lower for part in self._parts):
            return False
        if self.exception:
            text = self.exception.sub(" ", text)
        return bool(self.pattern.search(text))


def read_rules(*files: str) -> list[Rule]:
    """The rules in these files, in order."""
    return [
        _rule(line)
        for file in files
        for line in (LISTS_FOLDER / file).read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]


def _rule(line: str) -> Rule:
    words, name, instead, *more = (part.strip() for part in line.split("|"))
    exceptions = more[0].removeprefix("except:").split(";") if more else []
    return Rule(words, name, instead, _pattern(words), _any_of(exceptions))


def _any_of(exceptions: list[str]) -> re.Pattern[str] | None:
    patterns = [_pattern(each.strip()).pattern for each in exceptions]
    return re.compile("|".join(patterns), re.IGNORECASE) if patterns else None


def _pattern(words: str) -> re.Pattern[str]:
    """Whole words, in any case, over line breaks; * ends a word, N is a number."""
    parts = [
        NUMBER_PATTERN if part == "N" else re.escape(part).replace(r"\*", r"[\w’'-]*")
        for part in words.split()
    ]
    # Initials like RAS are only themselves in capitals.
    flags = 0 if words.isupper() else re.IGNORECASE
    return re.compile(r"(?<![\w-])" + r"\s+".join(parts) + r"(?![\w-])", flags)
