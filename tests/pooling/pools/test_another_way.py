"""M142: whose most is below the share may ask for another way. It is recorded, a connector looks,
and nobody in the group or of the provider learns of it. M46: "not sure" gets a person to help."""

from datetime import timedelta

import pytest

from community.common.refusals import NotFound
from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.models import Message
from community.messaging.states import Channel
from community.people.acting import Acting
from community.people.models.logins import Role
from community.people.rules.authority import NotYours
from community.people.states import RepresentationScope, RoleKind
from pooling.ledger.queries import pool_balance
from pooling.payments.states.charges import Rail
from pooling.pools.actions.help_requests import answer_help_request, request_another_way
from pooling.pools.actions.pledges import pledge
from pooling.pools.actions.private_questions import answer_question
from pooling.pools.models.private_questions import HelpRequest, PrivateQuestion
from pooling.pools.queries.help_requests import help_requests_of_login
from pooling.pools.queries.pool_details import pool_for_member
from pooling.pools.queries.providers import pool_for_provider
from pooling.pools.queries.shares import coverage_of
from pooling.pools.rules.help_requests import DateHasPassed, HelpAnswered, NothingToAsk
from pooling.pools.states import (
    HelpRequestKind,
    PartState,
    PledgeState,
    PoolState,
    PrivateQuestionKind,
    PrivateQuestionState,
    SourceKind,
)
from tests.factories.cards import use_standin
from tests.factories.places import make_area
from tests.factories.pools import (
    AFTER_CLOSE,
    look,
    make_officer,
    make_people,
    make_pool,
    make_request,
    make_source,
    office_agrees,
    say_yes,
)
from tests.factories.representations import act_for
from tests.factories.supply import NOW, area, make_connector, make_login, send_all

WEEK_BEFORE = AFTER_CLOSE - timedelta(days=6)
TRANSFER = {"kind": SourceKind.OWN, "rail": Rail.TRANSFER}


class Five:
    """Five in; £12 each for five; the fifth said at most £10, and is asked in private."""

    def __init__(self):
        self.connie = make_connector()
        self.people = make_people(5)
        self.low = self.people[4]
        self.pool = make_pool(self.people)
        for person in self.people[:4]:
            say_yes(self.pool, person, 1500, make_source(person, **TRANSFER))
        self.own = make_source(self.low, **TRANSFER)
        say_yes(self.pool, self.low, 1000, self.own)
        look(self.pool, WEEK_BEFORE)
        self.question = PrivateQuestion.objects.get()

    def ask(self, by=None, now=WEEK_BEFORE, **facts) -> HelpRequest:
        return request_another_way(
            question_id=self.question.pk, by=by or self.low, now=now, **facts
        )

    def find(self, found="grant", words="Westsea Trust gives £2 a week. Ring me.", **facts):
        facts = {"by": self.connie, "now": WEEK_BEFORE} | facts
        return answer_help_request(
            help_id=HelpRequest.objects.get().pk, outcome=found, outcome_words=words, **facts
        )


@pytest.fixture
def five(db, monkeypatch) -> Five:
    use_standin(monkeypatch)
    return Five()


def test_the_connector_of_the_area_reads_who_which_cost_and_by_which_day(five):
    five.ask()

    [line] = help_requests_of_login(five.connie.login_id)
    assert (line.person_called, line.summary, line.share_pence) == (
        five.low.person.preferred_name,
        "Museum mornings with coffee",
        1200,
    )
    assert line.answer_by == five.question.answer_by
    told = Message.objects.get(kind="help_requested", login_id=five.connie.login_id)
    assert five.low.person.preferred_name not in told.subject + told.text


@pytest.mark.holds("M142", "M39")
def test_a_connector_never_sees_the_most_unless_the_person_ticks_it(five):
    five.ask()
    assert help_requests_of_login(five.connie.login_id)[0].most_pence is None

    five.ask(may_see_most=True)
    five.ask()

    assert help_requests_of_login(five.connie.login_id)[0].most_pence == 1000
    assert HelpRequest.objects.count() == 1
    told = Message.objects.filter(kind="help_requested", login_id=five.connie.login_id)
    assert told.count() == 1


