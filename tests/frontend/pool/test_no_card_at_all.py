"""M48: five members whose money an office keeps, five lines on one screen, and no card anywhere."""

import pytest
from django.urls import reverse

from pooling.payments.actions.billing import write_payer_details
from pooling.payments.models.cards import CardPayment, SavedCard
from pooling.payments.models.commitments import Commitment
from pooling.pools.models.pledges import Pledge
from tests.factories.cards import use_standin
from tests.factories.pools import AFTER_CLOSE, look, make_officer, make_people, make_pool
from tests.factories.shown import line_digest
from tests.factories.supply import NOW, area
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in


class Watched:
    """A browser that remembers every page it was shown and every address it was sent to."""

    def __init__(self, by):
        self.browser, self.seen = signed_in(by), []

    def get(self, address):
        return self._kept(self.browser.get(address))

    def post(self, address, said):
        answer = self._kept(self.browser.post(address, said))
        return self.get(answer.url) if answer.status_code == 302 else answer

    def _kept(self, answer):
        self.seen += [answer.headers.get("Location", ""), answer.text]
        return answer


@pytest.fixture
def core(db, monkeypatch):
    return use_standin(monkeypatch)


@pytest.mark.holds("M48")
def test_m48_five_managed_one_screen_funded_and_no_card_page_was_ever_shown(core):
    people, officer = make_people(5), make_officer()
    pool = make_pool(people)
    visitors = [Watched(person) for person in people]
    page, yes = reverse("pool", args=[pool.pk]), reverse("pool_pledge", args=[pool.pk])

    for visitor in visitors:
        visitor.post(reverse("add_source_of", args=["council_managed"]), {"called": "My council"})
        visitor.get(yes)
        looked = words(visitor.post(yes, {"max_pence": "15", "step": "look"}))
        assert "The office that keeps your money is asked." in looked
        assert "sends it an invoice without your name" in looked
        visitor.post(yes, {"max_pence": "15", "step": "yes"})
    assert Pledge.objects.count() == 5

    office = Watched(officer)
    assert words(office.get(reverse("fund_holder"))).count("£15 a session, £60 in all") == 5
    lines = Commitment.objects.order_by("pk").values_list("pk", flat=True)
    answers = {f"line{pk}-answer": "yes" for pk in lines}
    bills = {f"line{pk}-bill_change": "no" for pk in lines}
    digests = {f"line{pk}-shown_digest": line_digest(pk) for pk in lines}
    office.post(reverse("fund_holder"), {**answers, **bills, **digests, "step": "yes"})

    set_clock(AFTER_CLOSE)
    look(pool, AFTER_CLOSE)
    for visitor in visitors:
        assert "Going ahead" in words(visitor.get(page))
        visitor.get(reverse("money"))
    page_texts = " ".join(text for each in [*visitors, office] for text in each.seen)
    assert "/card/" not in page_texts
    assert "Save a card" not in page_texts
    assert not CardPayment.objects.exists()
    assert not SavedCard.objects.exists()
    assert core.store.objects("", "payment_intent") == []


@pytest.mark.holds("P29")
def test_a_name_on_the_invoice_is_said_before_the_yes_where_the_office_asks_for_names(core):
    people, officer = make_people(5), make_officer()
    pool = make_pool(people)
    visitor = Watched(people[0])
    visitor.post(reverse("add_source_of", args=["council_managed"]), {"called": "My council"})
    write_payer_details(
        area_id=area().pk, invoice_address="", names_people=True, by=officer, now=NOW
    )
    yes = reverse("pool_pledge", args=[pool.pk])
    looked = words(visitor.post(yes, {"max_pence": "15", "step": "look"}))
    assert "an invoice with your name, because that office asks for names" in looked
