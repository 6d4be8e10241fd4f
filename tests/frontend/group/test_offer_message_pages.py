"""Settling an offer together before the choice (M35): questions, answers and changes, by page and
by program."""

import re

import pytest
from django.urls import reverse

from groups.actions.offers import answer_about_offer, ask_about_offer
from groups.models.offers import Offer
from groups.states import OfferState
from tests.factories.demand import ask, make_group_of, make_vetted, offer_to
from tests.factories.motions import choose_together, stop_together
from tests.factories.representations import act_for
from tests.factories.supply import NOW
from tests.frontend.markup import tight
from tests.frontend.visiting import signed_in

from .test_brief_pages import OFFER

pytestmark = pytest.mark.usefixtures("on_the_day")
JSON = "application/json"


@pytest.fixture
def offered():
    group, people = make_group_of("alicename", "bob")
    voice, provider = make_vetted("museum")
    return offer_to(ask(group, people[0]), voice, provider), voice, people


def test_a_question_and_its_answer_by_page(offered):
    offer, voice, [alice, bob] = offered
    asking, provider = signed_in(alice), signed_in(voice)
    talk = reverse("offer_messages", args=[offer.pk])
    assert talk in asking.get(reverse("offers", args=[offer.brief_id])).text

    after_asking = asking.post(talk, {"words": "Is there a lift?"}, follow=True)
    offer_page = provider.get(reverse("my_offer", args=[offer.pk]))
    answered = provider.post(
        reverse("answer_about_offer", args=[offer.pk]), {"say-words": "Yes, a new one."}
    )

    assert "They have your question." in after_asking.text
    assert "Is there a lift?" in offer_page.text
    assert "alicename" not in offer_page.text
    assert answered.status_code == 302
    text = signed_in(bob).get(talk).text
    assert text.index("Is there a lift?") < text.index("Yes, a new one.")


def test_nothing_said_is_refused_beside_its_box(offered):
    offer, voice, [alice, _bob] = offered

    answer = signed_in(alice).post(reverse("offer_messages", args=[offer.pk]), {"words": " "})
    answered = signed_in(voice).post(reverse("answer_about_offer", args=[offer.pk]), {})

    assert (answer.status_code, answered.status_code) == (422, 422)


def test_a_change_begins_with_all_that_was_said_and_the_group_sees_what_differs(offered):
    offer, voice, [alice, _bob] = offered
    provider = signed_in(voice)

    review = provider.post(reverse("change_offer", args=[offer.pk]), follow=True)

    step = "write_offer"
    again = reverse("review_offer", args=[offer.brief_id, offer.provider_id])
    assert review.redirect_chain == [(again, 302)]
    assert "Send the changed offer" in review.text
    for kept in ("Museum mornings", "One of two people from the museum", "£75, so £25 each"):
        assert kept in review.text
    prices = reverse(step, args=[offer.brief_id, offer.provider_id, "price"])
    typed = {name: f"{pounds}" for name, pounds in (("price_3", 60), ("price_4", 60))}
    provider.post(prices, OFFER["price"] | typed)
    sent = provider.post(again, follow=True)

    changed = Offer.objects.get(state=OfferState.SENT)
    assert sent.redirect_chain == [(reverse("my_offer", args=[changed.pk]), 302)]
    assert (changed.instead_of, changed.starts) == (offer, offer.starts)
    assert changed.price_of == {3: 6000, 4: 6000, 5: 6000}
    table = signed_in(alice).get(reverse("offers", args=[offer.brief_id])).text
    assert "Museum changed their offer on Tuesday 4 May 2027" in table
    before, now = re.search(
        r"Price a session</th><td[^>]*>([^/]*)</td><td[^>]*>([^/]*)</td></tr></tbody>", tight(table)
    ).groups()
    assert ("£75" in before, "£60" in now, "£75" in now) == (True, True, False)


def test_it_is_not_changed_while_the_group_chooses(offered):
    offer, voice, [alice, _bob] = offered
    stop_together(offer.brief, alice, NOW)
    choose_together(offer.brief, alice, NOW)
    provider = signed_in(voice)

    page = provider.get(reverse("my_offer", args=[offer.pk])).text
    provider.post(reverse("change_offer", args=[offer.pk]))
    again = provider.post(reverse("review_offer", args=[offer.brief_id, offer.provider_id]))

    assert reverse("change_offer", args=[offer.pk]) not in page
    assert "The group is choosing now, so this offer stays as it is." in again.text
    assert Offer.objects.count() == 1


def test_the_same_by_program_and_in_the_same_words(offered):
    offer, voice, [alice, bob] = offered
    mine, theirs = signed_in(alice), signed_in(voice)
    rita = signed_in(act_for(bob))
    call = f"/api/offers/{offer.pk}"

    answer = mine.post(f"{call}/ask/", {"words": "Is there a lift?"}, JSON)
    acting = rita.post(
        f"{call}/ask/",
        {"words": "And a seat?"},
        JSON,
        headers={"X-Acting-For": str(bob.person_id)},
    )
    answered = theirs.post(f"{call}/answer/", {"words": "Yes, and yes."}, JSON)

    assert (answer.status_code, acting.status_code, answered.status_code) == (201, 201, 201)
    for client in (mine, theirs):
        lines = client.get(f"{call}/said/").json()["results"]
        assert [line["words"] for line in lines] == [
            "Is there a lift?", "And a seat?", "Yes, and yes.",
        ]  # fmt: skip
    wrong = theirs.post(f"{call}/ask/", {"words": "Let us in"}, JSON)
    assert wrong.status_code in (404, 409)


def test_nobody_else_finds_what_was_said(offered):
    offer, _voice, [alice, _bob] = offered
    ask_about_offer(offer_id=offer.pk, text="Only ours", by=alice, now=NOW)
    charlie = signed_in(make_vetted("charlie")[0])

    answers = [
        charlie.get(f"/api/offers/{offer.pk}/said/"),
        charlie.get(reverse("offer_messages", args=[offer.pk])),
        charlie.post(reverse("answer_about_offer", args=[offer.pk]), {"say-words": "Hello"}),
        charlie.post(reverse("change_offer", args=[offer.pk])),
        charlie.get(reverse("my_offer", args=[offer.pk])),
    ]

    assert [answer.status_code for answer in answers] == [404, 302, 404, 404, 404]
    assert not any("Only ours" in answer.text for answer in answers)


@pytest.mark.holds("P117")
def test_each_side_reports_the_others_words_and_never_its_own(offered):
    offer, voice, [alice, _bob] = offered
    asked = ask_about_offer(offer_id=offer.pk, text="Is there a lift?", by=alice, now=NOW)
    answered = answer_about_offer(offer_id=offer.pk, text="Yes, a new one.", by=voice, now=NOW)
    pages = {
        alice: reverse("offer_messages", args=[offer.pk]),
        voice: reverse("my_offer", args=[offer.pk]),
    }
    for by, own, other in ((alice, asked, answered), (voice, answered, asked)):
        page = signed_in(by).get(pages[by]).text
        assert reverse("report_words", args=[other.pk]) in page
        assert reverse("report_words", args=[own.pk]) not in page
