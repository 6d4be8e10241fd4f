"""A body on a public register is checked in one press, for all that is not close (P109); how soon a
provider answers is its own words (P114)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.test import Client

from community.common.refusals import NotFound
from community.people.acting import Acting
from providers.actions.providers import record_check, record_register_check
from providers.models.supply import Check, Provider, RegisterEntry
from providers.public_registers import PublicRegister
from providers.queries.supply import is_vetted, vetted_providers, who_checked_listings
from providers.rules.vetting import NotOnARegister, OwnCheck, clean_register_number
from providers.states import CheckKind, VenueKind
from tests.factories.places import make_area
from tests.factories.supply import (
    NOW,
    TODAY,
    make_connector,
    make_login,
    make_provider,
    make_shown_listing,
    vet,
)
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

LOOKED_UP = {
    "register": PublicRegister.CHARITIES_ENGLAND_WALES,
    "number": "1234567",
    "insurance_words": "Public liability, until March 2028",
}


@pytest.fixture
def voice(db) -> Acting:
    set_clock(NOW)
    return make_login("voice")


@pytest.fixture
def museum(voice) -> Provider:
    return make_provider(voice)


def look_up(provider, by=None, **said) -> Check:
    by = by or make_connector()
    return record_register_check(provider_id=provider.pk, by=by, now=NOW, **LOOKED_UP | said)


@pytest.mark.holds("P109")
def test_one_press_by_a_connector_and_everybody_reads_where_it_stands(voice, museum):
    listing, connie = make_shown_listing(voice, museum), signed_in(make_connector())
    page = f"/connect/checks/{museum.pk}/"
    assert f"{page}register/" in connie.get(page).text

    after = connie.post(f"{page}register/", LOOKED_UP, follow=True)

    assert after.redirect_chain[-1][0] == page
    assert "Of their insurance they say: Public liability, until March 2028" in words(after)
    read = words(Client().get(f"/find/listing/{listing.pk}/"))
    assert "Charities in England and Wales (Charity Commission): 1234567" in read
    assert "not yet seen all the papers" not in read and "until March 2028" not in read
    [check] = Client().get(f"/api/listings/{listing.pk}/").json()["checks"]
    assert (check["register"], check["register_number"]) == ("charities_england_wales", "1234567")
    listed = words(connie.get("/connect/checks/"))
    assert "Found on a public register. For help that is close, still to see" in listed


@pytest.mark.holds("P109", "M143")
def test_it_stands_for_papers_for_a_year_and_for_nothing_close(voice, museum):
    open_hall = make_shown_listing(voice, museum)
    at_home = make_shown_listing(voice, museum, venue_kind=VenueKind.VISITS_HOMES)
    by_hand = make_shown_listing(
        voice, museum, is_hands_on=True, engager="provider", hourly_pay_pence=1500
    )
    look_up(museum)

    def checked():
        who = who_checked_listings([open_hall.pk, at_home.pk, by_hand.pk])
        return [who[each.pk].is_checked for each in (open_hall, at_home, by_hand)]

    assert checked() == [True, False, False]
    assert list(vetted_providers(TODAY)) == [museum]
    record_check(
        provider_id=museum.pk, kind=CheckKind.DBS_ENHANCED, seen_on=TODAY, by=make_connector("b"),
        now=NOW,
    )  # fmt: skip
    assert checked() == [True, False, False]
    vet(museum)
    assert checked() == [True, True, True]

    RegisterEntry.objects.all().delete()
    Check.objects.exclude(kind=CheckKind.PUBLIC_REGISTER).delete()
    assert is_vetted(museum.pk, TODAY + timedelta(days=365))
    assert not is_vetted(museum.pk, TODAY + timedelta(days=366))
    assert not vetted_providers(TODAY + timedelta(days=366)).exists()


@pytest.mark.holds("P109")
def test_only_by_the_same_who_see_papers_and_never_of_one_person(museum):
    elsewhere = make_connector("far", make_area("Eastsea", authority_code="E06999998"))
    for stranger in (make_login("bob"), elsewhere):
        with pytest.raises(NotFound):
            look_up(museum, stranger)
    connie = make_connector()
    with pytest.raises(OwnCheck):
        look_up(make_provider(connie, "Her own"), connie)
    ed = make_provider(make_login("ed"), "Ed")
    Provider.objects.filter(pk=ed.pk).update(is_one_person=True)
    with pytest.raises(NotOnARegister):
        look_up(ed, connie)
    with pytest.raises(NotOnARegister):
        record_check(
            provider_id=museum.pk, kind=CheckKind.PUBLIC_REGISTER, seen_on=TODAY, by=connie, now=NOW
        )
    assert not Check.objects.exists()


@pytest.mark.holds("P109")
@pytest.mark.parametrize(
    ("register", "typed", "kept"),
    [
        ("charities_england_wales", " 1234567 ", "1234567"),
        ("charities_england_wales", "SC012345", None),
        ("charities_scotland", "sc 012345", "SC012345"),
        ("councils", "e06000043", "E06000043"),
        ("libraries", "Jubilee Library", "Jubilee Library"),
        ("libraries", "-", None),
    ],
)
def test_a_number_is_one_of_its_register(register, typed, kept):
    if kept:
        assert clean_register_number(PublicRegister(register), typed) == kept
    else:
        with pytest.raises(NotOnARegister) as no:
            clean_register_number(PublicRegister(register), typed)
        assert no.value.field == "number"


@pytest.mark.holds("P109")
def test_what_is_missing_or_wrong_is_said_beside_its_box_and_nothing_is_kept(museum):
    client = signed_in(make_connector())
    page = f"/connect/checks/{museum.pk}/register/"

    for wrong in ({"number": "12"}, {"insurance_words": " "}, {"register": "none"}):
        answer = client.post(page, LOOKED_UP | wrong)
        assert answer.status_code == 422 and list(wrong) == list(answer.context["form"].errors)
        body = {"provider": museum.pk} | LOOKED_UP | wrong
        assert client.post("/api/checks/register/", body).status_code in (400, 409, 422)
    assert not Check.objects.exists() and not RegisterEntry.objects.exists()


def test_the_table_keeps_none_without_a_number_or_their_word(museum):
    check = look_up(museum)
    RegisterEntry.objects.all().delete()

    with pytest.raises(IntegrityError):
        RegisterEntry.objects.create(of_check=check, register="nhs", number="", insurance_words="x")


@pytest.mark.holds("P114")
def test_how_soon_it_answers_is_its_own_words_and_stands_where_one_asks(voice, museum):
    listing = make_shown_listing(voice, museum)
    mine, theirs = signed_in(voice), signed_in(make_login("other"))
    page = f"/provide/{listing.provider_id}/how-soon/"
    said = "I answer within a week; not on Fridays"

    assert "How soon they answer" not in words(Client().get(f"/find/listing/{listing.pk}/"))
    assert theirs.post(page, {"words": "At once"}).status_code == 404
    mine.post(page, {"words": said})

    read = words(Client().get(f"/find/listing/{listing.pk}/"))
    assert f"How soon they answer {said}" in read
    assert Client().get(f"/api/listings/{listing.pk}/").json()["answers_words"] == said
    address = f"/api/providers/{listing.provider_id}/"
    assert theirs.patch(address, {"answers_words": "x"}, "application/json").status_code == 404
    assert mine.patch(address, {"answers_words": ""}, "application/json").status_code == 200
    assert "How soon they answer" not in words(Client().get(f"/find/listing/{listing.pk}/"))
