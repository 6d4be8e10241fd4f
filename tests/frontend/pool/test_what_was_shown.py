"""A yes is to what was shown above its button, or it is none (fault B1)."""

import pytest
from django.urls import reverse

from community.people.acting import Acting
from pooling.pools.actions.terms_changes import change_prices
from pooling.pools.models.pledges import Pledge, Pool
from pooling.pools.models.private_questions import PrivateQuestion
from tests.factories.pools import AFTER_CLOSE, make_people, make_pool, make_source, say_yes
from tests.factories.supply import NOW
from tests.frontend.form_guard.forms_of_pages import browser_of, send
from tests.frontend.reading import words

from .test_api import api_of, yes


@pytest.fixture
def pool_and_ann(db):
    people = make_people(4)
    pool = make_pool(people)
    make_source(people[0])
    return pool, people[0]


def ask_more(pool: Pool, pence: int = 12000) -> None:
    voice = Acting(login=pool.provider.members.get().login)
    prices = dict.fromkeys(range(4, 9), pence)
    change_prices(pool_id=pool.pk, prices=prices, by=voice, now=NOW)


@pytest.mark.holds("fault:B1")
def test_a_price_that_changed_between_the_look_and_the_press_is_shown_and_nothing_is_said(
    pool_and_ann,
):
    pool, ann = pool_and_ann
    client, page = browser_of(ann), reverse("pool_pledge", args=[pool.pk])
    review = send(client, page, max_pence="40", step="look")
    ask_more(pool)

    answer = send(client, page, review, step="yes")

    assert (answer.status_code, Pledge.objects.count()) == (409, 0)
    assert "What has changed since you looked You have not said yes." in words(answer)
    assert "<strong>now £30.00</strong>" in " ".join(answer.text.split())

    assert send(client, page, answer, step="yes").status_code == 302
    assert Pledge.objects.get().terms_digest == Pool.objects.get().terms_digest


@pytest.mark.holds("fault:B1")
def test_a_yes_from_a_form_that_showed_no_terms_is_none(pool_and_ann):
    pool, ann = pool_and_ann
    client, page = browser_of(ann), reverse("pool_pledge", args=[pool.pk])

    refused = send(client, page, max_pence="40", step="yes")

    assert (refused.status_code, Pledge.objects.count()) == (422, 0)


@pytest.mark.holds("fault:B1")
def test_a_yes_in_private_is_to_what_was_shown_too(pool_and_ann):
    pool, ann = pool_and_ann
    pledge = say_yes(pool, ann, 1500)
    question = PrivateQuestion.objects.create(
        pledge=pledge, kind="low_maximum", pence=1600, asked_at=NOW, answer_by=AFTER_CLOSE
    )
    client, page = browser_of(ann), reverse("pool_question", args=[pool.pk, question.pk])
    review = send(client, page, answer="yes", max_pence="40", step="look")
    ask_more(pool)

    answer = send(client, page, review, step="yes")

    assert (answer.status_code, Pledge.objects.get().max_pence) == (409, 1500)
    assert "<strong>now £30.00</strong>" in " ".join(answer.text.split())
    assert send(client, page, answer, step="yes").status_code == 302
    assert Pledge.objects.get().terms_digest == Pool.objects.get().terms_digest


def test_a_program_sends_the_digest_of_the_terms_that_it_showed(pool_and_ann):
    pool, ann = pool_and_ann
    api, address = api_of(ann), f"/api/pools/{pool.pk}/"
    digest = api.get(address).data["digest"]
    ask_more(pool)
    source = ann.person.sources.get()

    refused = api.put(f"{address}pledge/", yes(source, 4000, digest=digest))

    unread = api.put(f"{address}pledge/", yes(source, 4000, digest=None))

    assert (unread.status_code, unread.data["field"]) == (400, "digest")
    assert "GET pools/<id>/" in unread.data["message"]
    assert (refused.status_code, refused.data["code"]) == (409, "terms_have_changed")
    assert Pledge.objects.count() == 0
    again = yes(source, 4000, digest=api.get(address).data["digest"])
    assert api.put(f"{address}pledge/", again).status_code == 200
