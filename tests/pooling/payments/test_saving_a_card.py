"""A card is saved on the processor's own page; its number never comes near us."""

import pytest
from django.db import transaction

from community.common.refusals import NotFound
from community.people.acting import SYSTEM
from pooling.payments.actions.cards import complete_card_setup, remove_saved_card, start_card_setup
from pooling.payments.models.cards import SavedCard
from pooling.payments.processor.client import ProcessorUnavailable
from pooling.payments.queries.cards import saved_card_for
from pooling.payments.states.cards import CardState
from pooling.payments.tasks import forget_card
from standin import inprocess
from tests.factories.cards import BACK, CANCEL, save_card
from tests.factories.supply import NOW, make_someone

pytestmark = pytest.mark.django_db


def ask(someone, source_ref=1, success_url=BACK) -> str:
    return start_card_setup(
        source_ref=source_ref,
        person=someone.person,
        success_url=success_url,
        cancel_url=CANCEL,
        by=someone,
        now=NOW,
    )


def test_a_card_saved_there_is_known_here_by_four_figures(core):
    ann = make_someone("ann")
    card = save_card(core, ann, source_ref=1)
    assert (card.state, card.brand, card.last4, card.saved_at) == (
        CardState.SAVED,
        "visa",
        "4242",
        NOW,
    )
    assert saved_card_for(1) == card


def test_coming_back_without_saving_saves_nothing(core):
    ann = make_someone("ann")
    ask(ann)
    session_id = SavedCard.objects.get().checkout_session_id
    assert (
        complete_card_setup(checkout_session_id=session_id, by=ann, now=NOW).state
        == CardState.ASKED
    )
    assert saved_card_for(1) is None


def test_coming_back_any_number_of_times_saves_once(core):
    ann = make_someone("ann")
    card = save_card(core, ann, source_ref=1)
    for by in (ann, SYSTEM, ann):
        assert (
            complete_card_setup(checkout_session_id=card.checkout_session_id, by=by, now=NOW)
            == card
        )
    assert SavedCard.objects.count() == 1


def test_pressed_twice_it_is_the_same_page(core):
    ann = make_someone("ann")
    assert ask(ann) == ask(ann)
    assert len(list(core.store.objects("", "checkout.session"))) == 1


def test_pressed_again_after_saving_leads_straight_back(core):
    ann = make_someone("ann")
    url = ask(ann)
    inprocess.save_card(core, url, "4242424242424242")
    card = SavedCard.objects.get()
    assert ask(ann) == BACK.replace("{CHECKOUT_SESSION_ID}", card.checkout_session_id)
    assert saved_card_for(1) == card


def test_asked_from_another_page_it_leads_back_there(core):
    ann = make_someone("ann")
    first = ask(ann)
    second = ask(ann, success_url=BACK + "&from=elsewhere")
    assert first != second
    assert [c.state for c in SavedCard.objects.order_by("pk")] == [
        CardState.ABANDONED,
        CardState.ASKED,
    ]


def test_a_page_that_ran_out_is_asked_for_anew(core):
    ann = make_someone("ann")
    first = ask(ann)
    core.advance(25 * 3600)
    assert ask(ann) != first


def test_a_new_card_takes_the_place_of_the_old_one(core):
    ann = make_someone("ann")
    old = save_card(core, ann, source_ref=1)
    new = save_card(core, ann, source_ref=1, number="5555555555554444")
    old.refresh_from_db()
    assert (old.state, saved_card_for(1)) == (CardState.REMOVED, new)
    forget_card(card_id=old.pk)
    forget_card(card_id=old.pk)
    [method] = [m for m in core.store.objects("", "payment_method") if m["customer"]]
    assert method["id"] == new.payment_method_id


def test_a_removed_card_is_not_used_again(core):
    ann = make_someone("ann")
    save_card(core, ann, source_ref=1)
    remove_saved_card(source_ref=1, by=ann, now=NOW)
    assert saved_card_for(1) is None


@pytest.mark.parametrize("operation", ["customers.create", "checkout.sessions.create"])
@pytest.mark.parametrize("fault", ["lost_answer", "lost_request", "rate_limited"])
def test_when_the_processor_does_not_answer_pressing_again_goes_on(core, operation, fault):
    ann = make_someone("ann")
    core.faults.plan(operation=operation, fault=fault)
    with pytest.raises(ProcessorUnavailable):
        ask(ann)
    assert ask(ann).startswith("https://standin.invalid/pay/")
    assert len(list(core.store.objects("", "checkout.session"))) == 1
    assert len(list(core.store.objects("", "customer"))) == 1


def test_somebody_elses_page_is_not_there(core):
    ann, bob = make_someone("ann"), make_someone("bob")
    card = save_card(core, ann, source_ref=1)
    with pytest.raises(NotFound):
        complete_card_setup(checkout_session_id=card.checkout_session_id, by=bob, now=NOW)
    with pytest.raises(NotFound):
        complete_card_setup(checkout_session_id="cs_test_none", by=bob, now=NOW)
    with pytest.raises(NotFound):
        start_card_setup(
            source_ref=1, person=ann.person, success_url=BACK, cancel_url=CANCEL, by=bob, now=NOW
        )
    assert remove_saved_card(source_ref=1, by=bob, now=NOW) is None
    assert saved_card_for(1) == card


@pytest.mark.django_db(transaction=False)
def test_the_processor_is_never_spoken_to_inside_a_transaction(core):
    ann = make_someone("ann")
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        ask(ann)
