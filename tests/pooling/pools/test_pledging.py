from datetime import timedelta

import pytest

from community.audit.queries import entries_of_person
from community.common import clock
from community.common.lifecycle import not_none
from community.common.refusals import NotFound
from community.people.acting import Acting
from community.people.rules.authority import NotYours
from pooling.payments.deeds import PaymentDeed
from pooling.payments.states.charges import Rail
from pooling.pools.actions.closing import advance_open_pool
from pooling.pools.actions.leaving import leave_pool
from pooling.pools.actions.pledges import pledge
from pooling.pools.actions.private_questions import answer_question
from pooling.pools.deeds import PoolDeed
from pooling.pools.models.pledges import Part, Pledge
from pooling.pools.rules.pledging import (
    KeptAside,
    NoCardYet,
    PartsDoNotAddUp,
    PayeeIsRelative,
    PledgesClosed,
)
from pooling.pools.states import PartState, PledgeState, PrivateQuestionState, SourceKind
from providers.models.supply import Provider
from tests.factories.pools import make_people, make_pool, make_request, make_source, say_yes
from tests.factories.supply import NOW, make_someone


def test_a_yes_twice_is_one_yes(db):
    [ann, *others] = make_people(4)
    pool = make_pool([ann, *others])

    first, again = say_yes(pool, ann, 1500), say_yes(pool, ann, 1500)

    assert first.pk == again.pk
    assert Part.objects.filter(pledge=first).count() == 1


def test_parts_from_two_sources_each_have_their_own_state(db):
    [ann, *others] = make_people(4)
    pool = make_pool([ann, *others])
    council = make_source(ann)
    own = make_source(ann, SourceKind.OWN, Rail.TRANSFER)

    saved = pledge(
        pool_id=pool.pk, request=make_request((council, 1200), (own, 800)), by=ann, now=NOW
    )

    assert [(p.max_pence, p.state) for p in saved.parts.order_by("position")] == [
        (1200, PartState.WAITING),
        (800, PartState.CONFIRMED),
    ]


def test_parts_that_do_not_add_up_are_refused_and_nothing_is_written(db):
    [ann, *others] = make_people(4)
    pool = make_pool([ann, *others])
    council = make_source(ann)

    with pytest.raises(PartsDoNotAddUp):
        request = make_request((council, 1200), max_pence=2000)
        pledge(pool_id=pool.pk, request=request, by=ann, now=NOW)

    assert Pledge.objects.count() == 0


@pytest.mark.holds("M55")
def test_what_is_kept_aside_is_never_drawn_on(db):
    [ann, *others] = make_people(4)
    pool = make_pool([ann, *others])
    source = make_source(
        ann, SourceKind.OWN, Rail.TRANSFER, amount_pence=20000, keep_aside_pence=18500
    )

    with pytest.raises(KeptAside, match="£5"):
        say_yes(pool, ann, 2000, source)


def test_a_card_is_not_offered_before_the_provider_can_take_one(db):
    [ann, *others] = make_people(4)
    pool = make_pool([ann, *others])
    card = make_source(ann, SourceKind.OWN, Rail.CARD)

    with pytest.raises(NoCardYet):
        say_yes(pool, ann, 1500, card)


def test_a_stranger_and_another_groups_member_find_no_such_page(db):
    people = make_people(4)
    pool = make_pool(people)

    with pytest.raises(NotFound):
        say_yes(pool, make_someone("charlie"), 1500)


@pytest.mark.holds("M57")
def test_nobody_pledges_from_another_persons_money(db):
    [ann, bob, *others] = make_people(4)
    pool = make_pool([ann, bob, *others])

    with pytest.raises(NotFound):
        say_yes(pool, bob, 1500, make_source(ann))


@pytest.mark.holds("I13")
def test_a_yes_after_the_date_is_refused_by_the_databases_clock(db):
    [ann, *others] = make_people(4)
    pool = make_pool([ann, *others])
    clock.set_offset(pool.closes_at - clock.now() + timedelta(minutes=1))

    with pytest.raises(PledgesClosed):
        say_yes(pool, ann, 1500)


