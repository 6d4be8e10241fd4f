from typing import Any

from django.core.management.base import BaseCommand

from community.places.actions.postcodes import save_postcodes
from community.places.postcode_files import embedded


class Command(BaseCommand):
    help = (
        "Put in the embedded places: all outward codes, and the demo area's postcodes. "
        "What is there already stays as it is."
    )

    def handle(self, **options: Any) -> None:
        counts = save_postcodes(rows=embedded(), correct=False)
        self.stdout.write(f"Places: {counts.added} new, {counts.unchanged} already there.")
