"""Saving a card on the card company's own page, and coming back from there."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.intake import take_in
from community.people.scope_table import Seen
from frontend.access import PersonRequest, person_required, shows
from frontend.pages.pool.texts import talk_url
from frontend.shared.asks_outside import asks_outside
from frontend.shared.hosted_pages import hosted_page_for_pool, hosted_page_for_source
from pooling.payments.states.cards import CardState
from pooling.pools.actions.source_cards import (
    complete_source_card,
    remove_source_card,
)
from pooling.pools.queries.money import source_of_person
from pooling.pools.queries.pool_details import pool_for_member
from pooling.pools.states import PrivateQuestionKind


@person_required
@shows(Seen.CARD)
@asks_outside
def source_card(request: PersonRequest, source_id: int) -> HttpResponse:
    if request.method == "POST":
        return redirect(hosted_page_for_source(request, source_id, by=request.acting))
    return _before_leaving(request, source_id, not_now=reverse("money"))


@person_required
@shows(Seen.CARD)
@asks_outside
def pool_card(request: PersonRequest, pool_id: int, source_id: int) -> HttpResponse:
    if request.method == "POST":
        return redirect(hosted_page_for_pool(request, pool_id, source_id, by=request.acting))
    pool_for_member(pool_id=pool_id, by=request.acting, now=clock.now())
    return _before_leaving(request, source_id, not_now=reverse("pool", args=[pool_id]))


def _before_leaving(request: PersonRequest, source_id: int, *, not_now: str) -> HttpResponse:
    source = source_of_person(source_id=source_id, person_id=request.acting.person_id)
    context = {"source": source, "not_now": not_now, "talk": talk_url()}
    return render(request, "pool/source_card.html", context)


@person_required
@shows(Seen.CARD)
def source_card_back(request: PersonRequest, source_id: int) -> HttpResponse:
    _complete_card(request, source_id)
    return redirect("money")


@person_required
@shows(Seen.CARD)
def pool_card_back(request: PersonRequest, pool_id: int, source_id: int) -> HttpResponse:
    """To the page of the shared cost; or to the question that another card was the answer to."""
    _complete_card(request, source_id)
    my_pledge = pool_for_member(pool_id=pool_id, by=request.acting, now=clock.now()).my_pledge
    question = my_pledge.open_question(PrivateQuestionKind.FAILED_PAYMENT) if my_pledge else None
    if question:
        return redirect("pool_question", pool_id, question.pk)
    return redirect("pool", pool_id)


def _complete_card(request: PersonRequest, source_id: int) -> None:
    card = complete_source_card(
        source_id=source_id,
        checkout_session_id=take_in(request.GET.get("session", ""))[:128],
        by=request.acting,
        now=clock.now(),
    )
    if card.state == CardState.SAVED:
        messages.success(request, _("Your card is saved. Nothing has been taken."))
    else:
        messages.info(request, _("No card was saved. Nothing has changed."))


@person_required
@require_POST
def remove_card(request: PersonRequest, source_id: int) -> HttpResponse:
    remove_source_card(source_id=source_id, by=request.acting, now=clock.now())
    messages.success(request, _("That card is not used any more. What it has paid stays paid."))
    return redirect("money")
