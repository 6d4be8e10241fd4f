"""Which kinds of thing words name (P86): "day centre", "museum", "a warm meal"."""

from functools import cache

from community.places.activity_kinds import ACTIVITY_KINDS

# Of the words by which a kind is guessed, those that say how somebody is or what they lack, and
# name nothing that one can go to.
NAME_NOTHING = frozenset(
    ("lonely", "friend", "visit", "support", "help", "rest", "break", "remember", "read", "rights")
    + ("peer", "recovery", "home", "plant", "grow", "wash", "spirit", "hand", "making", "moving")
    + ("there", "out")
)


def named_kinds(words: list[str]) -> frozenset[int]:
    """Codes of the kinds that these words, all of them, are of. None where a word is of no kind."""
    named = [_kinds_by_word().get(_singular(word), frozenset()) for word in words]
    return frozenset.intersection(*named) if named else frozenset()


@cache
def _kinds_by_word() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for kind in ACTIVITY_KINDS:
        for word in {*map(_singular, kind.slug.split("-")), *kind.words} - NAME_NOTHING:
            found.setdefault(word, set()).add(kind.code)
    return {word: frozenset(codes) for word, codes in found.items()}


def _singular(word: str) -> str:
    return word.removesuffix("s")
