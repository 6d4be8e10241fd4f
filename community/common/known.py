"""What the types cannot see and the database promises."""


def not_none[T](value: T | None) -> T:
    """What a constraint says is there by now, in the state its row is in."""
    if value is None:
        raise LookupError("a constraint promised that this would be there")
    return value
