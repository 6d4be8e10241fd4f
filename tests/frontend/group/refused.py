"""What the last press refuses of whoever arranges something for themselves: {what is wrong: it}."""

from typing import Any

from django.urls import reverse

from providers.models.supply import Check
from tests.factories.places import HOME
from tests.factories.solo import make_costly_listing
from tests.factories.supply import make_someone
from tests.frontend.reviews_of_members import Case


def _case(**typed: Any) -> Case:
    listing = make_costly_listing()
    usual = {"when_words": "Tuesdays", "postcode": HOME, "known_as": "Rose"}
    return make_someone(), reverse("ask_for_oneself", args=[listing.pk]), usual | typed


def no_longer_checked() -> Case:
    case = _case()
    Check.objects.all().delete()
    return case


ASKED_ALONE = {
    "no name": lambda: _case(known_as=" "),
    "a postcode that is nowhere": lambda: _case(postcode="QQ9 9QQ"),
    "its papers have run out": no_longer_checked,
}
