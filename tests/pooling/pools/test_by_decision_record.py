"""A yes to a shared cost by a decision that was written down: once, for this, for no more than was
written, never by paying; and the date waits while a second person looks."""

from datetime import timedelta

import pytest

from community.audit.models import AuditEntry
from community.people.actions.decision_records import say_not_wanted
from community.people.models.decisions import DecisionRecord
from community.people.rules.authority import NotYours
from community.people.rules.decisions import (
    AboutSomethingElse,
    DoesNotCount,
    MoneyIsCareful,
    MoreThanWritten,
    RecordNeverPays,
)
from community.people.states import DecisionRecordState, RepresentationScope
from pooling.payments.models.commitments import Commitment
from pooling.payments.states.charges import Rail
from pooling.payments.states.commitments import CommitmentState
from pooling.pools.actions import pledges
from pooling.pools.actions.closing import advance_open_pool
from pooling.pools.actions.leaving import leave_pool
from pooling.pools.models.pledges import Pledge
from pooling.pools.states import PartState, PledgeState, PoolState, SourceKind
from tests.factories.at_once import at_once
from tests.factories.decision_records import (
    by_record,
    from_paper,
    look_at,
    write_down,
    write_down_all,
)
from tests.factories.pools import (
    AFTER_CLOSE,
    make_people,
    make_pool,
    make_source,
    office_agrees,
    say_yes,
)
from tests.factories.representations import act_for
from tests.factories.supply import NOW, area, make_connector


def a_cost():
    """A shared cost; whoever cannot say yes, her council's money, and who may suggest for her."""
    alice, *others = make_people(4)
    pool = make_pool([alice, *others])
    rita = act_for(alice, scope=RepresentationScope.SUGGEST)
    return pool, alice, make_source(alice), rita


@pytest.fixture
def cost(db):
    return a_cost()


@pytest.mark.holds("fault:A16", "P6", "J7")
def test_held_it_lets_nothing_happen_seen_by_a_second_it_lets_one_yes_happen(cost):
    pool, alice, council, rita = cost
    record = write_down_all(rita, f"pool:{pool.pk}", max_pence=1500)

    with pytest.raises(DoesNotCount):
        say_yes(pool, by_record(record, rita), 1500, council)
    look_at(record)
    yes = say_yes(pool, by_record(record, rita), 1500, council)

    record.refresh_from_db()
    assert (yes.person, yes.state, yes.said_by) == (alice.person, PledgeState.IN, rita.login)
    assert record.state == DecisionRecordState.DONE
    line = AuditEntry.objects.get(
        about=f"pool:{pool.pk}", deed="pledge", for_person=alice.person_id
    )
    assert (line.login_id, line.representation_id) == (rita.login_id, rita.representation_id)


@pytest.mark.holds("P6", "M48")
def test_whoever_holds_managed_money_still_confirms_it(cost):
    pool, _alice, council, rita = cost
    record = look_at(write_down_all(rita, f"pool:{pool.pk}", max_pence=1500))

    yes = say_yes(pool, by_record(record, rita), 1500, council)

    assert yes.parts.get().state == PartState.WAITING
    assert Commitment.objects.get(part_ref=yes.parts.get().pk).state == CommitmentState.ASKED


@pytest.mark.holds("P6")
def test_a_worker_s_record_does_the_same_as_entered_from_paper(cost):
    pool, alice, council, _rita = cost
    connie = make_connector("connie", area())
    record = look_at(write_down_all(from_paper(connie, alice), f"pool:{pool.pk}", max_pence=1500))

    yes = say_yes(pool, by_record(record, connie), 1500, council)

    assert (yes.person, yes.said_by, yes.on_paper) == (alice.person, connie.login, True)


@pytest.mark.holds("P6")
@pytest.mark.parametrize("rail", [Rail.TRANSFER, Rail.CARD])
def test_it_never_pays(cost, rail):
    pool, alice, _council, rita = cost
    own = make_source(alice, SourceKind.OWN, rail)
    record = look_at(write_down_all(rita, f"pool:{pool.pk}", max_pence=1500))

    with pytest.raises(RecordNeverPays):
        say_yes(pool, by_record(record, rita), 1500, own)
    assert not Pledge.objects.exists()


