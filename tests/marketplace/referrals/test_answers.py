"""A place answers a referral, and it becomes one visit (M31, M82, P76-P80, C12, C16)."""

from datetime import timedelta

import pytest

from community.common.refusals import NotFound
from community.messaging.models import AnswerLink, Message
from community.people.acting import Acting
from marketplace.referrals.actions.answers import answer_referral, answer_referral_by_link
from marketplace.referrals.actions.following import (
    KEPT_FOR,
    ask_before_erasing,
    erase_referral,
    follow_visit,
)
from marketplace.referrals.actions.lines import choose_lines, tell_of_no_answer, tell_sender
from marketplace.referrals.answer_purposes import ReferralAnswerPurpose
from marketplace.referrals.models.answers import ReferralAnswer
from marketplace.referrals.models.referrals import Referral
from marketplace.referrals.notes import case_note_text
from marketplace.referrals.queries.lines import lines_back
from marketplace.referrals.rules.answers import NothingToDecline, ReferralAnswered, WhichTime
from marketplace.referrals.states import ReferralLine, ReferralState
from providers.actions.visit_requests import withdraw_visit
from providers.models.capacity import CapacityUse
from providers.models.supply import Check, ProviderMember
from providers.models.visit_requests import VisitRequest
from providers.rules.vetting import NotVetted
from providers.rules.visit_answers import AnswerGiven
from providers.states import DeclineReason, VisitAnswer, VisitRequestState
from tests.factories.capacity import make_counted_listing
from tests.factories.referrals import (
    later,
    make_body,
    make_place,
    make_worker,
    outline_by_worker,
    told_by_worker,
)
from tests.factories.supply import NOW, make_connector
from tests.factories.visits import make_time
from tests.frontend.refer.rows import all_rows

pytestmark = pytest.mark.django_db
YES = AnswerGiven(VisitAnswer.YES)
FULL = AnswerGiven(VisitAnswer.NOT_THIS_TIME, reason=DeclineReason.FULL)


def keeper(referral: Referral) -> Acting:
    member = ProviderMember.objects.get(provider=referral.listing.provider)
    return Acting(login=member.login)


def told() -> tuple[Acting, Referral]:
    worker = make_worker(make_body())
    return worker, told_by_worker(worker, make_place())


def link_to_place(referral: Referral) -> AnswerLink:
    return AnswerLink.objects.get(
        purpose=ReferralAnswerPurpose.CAN_YOU_HAVE_THEM,
        ref__startswith=f"referral:{referral.pk}:",
    )


@pytest.mark.holds("M31", "P76", "P80")
def test_a_yes_from_the_mail_is_one_visit_of_whoever_agreed_and_one_answer():
    """Opening the link used nothing; its press does, once."""
    _worker, referral = told()
    link = link_to_place(referral)

    answer_referral_by_link(link_id=link.pk, given=YES, now=NOW)
    with pytest.raises(Exception, match="answered"):
        answer_referral_by_link(link_id=link.pk, given=FULL, now=NOW)

    referral.refresh_from_db()
    visit = VisitRequest.objects.get()
    assert referral.state == ReferralState.IN_PROGRESS
    assert (visit.state, visit.person, visit.known_as) == (
        VisitRequestState.ACCEPTED,
        referral.person,
        referral.called,
    )
    assert referral.answer.visit == visit


@pytest.mark.holds("C16")
def test_declined_cannot_become_accepted_and_nobody_else_answers():
    _worker, referral = told()
    place = keeper(referral)
    with pytest.raises(NotFound):  # of another place, or of none
        answer_referral(referral_id=referral.pk, given=YES, by=make_connector("stray"), now=NOW)

    answer_referral(referral_id=referral.pk, given=FULL, by=place, now=NOW)
    with pytest.raises(ReferralAnswered):
        answer_referral(referral_id=referral.pk, given=YES, by=place, now=NOW)

    referral.refresh_from_db()
    visit = VisitRequest.objects.get()
    assert referral.state == ReferralState.REJECTED
    assert (visit.state, visit.decline_reason) == (VisitRequestState.DECLINED, "full")
    assert not CapacityUse.objects.filter(freed_at=None).exists()


