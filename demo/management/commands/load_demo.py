from django.core.management.base import BaseCommand, CommandError

from community.common.refusals import Refused
from demo import world


class Command(BaseCommand):
    help = "Make the demo's own world, once, on a fresh database."

    def handle(self, **options):
        try:
            world.load(self.stdout.write)
        except Refused as no:
            raise CommandError(f"{no.message} {no.next_step}".strip()) from no
        self.stdout.write("The demo's world is there.")
