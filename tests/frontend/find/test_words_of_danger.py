"""Who types that somebody is not safe is shown first where to turn; it goes nowhere (P98)."""

import logging
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.common.danger import Danger, dangers_in
from groups.models.briefs import UnmetNeed
from tests.factories.places import HOME, make_area, make_findable, make_home
from tests.frontend.reading import words

D = Danger
WAYS_OF_SAYING_IT = {
    "i want to die": D.SUICIDE,
    "I don’t want to be here anymore": D.SUICIDE,
    "thinking of killing myself": D.SUICIDE,
    "suiside": D.SUICIDE,
    "want to kil myself": D.SUICIDE,
    "she is self harmming": D.SUICIDE,
    "better off dead": D.SUICIDE,
    "end my lfie": D.SUICIDE,
    "my husband hits me": D.HURT,
    "domestick violence": D.HURT,
    "afraid of my son": D.HURT,
    "my carer hurts me": D.HURT,
    "being abused": D.HURT,
    "I’m scared to go home": D.HURT,
    "a child is being hit": D.CHILD,
    "cant breathe": D.MEDICAL,
    "overdosed on tablets": D.MEDICAL,
    "chest pain": D.MEDICAL,
    "no food in the house": D.NO_FOOD,
    "i am starvng": D.NO_FOOD,
    "nothing to eat": D.NO_FOOD,
    "nowhere to sleep tonite": D.NO_HOME,
    "homless": D.NO_HOME,
    "sleeping on the streets": D.NO_HOME,
    "evicted today": D.NO_HOME,
    "not washing or eating": D.NEGLECT,
    "living in filth": D.NEGLECT,
    "he takes my money": D.MONEY_TAKEN,
    "somebody takes my benifits": D.MONEY_TAKEN,
    "stealing from my mum": D.MONEY_TAKEN,
}
ORDINARY = """starting again; diet club; killing time; hunger games; home help; stroke club; sewing;
a lift to hospital; company in the evening; dead poets reading group; died in the wool; food and
friends; somewhere to eat; hitting a ball; self defence; children welcome; cutting and sticking;
money advice; take my dog out; sleeping bags; burning calories; breathing exercises"""


@pytest.mark.holds("P98")
@pytest.mark.parametrize("said", WAYS_OF_SAYING_IT)
def test_thirty_ways_of_saying_it_are_understood(said):
    assert WAYS_OF_SAYING_IT[said] in dangers_in(said)


@pytest.mark.holds("P98")
@pytest.mark.parametrize("said", [" ".join(each.split()) for each in ORDINARY.split(";")])
def test_an_ordinary_wish_is_none(said):
    assert dangers_in(said) == frozenset()


def test_every_line_of_the_list_is_understood_as_it_stands():
    from community.common.danger import _ways

    assert len(_ways()) > 500
    assert [said for said, about in _ways().items() if about not in dangers_in(said)] == []


@pytest.fixture
def found(db):
    make_home()
    make_area()
    make_findable(2, title="Hammer and die", summary="We like old tools.")
    make_findable(title="Drop in to talk when you want to die", summary="suicide support")


@pytest.mark.holds("P98")
def test_where_to_turn_stands_first_then_what_was_found_and_no_address_has_the_words(found, client):
    said = "want to die"
    page = client.get(reverse("find"), {"words": said, "postcode": HOME})
    text = words(page)

    first = text.index("Is somebody not safe?")
    for way in (
        "Call 999",
        "18000",
        "18001",
        "85258",
        "British Sign Language",
        "By text to 999",
        "0300 000 0000",
    ):
        assert text.index(way) > first
    assert text.index("Leave this page quickly") < text.index("Drop in to talk")
    leads = re.findall(r'(?:href|action)="([^"]*)"', page.content.decode())
    assert [each for each in leads if "die" in each] == []
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    assert "Hammer" not in text
    assert "Is something missing?" not in text and "Showing things for" not in text

    ordinary = client.get(reverse("find"), {"words": "talk", "postcode": HOME})
    assert "Is somebody not safe?" not in words(ordinary)


@pytest.mark.holds("P98")
@pytest.mark.parametrize(
    ("said", "helps"),
    [
        ("my partner hits me", "Women's aid, for whoever is hurt at home"),
        ("nothing to eat", "Food bank"),
        ("sleeping on the streets", "Night shelter"),
        ("want to kil myself", "Samaritans"),
    ],
)
def test_what_helps_then_is_found_though_it_has_none_of_the_words(found, client, said, helps):
    make_findable(3, title=helps)
    make_findable(
        4, title="Partner dancing", summary="Streets ahead, eat out, nothing to it, go on"
    )

    text = words(client.get(reverse("find"), {"words": said, "postcode": HOME}))

    assert text.index("Is somebody not safe?") < text.index(helps)
    assert "Partner dancing" not in text


@pytest.mark.holds("P98")
@pytest.mark.parametrize("name", ["find", "api:search"])
def test_it_is_written_into_no_table_and_no_log(found, client, caplog, name):
    caplog.set_level(logging.DEBUG)
    with CaptureQueriesContext(connection) as sent:
        answer = client.get(reverse(name), {"words": "suiside zebra", "postcode": HOME})

    assert answer.status_code == 200
    statements = [each["sql"] for each in sent]
    written = re.compile(r"\b(INSERT|UPDATE|DELETE|MERGE|COPY)\b")
    assert [each for each in statements if written.search(each)] == []
    said = [line for line in caplog.messages if "zebra" in line]
    assert [line for line in said if not any(each in line for each in statements)] == []


@pytest.mark.holds("P98")
def test_a_program_is_told_what_it_may_be_about(found, client):
    answer = client.get(reverse("api:search"), {"words": "suiside", "postcode": HOME}).json()
    assert answer["dangers"] == ["suicide"]

    answer = client.get(reverse("api:search"), {"words": "sewing", "postcode": HOME}).json()
    assert answer["dangers"] == []


@pytest.mark.holds("P98")
def test_it_is_kept_as_no_wish(found, client):
    typed = {"words": "I want to die", "postcode": "ZZ1", "searched": ""}
    page = client.post(reverse("report_need"), typed)
    assert page.status_code == 422
    text = words(page)
    assert text.index("Is somebody not safe?") < text.index("This line was not kept")

    beside = client.post(
        reverse("report_need"), typed | {"words": "a choir", "searched": "suicide"}
    )
    assert (beside.status_code, "Is somebody not safe?" in words(beside)) == (422, True)
    by_program = {"words": "I want to die", "postcode": "ZZ1"}
    answer = client.post(reverse("api:missing"), by_program, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (409, "said_in_danger")
    assert UnmetNeed.objects.count() == 0
