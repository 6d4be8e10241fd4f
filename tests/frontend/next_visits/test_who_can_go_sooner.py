"""Asked who can go sooner, one says "I can go": the others read it, by page and program (P58)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.messaging.actions.telling import ask_to_tell_by
from community.messaging.models import ContactPlan, NextVisitor
from community.people.actions.visits import go_to, not_go_to
from tests.factories.supply import NOW, TODAY, make_connector, make_login
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

from .test_the_newest_of_each import news

pytestmark = pytest.mark.usefixtures("on_the_day")
BY = TODAY + timedelta(days=9)


@pytest.fixture
def asked(ann, worker):
    """A date waits for Ann; her worker had said before that they go, when they go anyway."""
    line = news(ann, "question:1:pledge:1")
    go_to(person_id=ann.person_id, by=worker, now=NOW)
    ask_to_tell_by(key=line.key, day=BY)
    return line


def reads(by) -> str:
    return words(signed_in(by).get(reverse("next_visits")))


def reads_by_program(by) -> tuple[str, str]:
    [visit] = signed_in(by).get(reverse("api:visits")).json()["results"]
    return visit["goes"], visit["go_by"]


@pytest.mark.holds("P58")
def test_one_can_go_the_others_read_who_and_all_read_by_when(asked, ann, worker, deputy):
    carl = make_connector("carl")
    going = reverse("visit_going", args=[ann.person_id])
    for each in (worker, deputy, carl):
        assert "Nobody has said so yet." in reads(each)
        assert "I can go" in reads(each) and reads_by_program(each) == ("", BY.isoformat())

    done = signed_in(carl).post(going, follow=True)

    by_when = "by the end of Thursday 13 May 2027"
    assert f"Please go {by_when}." in words(done)
    assert f"You said that you can go. Please go {by_when}." in reads(carl)
    for other in (worker, deputy):
        assert f"carl said that they can go {by_when}." in reads(other)
        assert reads_by_program(other) == ("carl", BY.isoformat())
    assert signed_in(make_login("stranger")).post(going).status_code == 404


@pytest.mark.holds("P58")
@pytest.mark.parametrize("by_program", [False, True])
def test_who_cannot_after_all_says_so_and_it_is_anybodys_again(
    asked,
    ann,
    worker,
    deputy,
    by_program,
):
    place = reverse("api:visit_going" if by_program else "visit_going", args=[ann.person_id])
    client = signed_in(deputy)
    told = client.post(place, follow=True)
    if by_program:
        assert told.json() == {"go_by": BY.isoformat()}
    assert "deputy said that they can go" in reads(worker)

    done = client.delete(place) if by_program else client.post(place, {"going": "no"}, follow=True)

    assert done.status_code == (204 if by_program else 200)
    assert "Nobody has said so yet." in reads(worker)


@pytest.mark.holds("P58")
def test_it_is_not_taken_back_for_whoever_said_so_since(asked, ann, worker, deputy):
    for each in (deputy, worker):
        go_to(person_id=ann.person_id, by=each, now=NOW)

    not_go_to(person_id=ann.person_id, by=deputy, now=NOW)

    assert NextVisitor.objects.get().login_id == worker.login_id


def test_a_day_that_has_gone_is_asked_of_nobody(asked, worker):
    set_clock(NOW + timedelta(days=10))
    assert "13 May" not in reads(worker) and reads_by_program(worker) == ("", None)


@pytest.mark.holds("P11")
def test_where_nothing_is_to_be_said_nobody_is_asked_who_goes(asked, ann, worker):
    ContactPlan.objects.update(never_words="nobody new at the door")
    signed_in(worker).post(reverse("visit_told"), {"line": asked.pk})

    assert "nobody new at the door" in reads(worker)
    assert "I am going" not in reads(worker) and "I can go" not in reads(worker)
