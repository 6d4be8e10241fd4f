"""Telling a place about somebody on one page, scripts off; asked first; ended in one press."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.messaging.queries.answer_links import token_of
from community.people.models.unfinished_forms import UnfinishedForm
from community.people.states import RepresentationScope
from frontend.api.refer.referrals import OwnReferralOut
from marketplace.referrals.models.referrals import Referral
from marketplace.referrals.rules.outlines import marked_in
from marketplace.referrals.states import ReferralState, ReferrerKind
from providers.actions.capacity import say_month_units
from tests.factories.referrals import (
    link_to_person,
    make_body,
    make_place,
    make_worker,
    told,
    told_by_worker,
)
from tests.factories.representations import act_for
from tests.factories.supply import (
    NOW,
    make_connector,
    make_login,
    make_provider,
    make_shown_listing,
    make_someone,
)
from tests.frontend.api.test_twins import Calls
from tests.frontend.form_guard.forms_of_pages import browser_of, send
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.django_db
TYPED = {
    "referrer_kind": "neighbour",
    "called": "Trains",
    "postcode": "ZZ1 1AA",
    "line": "Trains and a warm meal.",
    "contact": "trains@example.org",
}


def page_of(listing) -> str:
    return reverse("refer_to_listing", args=[listing.pk])


@pytest.mark.holds("M86", "P63", "P66")
def test_from_one_page_to_their_own_yes_and_their_own_end():
    set_clock(NOW)
    listing, nell = make_place(title="Long table"), make_someone("nell")
    client = signed_in(nell)
    opened = words(client.get(page_of(listing)))
    assert "They can read this, and so can whoever you send it to." in opened
    assert "budget" not in opened and "assessment at any time" in opened

    look = client.post(page_of(listing), TYPED)
    assert look.status_code == 200 and not Referral.objects.exists()
    sent = client.post(page_of(listing), {**TYPED, "step": "yes"}, follow=True)
    assert "We ask them first" in words(sent)

    referral = Referral.objects.get()
    link = f"{reverse('answer')}?link={token_of(link_to_person(referral).pk)}"
    asked = words(client.get(link))
    assert "nell" in asked and "Trains and a warm meal." in asked
    client.post(link, {"answer": "yes"})
    assert Referral.objects.get().state == ReferralState.DRAFT
    client.post(link, {"answer": "yes", "looked_over": "on"})
    assert Referral.objects.get().state == ReferralState.REQUESTED

    client.post(reverse("referral_end", args=[referral.pk]))
    assert Referral.objects.get().state == ReferralState.CANCELLED


@pytest.mark.holds("M79", "P66")
def test_what_is_typed_is_kept_at_each_press_for_seven_days_and_taken_up_elsewhere():
    set_clock(NOW)
    listing, nell = make_place(), make_someone("nell")
    first, another = browser_of(nell), browser_of(nell)
    page = first.get(page_of(listing))
    answer = send(first, page_of(listing), page, **{**TYPED, "contact": "", "line": ""})
    assert answer.status_code == 422

    kept = UnfinishedForm.objects.get()

    assert kept.kept_until - kept.kept_at == timedelta(days=7)
    assert kept.login == nell.login and "Trains" in kept.typed
    again = another.get(reverse("go_on_with", args=[kept.pk]), follow=True)
    assert 'value="Trains"' in again.text


@pytest.mark.holds("P67")
def test_of_somebody_under_18_nothing_is_shown_again_or_kept():
    set_clock(NOW)
    listing, client = make_place(), signed_in(make_someone("nell"))

    for press in ({}, {"step": "yes"}, {"go_on_another_day": "1"}):
        answer = client.post(page_of(listing), {**TYPED, "is_under_18": "on", **press})

        assert answer.status_code == 422
        assert "Trains" not in answer.text and "their doctor" in words(answer)
    assert not Referral.objects.exists() and not UnfinishedForm.objects.exists()


@pytest.mark.holds("P67")
def test_what_was_kept_goes_with_the_tick_that_they_are_under_18():
    set_clock(NOW)
    listing, first = make_place(), browser_of(make_someone("nell"))
    page = first.get(page_of(listing))
    half = {**TYPED, "contact": "", "line": ""}
    send(first, page_of(listing), page, **half)
    kept = UnfinishedForm.objects.get()

    page = first.get(reverse("go_on_with", args=[kept.pk]), follow=True)
    send(first, page_of(listing), page, **half, is_under_18="on")

    assert not UnfinishedForm.objects.exists()


@pytest.mark.holds("M92", "P71")
def test_at_the_limit_and_where_nobody_vetted_it_is_refused_before_anything_is_typed():
    set_clock(NOW)
    listing, nell = make_place(), make_someone("nell")
    by = listing.provider.members.get().login
    say_month_units(
        provider_id=listing.provider_id,
        units=1,
        weights={},
        by=make_login_of(by),
        now=NOW,
    )
    told(make_someone("ann"), listing, referrer_kind=ReferrerKind.ONESELF, called="Ann")

    full = signed_in(nell).post(page_of(listing), {"ticked": "1"})

    assert full.status_code == 422 and 'name="called"' not in full.text
    assert "June" in words(full)  # the day it opens again
    voice = make_login("ulla")
    unvetted = make_shown_listing(voice, make_provider(voice), title="Not seen yet")
    sheet = signed_in(nell).get(page_of(unvetted))
    assert sheet.status_code == 409 and 'name="called"' not in sheet.text


def make_login_of(login):
    from community.people.acting import Acting

    return Acting(login=login)


@pytest.mark.holds("P87")
def test_the_free_line_is_shown_back_with_what_may_say_who_it_is():
    line = "Mary of 12 Elm Street, aged 83, has dementia and likes Tuesday walks with Bob."

    found = dict(marked_in(line))

    assert found["an age"] == "aged 83" and found["an illness"] == "dementia"
    assert "Elm Street" in found["a street"] and found["a name"] == "Bob"
    assert not any("Tuesday" in text for _kind, text in marked_in(line))
    assert marked_in("Likes trains and a warm meal.") == []
    set_clock(NOW)
    client = signed_in(make_someone("nell"))
    look = client.post(page_of(make_place()), {**TYPED, "outline_line": "Walks with Bob."})
    assert "“Bob” (a name)" in words(look)


@pytest.mark.holds("P62", "M87")
def test_a_worker_names_somebody_by_page_or_sends_what_names_nobody():
    set_clock(NOW)
    listing, wendy = make_place(), make_worker(make_body())
    client = signed_in(wendy)
    worker = {**TYPED, "referrer_kind": "worker", "contact": "", "step": "yes"}

    refused = client.post(page_of(listing), {**worker, "reached_by": "through_sender"})
    assert refused.status_code == 422 and "Say how they agreed" in words(refused)
    named = {"reached_by": "through_sender", "agreement": "told_worker", "own_reference": "A-17"}
    client.post(page_of(listing), {**worker, **named})
    assert Referral.objects.get().called == "Trains"

    nobody = {"reached_by": "nobody_named", "called": "", "line": ""}
    client.post(page_of(listing), {**worker, **nobody})
    assert Referral.objects.order_by("pk").last().called == ""
    assert "A-17" in words(client.get(reverse("referral", args=[Referral.objects.first().pk])))


@pytest.mark.holds("P63")
def test_the_person_reads_who_told_a_place_and_ends_it_and_who_only_looks_does_not():
    set_clock(NOW)
    listing, ann = make_place(), make_someone("ann")
    referral = told(ann, listing, referrer_kind=ReferrerKind.ONESELF, called="Ann")
    looks = signed_in(act_for(ann, "looks", RepresentationScope.LOOK))
    end = reverse("my_referral_end", args=[referral.pk])
    assert looks.post(end).status_code in (302, 403, 409)
    assert Referral.objects.get().is_open

    own = signed_in(ann)
    assert listing.title in words(own.get(reverse("my_referrals")))
    own.post(end)

    assert Referral.objects.get().state == ReferralState.CANCELLED


@pytest.mark.holds("P62", "M85")
def test_what_each_may_read_of_it_is_theirs_alone():
    set_clock(NOW)
    listing, body = make_place(), make_body()
    wendy, will, other = (
        make_worker(body),
        make_worker(body, "will"),
        make_worker(make_body("Other team"), "otto"),
    )
    referral = told_by_worker(wendy, listing, own_reference="A-17")
    assert not {"own_reference", "called_key", "tie_words"} & set(OwnReferralOut().fields)
    page = reverse("referral", args=[referral.pk])
    place = make_login_of(listing.provider.members.get().login)

    assert signed_in(wendy).get(page).status_code == 200
    for reader in (will, other, place, make_someone("sid"), make_connector("cora")):
        assert signed_in(reader).get(page).status_code == 404
        assert Calls(reader.login)("get", f"/referrals/{referral.pk}/").status_code == 404


@pytest.mark.holds("P62")
def test_a_program_tells_by_the_same_rules_and_whoever_rings_asks_first():
    set_clock(NOW)
    listing, nell, connie = make_place(), make_someone("nell"), make_connector("connie")
    calls, rings = Calls(nell.login), Calls(connie.login)
    path = f"/referrals/listing/{listing.pk}/"
    own = calls("post", path, **{**TYPED, "contact": "nell@example.org"})
    assert own.status_code == 409 and own.json()["code"] == "senders_own_way"

    sent = calls("post", path, **{**TYPED, "contact": "01632 960123"})
    assert sent.status_code == 201 and sent.json()["state"] == "draft"
    [ring] = rings("get", "/referrals/to-ring/").json()["results"]
    assert ring["called"] == "Trains"
    assert rings("post", f"/referrals/to-ring/{ring['id']}/", wants_it=True).status_code == 204
    assert calls("get", f"/referrals/{ring['id']}/").json()["state"] == "requested"
