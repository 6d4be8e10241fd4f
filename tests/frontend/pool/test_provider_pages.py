"""For whoever runs it: "not yet", the dates, being paid; and nobody's name before it goes ahead."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from pooling.payments.models.bank_transfers import BankTransfer
from pooling.payments.models.billing import BillingDetails
from pooling.payments.models.commitments import Commitment, Invoice
from pooling.payments.models.provider_accounts import ProviderAccount
from pooling.payments.states.bank_transfers import BankTransferState
from pooling.payments.states.charges import Rail
from pooling.payments.states.provider_accounts import ProviderAccountState
from pooling.pools.models.pledges import Pledge
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.states import PrivateQuestionKind, SourceKind
from standin import inprocess
from tests.factories.pools import (
    AFTER_CLOSE,
    look,
    make_people,
    make_pool,
    make_source,
    office_agrees,
    say_yes,
)
from tests.factories.supply import make_login, make_provider, make_someone
from tests.frontend.reading import words
from tests.frontend.visiting import day, set_clock, signed_in

from .paid import hold_one, voice_of


def test_names_are_there_only_once_it_is_going_ahead(core):
    people = make_people(5)
    pool = make_pool(people)
    office_agrees([say_yes(pool, person, 1500) for person in people])
    browser, page = signed_in(voice_of(pool)), reverse("provider_pool", args=[pool.pk])

    before = words(browser.get(page))
    assert "Not yet." in before
    assert "member-1" not in before

    set_clock(AFTER_CLOSE)
    look(pool, AFTER_CLOSE)
    after = words(browser.get(page))
    assert "Going ahead" in after
    assert "member-1" in after


def test_another_price_is_reviewed_and_then_asks_everybody(core):
    people = make_people(4)
    pool = make_pool(people)
    for person in people:
        say_yes(pool, person, 2000, make_source(person, SourceKind.OWN, Rail.TRANSFER))
    browser, page = signed_in(voice_of(pool)), reverse("provider_pool_price", args=[pool.pk])
    typed = {f"for_{people}": "66" for people in range(4, 9)}

    review = words(browser.post(page, {**typed, "step": "look"}))
    assert "£66, before £60" in review
    assert PrivateQuestion.objects.count() == 0
    browser.post(page, {**typed, "step": "yes"})

    assert PrivateQuestion.objects.filter(kind=PrivateQuestionKind.NEW_TERMS).count() == 4


@pytest.mark.holds("fault:B2", "M53")
def test_another_hour_and_place_are_reviewed_and_then_ask_everybody(core):
    people = make_people(4)
    pool = make_pool(people)
    for person in people:
        say_yes(pool, person, 2000, make_source(person, SourceKind.OWN, Rail.TRANSFER))
    browser, page = signed_in(voice_of(pool)), reverse("provider_pool_terms", args=[pool.pk])
    typed = typed_terms(browser.get(page)) | {"place": "Another hall", "starts_at": "2 pm"}

    same = browser.post(page, {**typed_terms(browser.get(page)), "step": "look"})
    assert same.status_code == 422
    review = words(browser.post(page, {**typed, "step": "look"}))
    assert "Another hall, before The old hall" in review
    assert "Tuesday 15 June 2027 at 2 pm" in review
    browser.post(page, {**typed, "step": "yes"})

    questions = PrivateQuestion.objects.filter(kind=PrivateQuestionKind.NEW_TERMS)
    assert questions.count() == 4
    question = questions.get(pledge__person=people[0].person)
    address = reverse("pool_question", args=[pool.pk, question.pk])
    assert "Another hall" in words(signed_in(people[0]).get(address))


def typed_terms(page) -> dict:
    """What stands in the boxes."""
    form = page.context["form"]
    first = form.initial["first_day"]
    facts = {name: value for name, value in form.initial.items() if value not in (None, False)}
    return facts | {"starts_at": "10.30 am"} | day("first_day", first)


@pytest.mark.holds("fault:B8", "C6")
@pytest.mark.parametrize("step", ["look", "yes"])
@pytest.mark.parametrize("for_8", ["200", "40"])
def test_a_ladder_that_is_not_fair_is_refused_before_it_is_looked_over(core, step, for_8):
    """One more person costs more each; or the total falls as the group grows."""
    pool = make_pool(make_people(4))
    typed = {f"for_{people}": "60" for people in range(4, 8)} | {"for_8": for_8}

    refused = signed_in(voice_of(pool)).post(
        reverse("provider_pool_price", args=[pool.pk]), {**typed, "step": step}
    )

    assert refused.status_code == 422
    assert f'value="{for_8}"' in refused.content.decode()


@pytest.mark.holds("fault:B8")
@pytest.mark.parametrize("step", ["look", "yes"])
def test_the_price_of_what_is_going_on_is_refused_before_it_is_looked_over(funded, step):
    _people, pool, _officer = funded
    typed = {f"for_{people}": "66" for people in range(4, 9)}

    refused = signed_in(voice_of(pool)).post(
        reverse("provider_pool_price", args=[pool.pk]), {**typed, "step": step}
    )

    assert refused.status_code == 422


def test_one_person_stops_with_agreement_and_the_sum_is_said(funded):
    people, pool, _officer = funded
    pledge = pool.pledges.get(person=people[0].person)
    browser = signed_in(voice_of(pool))
    page = reverse("provider_pool_stop", args=[pool.pk, pledge.pk])

    assert "Agree that member-1 stops now" in words(browser.get(page))
    done = browser.post(page)

    text = words(browser.get(done.url))
    assert "member-1 stops now. £48.00 goes back to where it came from." in text
    assert browser.get(page).status_code == 404


def test_an_account_is_opened_on_the_card_companys_page_and_cards_can_be_used(core):
    pool = make_pool(make_people(4))
    browser = signed_in(voice_of(pool))
    page = reverse("provider_open_account", args=[pool.provider_id])

    hosted = browser.post(page)
    inprocess.finish_onboarding(core, hosted.url)
    back = browser.get(reverse("provider_cards_back", args=[pool.provider_id]))

    assert "People can pay you with a card now." in words(browser.get(back.url))
    assert ProviderAccount.objects.get().state == ProviderAccountState.ACTIVE


def test_what_has_arrived_is_written_down_once_however_often_it_is_pressed(core):
    people = make_people(4)
    pool = make_pool(people)
    for person in people:
        say_yes(pool, person, 1500, make_source(person, SourceKind.OWN, Rail.TRANSFER))
    set_clock(AFTER_CLOSE)
    look(pool, AFTER_CLOSE)
    transfer = BankTransfer.objects.order_by("pk").first()
    payer = next(person for person in people if person.person_id == transfer.person_id)
    assert transfer.reference in words(signed_in(payer).get(reverse("pool", args=[pool.pk])))
    browser = signed_in(voice_of(pool))
    page = reverse("provider_transfer", args=[transfer.pk])
    assert payer.person.preferred_name not in words(browser.get(page))
    typed = {
        "pence": "60.00",
        "arrived_on_day": "1",
        "arrived_on_month": "6",
        "arrived_on_year": "2027",
        "key": "page:one",
    }

    for _press in range(2):
        browser.post(page, typed)

    transfer.refresh_from_db()
    assert transfer.state == BankTransferState.ARRIVED
    assert transfer.arrivals.count() == 1


def test_an_invoice_names_what_was_delivered_on_page_and_paper_for_both_sides(funded):
    people, pool, officer = funded
    hold_one(pool, people[0])
    browser = signed_in(voice_of(pool))
    assert "£60.00" in words(browser.get(reverse("provider_invoices")))

    made = browser.post(
        reverse("provider_invoices"), {"provider_id": pool.provider_id, "area_id": pool.area_id}
    )

    invoice = Invoice.objects.get()
    page = words(browser.get(made.url))
    office = words(signed_in(officer).get(reverse("fund_holder_invoice", args=[invoice.pk])))
    paper = browser.get(reverse("provider_invoice_pdf", args=[invoice.pk])).content
    text = PdfReader(io.BytesIO(paper)).pages[0].extract_text()
    for said in (page, office, text):
        assert "In all £60.00" in " ".join(said.split())
        assert said.count("1 × £12.00") == 5
        assert pool.group.name not in said


@pytest.mark.holds("fault:E3", "P29", "fault:B6")
def test_an_invoice_holds_no_name_and_no_private_word_and_says_what_was_bought(funded):
    people, pool, officer = funded
    Pledge.objects.update(what_for="getting out once a week")
    Commitment.objects.update(purpose_words="getting out once a week")
    hold_one(pool, people[0])
    browser = signed_in(voice_of(pool))
    pair = {"provider_id": pool.provider_id, "area_id": pool.area_id}
    made = browser.post(reverse("provider_invoices"), pair)

    invoice = Invoice.objects.get()
    page = words(browser.get(made.url))
    api = browser.get(f"/api/invoices/{invoice.pk}/").content.decode()
    line = Commitment.objects.order_by("pk").first()
    assert line is not None and f"line {line.pk} {pool.terms.summary}" in page
    for private in ("getting out once a week", *(each.person.preferred_name for each in people)):
        assert private not in page
        assert private not in api
    assert f"On an invoice: line {line.pk}." in words(
        signed_in(officer).get(reverse("fund_holder"))
    )


@pytest.mark.holds("P29", "fault:C13")
def test_page_paper_and_program_say_how_it_is_paid_and_the_page_says_what_is_missing(funded):
    people, pool, officer = funded
    BillingDetails.objects.all().delete()
    hold_one(pool, people[0])
    browser = signed_in(voice_of(pool))
    pair = {"provider_id": pool.provider_id, "area_id": pool.area_id}
    refused = browser.post(reverse("provider_invoices"), pair)
    assert refused.status_code == 422
    assert "An invoice needs your address" in words(refused)
    billing = reverse("provider_billing", args=[pool.provider_id])
    details = {"address": "1 Example Street", "vat_status": "included", "payment_days": 14}
    assert "VAT number" in words(browser.post(billing, details))
    browser.post(billing, details | {"vat_number": "GB 123"})
    invoicing = reverse("fund_holder_invoicing", args=[pool.area_id])
    address = {"invoice_address": "Finance, 2 Example Square", "names_people": "no"}
    signed_in(officer).post(invoicing, address)

    made = browser.post(reverse("provider_invoices"), pair)

    invoice = Invoice.objects.get()
    page = words(browser.get(made.url))
    paper = browser.get(reverse("provider_invoice_pdf", args=[invoice.pk])).content
    text = " ".join(each.extract_text() for each in PdfReader(io.BytesIO(paper)).pages)
    for said in (page, " ".join(text.split())):
        for part in (
            "1 Example Street", "Finance, 2 Example Square", "Invoice number 1",
            "VAT number GB 123", "Without VAT £50.00", "VAT £10.00", "In all £60.00",
            "Please pay by 29 June 2027", "The name on the account Westsea Museum Trust",
            "Sort code 12-34-56", "Account number 12345678", "Reference to give Invoice 1",
        ):  # fmt: skip
            assert part in said
    api = browser.get(f"/api/invoices/{invoice.pk}/").json()
    assert (api["vat_pence"], api["due_on"], api["sort_code"]) == (1000, "2027-06-29", "12-34-56")


def test_nobody_else_reads_an_invoice(funded):
    people, pool, _officer = funded
    hold_one(pool, people[0])
    signed_in(voice_of(pool)).post(
        reverse("provider_invoices"), {"provider_id": pool.provider_id, "area_id": pool.area_id}
    )
    invoice = Invoice.objects.get()

    for reader in (make_login("rival"), people[0], make_someone("charlie")):
        for name in ("provider_invoice", "provider_invoice_pdf", "fund_holder_invoice"):
            assert signed_in(reader).get(reverse(name, args=[invoice.pk])).status_code == 404


@pytest.mark.parametrize(
    "name",
    ["provider_pool", "provider_pool_price", "provider_open_account", "provider_cards_back"],
)
def test_to_another_provider_there_is_no_such_page(core, name):
    pool = make_pool(make_people(4))
    own = pool.provider_id if name.endswith(("account", "back")) else pool.pk
    browser = signed_in(make_login("rival"))

    answers = [browser.get(reverse(name, args=[pk])) for pk in (own, 987654)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert words(answers[0]) == words(answers[1])


@pytest.mark.parametrize("name", ["provider_cards", "provider_transfers", "provider_invoices"])
def test_pages_of_money_cost_the_same_for_one_provider_and_for_three(db, name):
    voice = make_login("museum")
    first = make_provider(voice)
    browser = signed_in(voice)
    browser.get(reverse(name))  # what is looked up once
    with CaptureQueriesContext(connection) as with_one:
        assert first.name in words(browser.get(reverse(name)))
    for number in range(2):
        make_provider(voice, name=f"Another {number}")
    with CaptureQueriesContext(connection) as with_three:
        assert "Another 1" in words(browser.get(reverse(name)))
    assert len(with_three) == len(with_one)
