"""Writing what the group wants, asking for it, and answering it, by pages."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from groups.models.briefs import Brief
from groups.models.offers import Offer
from groups.states import BriefState, OfferState
from providers.states import CheckKind
from tests.factories.demand import (
    ANSWERS_BY,
    ask,
    make_brief,
    make_group_of,
    make_vetted,
    offer_to,
)
from tests.factories.motions import stop_together
from tests.factories.supply import NOW, make_shown_listing, make_someone
from tests.frontend.markup import tight, without_made_anew
from tests.frontend.visiting import day, set_clock, signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")

WHAT = {"what": "A morning out", "when_words": "Tuesdays", "where_words": "Near the station"}


def test_three_short_pages_then_one_to_send_it():
    group, [alice] = make_group_of("alice")
    client = signed_in(alice)

    client.post(reverse("start_brief", args=[group.pk]), WHAT)
    brief = Brief.objects.get()
    client.post(reverse("brief_who", args=[brief.pk]), {"requirements": ["hot_meal", "quiet"]})
    last = client.post(
        reverse("brief_answers", args=[brief.pk]),
        {"people_about": "6"} | day("answers_by", ANSWERS_BY),
        follow=True,
    )
    assert "A hot meal<br>A quiet room to go to" in last.text
    assert "Tuesday 18 May 2027" in last.text

    sent = client.post(reverse("brief_send", args=[brief.pk]), follow=True)

    brief.refresh_from_db()
    assert (brief.state, brief.people_about) == (BriefState.ASKING, 6)
    assert "Waiting for answers" in sent.text


def test_a_day_that_has_passed_is_refused_beside_its_box_and_kept():
    group, [alice] = make_group_of("alice")
    brief = make_brief(group, alice)

    page = signed_in(alice).post(
        reverse("brief_answers", args=[brief.pk]),
        {"good_looks_like": "Laughing"} | day("answers_by", date(2027, 5, 1)),
    )

    assert page.status_code == 422
    assert "Choose a day after today, and within six months." in page.text
    assert "Laughing" in page.text


@pytest.mark.holds("fault:B8")
def test_what_could_not_be_sent_is_not_looked_over():
    group, [alice] = make_group_of("alice")
    brief = make_brief(group, alice)
    set_clock(NOW + timedelta(days=400))

    looked = signed_in(alice).get(reverse("brief_send", args=[brief.pk]))

    assert looked.status_code == 302
    assert looked.url == reverse("brief_answers", args=[brief.pk])


def test_it_may_begin_from_something_listed():
    group, [alice] = make_group_of("alice")
    voice, provider = make_vetted()
    listing = make_shown_listing(voice, provider)

    page = signed_in(alice).get(f"{reverse('group_ask_listing')}?listing={listing.pk}", follow=True)

    assert page.redirect_chain == [(f"/group/{group.pk}/ask/?listing={listing.pk}", 302)]
    assert 'value="Museum morning"' in page.text


@pytest.mark.parametrize("listing", ["", "0", "x", "999999", "9" * 40, "-1"])
def test_a_listing_that_is_not_there_is_not_there(listing):
    make_group_of("alice")
    client = signed_in(make_someone("bob"))

    assert client.get(f"{reverse('group_ask_listing')}?listing={listing}").status_code == 404


@pytest.mark.parametrize(
    "name",
    ["brief", "brief_what", "brief_send", "offers", "choose", "open_choice", "brief_close"],
)
def test_a_brief_is_there_only_for_its_group(name):
    group, _people = make_group_of("alice")
    brief = ask(group, _people[0])
    voice, _provider = make_vetted()

    for other in (make_someone("bob"), voice):
        page = signed_in(other).get(reverse(name, args=[brief.pk]), follow=True)
        assert page.status_code == 404 or page.redirect_chain == [("/acting/", 302)]
        assert brief.what not in page.text


# What is typed on the four pages of an offer.
OFFER = {
    "what": {
        "summary": "Museum mornings",
        "starts_at": "10.30 am",
        "minutes": "120",
        "how_many": "4",
        "every": "week",
        "place_words": "The learning room",
        "smallest": "3",
        "largest": "5",
    }
    | day("first_day", date(2027, 10, 19))
    | day("good_until", date(2027, 7, 1)),
    "price": {
        "price_3": "75",
        "missed_rule": "free",
        "missed_notice_hours": "48",
        "change_of_mind": "fixed_day",
        "address_words": "1 Quay Road, Westsea",
        "try_first": "yes",
    },
    "people": {
        "who_comes": "One of two people",
        "same_person": "no",
        "travel_paid": "yes",
        "care_basis": "not_personal_care",
    },
    "more": {"requirements_met": ["hot_meal"]},
}


def write(client, brief, provider, **changed):
    page = None
    for step, typed in OFFER.items():
        page = client.post(
            reverse("write_offer", args=[brief.pk, provider.pk, step]),
            typed | changed.get(step, {}),
            follow=True,
        )
    return page


def test_an_offer_is_written_looked_at_and_sent():
    group, [alice] = make_group_of("alice")
    voice, provider = make_vetted()
    brief = ask(group, alice)
    client = signed_in(voice)

    review = write(client, brief, provider)

    assert Offer.objects.count() == 0
    # Half past ten stays half past ten when the clocks go back on 31 October.
    for when in ("Tuesday 19 October 2027", "Tuesday 26 October 2027", "Tuesday 2 November 2027"):
        assert f"{when} at 10.30 am" in review.text
    assert "5 people: £75, so £15 each" in review.text

    sent = client.post(reverse("review_offer", args=[brief.pk, provider.pk]), follow=True)

    offer = Offer.objects.get()
    assert sent.redirect_chain == [(f"/provide/offers/{offer.pk}/", 302)]
    assert (offer.price_of, offer.requirements_met) == ({3: 7500, 4: 7500, 5: 7500}, ["hot_meal"])
    assert offer.starts[0].startswith("2027-10-19T10:30:00+01:00")
    assert offer.starts[-1].startswith("2027-11-09T10:30:00+00:00")


@pytest.mark.parametrize(
    ("step", "changed", "words"),
    [
        (
            "people",
            {"hourly_pay_pence": "12.99"},
            "(an example) is £13 an hour",
        ),
        ("people", {"is_hands_on": "on"}, "Say what the people who help are paid an hour."),
        ("price", {"price_4": "60"}, "would cost less together"),
        ("what", day("first_day", date(2027, 5, 1)), "must be on a day still to come"),
        ("what", day("good_until", date(2027, 5, 19)), "at least a week after"),
    ],
)
def test_a_refused_offer_goes_back_to_the_page_with_its_box(step, changed, words):
    group, [alice] = make_group_of("alice")
    voice, provider = make_vetted("museum", CheckKind.DBS_BASIC)
    brief = ask(group, alice)
    client = signed_in(voice)
    write(client, brief, provider, **{step: changed})

    page = client.post(reverse("review_offer", args=[brief.pk, provider.pk]))

    assert (page.status_code, Offer.objects.count()) == (422, 0)
    assert words in page.text


def test_an_offer_is_seen_by_its_group_and_its_provider_and_by_nobody_else():
    group, [alice] = make_group_of("alice")
    voice, provider = make_vetted("bob")
    other, other_provider = make_vetted("charlie")
    brief = ask(group, alice)
    offer = offer_to(brief, voice, provider, summary="A sealed summary")

    assert "A sealed summary" in signed_in(alice).get(reverse("offers", args=[brief.pk])).text
    assert signed_in(voice).get(reverse("my_offer", args=[offer.pk])).status_code == 200
    client = signed_in(other)
    pages = [
        reverse("briefs_near_me"),
        reverse("brief_near_me", args=[brief.pk]),
        reverse("my_offers"),
        reverse("home"),
        reverse("write_offer", args=[brief.pk, other_provider.pk, "what"]),
        reverse("my_offer", args=[offer.pk]),
        reverse("withdraw_offer", args=[offer.pk]),
        reverse("write_offer", args=[brief.pk, provider.pk, "what"]),
    ]
    answers = [client.get(page) for page in pages]
    assert [page.status_code for page in answers] == [200, 200, 200, 200, 200, 404, 404, 404]
    assert not any("A sealed summary" in page.text for page in answers)


def test_a_provider_reads_nobody_s_name_nor_the_group_s():
    group, [alice] = make_group_of("alicename")
    voice, _provider = make_vetted()
    brief = ask(group, alice)
    client = signed_in(voice)

    for page in (reverse("briefs_near_me"), reverse("brief_near_me", args=[brief.pk])):
        text = client.get(page).text
        assert brief.what in text
        assert "alicename" not in text
        assert group.name not in text


def test_an_offer_is_taken_back_by_its_page():
    group, [alice] = make_group_of("alice")
    voice, provider = make_vetted()
    offer = offer_to(ask(group, alice), voice, provider)

    signed_in(voice).post(reverse("withdraw_offer", args=[offer.pk]))

    offer.refresh_from_db()
    assert offer.state == OfferState.WITHDRAWN


@pytest.mark.holds("M36")
def test_the_table_goes_from_the_group_s_points_to_quality_and_to_the_price_last():
    """M36: what the brief asked for, then how good it is, then the price, which sorts nothing."""
    group, [alice] = make_group_of("alice")
    brief = ask(group, alice)
    dear, cheap = make_vetted("dear"), make_vetted("cheap", CheckKind.DBS_BASIC)
    offer_to(brief, *dear, prices={3: 9000, 4: 9000, 5: 9000}, same_person="yes")
    offer_to(brief, *cheap, prices={3: 3000, 4: 3000, 5: 3000})
    client = signed_in(alice)

    page = client.get(reverse("offers", args=[brief.pk]))

    rows = re.findall(r'scope="row" class="govuk-table__header">([^<]*)<', page.text)
    assert rows[:5] == [
        "No steps, or a ramp or lift",
        "A hot meal",
        "Who comes",
        "The same person each time?",
        "Checks that a connector has seen",
    ]
    assert rows[-1] == "Price a session"
    assert tight(page.text).index("<br>Dear</th>") < tight(page.text).index("<br>Cheap</th>")
    as_list = client.get(page.wsgi_request.path + "?as=list").text
    assert "<table" not in as_list
    assert as_list.index("Dear") < as_list.index("Cheap")
    by_program = client.get(f"/api/briefs/{brief.pk}/offers/").json()["results"]
    assert [offer["provider_name"] for offer in by_program] == ["Dear", "Cheap"]
    assert list(by_program[0])[-5:] == [
        "checks", "smallest", "largest", "price_for_one_pence", "prices",
    ]  # fmt: skip


def test_the_table_says_which_checks_were_seen_and_when_and_never_by_whom():
    group, [alice] = make_group_of("alice")
    brief = ask(group, alice)
    voice, provider = make_vetted("museum", CheckKind.DBS_BASIC)
    offer_to(brief, voice, provider)
    client = signed_in(alice)

    page = client.get(reverse("offers", args=[brief.pk])).text
    [by_program] = client.get(f"/api/briefs/{brief.pk}/offers/").json()["results"]

    for words in ("Basic DBS check: seen on", "Who they are: seen on", "Insurance: seen on"):
        assert f"{words} Tuesday 4 May 2027" in page
    assert {"kind": "insurance", "seen_on": "2027-05-04"} in by_program["checks"]
    assert "connector-of" not in page + str(by_program)


@pytest.mark.holds("M44")
def test_what_is_not_known_is_to_be_asked():
    group, [alice] = make_group_of("alice")
    brief = ask(group, alice)
    offer_to(brief, *make_vetted())

    page = signed_in(alice).get(reverse("offers", args=[brief.pk])).text

    answers = dict(
        re.findall(r">([^<]*)</th><td class=\"govuk-table__cell\">([^<]*)<", tight(page))
    )
    assert (answers["No steps, or a ramp or lift"], answers["A hot meal"]) == ("Yes", "Not met")
    for question in ("The same person each time?", "Trying it once", "Getting there"):
        assert answers[question] == "Not known, ask"


@pytest.mark.parametrize(
    ("offers", "said"),
    [
        (0, "No offer has come yet."),
        (1, "One offer has come so far."),
        (2, "There are 2 offers so far."),
    ],
)
def test_how_many_offers_have_come_is_said_as_a_neighbour_would(offers, said):
    group, [alice] = make_group_of("alice")
    brief = ask(group, alice)
    for number in range(offers):
        offer_to(brief, *make_vetted(f"place {number}"))

    page = signed_in(alice).get(reverse("brief", args=[brief.pk]))

    assert said in page.text


@pytest.mark.holds("M58")
def test_time_off_for_a_carer_and_what_a_carer_does_stand_beside_every_offer():
    group, [alice] = make_group_of("alice")
    brief = ask(group, alice)
    with_rest, without = make_vetted("rest"), make_vetted("none")
    offer_to(brief, *with_rest, time_off_minutes=120, carer_tasks="nothing at all")
    offer_to(brief, *without)

    page = signed_in(alice).get(reverse("offers", args=[brief.pk])).text

    rows = {
        question: re.findall(r"<td[^>]*>([^<]*)</td>", cells)
        for question, cells in re.findall(r'scope="row"[^>]*>([^<]*)</th>(.*?)</tr>', tight(page))
    }
    assert rows["Time off for carers, each time"] == ["2 hours", "None"]
    assert rows["What carers do"] == ["nothing at all", "Not known, ask"]


@pytest.mark.holds("fault:E1")
def test_a_brief_no_longer_asking_is_like_one_that_never_was_by_page_and_by_program():
    group, [alice] = make_group_of("alice")
    bob, charlie = make_vetted("bob"), make_vetted("charlie")
    brief = ask(group, alice, who_must_be_able="One of us has fits")
    offer_to(brief, *bob)
    typed = {"summary": "Mornings", "smallest": "3", "largest": "5"}
    late = signed_in(charlie[0])
    late.post(reverse("write_offer", args=[brief.pk, charlie[1].pk, "what"]), typed)
    stop_together(brief, alice, NOW)

    for client, status in ((signed_in(bob[0]), 200), (late, 404)):
        page = client.get(reverse("brief_near_me", args=[brief.pk]))
        answer = client.get(f"/api/briefs-near/{brief.pk}/")
        assert (page.status_code, answer.status_code) == (status, status)
        assert ("fits" in page.text, "fits" in answer.text) == (status == 200,) * 2
    gone, never = (
        without_made_anew(late.get(reverse("brief_near_me", args=[pk])).text).replace(f"/{pk}/", "")
        for pk in (brief.pk, brief.pk + 1000)
    )
    assert gone == never
    told = late.get(reverse("write_offer", args=[brief.pk, charlie[1].pk, "price"]))
    assert (told.status_code, "no longer taking offers" in told.text) == (409, True)
