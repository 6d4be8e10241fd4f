"""An option sheet: one page for the person, a PDF of one sheet, and a code (M81, P85, P83, P68)."""

from contextlib import nullcontext
from datetime import timedelta
from io import BytesIO

import pytest
import segno
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client
from pypdf import PdfReader

from community.common import clock
from groups.actions.search_index import index_group
from marketplace.referrals.actions.option_sheets import (
    SHEET_KEPT_FOR,
    forget_old_option_sheets,
    make_option_sheet,
)
from marketplace.referrals.models.option_sheets import OptionSheet, OptionSheetItem
from marketplace.referrals.rules.option_sheets import (
    NobodyToAsk,
    NoOptionChosen,
    TooManyOptions,
    check_options,
    check_whom_to_ask,
)
from marketplace.referrals.states import WhomToAsk
from providers.models.supply import Check, Listing
from tests.factories.places import AREA_CODE, HOME
from tests.factories.pools import make_group
from tests.factories.supply import make_connector, make_login, make_shown_listing, make_someone
from tests.journeys.things_to_find import make_things_to_find

pytestmark = pytest.mark.django_db
NAMED = {"whom_to_ask": "named", "ask_name": "Jo", "ask_phone": "0117 496 0123"}


def sheet_of(count=6, **facts) -> OptionSheet:
    listings = list(make_things_to_find().values())[:count]
    return make_option_sheet(
        **{
            "listing_ids": [each.pk for each in listings],
            "authority_code": AREA_CODE,
            "whom_to_ask": WhomToAsk.NOBODY,
            "now": clock.now(),
            **facts,
        }
    )


def test_from_the_page_of_five_to_the_sheet(client: Client):
    make_things_to_find()
    page = client.post("/options/", {"story": "swimming", "postcode": HOME, "miles": "5"})
    form = page.context["sheet_form"]
    assert 1 <= len(form["listings"].initial) <= 5

    sent = {"listings": form["listings"].initial, "postcode": HOME, **NAMED}
    sheet = client.post("/options/sheet/", sent, follow=True)

    assert sheet.status_code == 200
    assert "To talk about these, ask for Jo: 0117 496 0123." in sheet.text
    assert sheet["X-Robots-Tag"] == "noindex"
    assert "swimming" not in sheet.text.replace("Swimming", "")


@pytest.mark.holds("P85", "P68", "P83")
def test_it_bears_what_somebody_needs_before_going_what_is_not_known_and_the_duty(client: Client):
    sheet = sheet_of(1)

    text = client.get(f"/options/sheet/{sheet.code}/").text

    for question in ("When", "Where", "What it costs", "Time off for whoever cares", "Not known"):
        assert question in text
    assert "Ring before you set out" in text and "Made on" in text
    assert "By relay: 18001" in text
    assert "This is not instead of help from the council." in text
    assert "you can have an advocate" in text.replace("\n", " ")


def test_six_fit_on_the_two_sides_of_one_tagged_sheet_in_large_print(client: Client, tmp_path):
    sheet = sheet_of(6, whom_to_ask=WhomToAsk.NAMED, ask_name="Jo", ask_phone="0117 496 0123")

    pdf = client.get(f"/options/sheet/{sheet.code}/paper.pdf")

    path = tmp_path / "sheet.pdf"
    path.write_bytes(pdf.content)
    read = PdfReader(path)
    text = " ".join(page.extract_text() for page in read.pages)
    assert pdf["Content-Type"] == "application/pdf"
    assert len(read.pages) <= 2
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Jo" in text and sheet.code[:5] in text


@pytest.mark.holds("P85")
def test_its_pictures_and_a_square_for_the_same_page_are_on_the_page_and_in_the_pdf(client: Client):
    """Each thing has its picture; the square has the address and nothing else."""
    sheet = sheet_of(3)

    page = client.get(f"/options/sheet/{sheet.code}/")
    paper = client.get(f"/options/sheet/{sheet.code}/paper.pdf").content

    pdf = PdfReader(BytesIO(paper))
    address = f"{settings.SITE_URL}/options/sheet/{sheet.code}/"
    square = segno.make(address, error="m").svg_inline(scale=4, border=4, title="The same page")
    assert square in page.text
    assert page.text.count('class="cp-sheet__picture"') == 3
    drawn = b"".join(each.get_contents().get_data() for each in pdf.pages)
    assert drawn.count(b" c\n") > 20  # rounded lines, which only the pictures have
    assert b"/Figure" in paper and b"A square for a telephone" in paper


@pytest.mark.holds("M81", "P85")
def test_a_group_stands_on_it_as_anybody_finds_it_and_nobody_by_name(client: Client):
    listing = next(iter(make_things_to_find().values()))
    group = make_group([make_someone("rosalind")])
    address = "/api/referrals/option-sheets/"

    sent = {"listings": [listing.pk], "groups": [group.pk], "postcode": HOME}
    made = client.post("/options/sheet/", sent | {"whom_to_ask": "nobody"}, follow=True)
    told = client.post(address, sent, "application/json").json()

    assert made.status_code == 200
    assert [each["group_id"] for each in told["options"]] == [None, group.pk]
    assert told["options"][1]["title"] in made.text
    assert "rosalind" not in made.text.lower() + str(told).lower()
    group.is_findable = False
    group.save()
    index_group(group)
    sent["groups"] = [group.pk]
    assert client.post(address, sent, "application/json").status_code == 404
    read = client.get(f"/api/referrals/option-sheets/{told['code']}/").json()
    assert [each["listing_id"] for each in read["options"]] == [listing.pk] and read["gone"]


