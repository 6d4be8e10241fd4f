"""That somebody cannot take cards, said before anybody writes anything (fault B10)."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from pooling.payments.queries.cards import providers_without_cards
from providers.models.supply import Provider


def ways_that_work_text() -> str:
    return _(
        "What works: money that an office looks after, a bank transfer, or “I am not sure”, and"
        " somebody helps you choose."
    )


def card_notes(providers: Iterable[Provider]) -> list[str]:
    """A sentence for each of them who cannot take a card yet. One statement."""
    return list(card_notes_by_provider(providers).values())


def card_notes_by_provider(providers: Iterable[Provider]) -> dict[int, str]:
    """{provider id: the sentence}, in the order of the ids. One statement."""
    by_id = {provider.pk: provider for provider in providers}
    return {
        provider_id: _("%(name)s cannot take cards yet. %(ways)s")
        % {"name": by_id[provider_id].name, "ways": ways_that_work_text()}
        for provider_id in sorted(providers_without_cards(by_id))
    }
