from django.core.management.base import BaseCommand

from community.places import postcode_files as sources
from community.places.actions.postcodes import save_postcodes


class Command(BaseCommand):
    help = (
        "Put in the embedded places: all outward codes, and the demo area's postcodes. "
        "What is there already stays as it is."
    )

    def handle(self, **options):
        loaded = save_postcodes(rows=sources.embedded(), correct=False)
        self.stdout.write(f"Places: {loaded.made} new, {loaded.unchanged} already there.")
