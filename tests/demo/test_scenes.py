"""The walks that move money, from the first step to the last, by the same presses."""

import re
from datetime import timedelta

from django.test import Client

from community.common import clock
from community.messaging.models import Message
from demo import days
from demo.scenes import MUSEUM_MORNING, NO_PHONE
from demo.scenes.lookups import (
    a_week_before_it_closes,
    choice_closed,
    chosen_offer,
    day_before_first_session,
    first_session_over,
    it_closed,
    next_session_of,
    pool_of,
    question_of,
    source_id,
)
from demo.world import story_steps
from demo.world.cast import acting, acting_of_anybody
from demo.world.stories.choosing import WALKERS
from demo.world.stories.waiting import ONE_POT
from groups.models.decisions import Decision
from pooling.ledger.queries import ledger_faults
from pooling.pools.actions.opening import open_pool
from pooling.pools.actions.private_questions import answer_question
from pooling.pools.queries.statements import statement_for
from pooling.pools.states import PoolState, SourceKind
from providers.actions.sessions import call_off_session

OWN, DIRECT = SourceKind.OWN, SourceKind.DIRECT_PAYMENT


def let_others(scene) -> None:
    page = Client().post(f"/demo/scenes/{scene.slug}/others/", follow=True)
    assert "The others have done what they could do now." in page.content.decode()


def read(path: str, slug: str) -> str:
    client = Client()
    client.force_login(acting(slug).login)
    return client.get(path).content.decode()


def test_the_group_chooses_one_is_asked_in_private_and_a_statement_prints(world):
    holder = acting("holder")
    decision = Decision.objects.get(brief__group__name=WALKERS)
    story_steps.vote(decision, "holder", decision.candidates.order_by("pk").first())
    days.live_until(choice_closed(WALKERS))
    now = clock.now()
    pool = open_pool(
        offer_id=chosen_offer(WALKERS),
        closes_on=clock.today(now) + timedelta(days=13),
        by=holder,
        now=now,
    )
    let_others(MUSEUM_MORNING)
    story_steps.say_yes(pool, "holder", (DIRECT, 1000), (OWN, 200))
    days.live_until(a_week_before_it_closes(WALKERS))
    question = question_of("holder", WALKERS)
    answer_question(question_id=question, yes=True, max_pence=1600, by=holder, now=clock.now())
    days.live_until(it_closed(WALKERS))
    let_others(MUSEUM_MORNING)
    pool.refresh_from_db()
    assert pool.state == PoolState.FUNDED
    page = read(f"/pools/{pool.pk}/", "holder")
    assert re.search(r"The next session is on Friday .+\. Where: The learning room", page)
    assert "Nothing is taken before" not in page and "If we looked now" not in page
    days.live_until(first_session_over(WALKERS))
    let_others(MUSEUM_MORNING)

    today = clock.today()
    statement = statement_for(
        source_id=source_id("holder", DIRECT),
        start=today - timedelta(days=60),
        end=today,
        by=holder,
        now=clock.now(),
    )
    pool_entries = [entry for entry in statement.lines if entry.pool_id == pool.pk]
    assert [(entry.kind, entry.pence) for entry in pool_entries] == [
        ("paid_in", 4000),
        ("spent", 1000),
    ]
    assert ledger_faults() == []


def test_a_paper_yes_is_enough_and_he_is_met_at_the_door_when_the_hall_floods(world):
    pool = pool_of(ONE_POT)
    story_steps.say_yes(pool, "no-phone", (SourceKind.COUNCIL_MANAGED, 1350), relation="no")
    story_steps.office_agrees(pool)
    days.live_until(it_closed(ONE_POT))
    let_others(NO_PHONE)
    pool.refresh_from_db()
    assert pool.state == PoolState.FUNDED
    days.live_until(day_before_first_session(ONE_POT))
    call_off_session(
        session_id=next_session_of("cook"),
        why="the boiler has broken",
        by=acting("cook"),
        now=clock.now(),
    )
    days.do_what_is_due()

    told = set(Message.objects.filter(kind="urgent_for_someone").values_list("login_id", flat=True))
    sent = Message.objects.filter(person_id=acting_of_anybody("no-phone").person_id, state="sent")
    assert told == {acting("social-worker").login_id, acting("connector").login_id}
    page = read("/visits/", "social-worker")
    assert page.index("cannot wait") < page.index("is called off: the boiler has broken")
    assert not sent.exists()
    assert ledger_faults() == []
