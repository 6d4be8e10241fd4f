"""One invoice for each payer, with only its own lines, and one that can be paid (P29)."""

from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Max

from community.common.refusals import NotFound
from pooling.ledger import actions as ledger
from pooling.payments.actions import invoices
from pooling.payments.actions.bank_details import give_bank_details
from pooling.payments.actions.billing import write_billing_details, write_payer_details
from pooling.payments.actions.commitment_lines import activate_commitment_line, commit_charge
from pooling.payments.actions.commitments import answer_commitments, request_commitment
from pooling.payments.actions.invoices import make_invoice
from pooling.payments.models.billing import BillingDetails
from pooling.payments.models.commitments import Invoice, LineDelivery
from pooling.payments.queries.invoices import invoice_page
from pooling.payments.rules import NothingToInvoice
from pooling.payments.rules.invoices import (
    BankDetailsNotChecked,
    BillingNeeded,
    NotBillingDetails,
    check_billing,
    vat_within,
)
from pooling.payments.states.billing import VatStatus
from pooling.payments.states.commitments import BillChange
from providers.models.supply import Provider
from tests.factories.at_once import at_once
from tests.factories.cards import part_account
from tests.factories.invoices import ADDRESS, make_payable
from tests.factories.pools import make_officer
from tests.factories.supply import (
    NOW,
    TODAY,
    area,
    make_area,
    make_login,
    make_provider,
    make_someone,
)
from tests.waits import TEST_WAIT_SECONDS


class Payers:
    """Provider alice is paid by two councils for ann, ben and cas; bob is another provider."""

    def __init__(self):
        self.alice, self.bob = make_login("alice"), make_login("bob")
        self.museum, self.choir = make_provider(self.alice), make_provider(self.bob, "Choir")
        self.elsewhere = make_area("Eastmoor", authority_code="E06999998")
        self.officer = make_officer()
        self.other_officer = make_officer("eve", self.elsewhere)
        make_payable(self.museum, self.alice)
        make_payable(self.choir, self.bob)
        self.count = 0

    def deliver(
        self, called, *, provider=None, where=None, days=1, pence=1250, names=False, **answer
    ):
        """Sessions of one person that one office pays, each a week after the one before."""
        self.count += 1
        ref, provider, where = self.count, provider or self.museum, where or area()
        person = make_someone(called)
        line = request_commitment(
            part_ref=ref,
            area_id=where.pk,
            person_id=person.person_id,
            provider_id=provider.pk,
            provider_words=provider.name,
            dates_words="4 sessions",
            most_pence_a_session=pence,
            sessions=4,
            service_words="Mornings at the museum",
            purpose_words="getting out",
            agreed_to_names=names,
            by=person,
            now=NOW,
        )
        officer = self.officer if where == area() else self.other_officer
        yes = {"commitment_id": line.pk, "answer": "yes", "bill_change": BillChange.NO}
        answer_commitments(answers=[yes | answer], by=officer, now=NOW)
        collection = f"instalment:{ref}:1"
        ledger.create_collection(code=collection, pool_ref=ref, target_pence=4 * pence)
        commit_charge(
            charge_ref=ref,
            part_ref=ref,
            pence=4 * pence,
            collection_code=collection,
            part_code=part_account(ref, ref),
            now=NOW,
        )
        ledger.open_for_posting(code=collection)
        row = activate_commitment_line(charge_ref=ref, now=NOW)
        for week in range(days):
            day = TODAY + timedelta(weeks=week)
            LineDelivery.objects.create(
                line=row, session_ref=100 * ref + week, pence=pence, delivered_on=day
            )
        return line

    def invoice(self, *, provider=None, where=None, by=None, until=TODAY + timedelta(days=60)):
        return make_invoice(
            provider_id=(provider or self.museum).pk,
            area_id=(where or area()).pk,
            until=until,
            by=by or self.alice,
            now=NOW,
        )

    def page(self, **which):
        return invoice_page(self.invoice(**which).pk, login_id=self.alice.login_id)


@pytest.fixture
def payers(db) -> Payers:
    return Payers()


