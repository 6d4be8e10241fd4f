"""Where a search starts from, and in which order what is found comes."""

from enum import StrEnum

from groups.states import Purpose


class StartingPoint(StrEnum):
    """What a person comes with (M12): three doors into one list."""

    NEED = Purpose.NEED
    GOAL = Purpose.GOAL
    BRING = Purpose.BRING


# Which groups suit whoever comes by each door: what somebody can bring, others need or want.
PURPOSES_OF_STARTING_POINT = {
    StartingPoint.NEED: frozenset({Purpose.NEED}),
    StartingPoint.GOAL: frozenset({Purpose.GOAL}),
    StartingPoint.BRING: frozenset({Purpose.BRING, Purpose.NEED, Purpose.GOAL}),
}


class Order(StrEnum):
    NEAR = "near"
    PRICE = "price"