@pytest.mark.holds("M143")
def test_a_place_whose_papers_have_run_out_says_no_yes_also_where_nobody_is_named():
    referral = outline_by_worker(make_worker(make_body()), make_place())
    Check.objects.all().delete()

    with pytest.raises(NotVetted):
        answer_referral(referral_id=referral.pk, given=YES, by=keeper(referral), now=NOW)

    assert not VisitRequest.objects.exists() and not ReferralAnswer.objects.exists()


def test_where_the_place_says_its_times_a_yes_is_to_one_of_them_and_takes_its_place():
    _worker, referral = told()
    session = make_time(referral.listing, days=3, places=1)
    place = keeper(referral)
    with pytest.raises(WhichTime):
        answer_referral(referral_id=referral.pk, given=YES, by=place, now=NOW)

    answer_referral(referral_id=referral.pk, given=YES, session_id=session.pk, by=place, now=NOW)

    visit = VisitRequest.objects.get()
    assert (visit.session, visit.state) == (session, VisitRequestState.ACCEPTED)
    assert session.bookings.get().person == referral.person


def test_without_a_name_a_yes_makes_no_visit_and_a_question_may_still_be_answered():
    worker = make_worker(make_body())
    referral = outline_by_worker(worker, make_place())
    place = keeper(referral)
    ask = AnswerGiven(VisitAnswer.ASK_ME, words="On which days?")

    answer_referral(referral_id=referral.pk, given=ask, by=place, now=NOW)
    answer_referral(referral_id=referral.pk, given=YES, by=place, now=NOW)

    referral.refresh_from_db()
    assert referral.state == ReferralState.ACCEPTED
    assert not VisitRequest.objects.exists()


def test_read_out_by_telephone_it_says_through_whom_and_nobody_writes_down_their_own():
    worker, referral = told()
    connie = make_connector("connie")

    answer_referral(referral_id=referral.pk, given=YES, told_by="the caretaker", by=connie, now=NOW)

    assert ReferralAnswer.objects.get().told_by == "the caretaker"
    assert VisitRequest.objects.get().told_by == "the caretaker"


def test_of_what_is_open_to_everybody_there_is_nothing_to_decline():
    worker = make_worker(make_body())
    listing = make_place()
    referral = told_by_worker(worker, listing)
    listing.attending_access, listing.ask_first_words = "say_coming", ""
    listing.save()

    with pytest.raises(NothingToDecline):
        answer_referral(referral_id=referral.pk, given=FULL, by=keeper(referral), now=NOW)


@pytest.mark.holds("P79", "M82")
def test_which_lines_come_back_is_the_persons_to_say_and_answered_always_does():
    worker, referral = told()
    answer_referral(referral_id=referral.pk, given=YES, by=keeper(referral), now=NOW)
    VisitRequest.objects.update(state=VisitRequestState.CAME, outcome="going_on")

    def lines():
        return [each.line for each in lines_back(referral, now=NOW)]

    assert lines() == list(ReferralLine)
    person = Acting(login=None, person=referral.person)
    choose_lines(referral_id=referral.pk, lines=[], by=person, now=NOW)
    assert lines() == [ReferralLine.ANSWERED]
    choose_lines(referral_id=referral.pk, lines=[ReferralLine.GOING_ON], by=person, now=NOW)
    assert lines() == [ReferralLine.ANSWERED, ReferralLine.GOING_ON]
    assert [each.line for each in lines_back(referral, now=later(days=91))] == [
        ReferralLine.ANSWERED
    ]
    Referral.objects.update(referrer_kind="neighbour", body=None)
    referral.refresh_from_db()
    choose_lines(referral_id=referral.pk, lines=list(ReferralLine), by=person, now=NOW)
    assert lines() == [ReferralLine.RECEIVED, ReferralLine.ANSWERED]


