"""A connector's morning: least supported first, in few statements, and nobody's name (M136)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.states import Channel
from marketplace.referrals.models.referrals import Referral
from marketplace.referrals.queries import morning
from marketplace.referrals.queries.morning import MAX_ROWS, morning_of
from marketplace.referrals.states import ReferralState
from providers.models.capacity import CapacityPeriod
from providers.models.visit_requests import VisitRequest
from tests.factories.capacity import make_counted_listing
from tests.factories.places import make_area
from tests.factories.referrals import make_body, make_place, make_worker, outline_by_worker
from tests.factories.representations import act_for
from tests.factories.supply import NOW, area, make_connector, make_someone
from tests.factories.visits import come
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in, statements_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    set_clock(NOW)


def asked(by, place, *, days_ago: int) -> VisitRequest:
    visit = come(by, place)
    VisitRequest.objects.filter(pk=visit.pk).update(asked_at=NOW - timedelta(days=days_ago))
    return visit


def waits_of(by) -> list[tuple[str, int]]:
    waits = morning_of(by.login_id, [area().pk], now=NOW).waits
    return [(each.kind.value, each.pk) for each in waits]


@pytest.mark.holds("M136")
def test_the_man_with_no_phone_is_before_an_e_mail_user_who_asked_first(monkeypatch):
    place, connie = make_place(), make_connector("connie")
    ann, ben, cora = (make_someone(name) for name in ("ann", "ben", "cora"))
    act_for(ann)
    represented = asked(ann, place, days_ago=3)
    by_mail = asked(ben, place, days_ago=2)
    set_contact_plan(
        person_id=cora.person_id,
        channel=Channel.IN_PERSON,
        through_login_id=connie.login_id,
        by=connie,
        now=NOW,
    )
    no_phone = asked(cora, place, days_ago=1)

    assert waits_of(connie) == [("visit", each.pk) for each in (no_phone, by_mail, represented)]
    asked(make_someone("dan"), place, days_ago=2)
    monkeypatch.setattr(morning, "MAX_ROWS", 1)
    assert waits_of(connie) == [("visit", no_phone.pk)]  # the first of all, and not of some


@pytest.mark.holds("M136")
def test_by_page_and_by_program_with_the_same_statements_for_ten_and_for_many():
    place, connie, other = (
        make_place(),
        make_connector("connie"),
        make_area("Far", authority_code="E99999998"),
    )
    worker = make_worker(make_body())
    come(make_someone("ann"), place)
    one = outline_by_worker(worker, place)
    client, page, call = signed_in(connie), reverse("morning"), reverse("api:morning")
    assert place.title in words(client.get(page))
    few = statements_of(client, page)

    facts = {
        field.attname: getattr(one, field.attname)
        for field in Referral._meta.concrete_fields
        if not field.primary_key
    }
    Referral.objects.bulk_create(Referral(**facts) for _each in range(300))
    many = statements_of(client, page)
    elsewhere = signed_in(make_connector("olga", other)).get(call).json()

    assert many == few <= 10
    answer = client.get(call).json()
    assert (len(answer["waits"]), answer["has_more"]) == (MAX_ROWS, True)
    assert {each["kind"] for each in answer["waits"]} == {"referral"}  # of whom nothing is known
    assert "ann" not in words(client.get(page)) and elsewhere["waits"] == []
    Referral.objects.update(state=ReferralState.REJECTED)
    assert len(client.get(call).json()["waits"]) == 1


@pytest.mark.holds("M136")
def test_a_place_is_nearly_full_once_a_fifth_of_its_units_is_left():
    place, connie = make_counted_listing(units=6), make_connector("connie")
    for name in ("ann", "ben", "cora", "dan"):
        come(make_someone(name), place)

    def nearly_full() -> list[tuple[int, int | None]]:
        months = morning_of(connie.login_id, [area().pk], now=NOW).nearly_full
        return [(month.taken, month.units) for month in months]

    assert nearly_full() == []
    CapacityPeriod.objects.update(units=5)
    assert nearly_full() == [(4, 5)]
