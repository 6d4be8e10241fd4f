"""What the templates in `parts/` are given."""

from dataclasses import dataclass
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
class ResultCard:
    """One result: what it is first, then facts as (question, answer) pairs."""

    title: str
    url: str
    what: str = ""
    summary: str = ""
    state: str = ""
    tone: Tone = Tone.PLAIN
    facts: tuple[tuple[str, str], ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Row:
    """One line of a summary list; `change_url` leads back to the question it came from."""

    key: str
    value: str
    change_url: str = ""


@dataclass(frozen=True)
class Link:
    """A way on: what it says, and the route it leads to. `mark` says that it should not wait."""

    label: str | Promise
    route: str
    args: tuple[int, ...] = ()
    mark: str | Promise = ""

    @property
    def url(self) -> str:
        return reverse(self.route, args=self.args)


@dataclass(frozen=True)
class AnswerSheet:
    """Half a page of A4 for paper: a task with boxes to tick and a code to enter it by (M122)."""

    title: str
    text: str
    code: str
    ticks: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    give_to: str = ""
    changes: tuple[tuple[str, str, str], ...] = ()  # (question, before, now) since another sheet


@dataclass(frozen=True)
class AnsweredQuestion:
    """`ask_url`: where somebody asks what is not known."""

    ask: str
    answer: str
    ask_url: str = ""
