"""What a holder can press on a page, as whoever acts for them presses it."""

from collections.abc import Callable
from dataclasses import dataclass, field

YES = {"step": "yes"}


@dataclass(frozen=True)
class Press:
    """One page's address, what is typed in it, and the deed that comes of it."""

    deed: str
    args: list = field(default_factory=list)
    typed: dict = field(default_factory=dict)
    query: str = ""


class Presses(dict[str, Callable[..., Press]]):
    """{name of a route: what makes the world for it}, given the holder and, if asked, the core."""

    def press(self, name: str) -> Callable[[Callable[..., Press]], Callable[..., Press]]:
        def kept(build: Callable[..., Press]) -> Callable[..., Press]:
            self[name] = build
            return build

        return kept