@pytest.mark.holds("P6", "M69")
def test_it_is_for_this_thing_this_once_and_no_more_than_was_written(cost):
    pool, _alice, council, rita = cost
    about = f"pool:{pool.pk}"
    other = write_down(rita, "group:1")
    one_line = write_down(rita, about)
    for record, pence, refusal in [
        (other, 1500, AboutSomethingElse),
        (one_line, 1500, MoneyIsCareful),
    ]:
        with pytest.raises(refusal):
            say_yes(pool, by_record(record, rita), pence, council)
    record = look_at(write_down_all(rita, about, max_pence=1500))
    with pytest.raises(MoreThanWritten, match="£15"):
        say_yes(pool, by_record(record, rita), 1501, council)

    say_yes(pool, by_record(record, rita), 1400, council)

    with pytest.raises(DoesNotCount):
        say_yes(pool, by_record(record, rita), 1500, council)
    assert Pledge.objects.get().max_pence == 1400


@pytest.mark.holds("P6")
def test_it_lets_no_other_deed_happen_and_who_may_suggest_stays_who_may_suggest(cost):
    pool, _alice, council, rita = cost
    record = look_at(write_down_all(rita, f"pool:{pool.pk}", max_pence=1500))
    say_yes(pool, by_record(record, rita), 1500, council)

    for by, refusal in [(by_record(record, rita), DoesNotCount), (rita, NotYours)]:
        with pytest.raises(refusal):
            leave_pool(pool_id=pool.pk, by=by, now=NOW)
    with pytest.raises(NotYours):
        say_yes(pool, rita, 1500, council)


def test_not_wanted_or_a_month_old_it_lets_nothing_happen(cost):
    pool, alice, council, rita = cost
    about = f"pool:{pool.pk}"
    record = look_at(write_down_all(rita, about, max_pence=1500))
    say_not_wanted(record_id=record.pk, by=alice, now=NOW)

    with pytest.raises(DoesNotCount):
        say_yes(pool, by_record(record, rita), 1500, council)
    old = look_at(write_down_all(rita, about, max_pence=1500), now=NOW - timedelta(days=31))
    with pytest.raises(DoesNotCount, match="too long ago"):
        say_yes(pool, by_record(old, rita), 1500, council)


@pytest.mark.holds("P3")
def test_while_a_second_person_looks_the_date_waits(db):
    alice, *others = make_people(5)
    pool = make_pool([alice, *others], first_in_days=28)
    for person in others:
        say_yes(pool, person, 1500, make_source(person))
    office_agrees(list(Pledge.objects.all()))
    rita = act_for(alice, scope=RepresentationScope.SUGGEST)
    record = write_down_all(
        rita, f"pool:{pool.pk}", max_pence=1500, now=pool.closes_at - timedelta(hours=1)
    )

    waited = advance_open_pool(pool_id=pool.pk, now=AFTER_CLOSE)
    look_at(record, agrees=False, now=AFTER_CLOSE)
    waited.refresh_from_db()
    went_on = advance_open_pool(pool_id=pool.pk, now=waited.closes_at + timedelta(hours=1))

    assert waited.closes_at > AFTER_CLOSE
    assert went_on.state == PoolState.COLLECTING


@pytest.fixture
def cost_and_record(committed_db):
    pool, _alice, council, rita = a_cost()
    return pool, council, rita, look_at(write_down_all(rita, f"pool:{pool.pk}", max_pence=1500))


def one_yes_each(cost_and_record):
    """Two who press at once, each with another most, by the one record as both have read it."""
    pool, council, rita, record = cost_and_record
    first, second = by_record(record, rita), by_record(record, rita)
    at_once(
        lambda: say_yes(pool, first, 1400, council), lambda: say_yes(pool, second, 1500, council)
    )
    return AuditEntry.objects.filter(about=f"pool:{pool.pk}", deed="pledge").count()


@pytest.mark.holds("P6")
def test_pressed_twice_at_once_it_is_one_yes(cost_and_record):
    assert one_yes_each(cost_and_record) == 1
    assert DecisionRecord.objects.get().state == DecisionRecordState.DONE


def test_the_control_that_spends_nothing_says_it_twice(cost_and_record, monkeypatch):
    monkeypatch.setattr(pledges, "use_decision", lambda *_about, **_by: None)

    assert one_yes_each(cost_and_record) == 2
