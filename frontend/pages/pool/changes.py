"""What somebody said yes to, beside what is offered now, word for word (M53, C6)."""

from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.shortcuts import render

from community.common import clock
from community.common.lifecycle import not_none
from community.people.acting import Acting
from community.people.scope_table import Seen
from frontend.access import PersonRequest, person_required, shows
from frontend.pages.pool.texts import terms_rows
from pooling.pools.models.pledges import Pool
from pooling.pools.office_terms import OfficeTermsByArea, split_digest
from pooling.pools.queries.pool_details import PriceLine, pool_for_reader, price_lines
from pooling.pools.queries.terms import TermsChange, changes_for, changes_since
from pooling.pools.rules.pledging import check_terms_shown
from pooling.pools.wording.office_terms import office_changes, office_texts


@dataclass(frozen=True)
class TermsComparison:
    """`prices` is (people, then, now) for every size that either has; `changed` is (question,
    then, now) and `same` (question, answer) of everything else."""

    prices: list[tuple[int, PriceLine | None, PriceLine | None]]
    changed: list[tuple[str, str, str]]
    same: list[tuple[str, str]]

    @property
    def prices_changed(self) -> bool:
        return any(old != new for _people, old, new in self.prices)


def compare_terms(changes: TermsChange) -> TermsComparison | None:
    """None where what they said yes to is not known, or they have said no yes."""
    if changes.pledged_terms is None:
        return None
    old_lines = {line.people: line for line in price_lines(changes.pledged_terms)}
    new_lines = {line.people: line for line in price_lines(changes.present_terms)}
    rows = [
        (question, old, new)
        for (question, old), (_question, new) in zip(
            terms_rows(changes.pledged_terms), terms_rows(changes.present_terms), strict=True
        )
    ]
    return TermsComparison(
        prices=[
            (people, old_lines.get(people), new_lines.get(people))
            for people in sorted(old_lines.keys() | new_lines.keys())
        ],
        changed=[row for row in rows if row[1] != row[2]],
        same=[(question, new) for question, old, new in rows if old == new],
    )


def changes_since_shown(
    pool: Pool, shown_digest: str | None, by: Acting, offices: OfficeTermsByArea
) -> TermsComparison:
    """What stood above a button beside what is offered now; refused where it showed no terms.
    `offices`: what those that keep the money do now."""
    comparison = compare_terms(changes_since(pool, shown_digest or "", by))
    if comparison is None:
        check_terms_shown("", pool.terms_digest)
    _terms, shown_offices = split_digest(shown_digest or "")
    changed = office_changes(shown_offices, offices, pool.provider.name)
    comparison = not_none(comparison)
    return replace(comparison, changed=[*comparison.changed, *changed])


@person_required
@shows(Seen.GROUPS)
def pool_terms(request: PersonRequest, pool_id: int) -> HttpResponse:
    pool_detail = pool_for_reader(pool_id=pool_id, by=request.acting, now=clock.now())
    changes = changes_for(pool_detail.pool, request.acting)
    context = {
        "pool_detail": pool_detail,
        "changes": changes,
        "comparison": compare_terms(changes),
        "office_texts": office_texts(changes.office_terms, pool_detail.pool.provider.name),
        "versions": [
            (number, version.since, price_lines(version.terms))
            for number, version in enumerate(changes.versions, start=1)
        ],
    }
    return render(request, "pool/pool_terms.html", context)
