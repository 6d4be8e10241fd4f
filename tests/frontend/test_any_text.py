"""What the intake keeps of any text can be sent, shown, kept and found again, letter for letter;
and whatever is typed where a number or a day is asked for is read or refused, and never raises."""

import html
from contextlib import suppress
from email import message_from_bytes, policy

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.template import engines
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import seed as begin_with
from hypothesis import strategies as st
from rest_framework import exceptions

from community.common.intake import compared, take_in, take_in_lines
from community.common.money import MAX_PENCE, format_pounds, parse_pounds
from community.messaging.delivery import mail_of
from community.messaging.models import Message
from frontend.api import typed as sent
from frontend.components.fields import (
    DateInWords,
    PenceField,
    PostcodeField,
    TimeInWords,
    WholeNumber,
)
from marketplace.search.queries.spelling import parse_words
from tests.community.common.test_intake import LIVE, TYPED
from tests.factories.places import HOME, make_home
from tests.factories.supply import NOW, make_someone
from tests.frontend.visiting import set_clock, signed_in

SHOWN = engines["django"].from_string("<p>{{ text }}</p>")
IS_QUIET = {"deadline": None, "suppress_health_check": list(HealthCheck)}


def _mailed(subject: str, text: str) -> tuple[str, str, str]:
    """Subject, plain and HTML, as a program reads them that gets the mail."""
    message = Message(pk=1, subject=subject, text=text, created_at=NOW)
    sent = mail_of(message, "ann@example.org").message().as_bytes()
    read = message_from_bytes(sent, policy=policy.default)
    parts = {part.get_content_type(): part.get_content() for part in read.iter_parts()}
    return read["Subject"], parts["text/plain"], parts["text/html"]


def _is_whole(typed: str) -> None:
    line, lines = take_in(typed), take_in_lines(typed)
    subject, plain, as_html = _mailed(f"For {line}.", lines)
    assert subject == f"For {line}."
    assert lines in plain.replace("\r\n", "\n")
    for each in lines.split("\n"):
        assert html.escape(each, quote=True) in as_html.replace("\r\n", "\n")
    assert html.unescape(SHOWN.render({"text": lines})) == f"<p>{lines}</p>"
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::text, %s::text", [lines, compared(line)])
        assert cursor.fetchone() == (lines, compared(line))


def _is_looked_for(client: Client, typed: str) -> None:
    """As it is typed and as it is kept it is the same question, and one that is answered."""
    assert parse_words(typed) == parse_words(take_in(typed))
    asked = {"postcode": HOME, "words": take_in(typed)[:90]}
    assert client.get("/api/search/", asked).status_code == 200


@pytest.mark.holds("fault:H1")
def test_what_is_kept_is_sent_shown_and_stored_letter_for_letter(db):
    for name in LIVE:
        _is_whole(name)
    settings(max_examples=40, **IS_QUIET)(given(TYPED)(_is_whole))()


@pytest.mark.holds("fault:H1")
def test_what_is_kept_is_looked_for_like_what_was_typed(db):
    make_home()
    client = Client()

    @settings(max_examples=15, **IS_QUIET)
    @given(TYPED)
    def is_looked_for(typed):
        _is_looked_for(client, typed)

    is_looked_for()


# Figures, and what stands between them in sums, days and hours, in more scripts than one.
FIGURES = st.text(st.sampled_from("0123456789.,:-/£p+eE \u0665\uff11²½amst\u200b"), max_size=14)
ASKED = [
    (PenceField().clean, lambda pence: 0 <= pence <= MAX_PENCE),
    (WholeNumber().clean, lambda count: 0 <= count < 32_768),
    (TimeInWords().clean, lambda time: time.second == 0),
    (PostcodeField().clean, str),
    (sent.Postcode().run_validation, str),
    (sent.WholeNumber().run_validation, lambda count: count < 2**63),
    (sent.Day().run_validation, lambda day: 1900 <= day.year <= 2037),
    (sent.Moment().run_validation, lambda moment: moment.tzinfo),
]


def _is_read_or_refused(text: str, number: int | float) -> None:
    boxes = text.split() if len(text.split()) == 3 else [text[:2], text[2:4], text[4:]]
    for clean, is_right in [*ASKED, (lambda _text: DateInWords().clean(boxes), lambda day: day)]:
        for typed in (text, number):
            if isinstance(typed, str) or getattr(clean, "__name__", "") == "run_validation":
                with suppress(ValidationError, exceptions.ValidationError):
                    assert is_right(clean(typed)), (clean, typed)


def _are_read_or_refused(examples: int, **options) -> None:
    set_clock(NOW)
    numbers = st.one_of(st.integers(), st.floats())
    texts = st.one_of(FIGURES.filter(str.strip), TYPED.filter(take_in))
    settings(max_examples=examples, **IS_QUIET, **options)(
        given(texts, numbers)(_is_read_or_refused)
    )()


def test_whatever_is_typed_for_a_number_or_a_day_is_read_or_refused(db):
    _are_read_or_refused(60)


@given(st.integers(0, MAX_PENCE))
def test_any_sum_is_read_as_it_is_written(pence):
    assert parse_pounds(format_pounds(pence)) == pence


@pytest.mark.prove
@pytest.mark.fuzz
def test_anything_typed_for_a_number_or_a_day_is_read_or_refused(db):
    _are_read_or_refused(10_000, database=None)


@pytest.mark.prove
@pytest.mark.fuzz
def test_any_text_is_sent_shown_stored_and_looked_for(db, seed):
    make_home()
    client = signed_in(make_someone("ann"))  # who may ask ten times as often

    @begin_with(seed)
    @settings(max_examples=3000, database=None, **IS_QUIET)
    @given(st.one_of(TYPED, st.text(max_size=2000)))
    def is_whole(typed):
        _is_whole(typed)
        _is_looked_for(client, typed)

    is_whole()