@pytest.mark.holds("P29", "fault:C13")
def test_it_says_all_that_a_finance_office_asks(payers):
    write_payer_details(
        area_id=area().pk,
        invoice_address="Finance, 2 Example Square",
        names_people=False,
        by=payers.officer,
        now=NOW,
    )
    payers.deliver("ann", days=3, reference="AR-4711", order_number="PO-9")

    page = payers.page()

    [line] = page.lines
    assert (page.number, page.provider_address, page.council_address, page.order_numbers) == (
        1, ADDRESS, "Finance, 2 Example Square", ["PO-9"],
    )  # fmt: skip
    assert (page.starts_on, page.made_at, page.due_on) == (TODAY, NOW, TODAY + timedelta(days=30))
    assert (line.reference, line.units, line.price_pence, line.pence) == ("AR-4711", 3, 1250, 3750)
    assert (page.account_name, page.sort_code, page.account_number) == (
        "Westsea Museum Trust", "12-34-56", "12345678",
    )  # fmt: skip
    assert (page.vat_status, page.vat_pence, page.pence) == (VatStatus.NOT_REGISTERED, 0, 3750)


@pytest.mark.holds("P29", "P32")
def test_each_payer_has_its_own_with_no_line_of_another_council_or_provider(payers):
    payers.deliver("ann")
    payers.deliver("ben", where=payers.elsewhere)
    payers.deliver("cas", provider=payers.choir)

    ours = payers.invoice()
    theirs = payers.invoice(where=payers.elsewhere)

    assert [ours.number, theirs.number] == [1, 2]
    assert payers.invoice(provider=payers.choir, by=payers.bob).number == 1
    lines = [invoice.deliveries.get().line.commitment for invoice in (ours, theirs)]
    assert [line.person.preferred_name for line in lines] == ["ann", "ben"]
    for invoice, officer, other in (
        (ours, payers.officer, payers.other_officer),
        (theirs, payers.other_officer, payers.officer),
    ):
        assert invoice_page(invoice.pk, login_id=officer.login_id).pence == 1250
        for reader in (other, payers.bob, make_login(f"stranger-{invoice.pk}")):
            with pytest.raises(NotFound):
                invoice_page(invoice.pk, login_id=reader.login_id)


@pytest.mark.holds("P29")
@pytest.mark.parametrize(("asks", "name"), [(False, ""), (True, "ann")])
def test_a_name_stands_on_it_only_where_the_council_asked_before_the_yes(payers, asks, name):
    write_payer_details(
        area_id=area().pk, invoice_address="", names_people=asks, by=payers.officer, now=NOW
    )
    payers.deliver("ann", names=asks)
    write_payer_details(
        area_id=area().pk, invoice_address="", names_people=True, by=payers.officer, now=NOW
    )
    assert [line.name for line in payers.page().lines] == [name]


def test_only_an_officer_of_the_area_says_how_invoices_come_to_it(payers):
    for by in (payers.alice, payers.other_officer, make_login("stranger")):
        with pytest.raises(NotFound):
            write_payer_details(
                area_id=area().pk, invoice_address="", names_people=True, by=by, now=NOW
            )
    for by in (payers.bob, payers.officer):
        with pytest.raises(NotFound):
            write_billing_details(
                provider_id=payers.museum.pk, address="x", vat_status="exempt", by=by, now=NOW
            )


@pytest.mark.holds("P29")
def test_none_is_made_that_could_not_be_paid(payers):
    payers.deliver("ann")
    BillingDetails.objects.filter(provider=payers.museum).delete()
    with pytest.raises(BillingNeeded):
        payers.invoice()
    voice = make_login("new")
    fresh = make_provider(voice, "New")
    give_bank_details(
        provider_id=fresh.pk,
        account_name="New",
        sort_code="112233",
        account_number="11223344",
        by=voice,
        now=NOW,
    )
    write_billing_details(
        provider_id=fresh.pk, address="x", vat_status="not_registered", by=voice, now=NOW
    )
    payers.deliver("ben", provider=fresh)
    with pytest.raises(BankDetailsNotChecked):
        payers.invoice(provider=fresh, by=voice)
    assert not Invoice.objects.exists()


