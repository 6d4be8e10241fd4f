"""Less kept aside is slow where other hands do it; more is one press (P17, P18, fault A8)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.messaging.models import Message
from community.people.actions.slow_changes import asked_key, stop_slow_change
from community.people.models.approvals import SlowChange
from community.people.queries.acting import acting_on_paper
from community.people.rules.authority import NotYours
from community.people.rules.representations import NothingSeen
from community.people.states import RepresentationScope, SlowChangeState
from pooling.payments.states.charges import Rail
from pooling.pools.actions.sources import add_source, change_source, keep_more_aside
from pooling.pools.actions.stopping import end_source
from pooling.pools.models.pledges import MoneySource
from pooling.pools.rules.kept_aside import (
    AmountNotSaid,
    Amounts,
    KeptAsideAlready,
    NotMore,
    frees_money,
)
from pooling.pools.states import SourceKind
from pooling.pools.tasks import sweep_pools
from tests.factories.changes_that_wait import message_goes, second_answers
from tests.factories.pools import make_source
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_connector, make_someone
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.django_db
AMOUNT, ASIDE = 60_000, 55_000  # £600 a week, of which £550 is for something else
SHOWED = "He said that the cleaner has stopped, and laughed."
THE_WAIT = timedelta(hours=72)


@pytest.fixture
def dad():
    set_clock(NOW)
    return make_someone("dad")


@pytest.fixture
def source(dad):
    return make_source(
        dad, SourceKind.OWN, Rail.TRANSFER, amount_pence=AMOUNT, keep_aside_pence=ASIDE
    )


def keep(source, pence, by, *, amount=AMOUNT, showed=SHOWED) -> SlowChange | None:
    return change_source(
        source_id=source.pk,
        amount_pence=amount,
        keep_aside_pence=pence,
        what_they_showed=showed,
        by=by,
        now=NOW,
    )


def kept(source) -> int:
    source.refresh_from_db()
    return source.keep_aside_pence


def pays(person, name="rita"):
    return act_for(person, name, scope=RepresentationScope.PAY)


@pytest.mark.holds("P18", "P12")
def test_whoever_may_decide_keeps_more_aside_and_sees_no_sum(dad, source):
    rita = act_for(dad, "rita", scope=RepresentationScope.DECIDE)
    page = reverse("keep_more", args=[source.pk])
    client = signed_in(rita)

    assert client.get(page).status_code == 200
    assert "600" not in client.get(page).text
    client.post(page, {"more_pence": "30"}, follow=True)
    assert kept(source) == ASIDE + 3000
    client.post(page, {"more_pence": "900"}, follow=True)
    assert kept(source) == AMOUNT, "never more than there is, and nothing is told by a refusal"


@pytest.mark.parametrize("scope", [RepresentationScope.LOOK, RepresentationScope.SUGGEST])
def test_with_less_than_that_nothing_is_kept(dad, source, scope):
    with pytest.raises(NotYours):
        keep_more_aside(
            source_id=source.pk, more_pence=1, by=act_for(dad, "rita", scope=scope), now=NOW
        )


def test_nothing_is_freed_by_keeping_less_than_nothing_more(dad, source):
    with pytest.raises(NotMore):
        keep_more_aside(source_id=source.pk, more_pence=-1, by=dad, now=NOW)


def test_what_nobody_said_the_amount_of_cannot_be_kept_in_part(dad):
    source = make_source(dad, SourceKind.OWN, Rail.TRANSFER)
    with pytest.raises(AmountNotSaid):
        keep_more_aside(source_id=source.pk, more_pence=1, by=dad, now=NOW)


@pytest.mark.holds("P12", "fault:E2")
def test_by_program_too_nobody_overwrites_a_sum_they_cannot_see(dad, source):
    deciding = act_for(dad, "rita", scope=RepresentationScope.DECIDE)
    client, url = signed_in(deciding), f"/api/sources/{source.pk}/"
    as_program = {
        "content_type": "application/json",
        "headers": {"X-Acting-For": str(dad.person_id)},
    }

    overwritten = client.put(url, {"amount_pence": 10, "keep_aside_pence": 10}, **as_program)
    more = client.post(f"{url}keep-more/", {"more_pence": 100}, **as_program)

    assert (overwritten.status_code, overwritten.json()["code"]) == (409, "not_yours_to_do")
    assert more.status_code == 200
    assert kept(source) == ASIDE + 100
    assert more.json()["amount_pence"] is None


@pytest.mark.parametrize(
    ("amount", "aside", "frees"),
    [
        (AMOUNT, ASIDE - 1, True),
        (AMOUNT, ASIDE, False),
        (AMOUNT, ASIDE + 1, False),
        (AMOUNT + 1, ASIDE, True),  # the same, by the other figure
        (None, 0, True),
        (30_000, 25_001, False),  # there is less, and less of it is free
    ],
)
def test_what_frees_is_that_more_may_be_used_than_before(amount, aside, frees):
    assert frees_money(Amounts(AMOUNT, ASIDE), Amounts(amount, aside)) == frees


def test_where_nothing_is_kept_aside_nothing_is_freed():
    assert not frees_money(Amounts(AMOUNT, 0), Amounts(AMOUNT + 1, 0))
    assert not frees_money(Amounts(None, 0), Amounts(None, 0))


@pytest.mark.holds("fault:A8", "P17", "M55")
def test_less_kept_aside_for_somebody_counts_after_a_second_look_and_three_days_after_being_told(
    dad, source
):
    change = keep(source, 0, pays(dad))
    assert kept(source) == ASIDE

    second_answers(change)
    message_goes(change)
    set_clock(NOW + THE_WAIT - timedelta(seconds=5))
    sweep_pools.func()
    assert kept(source) == ASIDE

    set_clock(NOW + THE_WAIT + timedelta(seconds=5))
    sweep_pools.func()
    sweep_pools.func()
    assert kept(source) == 0
    change.refresh_from_db()
    assert change.state == SlowChangeState.DONE


@pytest.mark.holds("fault:A8")
def test_it_needs_the_scope_to_pay_and_what_they_showed(dad, source):
    with pytest.raises(NotYours):
        keep(source, 0, act_for(dad))
    with pytest.raises(NothingSeen):
        keep(source, 0, pays(dad, "rob"), showed=" ")


@pytest.mark.holds("P17")
def test_from_paper_too_other_hands_free_nothing_at_once(dad, source):
    connie = make_connector()

    change = keep(source, 0, acting_on_paper(login=connie.login, person=dad.person))

    assert change is not None
    assert kept(source) == ASIDE


def test_ones_own_word_counts_at_once(dad, source):
    assert keep(source, 0, dad, showed="") is None
    assert kept(source) == 0


@pytest.mark.holds("P18")
@pytest.mark.parametrize("by", ["dad", "decides", "on paper"])
def test_more_kept_aside_is_one_press_at_once(dad, source, by):
    whose = {
        "dad": lambda: dad,
        "decides": lambda: act_for(dad),
        "on paper": lambda: acting_on_paper(login=make_connector().login, person=dad.person),
    }

    assert keep(source, AMOUNT, whose[by](), showed="") is None
    assert kept(source) == AMOUNT


@pytest.mark.holds("P17")
def test_the_person_and_a_worker_are_told_and_one_press_stops_it(dad, source):
    connie = make_connector()
    change = keep(source, 0, pays(dad))

    message = Message.objects.get(key=asked_key(change.pk))
    assert message.person_id == dad.person_id
    assert "£550 kept aside of £600 a week" in message.text
    assert Message.objects.filter(login_id=connie.login_id, text__contains=SHOWED).exists()

    stop_slow_change(change_id=change.pk, by=dad, now=NOW)
    set_clock(NOW + 2 * THE_WAIT)
    sweep_pools.func()
    assert kept(source) == ASIDE


@pytest.mark.parametrize("later", ["more aside", "ended"])
def test_what_was_changed_since_is_not_undone_by_what_waited(dad, source, later):
    change = keep(source, 0, pays(dad))
    if later == "ended":
        end_source(source_id=source.pk, by=dad, now=NOW)
    else:
        keep(source, AMOUNT, dad)

    change.refresh_from_db()
    assert change.state == SlowChangeState.NOT_WANTED


@pytest.mark.holds("fault:A8")
@pytest.mark.parametrize("is_ended", [False, True])
def test_another_source_of_the_same_kind_is_no_way_round(dad, source, is_ended):
    rita = pays(dad)
    if is_ended:
        end_source(source_id=source.pk, by=rita, now=NOW)

    def add(by, **amounts) -> MoneySource:
        return add_source(kind=SourceKind.OWN, rail=Rail.CARD, by=by, now=NOW, **amounts)

    for amounts in ({}, {"amount_pence": AMOUNT}):
        with pytest.raises(KeptAsideAlready):
            add(rita, **amounts)
    assert add(rita, amount_pence=5_000).pk
    assert add(dad).pk


@pytest.mark.holds("fault:A8", "P17")
@pytest.mark.parametrize("door", ["page", "program"])
def test_by_page_and_by_program_it_waits(dad, source, door):
    client = signed_in(pays(dad))
    typed = {"amount_pence": AMOUNT, "keep_aside_pence": 0, "what_they_showed": SHOWED}
    if door == "program":
        done = client.put(f"/api/sources/{source.pk}/", typed, content_type="application/json")
        assert done.status_code == 200
    else:
        page = reverse("change_source", args=[source.pk])
        looked = client.post(page, typed | {"amount_pence": "600", "keep_aside_pence": "0"})
        assert (looked.status_code, SlowChange.objects.count()) == (200, 0)
        assert "£550 kept aside of £600 a week" in looked.text
        done = client.post(
            page, typed | {"amount_pence": "600", "keep_aside_pence": "0", "step": "yes"}
        )
        assert done.status_code == 302

    assert SlowChange.objects.get().state == SlowChangeState.WAITING
    assert kept(source) == ASIDE


@pytest.mark.holds("fault:A8")
def test_of_oneself_it_is_looked_over_and_done(dad, source):
    client, page = signed_in(dad), reverse("change_source", args=[source.pk])
    typed = {"amount_pence": "600", "keep_aside_pence": "0"}

    looked = client.post(page, typed)
    assert (looked.status_code, kept(source)) == (200, ASIDE)
    assert client.post(page, typed | {"step": "yes"}).status_code == 302
    assert kept(source) == 0
