"""All that is listed in some areas, for whoever works there."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery

from providers.models.imports import DirectorySource
from providers.models.supply import Listing, ProviderMember
from providers.states import ImportedPart, ListingState


@dataclass(frozen=True)
class ListedThing:
    """`directory` is the name of the one that it is from, empty of what began here; `changed_here`
    is what no reading of it overwrites."""

    listing: Listing
    directory: str
    is_spoken_for: bool

    @property
    def changed_here(self) -> list[str]:
        return [str(ImportedPart(part).label) for part in self.listing.changed_here]


def listed_in_areas(area_ids: Collection[int]) -> list[ListedThing]:
    """What is shown or paused there, by name, in one statement. No draft: that is its writer’s."""
    source = DirectorySource.objects.filter(feed=OuterRef("feed")).values("name")[:1]
    members = ProviderMember.objects.filter(provider=OuterRef("provider_id"))
    listings = (
        Listing.objects.filter(
            provider__area_id__in=area_ids, state__in=[ListingState.SHOWN, ListingState.PAUSED]
        )
        .select_related("provider__area")
        .annotate(directory=Subquery(source), is_spoken_for=Exists(members))
        .order_by("title", "pk")
    )
    return [
        ListedThing(listing, listing.directory or "", listing.is_spoken_for) for listing in listings
    ]