def test_leaving_is_quiet_and_coming_back_is_allowed(db):
    [ann, *others] = make_people(4)
    pool = make_pool([ann, *others])
    say_yes(pool, ann, 1500)

    gone = leave_pool(pool_id=pool.pk, by=ann, now=NOW)
    assert gone.state == PledgeState.OUT

    assert say_yes(pool, ann, 1600).state == PledgeState.IN


def test_in_ones_history_a_yes_stands_above_what_it_asked_the_council_for(db):
    people = make_people(4)
    pool = make_pool(people)
    say_yes(pool, people[0], 1500)
    leave_pool(pool_id=pool.pk, by=people[0], now=NOW)
    say_yes(pool, people[0], 1500, people[0].person.sources.get())

    yes = [PoolDeed.PLEDGE, PaymentDeed.REQUEST_COMMITMENT]
    assert _deeds(people[0]) == [*yes, PoolDeed.WITHDRAW_PLEDGE, *yes]


def test_in_ones_history_an_answer_stands_above_the_new_yes_that_it_is(db):
    people = make_people(4)
    pool = make_pool(people)
    pledges = [say_yes(pool, person, 1400) for person in people]
    advance_open_pool(pool_id=pool.pk, now=pool.closes_at - timedelta(days=7))
    question = pledges[0].questions.get()

    answer_question(question_id=question.pk, yes=True, max_pence=1500, by=people[0], now=NOW)

    question.refresh_from_db()
    assert question.state == PrivateQuestionState.YES
    assert _deeds(people[0])[:3] == [
        PoolDeed.ANSWER_QUESTION,
        PoolDeed.PLEDGE,
        PaymentDeed.REQUEST_COMMITMENT,
    ]


def _deeds(by: Acting) -> list[str]:
    """Of one's own history, what is about the shared cost or the office's line; newest first."""
    entries = entries_of_person(not_none(by.person_id)).exclude(deed=PoolDeed.OPEN_POOL)
    return [e.deed for e in entries if e.about.startswith(("pool:", "commitment:"))]


def test_a_login_that_works_here_has_no_pledge_of_its_own(db):
    people = make_people(4)
    pool = make_pool(people)

    with pytest.raises(NotYours):
        leave_pool(pool_id=pool.pk, by=Acting(login=people[0].login), now=NOW)


@pytest.mark.holds("I14")
@pytest.mark.parametrize(
    ("facts", "field"),
    [({}, "relation"), ({"relation": "household"}, "council_reference")],
    ids=["not said", "lives with them"],
)
def test_council_money_pays_nobody_one_lives_with(db, facts, field):
    """Regulation 3 of the Direct Payments Regulations: unless the council itself has agreed."""
    [ann, *others] = make_people(4)
    pool = make_pool([ann, *others])
    Provider.objects.update(is_one_person=True)
    request = make_request((make_source(ann), 1500), **facts)

    with pytest.raises(PayeeIsRelative) as refusal:
        pledge(pool_id=pool.pk, request=request, by=ann, now=NOW)

    assert (refusal.value.field, Pledge.objects.exists()) == (field, False)


@pytest.mark.parametrize(
    ("money", "facts"),
    [
        ({}, {"relation": "other"}),
        ({}, {"relation": "household", "council_reference": "C-12"}),
        ({"kind": SourceKind.OWN, "rail": Rail.TRANSFER}, {}),
    ],
    ids=["no relative", "the council agreed", "own money"],
)
def test_who_may_be_paid_by_a_neighbour_or_out_of_ones_own_money(db, money, facts):
    [ann, *others] = make_people(4)
    pool = make_pool([ann, *others])
    Provider.objects.update(is_one_person=True)
    request = make_request((make_source(ann, **money), 1500), **facts)

    saved = pledge(pool_id=pool.pk, request=request, by=ann, now=NOW)

    assert saved.state == PledgeState.IN
