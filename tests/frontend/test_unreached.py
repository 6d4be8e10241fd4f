"""Whom mail does not reach reads it on their own page, and a connector of the area rings (F1)."""

import pytest
from django.urls import reverse

from community.messaging.actions.notifying import notify_each_login
from community.messaging.models import Message
from community.messaging.states import MessageState, NotSentReason
from community.people.states import RoleKind
from tests.factories.supply import (
    NOW,
    make_connector,
    make_login,
    make_provider,
    make_role,
)
from tests.frontend.visiting import set_clock, signed_in


@pytest.fixture(autouse=True)
def on_the_day(db):
    set_clock(NOW)


def write(*people, key="staff:1", state=MessageState.FAILED, **facts):
    notify_each_login(
        [each.login_id for each in people],
        kind="news",
        subject="News",
        text="News",
        key=key,
        now=NOW,
    )
    Message.objects.filter(key__startswith=f"{key}:").update(state=state, **facts)


def own_page(who, provider):
    return signed_in(who).get(reverse("provider", args=[provider.pk])).text


@pytest.mark.holds("fault:F1")
def test_a_provider_and_a_worker_read_it_and_a_connector_who_is_not_reached():
    gym, worker, other = make_login("gym"), make_role("wendy", RoleKind.WORKER), make_login("other")
    provider, elsewhere = make_provider(gym), make_provider(other)
    connie = make_connector("connie")
    write(gym, worker, not_sent_because=NotSentReason.ADDRESS)
    write(other, key="staff:2", not_sent_because=NotSentReason.SERVER)
    said = f"We could not reach you at {gym.required_login.email}, since Tuesday 4 May 2027"

    assert said in own_page(gym, provider)
    assert "We could not reach you" in signed_in(worker).get(reverse("home")).text
    assert "We could not reach you" not in own_page(other, elsewhere)
    checks = signed_in(connie).get(reverse("checks")).text
    assert "Gym: nothing has arrived since" in checks and "Wendy: nothing has arrived" in checks
    assert "Other: nothing" not in checks and gym.required_login.email not in checks
    results = signed_in(connie).get("/api/unreached/").json()["results"]
    assert [each["name"] for each in results] == ["gym", "wendy"]
    own = signed_in(gym).get("/api/me/mail/").json()
    assert own["email"] == gym.required_login.email and own["unreached_since"]

    write(gym, key="staff:3", state=MessageState.SENT, sent_at=NOW.replace(hour=20))
    assert "We could not reach you" not in own_page(gym, provider)
    assert signed_in(gym).get("/api/me/mail/").json()["unreached_since"] is None
