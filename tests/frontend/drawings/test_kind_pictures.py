"""Each kind of thing has a drawing of ours, and each card has one that is fetched late."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from community.places.activity_kinds import ACTIVITY_KINDS
from frontend.drawings.kind_pictures import OF_NO_KIND, PICTURE_NAMES, picture_of_kinds
from tests.factories.places import HOME, make_findable, make_home

MUSIC, COMPANY = 3, 4
SHAPES = {"svg", "g", "rect", "circle", "ellipse", "path"}


def test_each_kind_has_a_drawing_that_is_small_and_draws_only():
    assert {kind.slug for kind in ACTIVITY_KINDS} == set(PICTURE_NAMES)
    for name in {*PICTURE_NAMES.values(), OF_NO_KIND}:
        found = finders.find(f"kinds/{name}.svg")
        assert found, name
        drawing = Path(found).read_text()
        assert len(drawing) < 8_000
        assert set(re.findall(r"<(\w+)", drawing)) <= SHAPES


def test_what_one_does_is_drawn_before_what_it_is_for():
    assert picture_of_kinds(["company", "music"]) == picture_of_kinds(["music"])
    assert picture_of_kinds(["company", "music"]).endswith("kinds/choir.svg")
    assert picture_of_kinds([]).endswith(f"kinds/{OF_NO_KIND}.svg")


@pytest.mark.django_db
def test_no_card_is_bare_and_its_picture_says_nothing_aloud(client):
    make_home()
    make_findable(1, "Singing for tea", kinds=[COMPANY, MUSIC])
    make_findable(2, "Something")

    page = client.get("/find/", {"postcode": HOME}).text

    pictures = re.findall(r'<img\s+class="cp-card__picture"(.*?)>', page, re.S)
    drawn = [re.search(r"kinds/(\w+)", picture)[1] for picture in pictures]
    assert sorted(drawn) == ["choir", OF_NO_KIND]
    for picture in pictures:
        assert 'alt=""' in picture and 'loading="lazy"' in picture
        assert 'width="132"' in picture and 'height="132"' in picture
