import sys

from django.core.management.base import BaseCommand

from pooling.ledger.queries import ledger_faults


class Command(BaseCommand):
    help = "Add the ledger up from its rows. Prints nothing and ends with 0 when all is well."

    def handle(self, **options: object) -> None:
        faults = ledger_faults()
        for fault in faults:
            self.stdout.write(f"{fault.rule}: {fault.thing} {fault.words}")
        if faults:
            sys.exit(1)
