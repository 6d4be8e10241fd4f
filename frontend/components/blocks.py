"""What the templates in `parts/` are given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.urls import reverse
from django.utils.functional import Promise


class Tone(StrEnum):
    """How a state's edge looks. The words carry the meaning; the edge only helps the eye."""

    PLAIN = "plain"
    GOOD = "good"
    WAITING = "waiting"
    OVER = "over"


@dataclass(frozen=True)
class KeyFact:
    """One fact with a sign before it that is drawn in `static/signs.svg`; `ask` is read aloud."""

    sign: str
    ask: str
    answer: str


@dataclass(frozen=True)
class ResultCard:
    """One result: what it is first. `quality`, then `key_facts`, and `facts`; the first and the
    last as (question, answer) pairs. `number`: in a list that stands beside a map of it. `picture`:
    the address of its drawing, which says nothing that the words do not. `ask_url`: where one asks
    what is not known. `alike_url`: where two like it stand that are not full."""

    title: str
    url: str
    what: str = ""
    summary: str = ""
    state: str = ""
    tone: Tone = Tone.PLAIN
    quality: tuple[tuple[str, str], ...] = ()
    key_facts: tuple[KeyFact, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    picture: str = ""
    note: str = ""
    number: int = 0
    ask_url: str = ""
    alike_url: str = ""


@dataclass(frozen=True)
class Row:
    """One line of a summary list; `change_url` leads back to the question it came from."""

    key: str
    value: str
    change_url: str = ""


@dataclass(frozen=True)
class Link:
    """A way on: what it says, and the route it leads to, with `asked` of it."""

    label: str | Promise
    route: str
    args: tuple[int, ...] = ()
    asked: tuple[tuple[str, str], ...] = ()

    @property
    def url(self) -> str:
        return reverse(self.route, args=self.args, query=dict(self.asked) or None)


@dataclass(frozen=True)
class Fold:
    """A rule folded away: `short` is the answer, true without opening it. What lies in it: the
    template `inside`, then `lines`, `pairs` of (question, answer) and `links`."""

    ask: str
    short: str
    lines: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    inside: str = ""
    links: tuple[Link, ...] = ()


class Picture(StrEnum):
    """What a line of a sheet is about, drawn beside its words."""

    YES = "yes"
    NO = "no"
    MONEY = "money"
    DAY = "day"
    PLACE = "place"
    PEOPLE = "people"

    @property
    def template(self) -> str:
        return f"parts/pictures/{self}.html"


@dataclass(frozen=True)
class KindPicture:
    """The same, of a drawing of `static/kinds`."""

    address: str

    @property
    def template(self) -> str:
        return "parts/pictures/kind.html"


@dataclass(frozen=True)
class AnswerSheet:
    """Half a page of A4 for paper: a task with boxes to tick and a code to enter it by (M122).

    `pictures`: of a line of the text, or of a box, what is drawn beside it where pictures are
    wanted (P59); `version`: of what it asks, where that is compared.
    """

    title: str
    text: str
    code: str
    ticks: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    give_to: str = ""
    changes: tuple[tuple[str, str, str], ...] = ()  # (question, before, now) since another sheet
    pictures: Mapping[str, Picture | KindPicture] = field(default_factory=dict)
    version: str = ""

    @property
    def text_lines(self) -> list[tuple[str, Picture | KindPicture | None]]:
        return [(line, self.pictures.get(line)) for line in self.text.splitlines()]

    @property
    def tick_lines(self) -> list[tuple[str, Picture | KindPicture | None]]:
        return [(tick, self.pictures.get(tick)) for tick in self.ticks]


@dataclass(frozen=True)
class AnsweredQuestion:
    """`ask_url`: where somebody asks what is not known."""

    ask: str
    answer: str
    ask_url: str = ""
