"""Half a page for paper of one thing, or of two beside each other, with pictures (P105)."""

import pytest
from django.urls import reverse

from tests.factories.supply import make_login, make_shown_listing

pytestmark = pytest.mark.django_db
SHEET, PICTURE = '<section class="cp-sheet', 'class="cp-sheet__picture"'


@pytest.fixture
def two():
    voice = make_login("museum")
    first = make_shown_listing(voice, title="Old photographs", kinds=[9])
    second = make_shown_listing(voice, first.provider, title="Tea and cake", kinds=[4])
    return first, second


def page(client, listing, **asked) -> str:
    return client.get(reverse("listing_sheet", args=[listing.pk]), asked).text


@pytest.mark.holds("P105")
def test_two_things_stand_beside_each_other_each_with_pictures_and_two_answers(client, two):
    first, second = two

    text = page(client, first, pictures="yes", beside=second.pk)

    assert text.count(SHEET) == 2
    for sheet in text.split(SHEET)[1:]:
        assert sheet.count(PICTURE) >= 4  # when, where, yes, no
        assert first.when_words in sheet and first.place_words in sheet
        assert "I would like to see it." in sheet and "Not this one." in sheet
    assert PICTURE not in page(client, first, beside=second.pk)


def test_from_its_page_an_unlike_thing_near_is_offered_to_stand_beside_it(client, two):
    first, second = two
    link = f"{reverse('listing_sheet', args=[first.pk])}?pictures=yes"

    assert link in client.get(reverse("listing", args=[first.pk])).text
    text = page(client, first, pictures="yes")
    assert text.count(SHEET) == 1
    assert f"{link}&amp;beside={second.pk}" in text


@pytest.mark.parametrize("beside", ["999999", "x", ""])
def test_what_is_not_there_stands_beside_nothing(client, two, beside):
    answer = client.get(reverse("listing_sheet", args=[two[0].pk]), {"beside": beside})

    assert answer.status_code == (404 if beside == "999999" else 200)
