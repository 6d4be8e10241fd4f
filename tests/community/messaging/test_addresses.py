"""What has the form of one address, asked where it is typed (fault F1)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.messaging.addresses import is_mail_address, is_phone_number

MAIL = [
    "ann@example.org",
    "o'brien@example.org",
    "a.b+c@mail.example.co.uk",
    "ann@bücher.example.org", "ann@xn--bcher-kva.example.org", "a" * 64 + "@example.org",
    "ann@mail.example.museum", "ANN@EXAMPLE.ORG", "ann-1_2@example.org",
]  # fmt: skip
NO_MAIL = [
    "", "@", "ann@", "@example.org", "ann", "ann@example", "ann@localhost",
    "see my sister @ home", "mailto:x@example.org", "a@example.org, b@example.org",
    "a@example.org b@example.org", "<ann@example.org>", "Ann <ann@example.org>", "a@b@example.org",
    "ann@example..org", ".ann@example.org", '"a b"@example.org', "ann@[127.0.0.1]",
    "ann@example.org\nBcc: x@example.org", "a" * 65 + "@example.org", "ann@exam_ple.org",
    "ann.@example.org", "ann@-example.org", "ann@example.org.", "ann@127.0.0.1", "ann@shop.local",
    "ann@example.invalid", "pelé@example.org", "a\u200bnn@example.org", "ann@" + "a" * 64 + ".org",
    "a@" + "b." * 130 + "org",
]  # fmt: skip
PHONES = [
    "07700 900123", "+44 7700 900123", "+44 (0)7700 900123", "0044 7700 900123",
    "020 7946 0000", "01632 960 001", "(01632) 960-001", "016977 3555", "0800 1111 000",
    "+353 1 234 5678", "07700-900-123",
]  # fmt: skip
NO_PHONES = [
    "", "0000000000", "00000000000", "1111111111", "12", "07700 90012", "07700 900123 45",
    "07700 900123 or 07700 900124", "my sister", "7700 900123", "0044", "+", "1234567890",
    "07700 900123 ext", "٠٧٧٠٠٩٠٠١٢٣",
]  # fmt: skip


@pytest.mark.holds("fault:F1")
@pytest.mark.parametrize("text", MAIL)
def test_one_mail_address(text):
    assert is_mail_address(text)


@pytest.mark.holds("fault:F1")
@pytest.mark.parametrize("text", NO_MAIL)
def test_no_mail_address(text):
    assert not is_mail_address(text)


@pytest.mark.holds("fault:F1")
@pytest.mark.parametrize("text", PHONES)
def test_one_phone_number(text):
    assert is_phone_number(text)


@pytest.mark.holds("fault:F1")
@pytest.mark.parametrize("text", NO_PHONES)
def test_no_phone_number(text):
    assert not is_phone_number(text)


@given(st.text())
def test_any_text_is_answered(text):
    assert is_mail_address(text) in (True, False)
    assert is_phone_number(text) in (True, False)
