"""A place answers from the mail, signed in, through a connector and by program; and what comes back
(M31, M82, M85, M88, P76-P79)."""

import pytest
from django.core.cache import cache
from django.test import Client

from community.messaging.models import Message
from community.messaging.queries.answer_links import address_of
from community.people.acting import Acting
from frontend.shared.throttles import ObstacleThrottle
from marketplace.referrals.models.answers import ReferralAnswer
from marketplace.referrals.models.obstacles import Obstacle
from marketplace.referrals.models.referrals import Referral
from providers.models.supply import ProviderMember
from providers.models.visit_requests import VisitRequest
from tests.factories.referrals import make_body, make_place, make_worker, told_by_worker
from tests.factories.supply import NOW, make_connector
from tests.frontend.api.test_twins import Calls
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Referral:
    set_clock(NOW)
    return told_by_worker(make_worker(make_body()), make_place())


def keeper(referral: Referral) -> Acting:
    member = ProviderMember.objects.get(provider=referral.listing.provider)
    return Acting(login=member.login)


def address(referral: Referral) -> str:
    message = Message.objects.get(kind="referral_to_answer", login_id=keeper(referral).login_id)
    return address_of(message.answer_link_id)


@pytest.mark.holds("P76", "P77", "C16")
def test_from_the_mail_in_two_presses_and_whoever_else_has_the_link_reads_nobody(told):
    """Opened ten times nothing is used; after the answer it says only that it is answered."""
    stranger, link = Client(), address(told)

    pages = [stranger.get(link) for _opened in range(10)]
    asked = stranger.post(link, {"answer": "yes"})
    assert not ReferralAnswer.objects.exists()
    said = stranger.post(link, {"answer": "yes", "looked_over": "yes"})
    after = stranger.get(link)

    assert "I am worried about someone" in pages[0].text
    assert len({page.status_code for page in pages}) == 1
    assert ReferralAnswer.objects.get().answer == "yes"
    for page in (*pages, asked, said, after):
        assert told.called not in page.text and told.line not in page.text
        assert "Referrer-Policy" in page.headers
    assert "This is answered" in after.text and "Not this time" not in after.text


@pytest.mark.holds("M31", "P77")
def test_signed_in_it_stands_with_whoever_asks_to_come_and_the_name_comes_after_the_yes(told):
    place = signed_in(keeper(told))

    before = place.get("/provide/visits/").text
    place.post(f"/provide/told/{told.pk}/", {"answer": "yes"})
    after = place.get("/provide/visits/").text

    assert told.target_title in before and told.called not in before
    assert told.called in after


@pytest.mark.holds("M31")
def test_a_connector_reads_it_out_and_writes_it_down_by_page_and_by_program(told):
    connie = make_connector("connie")
    [waits] = Calls(connie.login)("get", "/referrals-by-telephone/").json()["results"]
    page = signed_in(connie).get("/connect/visits/").text

    sent = {"answer": "not_this_time", "reason": "full", "told_by": "the caretaker"}
    answered = Calls(connie.login)("post", f"/referrals-by-telephone/{told.pk}/", **sent)

    assert waits["id"] == told.pk and told.called not in str(waits)
    assert f"/connect/visits/told/{told.pk}/" in page and told.called not in page
    assert "(full" in answered.json()["answered"].lower() or answered.json()["answered"]
    assert VisitRequest.objects.get().told_by == "the caretaker"


@pytest.mark.holds("C16")
def test_by_program_declined_does_not_become_accepted(told):
    calls = Calls(keeper(told).login)
    no = {"answer": "not_this_time", "reason": "full"}

    first = calls("post", f"/provider-referrals/{told.pk}/", **no)
    second = calls("post", f"/provider-referrals/{told.pk}/", answer="yes")

    assert (first.status_code, second.status_code) == (200, 409)
    told.refresh_from_db()
    assert told.state == "rejected"


@pytest.mark.holds("M82", "M85")
def test_whoever_told_reads_what_came_back_and_copies_it_once(told):
    worker = Acting(login=told.sent_by)
    calls = Calls(keeper(told).login)
    calls("post", f"/provider-referrals/{told.pk}/", answer="yes")

    assert f"/refer/{told.pk}/came-back/" in signed_in(worker).get(f"/refer/sent/{told.pk}/").text
    page = signed_in(worker).get(f"/refer/{told.pk}/came-back/").text
    by_program = Calls(worker.login)("get", f"/referrals/{told.pk}/came-back/").json()
    another = signed_in(make_connector("other")).get(f"/refer/{told.pk}/came-back/")

    assert [each["line"] for each in by_program["lines"]] == ["received", "answered"]
    assert "This does not end our duty." in by_program["note"]
    assert all(each["text"] in page for each in by_program["lines"])
    assert another.status_code == 404


@pytest.mark.holds("M88")
def test_what_stopped_me_is_one_press_and_of_nobody(told):
    listing_id = told.listing_id
    fields = {field.name for field in Obstacle._meta.get_fields()}
    page = Client().get(f"/find/listing/{listing_id}/").text

    pressed = Client().post(
        f"/find/listing/{listing_id}/what-stopped-me/", {"reason": "not_allowed"}
    )
    by_program = Client().post(
        f"/api/listings/{listing_id}/what-stopped-me/", {"reason": "no_time"}, "application/json"
    )

    assert "I am not allowed to" in page
    assert (pressed.status_code, by_program.status_code) == (302, 204)
    assert fields == {"id", "area", "reason", "month"}
    assert {each.reason for each in Obstacle.objects.all()} == {"not_allowed", "no_time"}
    assert all(each.month.day == 1 for each in Obstacle.objects.all())


@pytest.mark.holds("M88")
def test_nobody_alone_fills_what_stopped_people(told, monkeypatch):
    cache.clear()
    monkeypatch.setattr(ObstacleThrottle, "rate", "2/hour")
    page = f"/find/listing/{told.listing_id}/what-stopped-me/"
    call = f"/api/listings/{told.listing_id}/what-stopped-me/"

    by_page = [Client().post(page, {"reason": "no_time"}).status_code for _one in range(3)]
    by_program = Client().post(call, {"reason": "no_time"}, "application/json").status_code

    assert (by_page, by_program) == ([302, 302, 409], 429)
    assert Obstacle.objects.count() == 2
