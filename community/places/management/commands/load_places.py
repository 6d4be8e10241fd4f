from django.core.management.base import BaseCommand

from community.places import postcode_files as sources
from community.places.actions.postcodes import keep_postcodes


class Command(BaseCommand):
    help = (
        "Put in the embedded places: all outward codes, and the demo area's postcodes. "
        "What is there already stays as it is."
    )

    def handle(self, **options):
        loaded = keep_postcodes(rows=sources.embedded(), correct=False)
        self.stdout.write(f"Places: {loaded.made} new, {loaded.unchanged} already there.")
