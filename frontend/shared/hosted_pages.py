"""The card company's own page, where a card is saved: from our pages and from a program."""

from django.http import HttpRequest
from django.urls import reverse

from community.common import clock
from community.people.acting import Acting
from pooling.pools.actions.source_cards import start_source_card
from pooling.pools.queries.pool_details import pool_for_member

SESSION_PLACEHOLDER = "{CHECKOUT_SESSION_ID}"  # the processor fills it in


def hosted_page_for_source(request: HttpRequest, source_id: int, *, by: Acting) -> str:
    """The card company's page; it leads back to “my money”."""
    return _hosted_page(
        request,
        source_id,
        back=reverse("source_card_back", args=[source_id]),
        leave=reverse("money"),
        by=by,
    )


def hosted_page_for_pool(request: HttpRequest, pool_id: int, source_id: int, *, by: Acting) -> str:
    """The card company's page; it leads back to the shared cost."""
    pool_for_member(pool_id=pool_id, by=by, now=clock.now())
    return _hosted_page(
        request,
        source_id,
        back=reverse("pool_card_back", args=[pool_id, source_id]),
        leave=reverse("pool", args=[pool_id]),
        by=by,
    )


def _hosted_page(request: HttpRequest, source_id: int, *, back: str, leave: str, by: Acting) -> str:
    return start_source_card(
        source_id=source_id,
        success_url=f"{request.build_absolute_uri(back)}?session={SESSION_PLACEHOLDER}",
        cancel_url=request.build_absolute_uri(leave),
        by=by,
        now=clock.now(),
    )
