"""The steps of a story: when one breaks, the report says which, in words.

    @step
    def ann_finds_something(ann): …

fails as "StepBroke: where ann finds something: ann does not read …".
"""

from collections.abc import Callable
from functools import wraps


class StepBroke(AssertionError):
    """Later steps of the story were not taken."""


def step[**P, R](takes: Callable[P, R]) -> Callable[P, R]:
    """Of steps within a step, the innermost is named."""

    @wraps(takes)
    def taken(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return takes(*args, **kwargs)
        except StepBroke:
            raise
        except Exception as error:
            raise StepBroke(f"where {takes.__name__.replace('_', ' ')}: {error}") from error

    return taken