@pytest.mark.holds("P71", "P108")
def test_to_an_ordinary_place_that_nobody_has_checked_goes_the_sheet_with_its_own_number(client):
    """And of something close that nobody has checked, no number."""
    listing = make_shown_listing(make_login("hall"), title="Village hall", phone="0117 496 0999")
    Check.objects.all().delete()
    sheet = make_option_sheet(
        listing_ids=[listing.pk], authority_code="", whom_to_ask=WhomToAsk.NOBODY, now=clock.now()
    )
    address = f"/options/sheet/{sheet.code}/"

    ordinary = client.get(address).text
    Listing.objects.filter(pk=listing.pk).update(
        attending_access="ask_first", ask_first_words="one at a time"
    )
    close = client.get(address).text

    come_along = "Go or ring them yourself: nothing was passed on to them."
    assert come_along in ordinary and "0117 496 0999" in ordinary
    assert come_along not in close and "0117 496 0999" not in close


def test_the_table_has_no_room_for_whom_it_is_for_nor_why():
    names = {field.name for field in OptionSheet._meta.get_fields()}

    assert names == {
        *("id", "code", "authority_code", "whom_to_ask", "ask_name", "ask_phone"),
        *("made_on", "kept_until", "items"),
    }


def test_a_program_makes_and_reads_the_same(client: Client):
    listings = list(make_things_to_find().values())[:2]
    sent = {"listings": [each.pk for each in listings], "postcode": HOME, **NAMED}

    made = client.post("/api/referrals/option-sheets/", sent, "application/json")
    read = client.get(f"/api/referrals/option-sheets/{made.json()['code']}/").json()

    assert made.status_code == 201 and read == made.json()
    assert [each["title"] for each in read["options"]] == [each.title for each in listings]
    assert "Jo" in read["ask"] and "assessment" in read["duty"]


def test_pressed_twice_it_is_one_sheet():
    client = Client(enforce_csrf_checks=False)
    listing = next(iter(make_things_to_find().values()))
    sent = {"listings": [listing.pk], "postcode": HOME, "whom_to_ask": "nobody"}

    for _press in range(2):
        client.post(
            "/api/referrals/option-sheets/",
            sent,
            "application/json",
            headers={"Idempotency-Key": "one"},
        )

    assert OptionSheet.objects.count() == 1


def test_the_connector_stands_on_it_where_there_is_one_and_nobody_where_there_is_none(client):
    sheet = sheet_of(1, whom_to_ask=WhomToAsk.CONNECTOR)
    address = f"/api/referrals/option-sheets/{sheet.code}/"

    assert client.get(address).json()["ask"] == ""
    make_connector("connie")
    assert client.get(address).json()["ask"] == "You can ask the community connector of Westsea."


@pytest.mark.parametrize(
    ("ids", "refusal"), [([], NoOptionChosen), (range(7), TooManyOptions), (range(6), None)]
)
def test_a_sheet_has_one_to_six(ids, refusal):
    with pytest.raises(refusal) if refusal else nullcontext():
        check_options(list(ids))


@pytest.mark.parametrize(
    ("whom", "name", "phone", "is_refused"),
    [
        (WhomToAsk.NOBODY, "", "", False),
        (WhomToAsk.CONNECTOR, "", "", False),
        (WhomToAsk.NAMED, "Jo", "0117 496 0123", False),
        (WhomToAsk.NAMED, " ", "0117 496 0123", True),
        (WhomToAsk.NAMED, "Jo", "ring the office", True),
    ],
)
def test_a_name_and_a_number_go_together(whom, name, phone, is_refused):
    with pytest.raises(NobodyToAsk) if is_refused else nullcontext():
        check_whom_to_ask(whom, name=name, phone=phone)


def test_the_database_holds_it_too():
    sheet = sheet_of(1)
    with pytest.raises(IntegrityError), transaction.atomic():
        OptionSheet.objects.filter(pk=sheet.pk).update(ask_phone="0117 496 0123")
    with pytest.raises(IntegrityError), transaction.atomic():
        OptionSheetItem.objects.filter(sheet=sheet).update(position=7)


def test_a_name_that_was_typed_is_not_kept_where_nobody_stands_on_it():
    sheet = sheet_of(1, ask_name="Jo", ask_phone="0117 496 0123")

    assert (sheet.ask_name, sheet.ask_phone) == ("", "")


def test_what_is_not_shown_any_more_is_said_to_be_gone(client: Client):
    sheet = sheet_of(2)
    item = sheet.items.get(position=1)
    item.listing.state = "paused"
    item.listing.save()

    text = client.get(f"/options/sheet/{sheet.code}/").text

    assert item.listing.title not in text
    assert "Some of what stood here is not on any more." in text


def test_past_its_day_it_is_not_found_and_is_forgotten(client: Client):
    old = sheet_of(1, now=clock.now() - SHEET_KEPT_FOR - timedelta(days=2))

    assert client.get(f"/options/sheet/{old.code}/").status_code == 404
    assert forget_old_option_sheets(now=clock.now()) == 2
    assert not OptionSheet.objects.exists()


def test_what_was_typed_is_given_back_where_something_is_missing(client: Client):
    listing = next(iter(make_things_to_find().values()))
    sent = {"listings": [listing.pk], "postcode": HOME, "whom_to_ask": "named", "ask_name": "Jo"}

    page = client.post("/options/sheet/", sent)
    unticked = client.post("/options/sheet/", sent | {"listings": [], "offered": [listing.pk]})

    assert page.status_code == unticked.status_code == 422
    assert listing.title in unticked.text and 'value="Jo"' in unticked.text
    assert client.post("/options/sheet/", {}).status_code == 302
    assert 'value="Jo"' in page.text and "Write the number to ring" in page.text
    assert not OptionSheet.objects.exists()
