"""Keep back the place of what is shown already and asks for it by its words."""

from typing import Any

from django.core.management.base import BaseCommand

from community.common import clock
from providers.actions.private_places import mend_private_place
from providers.models.supply import Listing


class Command(BaseCommand):
    help = (
        "Keep back the place of each refuge, safe house and whoever else asks for it, where the "
        "listing was kept before its words were read for this. Run it again at any time."
    )

    def handle(self, **options: Any) -> None:
        listings = Listing.objects.filter(is_place_private=False).order_by("pk")
        for listing_id, title in list(listings.values_list("pk", "title")):
            if mend_private_place(listing_id=listing_id, now=clock.now()):
                self.stdout.write(f"Its place is kept back now: {listing_id}: {title}")
