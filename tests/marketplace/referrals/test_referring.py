"""Telling a place about somebody: who is asked first, and what leaves before."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from community.common.refusals import NotFound
from community.messaging.models import Message
from community.people.acting import Acting
from community.people.models.logins import Role
from community.people.models.persons import Consent, Person
from community.people.states import RoleKind
from marketplace.referrals.actions.answers_of_persons import (
    agree_by_link,
    answer_told_connector,
    forget_draft,
    hold_referral,
    refuse_by_link,
    resume_referral,
    take_referral_back,
    withdraw_referral,
)
from marketplace.referrals.actions.bodies import (
    end_body_worker,
    end_sharing_agreement,
    name_deputy,
    record_sharing_agreement,
)
from marketplace.referrals.actions.handing_over import (
    ask_connector_to_take,
    hand_over_referral,
    take_over_referral,
)
from marketplace.referrals.models.referrals import Referral
from marketplace.referrals.queries.answers import referrals_asked_of, referrals_to_ring
from marketplace.referrals.queries.referrals import (
    owner_of,
    referral_of_sender,
    referrals_of_person,
    referrals_of_sender,
)
from marketplace.referrals.rules.bodies import NotOfBody, OwnAgreement
from marketplace.referrals.rules.referring import (
    AgreementNotSaid,
    CareNotRegistered,
    NobodyToAskThere,
    NotYourBody,
    NoWayOfTheirs,
    OpenAlready,
    OutlineOnly,
    SendersOwnWay,
    UnderEighteen,
)
from marketplace.referrals.states import AgreementHow, ReachedBy, ReferralState, ReferrerKind
from providers.actions.capacity import say_month_units
from providers.models.capacity import CapacityUse
from providers.rules.capacity import NoUnitsLeft
from providers.rules.vetting import NotVetted
from providers.states import CheckKind, VenueKind
from tests.factories.places import make_area
from tests.factories.referrals import (
    later,
    link_to_person,
    make_body,
    make_officer,
    make_place,
    make_worker,
    outline_by_worker,
    told,
    told_by_worker,
)
from tests.factories.supply import (
    NEXT_YEAR,
    NOW,
    TODAY,
    make_connector,
    make_login,
    make_provider,
    make_shown_listing,
    make_someone,
    vet,
)

pytestmark = pytest.mark.django_db


def words_to_place(listing) -> str:
    members = listing.provider.members.values("login")
    sent = Message.objects.filter(login_id__in=members, kind__startswith="referral")
    return " ".join(f"{each.subject} {each.text} {each.link}" for each in sent)


@pytest.mark.holds("P62", "M86")
def test_whoever_a_neighbour_tells_of_is_asked_first_and_the_place_hears_nothing():
    listing, nell = make_place(), make_someone("nell")

    referral = told(nell, listing)

    assert (referral.state, referral.person) == (ReferralState.DRAFT, None)
    assert words_to_place(listing) == ""
    assert not Person.objects.filter(preferred_name="Trains").exists()
    [message] = Message.objects.filter(address="trains@example.org")
    assert "Trains" not in message.text + message.subject
    assert "nell" not in message.text + message.subject


@pytest.mark.holds("P62", "P77", "M87")
def test_their_own_yes_sends_the_outline_without_the_name():
    listing, nell = make_place(), make_someone("nell")
    referral = told(nell, listing, help_asked=["beside"], days=[1])

    agree_by_link(link_id=link_to_person(referral).pk, now=later(hours=1))

    referral.refresh_from_db()
    assert (referral.state, referral.contact) == (ReferralState.REQUESTED, "")
    consent = Consent.objects.get(purpose="referral")
    assert referral.person == consent.person
    assert listing.title in consent.words
    words = words_to_place(listing)
    assert "ZZ1" in words and "Tuesday" in words and "somebody beside me" in words
    assert "Trains" not in words and "nell" not in words and "warm meal" not in words


@pytest.mark.holds("P62")
def test_the_database_lets_no_name_leave_without_an_agreement():
    referral = told(make_someone("nell"), make_place())

    with pytest.raises(IntegrityError, match="no_name_leaves"), transaction.atomic():
        Referral.objects.filter(pk=referral.pk).update(state=ReferralState.REQUESTED)


@pytest.mark.holds("P62")
@pytest.mark.parametrize("way", ["nell@example.org", "Nell+him@Example.org"])
def test_a_way_that_whoever_tells_us_uses_is_no_way_of_theirs(way):
    with pytest.raises(SendersOwnWay):
        told(make_someone("nell"), make_place(), contact=way)


@pytest.mark.holds("P62")
def test_a_number_of_whoever_told_us_is_refused_again_when_the_person_is_asked():
    listing, nell, connie = make_place(), make_someone("nell"), make_connector("connie")
    referral = told(nell, listing, contact="01632 960123")

    with pytest.raises(SendersOwnWay):
        answer_told_connector(
            referral_id=referral.pk,
            wants_it=True,
            contact="nell@example.org",
            by=connie,
            now=later(hours=1),
        )


def test_only_a_worker_may_be_the_way():
    with pytest.raises(NoWayOfTheirs):
        told(make_someone("nell"), make_place(), reached_by=ReachedBy.THROUGH_SENDER, contact="")


@pytest.mark.holds("P62")
def test_what_they_say_to_the_connector_who_rings_is_their_yes():
    listing, connie = make_place(), make_connector("connie")
    referral = told(make_someone("nell"), listing, contact="01632 960123")
    assert Message.objects.filter(kind="referral_to_ring", login_id=connie.login_id).exists()

    answer_told_connector(referral_id=referral.pk, wants_it=True, by=connie, now=later(hours=1))

    referral.refresh_from_db()
    assert referral.state == ReferralState.REQUESTED
    assert referral.agreement.how == AgreementHow.TOLD_CONNECTOR
    assert referral.person.preferred_name == "Trains"


def test_a_connector_of_another_area_answers_for_nobody():
    make_connector("connie")
    referral = told(make_someone("nell"), make_place(), contact="01632 960123")
    elsewhere = make_connector("far", make_area(name="Far", authority_code="E06000999"))

    with pytest.raises(NotFound):
        answer_told_connector(
            referral_id=referral.pk, wants_it=True, by=elsewhere, now=later(hours=1)
        )


@pytest.mark.holds("P62", "T19")
@pytest.mark.parametrize("says_no", [True, False])
def test_a_no_and_no_answer_look_alike_to_whoever_told_us_and_nothing_is_kept(says_no):
    nell = make_someone("nell")
    referral = told(nell, make_place(), days=[1], outline_line="Likes trains.")
    if says_no:
        refuse_by_link(link_id=link_to_person(referral).pk, now=later(hours=1))
        seen = referral_of_sender(referral.pk, nell.login.pk)
        assert seen.state == ReferralState.DRAFT

    forget_draft(referral_id=referral.pk, now=later(days=15))

    referral.refresh_from_db()
    assert referral.state == ReferralState.CANCELLED
    assert (referral.called, referral.line, referral.contact, referral.called_key) == ("",) * 4
    assert (referral.outline.line, referral.outline.days) == ("", [])


@pytest.mark.holds("P64")
def test_one_sender_has_one_open_referral_for_one_name():
    listing, nell = make_place(), make_someone("nell")
    told(nell, listing)

    with pytest.raises(OpenAlready):
        told(nell, listing, called="trains", contact="other@example.org")

    told(make_someone("olaf"), listing, contact="other@example.org")


@pytest.mark.holds("P64")
def test_the_fourth_in_a_month_is_to_be_looked_at():
    listing, nell = make_place(), make_someone("nell")

    sent = [
        told(nell, listing, called=name, contact=f"{name.lower()}@example.org")
        for name in ("One", "Two", "Three", "Four")
    ]

    assert [each.is_to_be_looked_at for each in sent] == [False, False, False, True]
    after_a_month = told(
        nell, listing, called="Five", contact="five@example.org", now=NOW + timedelta(days=31)
    )
    assert not after_a_month.is_to_be_looked_at


@pytest.mark.holds("P67")
def test_of_somebody_under_18_nothing_is_kept():
    with pytest.raises(UnderEighteen):
        told(make_someone("nell"), make_place(), is_under_18=True)

    assert not Referral.objects.exists()


@pytest.mark.holds("P70")
def test_help_in_the_toilet_at_a_home_goes_only_to_who_is_registered():
    # Where nobody lives it is help that a place gives, as everywhere.
    out = told(make_someone("nora"), make_place(), help_asked=["toilet"])
    assert out.state == ReferralState.DRAFT
    by, far = make_login("holly"), make_connector("vera")
    provider = make_provider(by)
    vet(provider, far, CheckKind.IDENTITY, CheckKind.INSURANCE, CheckKind.DBS_ENHANCED)
    home = make_shown_listing(
        by,
        provider,
        attending_access="ask_first",
        ask_first_words="Two chairs.",
        venue_kind=VenueKind.SOMEBODYS_HOME,
        place_words="",
    )
    nell = make_someone("nell")
    with pytest.raises(CareNotRegistered):
        told(nell, home, help_asked=["toilet"])

    vet(provider, far, CheckKind.CQC)

    assert told(nell, home, help_asked=["toilet"]).state == ReferralState.DRAFT


@pytest.mark.holds("P71", "M143")
def test_to_a_place_that_nobody_vetted_goes_no_referral():
    by = make_login("ulla")
    unvetted = make_shown_listing(by, make_provider(by))

    with pytest.raises(NotVetted):
        told(make_someone("nell"), unvetted)


@pytest.mark.holds("P62", "P63", "M87")
def test_a_worker_who_recorded_their_agreement_asks_the_place_at_once():
    listing, wendy = make_place(), make_worker(make_body())

    referral = told_by_worker(wendy, listing, own_reference="A-17")

    assert referral.state == ReferralState.REQUESTED
    assert referral.agreement.how == AgreementHow.TOLD_WORKER
    assert owner_of(referral.pk).login == wendy.login
    words = words_to_place(listing)
    assert "ZZ1" in words and "Trains" not in words and "A-17" not in words
    first = Message.objects.get(kind="first_words")
    assert first.person_id == referral.person.pk
    assert "Access team" in first.text and "Trains and a warm meal." in first.text
    assert "To end it" in first.text and "not instead of help from the council" in first.text


@pytest.mark.holds("P62", "M87")
def test_without_the_council_s_agreement_a_worker_sends_outlines_only():
    body = make_body()
    listing, wendy = make_place(), make_worker(body)
    end_sharing_agreement(body_id=body.pk, by=make_officer(), now=NOW)
    with pytest.raises(OutlineOnly):
        told_by_worker(wendy, listing)

    referral = outline_by_worker(wendy, listing, days=[1])

    assert (referral.state, referral.called, referral.line) == (ReferralState.REQUESTED, "", "")
    assert "Tuesday" in words_to_place(listing)


@pytest.mark.holds("M87")
def test_without_saying_how_they_agreed_only_the_outline_is_sent():
    listing, wendy = make_place(), make_worker(make_body())
    with pytest.raises(AgreementNotSaid):
        told_by_worker(wendy, listing, agreement=None)

    assert not Person.objects.filter(preferred_name="Trains").exists()
    assert outline_by_worker(wendy, listing).called == ""


def test_nobody_is_a_worker_by_saying_so():
    with pytest.raises(NotYourBody):
        told_by_worker(make_someone("nell"), make_place())


def test_what_a_council_agreed_is_recorded_by_nobody_of_that_body():
    body = make_body(shares=False)
    wendy = make_worker(body)
    Role.objects.create(
        login=wendy.login, kind=RoleKind.COUNCIL_OFFICER, area=body.area, started_at=NOW
    )

    with pytest.raises(OwnAgreement):
        record_sharing_agreement(
            body_id=body.pk, words="", starts_on=TODAY, ends_on=NEXT_YEAR, by=wendy, now=NOW
        )


@pytest.mark.holds("M86")
def test_for_oneself_the_press_is_the_yes():
    listing, ann = make_place(), make_someone("ann")

    referral = told(ann, listing, referrer_kind=ReferrerKind.ONESELF, called="Ann")

    assert (referral.state, referral.person) == (ReferralState.REQUESTED, ann.person)
    assert list(referrals_of_person(ann.person.pk)) == [referral]


@pytest.mark.holds("C12")
def test_what_is_withdrawn_frees_its_units_at_once_and_the_place_is_told_no_name():
    listing, ann = make_place(), make_someone("ann")
    say_month_units(
        provider_id=listing.provider_id,
        units=1,
        weights={},
        by=who_runs(listing),
        now=NOW,
    )
    referral = told(ann, listing, referrer_kind=ReferrerKind.ONESELF, called="Ann")
    ben = make_someone("ben")
    with pytest.raises(NoUnitsLeft):
        told(ben, listing, referrer_kind=ReferrerKind.ONESELF, called="Ben")

    withdraw_referral(referral_id=referral.pk, by=ann, now=later(minutes=8))

    assert not CapacityUse.objects.filter(freed_at=None).exists()
    assert Consent.objects.get(purpose="referral").withdrawn_at == later(minutes=8)
    assert "Ann" not in words_to_place(listing)
    assert told(ben, listing, referrer_kind=ReferrerKind.ONESELF, called="Ben").is_open


def who_runs(listing) -> Acting:
    return Acting(login=listing.provider.members.order_by("pk")[0].login)


def test_what_waits_has_no_units_and_goes_on_as_if_asked_today():
    listing, ann = make_place(), make_someone("ann")
    referral = told(ann, listing, referrer_kind=ReferrerKind.ONESELF, called="Ann")

    hold_referral(referral_id=referral.pk, by=ann, now=later(days=1))
    again = resume_referral(referral_id=referral.pk, by=ann, now=later(days=9))

    assert again.state == ReferralState.REQUESTED
    assert Message.objects.filter(kind="referral_to_answer").count() == 2


@pytest.mark.holds("M83", "P84")
def test_somebody_stays_with_it_handed_over_or_gone():
    body, listing = make_body(), make_place()
    wendy, will = make_worker(body), make_worker(body, "will")
    referral = told_by_worker(wendy, listing)
    with pytest.raises(NotOfBody):
        hand_over_referral(
            referral_id=referral.pk, to_login_id=make_login("sid").login.pk, by=wendy, now=NOW
        )

    hand_over_referral(referral_id=referral.pk, to_login_id=will.login.pk, by=wendy, now=NOW)

    assert list(referrals_of_sender(will.login.pk)) == [referral]
    assert list(referrals_of_sender(wendy.login.pk)) == []
    name_deputy(body_id=body.pk, login_id=wendy.login.pk, by=make_officer(), now=NOW)
    end_body_worker(body_id=body.pk, login_id=will.login.pk, by=make_officer(), now=NOW)
    assert owner_of(referral.pk).login == wendy.login
    end_body_worker(body_id=body.pk, login_id=wendy.login.pk, by=make_officer(), now=NOW)
    assert owner_of(referral.pk).login is None  # the duty desk


@pytest.mark.holds("P84")
def test_a_connector_takes_it_by_their_own_yes():
    listing, wendy, connie = make_place(), make_worker(make_body()), make_connector("connie")
    referral = told_by_worker(wendy, listing)

    ask_connector_to_take(referral_id=referral.pk, to_login_id=connie.login.pk, by=wendy, now=NOW)
    assert owner_of(referral.pk).login == wendy.login
    with pytest.raises(NotFound):
        take_over_referral(referral_id=referral.pk, by=make_connector("cora"), now=NOW)

    take_over_referral(referral_id=referral.pk, by=connie, now=NOW)

    assert owner_of(referral.pk).login == connie.login


def test_whoever_told_us_takes_it_back_and_a_stranger_finds_nothing():
    nell, listing = make_someone("nell"), make_place()
    referral = told(nell, listing)
    with pytest.raises(NotFound):
        take_referral_back(referral_id=referral.pk, by=make_someone("olaf"), now=NOW)

    take_referral_back(referral_id=referral.pk, by=nell, now=NOW)

    referral.refresh_from_db()
    assert (referral.state, referral.called) == (ReferralState.CANCELLED, "")


@pytest.mark.holds("P87")
def test_where_the_place_would_know_who_it_is_a_connector_asks_and_where_none_works_it_is_refused():
    worker, place = make_worker(make_body()), make_place()
    Role.objects.filter(kind=RoleKind.CONNECTOR).update(ended_at=NOW)
    with pytest.raises(NobodyToAskThere):
        outline_by_worker(worker, place, to_connector=True)
    assert not Referral.objects.exists()

    connector = make_connector("cora")
    referral = outline_by_worker(worker, place, to_connector=True)

    asked = Message.objects.filter(key__startswith=f"referral:{referral.pk}")
    assert {(each.login_id, each.link) for each in asked} == {
        (connector.login_id, "/connect/visits/")
    }
    voice = Acting(login=place.provider.members.get().login)
    assert referrals_asked_of(voice.login_id) == []
    assert referral in referrals_to_ring([place.provider.area_id])
