"""A request for money can be checked without signing in: yes or no, and whom to ring (P31)."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pooling.payments.models.bank_transfers import BankTransfer
from tests.factories.cards import use_standin
from tests.frontend.reading import words
from tests.pooling.pools.test_by_transfer import Five


@pytest.fixture
def five(db, monkeypatch):
    use_standin(monkeypatch)
    cache.clear()
    yield Five()
    cache.clear()


def check(number, browser=None):
    return (browser or Client()).post(reverse("money_check"), {"number": number})


@pytest.mark.holds("P31", "T19")
def test_the_answer_is_yes_or_no_and_nothing_else_differs(five):
    real, unreal = check(BankTransfer.objects.get().reference), check("CP234567")
    yes, no = words(real), words(unreal)
    assert (real.status_code, unreal.status_code) == (200, 200)
    assert "Yes: somebody is asked for money with this number." in yes
    assert "No: nobody is asked for money with this number." in no
    for page in (yes, no):
        assert five.pool.area.adviser_phone in page
        for private in ("ann", "Westsea Museum", "£", "12345678", five.pool.terms.summary):
            assert private not in page.replace("An", "")
    begin = "Is this request for money from us?"
    assert yes.split(begin)[0] == no.split(begin)[0]
    assert yes.split("We never ring")[1].replace(BankTransfer.objects.get().reference, "") == (
        no.split("We never ring")[1].replace("CP234567", "")
    )


def test_both_take_the_same_statements(five):
    counts = []
    for number in (BankTransfer.objects.get().reference, "CP234567", "%"):
        with CaptureQueriesContext(
            connection,
        ) as statements:
            check(number)
        counts.append(len(statements))
    assert len(set(counts)) == 1


@pytest.mark.holds("P31")
def test_nobody_finds_numbers_by_trying_page_and_program_together(five):
    number = BankTransfer.objects.get().reference
    api = {"path": "/api/money-checks/", "data": {"number": number}}
    assert Client().post(**api).json() == {"is_ours": True}
    for _time in range(19):
        check("CP234567")
    refused = check(number)
    assert (refused.status_code, "Many numbers were tried" in words(refused)) == (422, True)
    assert Client().post(**api).status_code == 429
