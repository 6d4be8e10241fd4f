from django.core.management.base import BaseCommand, CommandError

from community.common.refusals import Refused
from demo import world


class Command(BaseCommand):
    help = "Make the demo's own world, once, on a fresh database."

    def handle(self, **options: object) -> None:
        try:
            world.load(self.stdout.write)
        except Refused as refusal:
            raise CommandError(f"{refusal.message} {refusal.next_step}".strip()) from refusal
        self.stdout.write("The demo's world is there.")
