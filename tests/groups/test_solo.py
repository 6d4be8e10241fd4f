"""One person arranges something for themselves: a group of one that is no group to anybody."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from community.common.refusals import NotFound, Refused
from community.messaging.models import Message
from community.people.acting import Acting
from community.people.how_put import SAID_BY_THEMSELVES
from community.people.states import RepresentationScope
from groups.actions.invites import make_invite
from groups.actions.membership import join_open_group
from groups.actions.motions import propose_step
from groups.actions.offers import change_offer, withdraw_offer
from groups.actions.resting import remove_member_who_died
from groups.actions.solo import choose_for_oneself, stop_asking_for_oneself
from groups.models.members import Group, Member
from groups.queries.briefs import briefs_near, briefs_of_person
from groups.queries.members import group_detail, groups_of_person, membership
from groups.queries.public_briefs import public_briefs
from groups.queries.solo import arranged_alone, arranged_by_person
from groups.rules.solo import NoOfferYet, NotArrangedHere
from groups.states import BriefState, MotionPurpose, OfferState
from marketplace.search.queries.demand import demand_of_area
from pooling.pools.actions.leaving_everything import leave_everything
from pooling.pools.actions.solo import go_on_alone
from pooling.pools.models.pledges import Pool
from pooling.pools.rules.instalments import BeginsTooSoon
from pooling.pools.states import PoolState
from providers.actions.hidden_dates import hide_date
from providers.models.sessions import Session
from providers.rules.prices import SizesRefused
from providers.rules.vetting import NotVetted
from providers.states import PriceKind
from tests.factories.pools import AFTER_CLOSE, go_on, make_people, office_agrees, say_yes
from tests.factories.representations import act_for
from tests.factories.solo import (
    ask,
    make_costly_listing,
    offer_to_one,
    provider_voice,
    terms_for_one,
)
from tests.factories.supply import (
    NOW,
    TODAY,
    book,
    make_login,
    make_provider,
    make_session,
    make_someone,
    vet,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def rose():
    return make_someone("rose")


def test_it_is_asked_of_whoever_runs_it_and_of_nobody_else(rose):
    listing = make_costly_listing()
    other = make_login("other")
    vet(make_provider(other, "Another museum"))

    brief = ask(listing, rose)

    assert brief.state == BriefState.ASKING
    assert [near.id for near in briefs_near(provider_voice(brief).login_id, NOW)] == [brief.pk]
    assert briefs_near(provider_voice(brief).login_id, NOW)[0].is_for_one
    assert briefs_near(other.login_id, NOW) == []
    told = Message.objects.filter(kind="brief_near").values_list("login_id", flat=True)
    assert list(told) == [provider_voice(brief).login_id]


def test_asked_twice_it_is_once(rose):
    listing = make_costly_listing()

    assert ask(listing, rose).pk == ask(listing, rose).pk
    assert Group.objects.count() == 1


def test_what_is_free_or_read_by_nobody_is_not_arranged(rose):
    free = make_costly_listing(price_kind=PriceKind.FREE)
    with pytest.raises(NotArrangedHere):
        ask(free, rose)
    free.provider.members.all().delete()
    free.price_kind = PriceKind.NOT_KNOWN
    free.save()
    with pytest.raises(NotArrangedHere):
        ask(free, rose)


def test_nothing_is_asked_of_whom_nobody_has_checked(rose):
    listing = make_costly_listing(is_vetted=False)

    with pytest.raises(NotVetted):
        ask(listing, rose)


def test_it_is_a_group_to_nobody(rose):
    """Not even to the person, nor to what counts what people ask for."""
    brief = ask(make_costly_listing(), rose)

    assert groups_of_person(rose.person.pk, with_waiting=True) == []
    assert briefs_of_person(rose.person.pk) == []
    assert list(public_briefs(TODAY)) == []
    for look in (
        lambda: membership(brief.group_id, rose),
        lambda: group_detail(brief.group_id, rose, now=NOW),
        lambda: make_invite(group_id=brief.group_id, is_card=False, by=rose, now=NOW),
        lambda: propose_step(
            purpose=MotionPurpose.OPEN_CHOICE, about_id=brief.pk, by=rose, now=NOW
        ),
        lambda: join_open_group(
            group_id=brief.group_id, known_as="B", agrees=True, by=make_someone("bob"), now=NOW
        ),
    ):
        with pytest.raises(NotFound):
            look()
    assert [each.brief.pk for each in arranged_by_person(rose)] == [brief.pk]


def test_the_database_lets_nobody_else_in_and_makes_no_group_of_it(rose):
    brief = ask(make_costly_listing(), rose)
    [member] = Member.objects.all()
    bob = make_someone("bob").person

    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.create(
            group=member.group,
            person=bob,
            known_as="Bob",
            known_as_compared="bob",
            consent=member.consent,
            paper_code="OTHER",
            joined_at=NOW,
        )
    for change in ({"is_solo": False}, {"is_findable": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Group.objects.filter(pk=brief.group_id).update(**change)


def test_an_offer_to_one_has_a_price_for_one_and_they_hear_of_it_at_once(rose):
    brief = ask(make_costly_listing(), rose)
    with pytest.raises(SizesRefused):
        offer_to_one(brief, prices={4: 6000, 5: 6000}, smallest=4, largest=5)

    offer_to_one(brief)

    [told] = Message.objects.filter(kind="offered_to_one")
    assert told.person_id == rose.person.pk
    assert told.link == f"/for-yourself/{brief.pk}/"


def test_going_on_is_no_yes_and_the_yes_is_paid_as_any(rose):
    brief = ask(make_costly_listing(), rose)
    offer = offer_to_one(brief)

    pool = go_on_alone(offer_id=offer.pk, by=rose, now=NOW)

    brief.refresh_from_db()
    assert (brief.state, pool.state) == (BriefState.DECIDED, PoolState.OPEN)
    assert not pool.pledges.exists()
    assert not brief.decisions.exists()
    pledge = say_yes(pool, rose, 2400)
    office_agrees([pledge])
    go_on(pool, AFTER_CLOSE)
    assert pool.state in (PoolState.FUNDED, PoolState.COLLECTING, PoolState.RUNNING)


def test_pressed_twice_it_goes_on_once(rose):
    offer = offer_to_one(ask(make_costly_listing(), rose))

    first = go_on_alone(offer_id=offer.pk, by=rose, now=NOW)
    again = go_on_alone(offer_id=offer.pk, by=rose, now=NOW)

    assert first.pk == again.pk


def test_an_offer_that_was_changed_or_taken_back_is_not_gone_on_with(rose):
    brief = ask(make_costly_listing(), rose)
    offer, voice = offer_to_one(brief), provider_voice(brief)
    changed = change_offer(
        offer_id=offer.pk,
        terms=terms_for_one(brief, prices={1: 9900}),
        by=voice,
        now=NOW,
    )
    with pytest.raises(NoOfferYet):
        go_on_alone(offer_id=offer.pk, by=rose, now=NOW)
    withdraw_offer(offer_id=changed.pk, by=voice, now=NOW)
    with pytest.raises(NoOfferYet):
        go_on_alone(offer_id=changed.pk, by=rose, now=NOW)
    assert not Pool.objects.exists()


def test_what_begins_too_soon_to_be_paid_is_said_so_and_nothing_is_chosen(rose):
    brief = ask(make_costly_listing(), rose)
    offer = offer_to_one(brief, starts=(NOW + timedelta(days=5),))

    with pytest.raises(BeginsTooSoon):
        go_on_alone(offer_id=offer.pk, by=rose, now=NOW)

    offer.refresh_from_db()
    assert offer.state == OfferState.SENT


def test_it_is_left_at_any_time_and_whoever_offered_hears_kindly(rose):
    brief = ask(make_costly_listing(), rose)
    offer = offer_to_one(brief)

    for _press in range(2):
        stop_asking_for_oneself(brief_id=brief.pk, by=rose, now=NOW)

    offer.refresh_from_db()
    assert offer.state == OfferState.NOT_CHOSEN
    assert arranged_by_person(rose) == []
    assert Message.objects.filter(kind="offer_declined").count() == 1
    assert ask(brief.listing, rose).pk != brief.pk


def test_another_finds_nothing_of_it_and_whoever_looks_may_not_ask(rose):
    listing = make_costly_listing()
    brief = ask(listing, rose)
    offer = offer_to_one(brief)
    bob = make_someone("bob")
    looks = act_for(rose, "dan", scope=RepresentationScope.LOOK)

    for by in (bob, make_login("eve")):
        with pytest.raises(NotFound):
            choose_for_oneself(
                offer_id=offer.pk, by=Acting(login=by.login, person=bob.person), now=NOW
            )
    for deed in (
        lambda: ask(listing, looks),
        lambda: choose_for_oneself(offer_id=offer.pk, by=looks, now=NOW),
    ):
        with pytest.raises(Refused):
            deed()


def test_who_asks_for_somebody_says_how_it_was_put(rose):
    decides = act_for(rose, "dan", scope=RepresentationScope.DECIDE)
    later = NOW + timedelta(days=4)

    listing = make_costly_listing()
    with pytest.raises(Refused):
        ask(listing, decides, now=later, how_put=SAID_BY_THEMSELVES)
    brief = ask(listing, decides, now=later)

    assert Member.objects.get(group=brief.group_id).consent.shown_words


def test_a_date_that_they_hide_is_in_no_offer_that_whoever_acts_reads(rose):
    brief = ask(make_costly_listing(), rose)
    offer = offer_to_one(brief)
    looks = act_for(rose, "dan", scope=RepresentationScope.LOOK)
    session = make_session(make_login("dentist"), days=3)
    first = datetime.fromisoformat(offer.starts[0])
    at_once_with_it = {"starts_at": first, "ends_at": first + timedelta(hours=1)}
    Session.objects.filter(pk=session.pk).update(**at_once_with_it)
    hide_date(booking_id=book(session, rose).pk, by=rose, now=NOW)

    [theirs] = arranged_by_person(rose)
    [read] = arranged_by_person(looks)

    assert len(theirs.offer.starts) == 2
    assert read.offer.starts == arranged_alone(brief.pk, looks).offer.starts == offer.starts[1:]


def test_who_leaves_everything_waits_for_nothing_they_asked_for_themselves(rose):
    brief = ask(make_costly_listing(), rose)
    offer = offer_to_one(brief)

    leave_everything(by=rose, now=NOW)

    brief.refresh_from_db()
    offer.refresh_from_db()
    assert (brief.state, offer.state) == (BriefState.CLOSED, OfferState.NOT_CHOSEN)


@pytest.mark.holds("P22")
def test_what_somebody_who_died_had_asked_waits_for_no_answer(rose):
    brief = ask(make_costly_listing(), rose)
    offer = offer_to_one(brief)
    member = Member.objects.get(group=brief.group_id)

    for _each in range(2):
        remove_member_who_died(member_id=member.pk, now=NOW)

    brief.refresh_from_db()
    offer.refresh_from_db()
    assert (brief.state, offer.state) == (BriefState.CLOSED, OfferState.NOT_CHOSEN)
    [told] = Message.objects.filter(kind="offer_declined")
    assert "died" not in f"{told.subject} {told.text}"


def test_what_several_arrange_alone_is_no_demand_of_the_area():
    listing = make_costly_listing()
    briefs = [ask(listing, someone) for someone in make_people(12)]

    assert demand_of_area(briefs[0].group.area_id, now=NOW).topics == []
