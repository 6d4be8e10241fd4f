from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.common.refusals import Refused
from community.places.queries import (
    Precision,
    distance_km,
    find_location,
    find_location_to_search,
)
from community.places.rules import NotAPostcode, PostcodeNotKnown, parse_postcode
from tests.factories.places import make_area, make_postcode, north_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed", ["ZZ1 1AA", "zz1 1aa", "ZZ11AA", "  zz1   1aA ", "ZZ1-1AA", "ZZ1.1AA", "z z11aa"]
)
def test_a_postcode_is_found_however_it_is_spaced_or_cased(typed):
    make_postcode("ZZ1 1AA")

    place = find_location(typed)

    assert (place.label, place.outward_code, place.precision, place.ended, place.note) == (
        "ZZ1 1AA",
        "ZZ1",
        Precision.UNIT,
        False,
        "",
    )


def test_an_outward_code_is_the_middle_of_its_units():
    make_postcode("ZZ10 1SL", at=(50.1, -6.0))

    place = find_location("zz10")

    assert (place.label, place.precision, place.latitude) == ("ZZ10", Precision.OUTWARD, 50.1)


def test_an_ended_postcode_is_answered_and_marked():
    make_postcode("ZZ1 1AA", ended_on=date(1996, 6, 1))

    place = find_location("ZZ1 1AA")

    assert place.ended
    assert place.note == "ZZ1 1AA is no longer used, since 1996. This is from where it was."


def test_a_postcode_without_a_location_is_answered_by_its_first_half():
    make_postcode("ZZ1 1AA")
    make_postcode("ZZ1 1AB", at=None)

    place = find_location("ZZ1 1AB")

    assert (place.label, place.precision) == ("ZZ1", Precision.OUTWARD)
    assert place.note == "Nobody has said where ZZ1 1AB is. This is from the middle of ZZ1."


def test_an_unknown_unit_is_answered_by_its_first_half():
    make_postcode("ZZ1 1AA")

    place = find_location("ZZ1 9XX")

    assert place.label == "ZZ1"
    assert place.note == "We do not know ZZ1 9XX. This is from the middle of ZZ1."


@pytest.mark.parametrize(
    "typed",
    ["", " ", "123", "' OR 1 = 1000 --", "ZZ1 1AAA", "ZZ1 1AA or ZZ1 1AB", "0" * 5000],
)
def test_what_is_no_postcode_is_refused_in_a_sentence(typed):
    make_postcode("ZZ1 1AA")

    with pytest.raises(NotAPostcode) as refused:
        find_location(typed)

    assert (refused.value.code, refused.value.field) == ("not_a_postcode", "postcode")
    assert len(refused.value.message) < 60
    assert refused.value.next_step == "Type it like BS3 1AB, or just its first half, like BS3."


@pytest.mark.holds("fault:H2")
@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("(BS3 1AB)", ("BS3", "BS3 1AB")),
        ("BS3–1AB", ("BS3", "BS3 1AB")),
        ("“bs3_1ab”.", ("BS3", "BS3 1AB")),
        ("BS3 1AB UK", ("BS3", "BS3 1AB")),
        ("BS3 1AB, United Kingdom", ("BS3", "BS3 1AB")),
        ("BS3" + " " * 20 + "1AB", ("BS3", "BS3 1AB")),
        ("ＢＳ３ １ＡＢ", ("BS3", "BS3 1AB")),
        ("BS3\x00 1AB\u200b", ("BS3", "BS3 1AB")),
        ("12 High Street, Bristol, BS3 1AB", ("BS3", "BS3 1AB")),
        ("BS3 IAB", ("BS3", "BS3 1AB")),
        ("BSI 1AB", ("BS1", "BS1 1AB")),
        ("8S3 1A8", ("BS3", "BS3 1AB")),
        ("S0l0 1AA", ("SO10", "SO10 1AA")),
        ("WIA 0AX", ("W1A", "W1A 0AX")),
        ("1S3 4DU", ("LS3", "LS3 4DU")),
        ("BS3 1", ("BS3", "")),
        ("BS3 1A", ("BS3", "")),
        ("bs31a", ("BS3", "")),
        ("BS3 I", ("BS3", "")),
        ("BS31", ("BS31", "")),
        ("W1 A", ("W1A", "")),
    ],
)
def test_letters_and_digits_are_kept_and_the_one_possible_reading_is_taken(typed, read):
    assert parse_postcode(typed) == read


