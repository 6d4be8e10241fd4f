"""A form with a review before it counts: look, change, or say yes. No step is kept anywhere:
what was typed travels with the page, and is checked each time."""

from enum import StrEnum
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from frontend.access import ActingRequest
from frontend.pages.pool.parts_field import parts_as_typed
from frontend.shared.form_guard.sent import typed_fields
from pooling.pools.rules.pledging import PledgeRequest


class ReviewStep(StrEnum):
    LOOK = "look"
    CHANGE = "change"
    YES = "yes"


FIELDS_LEFT_OUT = {"step"}


def review_step(request: ActingRequest) -> ReviewStep | None:
    """Which button was pressed; None when the page was only opened."""
    if request.method != "POST":
        return None
    pressed = request.POST.get("step", ReviewStep.LOOK)
    return ReviewStep(pressed) if pressed in list(ReviewStep) else ReviewStep.LOOK


def hidden_fields(request: ActingRequest) -> list[tuple[str, str]]:
    """What was typed, as (name, text) for hidden boxes."""
    return [(name, text) for name, text in typed_fields(request) if name not in FIELDS_LEFT_OUT]


def with_parts(request: ActingRequest, pledge_request: PledgeRequest) -> list[tuple[str, str]]:
    """What was typed, and each part by its money."""
    typed = hidden_fields(request)
    names = {name for name, text in typed if text.strip()}
    return [*typed, *(each for each in parts_as_typed(pledge_request) if each[0] not in names)]


def show_review(
    request: ActingRequest, template: str = "pool/review.html", *, status: int = 200, **context: Any
) -> HttpResponse:
    """`rows`, `questions`, `what_next`, `confirm`, `heading`, `not_now`, `talk` as in the part.
    `shown_digest`: of what the yes agrees to, where that may change meanwhile."""
    usual = {"shown_digest": "", "comparison": None, "hidden_fields": hidden_fields(request)}
    return render(request, template, usual | context, status=status)
