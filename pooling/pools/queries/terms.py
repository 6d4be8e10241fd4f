"""What somebody said yes to, beside what is offered now."""

from collections.abc import Set
from dataclasses import dataclass, field, replace
from datetime import datetime

from community.people.acting import Acting
from pooling.pools.models.pledges import Pledge, Pool, TermsVersion
from pooling.pools.office_terms import OfficeTermsByArea, offices_from, split_digest
from pooling.pools.states import PledgeState
from pooling.pools.terms import Terms
from providers.queries.hidden_dates import starts_hidden_from


@dataclass(frozen=True)
class TermsChange:
    """`pledged_terms` are those of a person's own yes, or those that they were shown, word for
    word; None where they have said none, or said it before terms were kept.
    `versions` is every version there was, the first first."""

    pledged_terms: Terms | None
    said_at: datetime | None
    present_terms: Terms
    is_for_these_terms: bool
    versions: list[TermsVersion]
    office_terms: OfficeTermsByArea = field(default_factory=dict)  # as they said yes to it
    shown_words: str = ""  # how it was put to them, where that is written down (P23)
    interpreted_by: str = ""

    def without(self, hidden: Set[datetime]) -> "TermsChange":
        """For whoever does not find these dates: all of it but them (P12)."""
        if not hidden:
            return self
        return replace(
            self,
            pledged_terms=self.pledged_terms and self.pledged_terms.without(hidden),
            present_terms=self.present_terms.without(hidden),
            versions=[
                TermsVersion(
                    pool=each.pool,
                    digest=each.digest,
                    terms=each.terms.without(hidden),
                    since=each.since,
                )
                for each in self.versions
            ],
        )


def versions_of(pool: Pool) -> list[TermsVersion]:
    """Every version of its terms, the first first: a sheet bears the number of its own."""
    return list(TermsVersion.objects.filter(pool=pool).order_by("since", "pk"))


def version_number(pool: Pool) -> int:
    """Of the terms as they are now."""
    digests = [version.digest for version in versions_of(pool)]
    return digests.index(pool.terms_digest) + 1


def changes_since(pool: Pool, shown_digest: str, by: Acting) -> TermsChange:
    """For somebody who looked at one version: what is offered now beside that."""
    shown_terms, _offices = split_digest(shown_digest)
    versions = versions_of(pool)
    terms_by_digest = {version.digest: version.terms for version in versions}
    return TermsChange(
        pledged_terms=terms_by_digest.get(shown_terms),
        said_at=None,
        present_terms=pool.terms,
        is_for_these_terms=shown_terms == pool.terms_digest,
        versions=versions,
    ).without(starts_hidden_from(by))


def changes_for(pool: Pool, by: Acting) -> TermsChange:
    """For one member: nobody else's yes can be read by this."""
    versions = versions_of(pool)
    pledge = Pledge.objects.filter(
        pool=pool, person_id=by.required_person.pk, state=PledgeState.IN
    ).first()
    terms_by_digest = {version.digest: version.terms for version in versions}
    return TermsChange(
        pledged_terms=terms_by_digest.get(pledge.terms_digest) if pledge else None,
        said_at=pledge.said_at if pledge else None,
        present_terms=pool.terms,
        is_for_these_terms=pledge is not None and pledge.terms_digest == pool.terms_digest,
        versions=versions,
        office_terms=offices_from(pledge.office_terms) if pledge else {},
        shown_words=pledge.shown_words if pledge else "",
        interpreted_by=str(pledge.get_interpreted_by_display()) if pledge else "",
    ).without(starts_hidden_from(by))
