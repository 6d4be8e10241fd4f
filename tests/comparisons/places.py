"""Where in an API something is said, and how that is written for people."""

from collections.abc import Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, order=True)
class Place:
    """`part` is "body", "answer 200", "query parameter"; `path` leads to a field in it.

    An address has {} for what varies. A path begins with "" for the whole, or with a parameter's
    name; "[]" is each of a list.
    """

    method: str
    address: str
    part: str = ""
    path: tuple[str, ...] = ()

    def field(self, name: str) -> "Place":
        return replace(self, path=(*self.path, name))

    def wholes(self) -> Iterator["Place"]:
        """What it lies in, and is gone or new with."""
        if self.part:
            yield Place(self.method, self.address)
        if self.path:
            yield replace(self, path=())
        for count in range(1, len(self.path)):
            yield replace(self, path=self.path[:count])

    def __str__(self) -> str:
        words = [self.method, self.address]
        if self.part:
            words.append(self.part)
        name = ".".join(self.path).lstrip(".").replace(".[]", "[]")
        return " ".join([*words, *([f"“{name}”"] if name else [])])


Facts = dict[Place, str]
