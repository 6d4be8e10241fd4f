"""A choice that frees or stops money is done once or not at all, wherever it is broken off."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256

import pytest
from django.apps import apps
from django.db import connection

from community.common.dates import end_of_day
from community.people.acting import Acting
from community.people.actions.representations import end_representation
from community.people.actions.slow_changes import stop_slow_change
from community.people.models.approvals import SlowChange
from community.people.states import RepresentationScope
from pooling.payments.states.charges import Rail
from pooling.pools.actions.call_offs import ask_group_to_call_off
from pooling.pools.actions.cover_choices import cast_cover_ballot
from pooling.pools.actions.ending import stop_pledge_by_agreement
from pooling.pools.actions.kept_places import put_back
from pooling.pools.actions.leaving import leave_pool
from pooling.pools.actions.new_shares import advance_choice_of_pool
from pooling.pools.actions.sources import change_source, change_source_as_agreed
from pooling.pools.actions.stopping import end_source
from pooling.pools.models.pledges import MoneySource
from pooling.pools.models.stops import MoneyStop
from pooling.pools.states import ChoiceKind, CoverOption, SourceKind
from tests.factories.cards import use_standin
from tests.factories.changes_that_wait import message_goes, second_answers
from tests.factories.pools import (
    AFTER_CLOSE,
    look,
    make_people,
    make_pool,
    make_source,
    office_agrees,
    say_yes,
)
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_login, send_all
from tests.frontend.visiting import set_clock

pytestmark = pytest.mark.django_db
SHOWED = "He pushed the paper away and pointed at the clock."
A_WEEK = timedelta(days=7)
COUNTED_AT = end_of_day((AFTER_CLOSE + A_WEEK).date())
PRICES = {3: 4500, 4: 6000}
FLAT_FOR_FEWER = {3: 6000, 4: 6000}  # the three who are left cannot pay it
OF_TRANSACTIONS = ("SAVEPOINT", "RELEASE", "ROLLBACK")  # each ends one, or begins it


class Killed(BaseException):
    """Nothing that is written to catch errors catches this."""


@contextmanager
def killed_after(statements: int) -> Iterator[list[str]]:
    """The process ends when this many have been done. What was said to the database till then."""
    done: list[str] = []

    def count(execute, sql, params, many, context):
        if sql.startswith(OF_TRANSACTIONS):
            return execute(sql, params, many, context)
        if len(done) == statements:
            raise Killed
        done.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield done


def everything_kept() -> dict[str, str]:
    """A digest of every row of ours. The queue is apart: what is due is found again by its rows."""
    tables = [m._meta.db_table for m in apps.get_models() if m._meta.app_label != "procrastinate"]
    with connection.cursor() as cursor:
        return {table: _digest_of(cursor, table) for table in tables}


def _digest_of(cursor, table: str) -> str:
    cursor.execute(f'SELECT t::text FROM "{table}" t ORDER BY 1')
    return sha256("\n".join(row for (row,) in cursor.fetchall()).encode()).hexdigest()


def _own_money(person):
    return make_source(
        person, SourceKind.OWN, Rail.TRANSFER, amount_pence=60_000, keep_aside_pence=10_000
    )


def _three_in():
    people = make_people(3)
    pool = make_pool(people, prices=PRICES)
    for person in people:
        say_yes(pool, person, 1500, _own_money(person))
    return people[0], pool, people[0].person.sources.get()


def _three_paid(**facts):
    """By the council, for whom the office has answered; and the login of the provider."""
    people, cook = make_people(4), make_login("cook")
    pool = make_pool(people, voice=cook, prices=PRICES, **facts)
    office_agrees([say_yes(pool, person, 1500) for person in people])
    look(pool, AFTER_CLOSE)
    return people, pool, cook


CHOICES: dict[str, Callable[[], Callable[[], object]]] = {}


def choice(build):
    CHOICES[build.__name__.replace("_", " ")] = build
    return build


@choice
def my_money_has_ended():
    ann, _pool, source = _three_in()
    return lambda: end_source(source_id=source.pk, by=ann, now=NOW)


@choice
def their_money_has_ended_by_whoever_may_pay():
    ann, _pool, source = _three_in()
    rita = act_for(ann, scope=RepresentationScope.PAY)
    return lambda: end_source(source_id=source.pk, by=rita, now=NOW)


def _one_of_four_stopped():
    """Of eight sessions four are paid for; the group is asked what to do about the rest."""
    people, cook = make_people(4), make_login("cook")
    pool = make_pool(people, sessions=8, voice=cook, prices=FLAT_FOR_FEWER)
    office_agrees([say_yes(pool, person, 1600) for person in people])
    look(pool, AFTER_CLOSE)
    source = people[3].person.sources.get()
    end_source(source_id=source.pk, by=people[3], now=AFTER_CLOSE)
    send_all(AFTER_CLOSE)
    return people, pool


@choice
def their_money_ends_in_mid_term_and_the_group_is_asked():
    people, pool, _cook = _three_paid()
    source = people[0].person.sources.get()
    return lambda: end_source(source_id=source.pk, by=people[0], now=AFTER_CLOSE)


@choice
def what_the_group_chose_about_a_place_not_covered_is_done():
    people, pool = _one_of_four_stopped()
    for person in people[:3]:
        cast_cover_ballot(
            pool_id=pool.pk, options=[CoverOption.CONNECTOR], by=person, now=AFTER_CLOSE
        )
    return lambda: advance_choice_of_pool(pool_id=pool.pk, now=COUNTED_AT)


@choice
def the_group_is_asked_whether_to_call_it_off():
    people, pool, _cook = _three_paid()
    return lambda: ask_group_to_call_off(
        pool_id=pool.pk, typed="240", by=people[0], now=AFTER_CLOSE
    )


@choice
def the_group_calls_it_off():
    people, pool, _cook = _three_paid(sessions=1)
    ask_group_to_call_off(pool_id=pool.pk, typed="60", by=people[0], now=AFTER_CLOSE)
    send_all(AFTER_CLOSE)
    for person in people[:3]:
        cast_cover_ballot(
            pool_id=pool.pk,
            kind=ChoiceKind.CALL_OFF,
            options=[CoverOption.CALL_OFF],
            by=person,
            now=AFTER_CLOSE,
        )
    return lambda: advance_choice_of_pool(pool_id=pool.pk, now=COUNTED_AT)


@choice
def put_back_what_another_stopped():
    ann, _pool, source = _three_in()
    end_source(source_id=source.pk, by=act_for(ann, scope=RepresentationScope.PAY), now=NOW)
    stop = MoneyStop.objects.get()
    return lambda: put_back(stop_id=stop.pk, by=ann, now=NOW)


def _keep_aside(pence, *, by=None):
    ann, _pool, source = _three_in()
    by = act_for(ann, scope=RepresentationScope.PAY) if by else ann
    return lambda: change_source(
        source_id=source.pk,
        amount_pence=60_000,
        keep_aside_pence=pence,
        what_they_showed=SHOWED,
        by=by,
        now=NOW,
    )


@choice
def all_is_kept_aside():
    return _keep_aside(60_000)


@choice
def less_is_kept_aside_asks_for_a_second_look():
    return _keep_aside(0, by="rita")


@choice
def less_is_kept_aside_counts_from_now():
    _keep_aside(0, by="rita")()
    change = SlowChange.objects.get()
    message_goes(change)
    second_answers(change)
    later = NOW + A_WEEK
    return lambda: change_source_as_agreed(change_id=change.pk, now=later)


@choice
def less_kept_aside_is_not_wanted():
    _keep_aside(0, by="rita")()
    change = SlowChange.objects.get()
    ann = Acting(login=change.person.login, person=change.person)
    return lambda: stop_slow_change(change_id=change.pk, by=ann, now=NOW)


@choice
def no_more_of_this_shared_cost():
    ann, pool, _source = _three_in()
    return lambda: leave_pool(pool_id=pool.pk, by=ann, now=NOW)


@choice
def the_provider_lets_one_go():
    [ann, *_rest], _pool, cook = _three_paid()
    yes = ann.person.pledges.get()
    return lambda: stop_pledge_by_agreement(pledge_id=yes.pk, by=cook, now=AFTER_CLOSE)


@choice
def whoever_pays_gives_their_authority_back():
    ann, _pool, _source = _three_in()
    rita = act_for(ann, scope=RepresentationScope.PAY)
    row = rita.representation
    return lambda: end_representation(representation_id=row.pk, by=ann, now=NOW)


@pytest.mark.holds("P18", "P17")
@pytest.mark.parametrize("build", CHOICES.values(), ids=CHOICES)
def test_it_is_done_once_or_not_at_all(build, monkeypatch):
    use_standin(monkeypatch)
    set_clock(NOW)
    press = build()
    before = everything_kept()

    for statements in range(200):
        try:
            with killed_after(statements):
                press()
        except Killed:
            assert everything_kept() == before, f"half done after {statements} statements"
        else:
            break

    assert statements > 3, "nothing was broken off"
    assert everything_kept() != before, "it changes nothing"


def test_what_is_not_one_whole_is_seen():
    """The control: the same in two steps of their own is found half done."""
    _ann, _pool, source = _three_in()
    before = everything_kept()

    with pytest.raises(Killed), killed_after(1):
        MoneySource.objects.filter(pk=source.pk).update(amount_pence=60_001)
        MoneySource.objects.filter(pk=source.pk).update(keep_aside_pence=0)

    assert everything_kept() != before
