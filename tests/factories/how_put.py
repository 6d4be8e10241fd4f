"""How something was put to somebody, where it is agreed for them."""

from community.people.acting import Acting
from community.people.how_put import HowPut

READ_ALOUD = {"shown_words": "Read aloud", "interpreted_by": "nobody"}  # as typed, or sent
HOW_PUT = HowPut(**READ_ALOUD)


def put_to(by: Acting) -> HowPut:
    """As whoever says it for somebody puts it to them."""
    return HOW_PUT if by.is_by_other_hands else HowPut()
