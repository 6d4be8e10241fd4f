"""What a machine takes out of words that strangers read (fault D5, P45)."""

import pytest

from community.moderation.rules.contacts import hold_back_contacts


@pytest.mark.holds("P45")
@pytest.mark.parametrize(
    "text",
    [
        "https://win.example/now",
        "www.cheap-loans.example",
        "cheap-loans.co.uk/apply?me=1",
        "ann@example.org",
        "ann at example dot org",
        "@ann_sells",
        "07700 900123",
        "+44 (0)20 7946 0018",
        "0117-946-0018",
        "12 Hidden Street",
        "4a Old Mill Lane",
    ],
)
def test_how_to_reach_somebody_and_where_is_held_back(text):
    assert hold_back_contacts(f"Write to {text} soon") == "Write to (held back) soon"


@pytest.mark.parametrize(
    "text",
    [
        "A morning out each week, from half past ten",
        "Tuesdays from 14 June 2027, 10.30 to 12.00",
        "For 12 people, at most £1,250 in all",
        "A seat at the front, e.g. by the door",
        "The 76 bus stops outside; 3 of us walk",
        "The council would not pay for it, and never said why",
    ],
)
def test_what_somebody_wants_is_left_as_it_is(text):
    assert hold_back_contacts(text) == text


def test_of_a_postcode_its_first_half_is_left():
    assert hold_back_contacts("Near zz1 1aa, please") == "Near ZZ1, please"
