"""What people say, and the words and kinds of what answers it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MAX_SAID_WORDS = 5


@dataclass(frozen=True)
class Saying:
    """`kinds` are codes, what fits best first. `is_whole`: it means that only where nothing else
    was typed. `is_condition`: it names what somebody has, though its kind is something that one
    does. `is_local`: written in the office."""

    said: str
    means: tuple[str, ...]
    kinds: tuple[int, ...]
    is_whole: bool = False
    is_condition: bool = False
    is_local: bool = False


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Every way of saying it that is known, by what is said."""

    sayings: Mapping[str, Saying]

    def said_in(self, words: Sequence[str]) -> tuple[list[Saying], list[str]]:
        """What is said in a line, the longest run of words first, and the words that are left."""
        found, left, start = [], [], 0
        while start < len(words):
            saying = self._longest_from(words, start)
            if saying:
                found.append(saying)
                start += len(saying.said.split())
            else:
                left.append(words[start])
                start += 1
        return found, left

    def _longest_from(self, words: Sequence[str], start: int) -> Saying | None:
        for size in range(min(MAX_SAID_WORDS, len(words) - start), 0, -1):
            saying = self.sayings.get(" ".join(words[start : start + size]))
            if saying and not (saying.is_whole and size < len(words)):
                return saying
        return None