def test_the_group_and_the_provider_see_not_yet_as_before(five):
    def seen():
        bob = pool_for_member(pool_id=five.pool.pk, by=five.people[0], now=WEEK_BEFORE)
        voice = five.pool.provider.members.get().login_id
        run = pool_for_provider(pool_id=five.pool.pk, login_id=voice)
        return bob.status_text, bob.next_step_text, bob.coverage, run.status_text, run.people

    before, told = seen(), set(Message.objects.values_list("kind", flat=True))

    five.ask(may_see_most=True)

    assert seen() == before
    assert before[0] == "4 of 5 places are covered. Not yet."
    assert set(Message.objects.values_list("kind", flat=True)) - told == {"help_requested"}


def test_alice_bob_and_charlie(five):
    """Alice's own is hers to ask; Bob of her group and Charlie of another area find nothing; nor
    does a connector who is in her group or speaks for the provider."""
    bob = five.people[0]
    charlie = make_connector("charlie", make_area("Eastmoor", authority_code="E06999998"))
    voice = Acting(login=five.pool.provider.members.get().login)
    for login in (bob.login, voice.login):
        Role.objects.create(login=login, kind=RoleKind.CONNECTOR, area=area(), started_at=NOW)
    with pytest.raises(NotFound):
        five.ask(by=bob)

    five.ask()

    readers = (five.connie, bob, charlie, voice)
    assert [len(help_requests_of_login(who.login_id)) for who in readers] == [
        1, 0, 0, 0,
    ]  # fmt: skip
    for stranger in (bob, charlie, voice, five.low, make_officer(), make_login("nobody")):
        with pytest.raises(NotFound):
            five.find(by=stranger)
    told = Message.objects.filter(kind="help_requested").values_list("login_id", flat=True)
    assert five.connie.login_id in told
    assert not {bob.login_id, charlie.login_id, voice.login_id} & set(told)


def test_what_was_found_reaches_her_in_her_own_way_and_she_says_a_new_most(five):
    five.ask()

    five.find()

    told = Message.objects.get(kind="help_answered")
    assert told.person_id == five.low.person_id
    assert "Westsea Trust gives £2 a week." in told.text
    assert help_requests_of_login(five.connie.login_id) == []
    answer_question(
        question_id=five.question.pk, yes=True, max_pence=1200, by=five.low, now=WEEK_BEFORE
    )
    assert coverage_of(five.pool).covered == 5


def test_she_adds_the_grant_as_a_source_and_her_question_is_answered_by_that(five):
    five.ask()
    five.find()
    grant = make_source(five.low, SourceKind.GRANT, Rail.TRANSFER)

    pledge(
        pool_id=five.pool.pk,
        request=make_request((grant, 200), (five.own, 1000)),
        by=five.low,
        now=WEEK_BEFORE,
    )

    five.question.refresh_from_db()
    assert five.question.state == PrivateQuestionState.YES
    look(five.pool, AFTER_CLOSE)
    assert five.pool.pledges.get(person=five.low.person).state == PledgeState.IN


def test_a_new_yes_that_is_still_too_low_leaves_the_question_open(five):
    say_yes(five.pool, five.low, 1100, five.own)

    five.question.refresh_from_db()
    assert five.question.state == PrivateQuestionState.ASKED


def test_nothing_found_is_said_and_not_this_time_is_fine(five):
    five.ask()
    five.find(found="nothing", words="I asked both trusts. Next term there is one.")

    assert "Both are fine" in Message.objects.get(kind="help_answered").text
    answer_question(question_id=five.question.pk, yes=False, by=five.low, now=WEEK_BEFORE)

    five.pool.refresh_from_db()
    assert (five.pool.state, coverage_of(five.pool).share_pence) == (PoolState.READY, 1500)


