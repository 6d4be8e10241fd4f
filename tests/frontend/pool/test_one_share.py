"""One share, in one sentence, on every page, in the message and by program (fault B4)."""

import pytest
from django.urls import reverse

from community.messaging.models import Message
from pooling.pools.actions.help_requests import request_another_way_in_pool
from pooling.pools.actions.leaving import leave_pool
from pooling.pools.actions.private_questions import ask_about_low_maximums
from pooling.pools.models.pledges import Pool
from pooling.pools.models.private_questions import HelpRequest, PrivateQuestion
from pooling.pools.wording.status import share_text
from tests.factories.pools import make_people, make_pool, office_agrees, say_yes
from tests.factories.supply import NOW, make_connector
from tests.frontend.reading import words
from tests.frontend.visiting import signed_in

from .test_api import api_of

# One session costs £60: five at £12; the four who could pay now at £15.
ONE_SHARE = (
    "The share is £12 a session if all 5 who said yes come, and £15 if we looked now:"
    " the same for everyone."
)


@pytest.fixture
def five(db):
    people = make_people(5)
    pool = make_pool(people)
    office_agrees([say_yes(pool, person, 1600) for person in people[1:]])
    return people, pool


@pytest.mark.holds("fault:B4")
def test_pages_message_and_program_say_one_share_in_one_sentence(five):
    [ann, ben, *_others], pool = five
    say_yes(pool, ann, 1100)
    ask_about_low_maximums(Pool.objects.get(pk=pool.pk), NOW)
    question = PrivateQuestion.objects.get()

    answer = signed_in(ann).get(reverse("pool_question", args=[pool.pk, question.pk]))

    assert f"You said up to £11 a session. {ONE_SHARE}" in words(answer)
    assert 'value="11.00"' in answer.text
    for by in (ann, ben):
        assert ONE_SHARE in words(signed_in(by).get(reverse("pool", args=[pool.pk])))
        assert api_of(by).get(f"/api/pools/{pool.pk}/").data["share_words"] == ONE_SHARE
    told = Message.objects.get(kind="asked_low_maximum")
    assert ONE_SHARE in told.text


@pytest.mark.holds("fault:B4")
def test_whoever_is_asked_for_help_reads_the_share_of_now_and_not_of_the_day_it_was_asked(five):
    [ann, ben, *_others], pool = five
    say_yes(pool, ann, 1100)
    ask_about_low_maximums(Pool.objects.get(pk=pool.pk), NOW)
    request_another_way_in_pool(pool_id=pool.pk, may_see_most=False, by=ann, now=NOW)
    leave_pool(pool_id=pool.pk, by=ben, now=NOW)  # four are left: £15 each
    connie = make_connector()
    now = api_of(ann).get(f"/api/pools/{pool.pk}/").data["share_words"]
    assert "£15" in now and "£12" not in now

    page = signed_in(connie).get(reverse("help_request", args=[HelpRequest.objects.get().pk]))
    [by_program] = api_of(connie).get("/api/help-requests/").data["results"]

    assert now in words(page) and "£12" not in words(page)
    assert (by_program["share_words"], by_program["share_pence"]) == (now, 1500)


@pytest.mark.holds("fault:B4")
def test_whoever_says_less_than_the_share_reads_so_at_once(five):
    [ann, *_others], pool = five
    say_yes(pool, ann, 1100)
    below = "Your most of £11 is below the share of £12 if all who said yes come."
    page = reverse("pool", args=[pool.pk])

    assert below in words(signed_in(ann).get(page))
    answer = signed_in(ann).post(
        reverse("pool_pledge", args=[pool.pk]), {"max_pence": "11", "step": "yes"}, follow=True
    )
    assert f"Nothing has been taken. {below}" in words(answer)
    say_yes(pool, ann, 1200)
    assert "is below the share" not in words(signed_in(ann).get(page))


@pytest.mark.parametrize(
    ("if_all", "now", "text"),
    [
        (None, None, ""),
        (1500, 1500, "The share is £15 a session, the same for everyone."),
        (None, 1500, "The share is £15 a session if we looked now, the same for everyone."),
        (
            1500,
            None,
            "The share is £15 a session if all 4 who said yes come, the same for everyone. If we"
            " looked now, it would not be covered.",
        ),
    ],
)
def test_the_sentence(if_all, now, text):
    assert share_text(people=4, if_all_pence=if_all, now_pence=now) == text