@pytest.mark.holds("fault:H2")
@pytest.mark.parametrize("typed", ["Bristol", "Goole", "Diss", "near the sea", "x" * 5000])
def test_the_name_of_a_place_gets_a_way_on(typed):
    with pytest.raises(NotAPostcode) as refused:
        parse_postcode(typed)

    assert len(refused.value.message) < 60
    assert "a library or a station near you will do" in refused.value.next_step


@pytest.mark.holds("fault:H2")
@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ("BT1 1AA", "Northern Ireland"),
        ("je2 3ab", "Jersey"),
        ("GY1", "Guernsey"),
        ("IM1 1AA", "the Isle of Man"),
    ],
)
def test_what_is_not_covered_says_so_until_somebody_loads_it(typed, where):
    with pytest.raises(PostcodeNotKnown) as refused:
        find_location(typed)
    assert f"Postcodes of {where} are not covered here." in refused.value.message

    make_postcode("BT1 1AA")
    assert find_location("BT1 1AA").label == "BT1 1AA"


@given(st.text(max_size=250))
def test_whatever_is_typed_is_read_the_same_again_or_refused(typed):
    try:
        outward, unit = parse_postcode(typed)
    except NotAPostcode as refusal:
        assert refusal.message and refusal.next_step
        return
    assert parse_postcode(unit or outward) == (outward, unit)


def test_a_postcode_nobody_knows_is_refused_with_what_to_try():
    with pytest.raises(PostcodeNotKnown) as refused:
        find_location("ZY9 9ZZ")

    assert refused.value.message == "We do not know where “ZY9 9ZZ” is."
    assert refused.value.next_step


def test_a_place_is_found_in_one_statement(django_assert_num_queries):
    make_postcode("ZZ1 1AA")

    with django_assert_num_queries(1):
        find_location("ZZ1 9XX")


def test_distance_is_along_the_ellipsoid():
    here = find_location(make_postcode("ZZ1 1AA", at=(50.1, -6.0)))
    there = find_location(make_postcode("ZZ2 1AA", at=north_of(10)))

    assert distance_km(here, there) == pytest.approx(10, rel=0.01)


def test_the_area_of_a_place_is_by_its_councils_code():
    from community.places.queries import area_of_location

    area = make_area()

    assert area_of_location(find_location(make_postcode())) == area


@pytest.mark.holds("M128")
def test_to_search_from_what_nobody_knows_is_to_search_from_the_middle_of_its_letters():
    make_postcode("BS1", at=(51.0, -2.0))
    make_postcode("BS3", at=(52.0, -3.0))
    make_postcode("B1", at=(53.0, -4.0))

    place = find_location_to_search("bs99 1aa")

    assert (place.label, place.outward_code, place.precision) == ("BS99 1AA", "BS99", "letters")
    assert (place.latitude, place.longitude, place.authority_code) == (51.5, -2.5, "")
    assert "the middle of all postcodes that begin with BS" in place.note
    with pytest.raises(PostcodeNotKnown):
        find_location("bs99 1aa")  # where somebody lives is not guessed


def test_of_a_country_without_postcodes_here_it_is_about_its_middle_until_somebody_loads_them():
    place = find_location_to_search("BT99 1AA")
    assert "the middle of Northern Ireland" in place.note
    assert (round(place.latitude), round(place.longitude)) == (55, -7)

    make_postcode("BT1", at=(54.5, -5.9))
    assert find_location_to_search("BT99").latitude == 54.5


@pytest.mark.parametrize("typed", ["ZY9 9ZZ", "BF1 2AA", "Bristol", ""])
def test_what_is_of_no_place_is_refused_to_search_from_too(typed):
    with pytest.raises(Refused):
        find_location_to_search(typed)