@pytest.mark.holds("M85", "P83")
def test_the_note_to_copy_is_plain_says_what_came_back_and_that_no_duty_ends():
    _worker, referral = told()
    answer_referral(referral_id=referral.pk, given=YES, by=keeper(referral), now=NOW)

    note = case_note_text(referral, now=NOW)

    assert "The place answered: " in note and "This does not end our duty." in note
    assert referral.called not in note and "<" not in note and "*" not in note


@pytest.mark.holds("M89")
def test_a_worker_is_told_in_their_hours_and_a_mail_outage_after_saving_loses_nothing():
    """The answer and its telling are two: what was not told is told at the next turn."""
    _worker, referral = told()
    answer_referral(referral_id=referral.pk, given=YES, by=keeper(referral), now=NOW)
    answer = ReferralAnswer.objects.get()
    at_night = NOW.replace(hour=2)

    assert not tell_sender(answer_id=answer.pk, now=at_night)
    assert not Message.objects.filter(kind="referral_answered").exists()
    assert tell_sender(answer_id=answer.pk, now=NOW)
    assert not tell_sender(answer_id=answer.pk, now=NOW)

    told_them = Message.objects.get(kind="referral_answered")
    assert referral.called not in told_them.text + told_them.subject


@pytest.mark.holds("M82")
def test_no_answer_in_the_working_days_is_told_to_the_connector_and_not_to_the_place():
    _worker, referral = told()
    connie = make_connector("connie")
    before = Message.objects.count()

    assert not tell_of_no_answer(referral_id=referral.pk, now=later(days=3))
    for _turn in range(2):
        assert tell_of_no_answer(referral_id=referral.pk, now=later(days=15))

    messages = Message.objects.filter(kind="referral_unanswered")
    connectors = set(messages.values_list("login_id", flat=True))
    place = keeper(referral).login_id
    assert connie.login_id in connectors and place not in connectors
    assert Message.objects.count() == before + len(connectors)


@pytest.mark.holds("C12")
def test_withdrawn_the_units_are_free_at_once_and_the_referral_follows():
    referral = told_by_worker(make_worker(make_body()), make_counted_listing(units=1))
    answer_referral(referral_id=referral.pk, given=YES, by=keeper(referral), now=NOW)
    visit = VisitRequest.objects.get()
    assert CapacityUse.objects.filter(freed_at=None).count() == 1

    withdraw_visit(
        visit_request_id=visit.pk, by=Acting(login=None, person=referral.person), now=NOW
    )
    follow_visit(referral_id=referral.pk, now=NOW)

    referral.refresh_from_db()
    assert referral.state == ReferralState.CANCELLED
    assert not CapacityUse.objects.filter(freed_at=None).exists()


@pytest.mark.holds("P81")
def test_without_a_place_it_is_erased_a_year_on_and_nothing_of_it_is_left():
    """Hospital, or not yet, does not run; and whoever stays with it is asked a month before."""
    worker = make_worker(make_body())
    referral = told_by_worker(worker, make_place(), called="Zanzibarquail", line="Quailcanary.")
    answer_referral(referral_id=referral.pk, given=FULL, by=keeper(referral), now=NOW)
    ask_before_erasing(referral_id=referral.pk, now=NOW)
    asked = Message.objects.get(kind="referral_to_erase")
    assert asked.login_id == worker.login_id

    erase_referral(referral_id=referral.pk, now=NOW + KEPT_FOR - timedelta(days=1))
    assert Referral.objects.exists()
    erase_referral(referral_id=referral.pk, now=NOW + KEPT_FOR)

    assert not Referral.objects.exists()
    assert not Message.objects.filter(key__startswith=f"referral:{referral.pk}").exists()
    assert not AnswerLink.objects.filter(ref__startswith=f"referral:{referral.pk}:").exists()
    assert "Quailcanary" not in all_rows()
