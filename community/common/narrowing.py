"""How a list is narrowed to what was asked for, where only some of it may have been."""


def lookups_with_values(**lookups: object) -> dict[str, object]:
    """Of a filter's lookups those that say something: one that is None or empty narrows nothing."""
    return {lookup: value for lookup, value in lookups.items() if value not in (None, "")}
