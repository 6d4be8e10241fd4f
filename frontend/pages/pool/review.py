"""A form with a review before it counts: look, change, or say yes. No step is kept anywhere:
what was typed travels with the page, and is checked each time."""

from enum import StrEnum

from django.shortcuts import render


class Step(StrEnum):
    LOOK = "look"
    CHANGE = "change"
    YES = "yes"


LEFT_OUT = {"csrfmiddlewaretoken", "step"}


def review_step(request) -> Step | None:
    """Which button was pressed; None when the page was only opened."""
    if request.method != "POST":
        return None
    pressed = request.POST.get("step", Step.LOOK)
    return Step(pressed) if pressed in list(Step) else Step.LOOK


def hidden_fields(request) -> list[tuple[str, str]]:
    """What was typed, as (name, text) for hidden boxes."""
    return [
        (name, text)
        for name, texts in request.POST.lists()
        if name not in LEFT_OUT
        for text in texts
    ]


def show_review(request, template="pool/review.html", **context):
    """`rows`, `questions`, `what_next`, `confirm`, `heading`, `not_now`, `talk` as in the part."""
    return render(request, template, {"typed": hidden_fields(request), **context})
