"""A PDF and a table for a spreadsheet come for every name, with its letters whole."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from community.common.intake import take_in
from frontend.components.blocks import AnswerSheet
from frontend.pdf import NOT_DRAWN, render_pdf
from frontend.pdf.invoice import invoice_pdf
from frontend.pdf.plan_words import plan_words_pdf
from frontend.pdf.sheet import answer_sheet_pdf
from frontend.shared.csv_text import escape_formula
from pooling.payments.queries.invoices import InvoiceDetail, InvoiceLine
from pooling.payments.states.billing import VatStatus
from pooling.pools.models.pledges import MoneySource
from tests.community.common.test_intake import LIVE
from tests.factories.pools import make_source
from tests.factories.supply import make_someone
from tests.frontend.visiting import signed_in

MADE_AT = datetime(2027, 4, 1, tzinfo=UTC)
LINE = f"{NOT_DRAWN} stands for a letter or a sign that we cannot print."
# (a line in it, the typeface that draws it)
SPOKEN_HERE = {
    "Welsh": ("Ŵyn a mŷr", "Libertinus"),
    "Polish": ("Zażółć gęślą jaźń", "Libertinus"),
    "Vietnamese": ("Nguyễn Thị Hạnh", "Libertinus"),
    "Greek": ("Νίκος", "Libertinus"),
    "Ukrainian": ("Їжак і ґава", "Libertinus"),
    "Hebrew": ("שָׁלוֹם", "Libertinus"),
    "Arabic": ("السلام عليكم", "NotoSansArabic"),
    "Persian": ("می‌خواهم", "NotoSansArabic"),
    "Urdu": ("اُردو ٹے پڑھنا", "NotoSansArabic"),
    "Pashto": ("پښتو ځ ښ ګ", "NotoSansArabic"),
    "Kurdish": ("کوردی ێ ڵ", "NotoSansArabic"),
    "Bengali": ("চন্দ্র শেখ", "NotoSansBengali"),
    "Punjabi": ("ਪੰਜਾਬੀ", "NotoSansGurmukhi"),
    "Hindi": ("हिन्दी", "NotoSansDevanagari"),
    "Gujarati": ("ગુજરાતી", "NotoSansGujarati"),
    "Tamil": ("தமிழ்", "NotoSansTamil"),
    "Telugu": ("తెలుగు", "NotoSansTelugu"),
    "Malayalam": ("ശ്രീ ന്‍", "NotoSansMalayalam"),
    "Sinhala": ("ශ්‍රී", "NotoSansSinhala"),
    "Tigrinya": ("ትግርኛ", "NotoSansEthiopic"),
    "Thai": ("ไทย", "NotoSansThai"),
    "Armenian": ("Հայերեն", "NotoSansArmenian"),
    "Georgian": ("ქართული", "NotoSansGeorgian"),
    "emoji": ("Ann 🌻 👩‍👩‍👧", "NotoEmoji"),
}


def paper_of(text: str) -> PdfReader:
    words = {"title": text, "text": text, "as_it_stands": "1 April, £12.00"}
    return PdfReader(io.BytesIO(render_pdf("plan_words", words=words, made_at=MADE_AT)))


def read(paper: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in paper.pages).split())


def typefaces_of(paper: PdfReader) -> set[str]:
    fonts = (page["/Resources"]["/Font"].values() for page in paper.pages)
    return {str(font.get_object()["/BaseFont"]).split("+")[-1] for page in fonts for font in page}


@pytest.mark.holds("fault:H18")
@pytest.mark.parametrize("language", SPOKEN_HERE)
def test_a_line_of_each_script_is_drawn_by_its_own_typeface(language):
    text, typeface = SPOKEN_HERE[language]
    paper = paper_of(text)
    assert [name for name in typefaces_of(paper) if name.startswith(typeface)]
    assert NOT_DRAWN not in read(paper)


def test_a_typeface_is_in_a_paper_only_where_its_script_occurs():
    assert all(name.startswith("Libertinus") for name in typefaces_of(paper_of("Zoë O’Brien")))


@pytest.mark.holds("fault:H18")
@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("李雷 Ann", "□□ Ann"),
        ("김 Ann ひ", "□ Ann □"),
        ("1️⃣ of 12", "□ of 12"),
        ("Ann ދ 1", "Ann □ 1"),
        ("".join(map(chr, range(0x13000, 0x13020))) + " Ann", "□" * 32 + " Ann"),
    ],
)
def test_what_no_typeface_has_is_a_mark_and_a_line_says_so(text, drawn):
    told = read(paper_of(text))
    assert drawn in told
    assert "1 April, £12.00" in told
    assert LINE in told


@pytest.mark.holds("fault:H18")
@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=30).map(take_in).filter(bool))
def test_a_paper_comes_for_whatever_is_kept(text):
    assert paper_of(text).pages


@pytest.mark.holds("fault:H17", "fault:H18")
@pytest.mark.parametrize("name", LIVE)
def test_every_name_that_must_live_has_a_statement_as_table_and_as_paper(db, name):
    ann = make_someone(name)
    source = make_source(ann)
    MoneySource.objects.filter(pk=source.pk).update(called=name)
    table, paper = (
        signed_in(ann).get(reverse(view, args=[source.pk]))
        for view in ("statement_csv", "statement_pdf")
    )
    assert table.content.startswith(b"\xef\xbb\xbf")
    text = table.content.decode("utf-8-sig")
    assert f"Statement of {name}" in [row[0] for row in csv.reader(io.StringIO(text)) if row]
    assert (paper.status_code, paper.content[:4]) == (200, b"%PDF")


def _sheet(names: list[str]) -> bytes:
    *others, last = names
    sheet = AnswerSheet(
        title=last,
        text="\n".join(names),
        code="ABC-DEF",
        ticks=tuple(names),
        lines=tuple(names),
        give_to=last,
        changes=tuple((name, name, name) for name in others),
    )
    return answer_sheet_pdf(sheet, made_at=MADE_AT)


def _invoice(names: list[str]) -> bytes:
    name, day = " ".join(names), MADE_AT.date()
    lines = [InvoiceLine(1, each, each, each, each, [day], 100) for each in names]
    words = dict.fromkeys(
        ("provider_name", "provider_address", "council", "council_address", "account_name"), name
    )
    numbers = {"vat_number": name, "sort_code": "12-34-56", "account_number": "12345678"}
    days = {"starts_on": day, "ends_on": day, "due_on": day, "made_at": MADE_AT}
    invoice = InvoiceDetail(
        number=1,
        vat_status=VatStatus.INCLUDED,
        vat_pence=1,
        lines=lines,
        **words,
        **numbers,
        **days,
    )
    return invoice_pdf(invoice)


def _plan_words(names: list[str]) -> bytes:
    return plan_words_pdf("\n".join(names), on=date(2027, 4, 1), made_at=MADE_AT)


@pytest.mark.holds("fault:H18")
@pytest.mark.parametrize("paper", [_sheet, _invoice, _plan_words])
def test_every_other_kind_of_paper_comes_with_every_name_that_must_live_in_it(paper):
    text = read(PdfReader(io.BytesIO(paper(list(LIVE)))))

    for name in ("O’Brien", "Zoë", "Nguyễn", f"{NOT_DRAWN}{NOT_DRAWN}"):
        assert name in text
    assert LINE in text


@pytest.mark.holds("fault:H17")
@pytest.mark.parametrize("unseen", ["", " ", "\u00a0", "\u200b", "\ufeff", "\n", "\r"])
@pytest.mark.parametrize("begins", [*"=+-@|%", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\u2212"])
def test_no_beginning_of_a_formula_is_alive(begins, unseen):
    typed = f"{unseen}{begins}HYPERLINK(1)"
    assert escape_formula(typed) == f"'{typed}"


@pytest.mark.parametrize("cell", ["-12.00", "12.00", "", "Ann - and Bob", "2027-04-01", "李=雷"])
def test_a_sum_and_words_stay_as_they_are(cell):
    assert escape_formula(cell) == cell
