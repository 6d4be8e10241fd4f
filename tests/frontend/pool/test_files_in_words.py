"""Files and pages of money are in people's words: no number of a row, no code of a state (C11)."""

import io
import re

import pytest
from django.urls import reverse
from pypdf import PdfReader

from pooling.payments.models.commitments import Invoice
from pooling.payments.states.billing import VatStatus
from pooling.payments.states.charges import Rail
from pooling.pools.states import SourceKind, StatementLineKind, Stream
from tests.frontend.reading import words
from tests.frontend.visiting import signed_in

from .paid import hold_one, voice_of

CODES = {
    str(member.value)
    for states in (SourceKind, StatementLineKind, Stream, VatStatus, Rail)
    for member in states
    if "_" in member.value
}
SYSTEM_WORDS = [
    re.compile(pattern)
    for pattern in (
        r"\b(payment|line|session|transfer|charge|instalment|commitment|part):\d",
        r"\bP\d+\b",
        r"\bNone\b",
        r"\bStream\b",
        r"\bTrue\b|\bFalse\b",
        r"<[A-Z]\w+ object|datetime\.|Decimal\(",
        *(rf"\b{code}\b" for code in CODES),
    )
]


def system_words(text: str) -> list[str]:
    return [match.group() for pattern in SYSTEM_WORDS if (match := pattern.search(text))]


def text_of_pdf(content: bytes) -> str:
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.fixture
def files(funded):
    """{which: its text} of every page and file that a month of sessions makes."""
    people, pool, officer = funded
    hold_one(pool, people[0])
    source = people[0].person.sources.get()
    own, voice, office = (signed_in(by) for by in (people[0], voice_of(pool), officer))
    voice.post(
        reverse("provider_invoices"), {"provider_id": pool.provider_id, "area_id": pool.area_id}
    )
    invoice, period = Invoice.objects.get(), "?from=2027-04-01&to=2028-03-31"
    statement = {
        name: own.get(reverse(name, args=[source.pk]) + period)
        for name in ("statement", "statement_csv", "statement_pdf")
    }
    return {
        "statement": words(statement["statement"]),
        "statement_csv": statement["statement_csv"].content.decode(),
        "statement_pdf": text_of_pdf(statement["statement_pdf"].content),
        "pool_statement": words(own.get(reverse("pool_statement", args=[pool.pk]))),
        "plan_words": words(own.get(reverse("pool_plan_words", args=[pool.pk]))),
        "invoice": words(voice.get(reverse("provider_invoice", args=[invoice.pk]))),
        "invoice_pdf": text_of_pdf(
            office.get(reverse("fund_holder_invoice_pdf", args=[invoice.pk])).content
        ),
        "office": words(office.get(reverse("fund_holder"))),
    }


@pytest.mark.parametrize(
    "text", ["payment:4", "P2 · x", "a None b", "Stream", "paid_in", "council_managed", "session:3"]
)
def test_a_system_word_is_noticed(text):
    assert system_words(text)


@pytest.mark.holds("fault:C11")
def test_no_file_or_page_of_money_speaks_the_system_s_words(files):
    assert {name: found for name, text in files.items() if (found := system_words(text))} == {}


@pytest.mark.holds("fault:C11")
def test_a_statement_says_what_each_line_was_for_and_what_shows_it_and_is_signed_on_both(files):
    for name in ("statement", "statement_pdf"):
        text = files[name]
        for part in (
            "Session on Tuesday 15 June",
            "Westsea Museum: Museum mornings with coffee",
            "What shows it: what was written down of the session",
            "What shows it: what the office agreed to",
            "To sign",
            "Signed",
        ):
            assert part in text, (name, part)
    assert "what was written down of the session" in files["statement_csv"]
