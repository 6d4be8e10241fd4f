"""What somebody said yes to, beside what is offered now, word for word (M53, C6)."""

from dataclasses import dataclass

from django.shortcuts import render

from community.common import clock
from frontend.access import person_required
from frontend.pages.pool.texts import terms_rows
from pooling.pools.queries.pool_details import PriceLine, pool_for_member, price_lines
from pooling.pools.queries.terms import TermsChange, changes_for


@dataclass(frozen=True)
class TermsComparison:
    """`prices` is (people, then, now) for every size that either has; `changed` is (question,
    then, now) and `same` (question, answer) of everything else."""

    prices: list[tuple[int, PriceLine | None, PriceLine | None]]
    changed: list[tuple[str, str, str]]
    same: list[tuple[str, str]]

    @property
    def prices_changed(self) -> bool:
        return any(then != now for _people, then, now in self.prices)


def compare_terms(changes: TermsChange) -> TermsComparison | None:
    """None where what they said yes to is not known, or they have said no yes."""
    if changes.said is None:
        return None
    then = {line.people: line for line in price_lines(changes.said)}
    now = {line.people: line for line in price_lines(changes.now)}
    rows = [
        (ask, before, after)
        for (ask, before), (_ask, after) in zip(
            terms_rows(changes.said), terms_rows(changes.now), strict=True
        )
    ]
    return TermsComparison(
        prices=[
            (people, then.get(people), now.get(people))
            for people in sorted(then.keys() | now.keys())
        ],
        changed=[row for row in rows if row[1] != row[2]],
        same=[(ask, after) for ask, before, after in rows if before == after],
    )


@person_required
def since_my_yes(request, pool_id):
    seen = pool_for_member(pool_id=pool_id, by=request.acting, now=clock.now())
    changes = changes_for(seen.pool, request.acting.person_id)
    context = {
        "seen": seen,
        "changes": changes,
        "beside": compare_terms(changes),
        "versions": [
            (number, version.since, price_lines(version.terms))
            for number, version in enumerate(changes.versions, start=1)
        ],
    }
    return render(request, "pool/changes.html", context)