def test_until_the_day_nothing_is_charged_and_after_it_no_answer_is_not_this_time(five):
    five.ask()
    day = five.question.answer_by

    look(five.pool, day - timedelta(minutes=1))
    assert pool_balance(five.pool.pk) == 0
    assert five.pool.state == PoolState.READY

    look(five.pool, day + timedelta(minutes=1))
    five.question.refresh_from_db()
    assert five.question.state == PrivateQuestionState.NO_ANSWER
    assert five.pool.pledges.get(person=five.low.person).state == PledgeState.OUT
    assert help_requests_of_login(five.connie.login_id) == []
    with pytest.raises(NotFound):
        five.find(now=day + timedelta(minutes=1))


def test_on_the_day_itself_it_is_too_late_to_ask_and_to_answer(five):
    five.ask()
    day = five.question.answer_by

    with pytest.raises(DateHasPassed):
        five.ask(now=day)
    with pytest.raises(DateHasPassed):
        five.find(now=day)


def test_it_is_answered_once(five):
    five.ask()
    five.find()

    with pytest.raises(HelpAnswered):
        five.find(found="nothing", words="No.")


def test_another_kind_of_question_has_no_other_way(db):
    people = make_people(4)
    own_pledge = say_yes(make_pool(people), people[0], 1500)
    office_agrees([own_pledge], bill_change="yes", bill_change_pence=250)
    question = PrivateQuestion.objects.get(kind=PrivateQuestionKind.BILL_CHANGE)

    with pytest.raises(NothingToAsk):
        request_another_way(question_id=question.pk, by=people[0], now=NOW)


def test_whoever_decides_for_her_may_ask(five):
    daughter = act_for(five.low, "daughter", RepresentationScope.DECIDE)

    assert five.ask(by=daughter).asked_by == daughter.login


def test_whoever_only_looks_may_not_ask(five):
    with pytest.raises(NotYours):
        five.ask(by=act_for(five.low, "daughter", RepresentationScope.LOOK))


def test_somebody_reached_in_person_is_told_on_the_next_visit(five):
    set_contact_plan(
        person_id=five.low.person_id,
        channel=Channel.IN_PERSON,
        through_login_id=five.connie.login_id,
        by=five.low,
        now=NOW,
    )
    five.ask(by=Acting(login=five.connie.login, person=five.low.person, on_paper=True))
    five.find()
    send_all(WEEK_BEFORE)

    told = Message.objects.get(kind="help_answered")
    assert (told.state, told.sent_at) == ("on_sheet", None)
    assert HelpRequest.objects.get().on_paper


@pytest.mark.holds("M46")
def test_m46_not_sure_says_yes_in_principle_and_gets_a_person_to_help(db, monkeypatch):
    use_standin(monkeypatch)
    connie, people = make_connector(), make_people(5)
    pool = make_pool(people)
    not_sure = make_source(people[0], SourceKind.NOT_SURE, Rail.UNDECIDED)

    own_pledge = say_yes(pool, people[0], 1500, not_sure)

    assert own_pledge.parts.get().state == PartState.PLEDGED
    assert (coverage_of(pool).said_yes, coverage_of(pool).covered) == (1, 0)
    [line] = help_requests_of_login(connie.login_id)
    assert (line.kind, line.person_called) == (
        HelpRequestKind.HOW_TO_PAY,
        people[0].person.preferred_name,
    )
    assert (line.most_pence, line.answer_by) == (None, pool.closes_at)

    answer_help_request(
        help_id=line.help_id,
        outcome="way",
        outcome_words="Your council pays it. I rang.",
        by=connie,
        now=NOW,
    )
    assert "I rang." in Message.objects.get(kind="help_answered").text
    say_yes(pool, people[0], 1500, make_source(people[0], **TRANSFER))
    assert help_requests_of_login(connie.login_id) == []
    assert own_pledge.parts.get(state=PartState.CONFIRMED).source.kind == SourceKind.OWN


@pytest.mark.parametrize("count", [1, 3])
def test_a_connectors_list_needs_two_statements(db, django_assert_num_queries, count):
    connie, people = make_connector(), make_people(4)
    pool = make_pool(people)
    for person in people[:count]:
        say_yes(pool, person, 1500, make_source(person, SourceKind.NOT_SURE, Rail.UNDECIDED))

    with django_assert_num_queries(2):
        assert len(help_requests_of_login(connie.login_id)) == count
