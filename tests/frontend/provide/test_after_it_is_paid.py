"""Paid to whoever runs it, nobody can be let off here: said before the press (P27)."""

import pytest
from django.urls import reverse

from pooling.pools.actions.missed_places import let_off_missed_place
from providers.rules.missed import MoneyHasGone
from tests.frontend.pool.test_cover_choice import client_of
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in
from tests.pooling.pools.test_missed_places import Held

pytestmark = pytest.mark.holds("P27")
PRESS = "Ask nothing for this time"


@pytest.fixture
def held(db):
    held = Held("paid")
    held.recorded()
    set_clock(held.after)
    return held


def register(held) -> str:
    page = reverse("provider_session", args=[held.session.pk])
    return words(signed_in(held.voice).get(page))


def test_until_then_one_press_lets_them_off_and_after_it_the_register_says_what_can_be_done(held):
    assert PRESS in register(held)

    held.released()

    page = register(held)
    assert PRESS not in page
    assert "nobody can be let off here any more" in page
    assert "You can give their share back yourself" in page
    by_program = client_of(held.voice).get(f"/api/sessions/{held.session.pk}/").json()
    assert by_program["is_paid"] is True
    with pytest.raises(MoneyHasGone) as refused:
        let_off_missed_place(booking_id=held.booking.pk, by=held.voice, now=held.after)
    assert "can still give it back themselves" in refused.value.next_step


def test_whoever_missed_it_reads_that_it_is_paid_and_whom_they_can_ask(held):
    client = signed_in(held.ann)
    assert "unless they let you off" in words(client.get(reverse("my_sessions")))

    held.released()

    page = words(client.get(reverse("my_sessions")))
    assert "unless they let you off" not in page.split("Over")[1]
    assert "It is paid. If you were ill, ask them" in page
