"""What somebody said yes to, beside what is offered now, word for word (M53, C6)."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render

from community.common import clock
from community.common.lifecycle import not_none
from community.people.acting import Acting
from community.people.scope_table import Seen
from frontend.access import PersonRequest, person_required, shows
from frontend.shared.terms_texts import TermsComparison, compare_terms
from pooling.pools.models.pledges import Pool
from pooling.pools.office_terms import OfficeTermsByArea, split_digest
from pooling.pools.queries.pool_details import pool_for_reader, price_lines
from pooling.pools.queries.terms import changes_for, changes_since
from pooling.pools.rules.pledging import check_terms_shown
from pooling.pools.wording.office_terms import office_changes, office_texts


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
