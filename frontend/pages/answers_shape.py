"""What a link asks, and what may be answered to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from community.messaging.models import AnswerLink
from providers.models.sessions import Session
from providers.models.supply import Listing


@dataclass(frozen=True)
class Answer:
    """`confirm` is the second button; `what_next` stands above it. `give` does it, and says what
    the page says then."""

    button: str
    confirm: str
    what_next: str
    give: Callable[[AnswerLink], str]


@dataclass(frozen=True)
class Question:
    """What a link asks: nothing by which one knows who it is about. Without `answers` it is
    answered."""

    heading: str
    intro: list[str]
    listing: Listing
    session: Session | None
    answers: Mapping[str, Answer]
