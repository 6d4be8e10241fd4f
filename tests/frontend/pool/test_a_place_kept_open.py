"""Nobody could tell him in time, and the others went ahead: his place is kept open, and every page,
the sheet and a program say so in the same words (P58)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.messaging.models import Message
from community.people.acting import Acting
from groups.models.members import Member
from pooling.pools.actions.advancing import advance_pool
from pooling.pools.message_kinds import PoolMessage
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.queries.visits import questions_to_go_sooner
from pooling.pools.rules.visits import SOONER_BEFORE
from tests.factories.cards import use_standin
from tests.factories.pools import make_officer, make_people, make_pool, office_agrees, say_yes
from tests.factories.supply import NOW, make_connector, send_all
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in
from tests.pooling.pools.test_waiting_for_a_visit import by_visits, people_who_visit

KEPT = (
    "Nobody could tell you in time, so the others went ahead. You have not said no. Your place is"
    " kept open for the payment of {day}, at the same share as everybody’s. Nothing is taken before"
    " you have answered."
)


@pytest.fixture
def kept(db, monkeypatch) -> PrivateQuestion:
    """His bill would change, and the last day for which a date waits has come."""
    use_standin(monkeypatch)
    people = make_people(5)
    pool = make_pool(people, sessions=8)
    by_visits(people[4])
    yeses = [say_yes(pool, person, 1500) for person in people]
    officer = make_officer()
    office_agrees(yeses[:4], officer)
    office_agrees(yeses[4:], officer, bill_change="yes", bill_change_pence=350)
    send_all(NOW)
    set_clock(pool.terms.last_wait)
    advance_pool(pool_id=pool.pk, now=pool.terms.last_wait)
    send_all(pool.terms.last_wait)
    question = PrivateQuestion.objects.get()
    assert question.kept_since is not None
    return question


@pytest.mark.holds("P58")
def test_page_program_and_sheet_say_that_the_place_is_kept_and_who_can_go_is_asked_again(kept):
    pool, person = kept.pledge.pool, kept.pledge.person
    told = KEPT.format(day="Saturday 3 July 2027")
    connie, worker = make_connector(), people_who_visit()
    his, hers = signed_in(Acting(login=person.login, person=person)), signed_in(connie)
    code = Member.objects.get(person=person).paper_code

    for page in (
        his.get(reverse("pool", args=[pool.pk])),
        his.get(reverse("money")),
        his.get(reverse("pool_question", args=[pool.pk, kept.pk])),
        his.get(reverse("pool_question_sheet", args=[pool.pk, kept.pk])),
        hers.get(reverse("paper_question_sheet", args=[code, kept.pk])),
    ):
        assert told in words(page)
    own = his.get(reverse("api:pool", args=[pool.pk])).json()["my_pledge"]["questions"]
    listed = his.get(reverse("api:questions")).json()["results"]
    assert [row["kept_words"] for row in (*own, *listed)] == [told, told]
    on_paper = hers.get(reverse("api:paper_question_list", args=[code])).json()["results"]
    assert told in on_paper[0]["sheet"]["text"]
    assert "How it was put to me" in on_paper[0]["sheet"]["lines"][-1]

    asked = Message.objects.filter(kind=PoolMessage.WHO_CAN_GO_SOONER)
    asked_before = set(asked.values_list("pk", flat=True))
    ten_before = kept.answer_by - SOONER_BEFORE
    assert questions_to_go_sooner(ten_before - timedelta(minutes=1)) == []

    for _twice in range(2):
        advance_pool(pool_id=pool.pk, now=ten_before)
    again = list(asked.exclude(pk__in=asked_before).values_list("login_id", flat=True))
    assert again.count(connie.login_id) == again.count(worker.login_id) == 1
    assert questions_to_go_sooner(ten_before) == []
