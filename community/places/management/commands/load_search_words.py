from typing import Any

from django.core.management.base import BaseCommand

from community.places.actions.vocabulary import load_vocabulary


class Command(BaseCommand):
    help = (
        "Lay down anew the words that search knows, after a file of them was changed. What the "
        "office added stays."
    )

    def handle(self, **options: Any) -> None:
        load_vocabulary()
