"""What is known of a person, as they would say it."""

from .states import Adjustment


def describe_adjustments(adjustments: list[str]) -> list[str]:
    """What helps a person, as they would say it: known codes become words, own words stay."""
    return [
        str(Adjustment(code).label) if code in Adjustment.values else code for code in adjustments
    ]
