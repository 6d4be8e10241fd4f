"""What somebody reads before they leave a group, on its page, on paper and by API (fault C6)."""

from community.people.acting import Acting
from pooling.pools.queries.leaving import costs_of_leaver
from pooling.pools.wording.leaving import describe_leaving


def leaving_texts_of(group_id: int, by: Acting) -> list[str]:
    """What stays paid and what stops, for each shared cost of theirs (fault C6)."""
    return [
        describe_leaving(cost.pool.terms.summary, cost.status)
        for cost in (costs_of_leaver(group_id, by) if by.person else [])
    ]
