"""What one share would be."""


def share_if_all(prices: dict[int, int], people: int) -> int | None:
    """The most one of `people` would pay, in pence a session: the price shared, rounded up.

    None while there are fewer people than the smallest group that works.
    """
    if people not in prices:
        return None
    return -(-prices[people] // people)