@pytest.mark.holds("P29")
def test_what_changes_afterwards_changes_no_invoice(payers):
    payers.deliver("ann")
    before = payers.page()
    write_billing_details(
        provider_id=payers.museum.pk,
        address="9 New Street",
        vat_status=VatStatus.EXEMPT,
        vat_number="GB 123",
        by=payers.alice,
        now=NOW,
    )
    assert invoice_page(Invoice.objects.get().pk, login_id=payers.alice.login_id) == before


SQL = {
    "its total is another's": "UPDATE payments_invoice SET vat_pence = vat_pence + 1",
    "it is gone": "DELETE FROM payments_invoice",
    "its account is another": "UPDATE payments_invoice SET account_number = '99999999'",
    "a number is left out": (
        "INSERT INTO payments_invoice SELECT (jsonb_populate_record(invoice, jsonb_build_object("
        "'id', 900, 'number', 7))).* FROM payments_invoice AS invoice LIMIT 1"
    ),
    "a delivery is invoiced again": "UPDATE payments_linedelivery SET invoice_id = NULL",
    "a delivery costs more": "UPDATE payments_linedelivery SET pence = pence + 1",
}


@pytest.mark.holds("P29")
@pytest.mark.parametrize("attack", SQL)
def test_the_database_keeps_what_was_sent(payers, attack):
    payers.deliver("ann")
    payers.invoice()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SQL[attack])


@pytest.mark.holds("P29")
def test_the_database_puts_no_line_of_another_payer_on_it(payers):
    payers.deliver("ann")
    invoice = payers.invoice()
    payers.deliver("ben", where=payers.elsewhere)
    with pytest.raises(IntegrityError), transaction.atomic():
        LineDelivery.objects.filter(invoice=None).update(invoice=invoice)


@pytest.mark.parametrize(
    ("pence", "status", "tax"),
    [
        (12000, VatStatus.INCLUDED, 2000),
        (100, VatStatus.INCLUDED, 17),
        (1, VatStatus.INCLUDED, 0),
        (3, VatStatus.INCLUDED, 1),  # half a penny, up
        (12000, VatStatus.EXEMPT, 0),
        (12000, VatStatus.NOT_REGISTERED, 0),
    ],
)
def test_the_tax_that_is_in_a_sum(pence, status, tax):
    assert vat_within(pence, status) == tax


WHOLE = {
    "address": "x",
    "vat_status": VatStatus.EXEMPT,
    "vat_number": "GB 123",
    "payment_days": 30,
}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"address": "  "}, "address"),
        ({"vat_status": "other"}, "vat_status"),
        ({"vat_number": " "}, "vat_number"),
        ({"vat_status": VatStatus.NOT_REGISTERED}, "vat_number"),
        ({"payment_days": 6}, "payment_days"),
        ({"payment_days": 61}, "payment_days"),
    ],
)
def test_what_is_missing_is_named(change, field):
    check_billing(**WHOLE)
    with pytest.raises(NotBillingDetails) as refused:
        check_billing(**WHOLE | change)
    assert refused.value.field == field


def numbers_of_two_at_once(before=lambda: None) -> list:
    payers = Payers()
    payers.deliver("ann")
    payers.deliver("ben", where=payers.elsewhere)
    before()
    two = (area(), payers.elsewhere, area())
    at_once(
        *(lambda where=where: payers.invoice(where=where) for where in two),
        expected=(NothingToInvoice, IntegrityError),
    )
    return sorted(Invoice.objects.values_list("number", flat=True))


@pytest.mark.holds("P29")
def test_made_at_once_for_two_payers_and_twice_for_one_there_are_two_without_a_gap(committed_db):
    assert numbers_of_two_at_once() == [1, 2]
    assert LineDelivery.objects.aggregate(last=Max("invoice__number"))["last"] == 2


def test_the_control_without_its_lock_loses_one(committed_db, monkeypatch):
    all_have_looked = Barrier(3)

    def number(provider):
        all_have_looked.wait(timeout=TEST_WAIT_SECONDS)
        return 1

    def let_go():
        monkeypatch.setattr(invoices, "_next_number", number)
        monkeypatch.setattr(invoices, "_lock_provider", lambda pk: Provider.objects.get(pk=pk))

    assert numbers_of_two_at_once(let_go) == [1]
