"""Whom somebody is told that they can ask is there; a council's number says when it was seen."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from community.people.models.logins import Role
from community.places.models.areas import Area
from frontend.shared.named_contact import named_contact_text
from frontend.shared.unmet_needs import reader_text
from tests.factories.places import AREA_CODE, make_area
from tests.factories.supply import NOW, area, make_connector

CONNECTOR = "You can ask the community connector of Westsea."
SOCIAL_CARE = (
    "You can ask adult social care at Westsea Council: 0300 000 0009 (by relay: 18001 first). The"
    " council publishes this number; it was looked up on 1 May 2027."
)
NOBODY = "Nobody reads this here yet."
NUMBER = {"social_care_phone": "0300 000 0009", "social_care_seen_on": date(2027, 5, 1)}

pytestmark = pytest.mark.django_db


@pytest.mark.holds("P102")
@pytest.mark.parametrize(
    ("is_open", "connector", "number", "expected"),
    [
        (True, "works", NUMBER, CONNECTOR),
        (True, "works", {}, CONNECTOR),
        (True, "ended", NUMBER, SOCIAL_CARE),
        (True, "gone", NUMBER, SOCIAL_CARE),
        (True, "ended", {}, NOBODY),
        (False, "works", NUMBER, SOCIAL_CARE),
        (False, "works", {}, NOBODY),
    ],
)
def test_the_named_contact_is_there(is_open, connector, number, expected):
    make_area(is_open=True, **number)
    worker = make_connector()
    if connector == "ended":
        Role.objects.update(ended_at=NOW)
    if connector == "gone":
        worker.login.is_active = False
        worker.login.save()
    Area.objects.update(is_open=is_open)

    assert named_contact_text(AREA_CODE) == expected


@pytest.mark.holds("P102")
def test_where_no_area_is_known_nobody_is_promised():
    make_area(**NUMBER)
    make_connector()

    assert [named_contact_text(code) for code in ("E06999998", "")] == [NOBODY, NOBODY]


@pytest.mark.holds("P102")
def test_a_line_that_no_connector_reads_says_whom_to_ask():
    make_area(**NUMBER)

    assert reader_text(AREA_CODE) == (
        f"{NOBODY} It is kept for whoever begins there. {SOCIAL_CARE}"
    )


def test_a_number_has_the_day_it_was_seen():
    area()

    with pytest.raises(IntegrityError), transaction.atomic():
        Area.objects.update(social_care_phone="0300 000 0009")


def test_one_statement(django_assert_num_queries):
    make_connector()

    with django_assert_num_queries(1):
        named_contact_text(AREA_CODE)
