"""For your next visits: the newest of each thing, ticked one by one, taken back the same day, and
who is going (F4)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.messaging.actions.notifying import notify_person
from community.messaging.models import Message
from community.messaging.states import MessageState
from community.messaging.tasks import let_past_news_go, send_messages
from tests.factories.supply import NOW, make_login
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")


def news(someone, key, minutes=0, **more) -> Message:
    message = notify_person(
        person_id=someone.person_id,
        kind="news",
        subject="News",
        text=f"News of {key}.",
        key=key,
        now=NOW + timedelta(minutes=minutes),
        **more,
    )
    send_messages()
    message.refresh_from_db()
    return message


def lines(by) -> list[str]:
    """By program, and the page says the same."""
    client = signed_in(by)
    visits = client.get(reverse("api:visits")).json()["results"]
    texts = [line["text"] for visit in visits for line in visit["lines"]]
    page = client.get(reverse("next_visits")).text
    assert page.count('name="line"') == len(texts)
    assert all(text in page for text in texts)
    return texts


def states() -> dict[str, str]:
    return dict(Message.objects.filter(kind="news").values_list("key", "state"))


@pytest.mark.holds("fault:F4")
def test_of_each_thing_the_newest_stands_and_what_was_so_before_ends_with_it(ann, worker):
    news(ann, "pool:1:opened")
    news(ann, "pool:1:moved", minutes=1)
    news(ann, "pool:2:opened", minutes=2)
    newest = news(ann, "pool:1:lapsed", minutes=3)

    assert lines(worker) == ["News of pool:2:opened.", "News of pool:1:lapsed."]
    signed_in(worker).post(reverse("visit_told"), {"line": newest.pk})

    assert states() == {
        "pool:1:opened": MessageState.WITHHELD,
        "pool:1:moved": MessageState.WITHHELD,
        "pool:2:opened": MessageState.FOR_NEXT_VISIT,
        "pool:1:lapsed": MessageState.TOLD,
    }


@pytest.mark.holds("fault:F4")
def test_what_money_hangs_on_and_what_cannot_wait_is_never_left_out(ann, worker):
    news(ann, "pool:1:payment", is_notice=True)
    news(ann, "pool:1:off", minutes=1, urgent=True)
    news(ann, "pool:1:lapsed", minutes=2)

    assert len(lines(worker)) == 3


@pytest.mark.holds("fault:F4")
def test_what_is_past_falls_away_and_has_an_end(ann, worker):
    news(ann, "session:1:off", over_at=NOW + timedelta(hours=2))
    news(ann, "session:2:happened", over_at=NOW + timedelta(hours=2), is_notice=True)
    assert len(lines(worker)) == 2

    set_clock(NOW + timedelta(days=1))
    assert lines(worker) == ["News of session:2:happened."]
    let_past_news_go()

    assert states() == {
        "session:1:off": MessageState.WITHHELD,
        "session:2:happened": MessageState.FOR_NEXT_VISIT,
    }


@pytest.mark.holds("fault:F4")
def test_each_is_ticked_by_itself_and_nothing_ticked_says_so(ann, worker):
    first, second = news(ann, "pool:1:opened"), news(ann, "pool:2:opened", minutes=1)
    client = signed_in(worker)

    nothing = client.post(reverse("visit_told"), follow=True)
    client.post(reverse("visit_told"), {"line": first.pk})

    assert "Tick what you have told them" in nothing.text
    assert states() == {
        first.key: MessageState.TOLD,
        second.key: MessageState.FOR_NEXT_VISIT,
    }


@pytest.mark.holds("fault:F4")
@pytest.mark.parametrize("by_program", [False, True])
def test_it_is_taken_back_the_same_day_by_whoever_said_it(ann, worker, deputy, by_program):
    line = news(ann, "pool:1:opened")
    signed_in(worker).post(reverse("visit_told"), {"all": line.pk})
    assert "Take it back" not in signed_in(deputy).get(reverse("next_visits")).text
    assert "Take it back" in signed_in(worker).get(reverse("next_visits")).text

    def take_back(by):
        if by_program:
            return signed_in(by).post(
                reverse("api:visits_taken_back"),
                {"lines": [line.pk]},
                content_type="application/json",
            )
        return signed_in(by).post(reverse("visit_taken_back", args=[line.pk]))

    assert take_back(deputy).status_code == 404
    set_clock(NOW + timedelta(days=1))
    assert take_back(worker).status_code == 404
    set_clock(NOW + timedelta(hours=3))
    assert take_back(worker).status_code in (200, 302)

    line.refresh_from_db()
    assert (line.state, line.told_on, line.told_by_login_id) == (
        MessageState.FOR_NEXT_VISIT,
        None,
        None,
    )
    assert lines(deputy) == ["News of pool:1:opened."]


@pytest.mark.holds("fault:F4")
def test_who_goes_is_read_by_the_other_until_they_were_there(ann, worker, deputy):
    line = news(ann, "pool:1:opened")
    going = reverse("visit_going", args=[ann.person_id])

    signed_in(worker).post(going)

    theirs = signed_in(deputy).get(reverse("next_visits")).text
    assert "worker said that they are going." in theirs and "I am going" in theirs
    assert "You said that you are going." in signed_in(worker).get(reverse("next_visits")).text
    call = reverse("api:visit_going", args=[ann.person_id])
    told = signed_in(deputy).post(call)
    assert (told.status_code, told.json()) == (200, {"go_by": None})
    [visit] = signed_in(worker).get(reverse("api:visits")).json()["results"]
    assert visit["goes"] == "deputy"
    assert signed_in(make_login("other")).post(going).status_code == 404
    assert signed_in(make_login("another")).post(call).status_code == 404

    signed_in(deputy).post(reverse("visit_told"), {"line": line.pk})
    news(ann, "pool:2:opened", minutes=9)

    assert "going." not in signed_in(worker).get(reverse("next_visits")).text
