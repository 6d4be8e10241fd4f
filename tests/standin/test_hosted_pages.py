"""The pages a person sees at the processor: plain forms that work with scripts off."""

from html.parser import HTMLParser

import pytest

from standin.cards import CARDS_BY_NUMBER, DECLINE_CARD, THREE_D_SECURE_ALWAYS_CARD, WORKING_VISA
from tests.standin.conftest import DAY
from tests.standin.making import ACCOUNT, make_customer, make_link, make_session


class Outline(HTMLParser):
    """What matters of a page: its language, headings, fields, and their labels."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def every(self, tag: str) -> list[dict]:
        return [attrs for name, attrs in self.tags if name == tag]


def test_saving_a_card_leads_back_with_the_session_in_the_address(processor, v1):
    session = make_session(processor, make_customer(processor))

    page = processor.press(session.url, f"card={WORKING_VISA.number}")

    assert (page.status, page.location) == (
        303,
        f"https://purse.example/saved?session={session.id}",
    )
    saved = v1.checkout.sessions.retrieve(session.id, {"expand": ["setup_intent.payment_method"]})
    assert (saved.status, saved.setup_intent.status, saved.setup_intent.usage) == (
        "complete",
        "succeeded",
        "off_session",
    )
    assert saved.setup_intent.payment_method.customer == session.customer


def test_a_number_may_be_typed_with_spaces(processor):
    page = processor.press(
        make_session(processor, make_customer(processor)).url, "number=4242+4242+4242+4242"
    )

    assert page.status == 303


def test_the_card_page_is_a_plain_labelled_form(processor):
    page = processor.open(make_session(processor, make_customer(processor)).url)

    outline = Outline(page.body)
    fields = [field["id"] for field in outline.every("input")]
    assert outline.every("html") == [{"lang": "en-GB"}]
    assert len(outline.every("h1")) == 1
    assert outline.every("script") == []
    assert fields == [f"card-{number}" for number in CARDS_BY_NUMBER] + ["number"]
    assert [label["for"] for label in outline.every("label")] == fields
    assert {"href": "https://purse.example/not-now"} in outline.every("a")
    assert "This is a pretend page for the demo" in page.body


@pytest.mark.parametrize("form", ["", "number=4929000000006", "card=nonsense"])
def test_any_other_number_is_refused_and_never_shown_again(processor, v1, form):
    session = make_session(processor, make_customer(processor))

    page = processor.press(session.url, form)

    assert page.status == 422
    assert "<title>Error: " in page.body
    assert "4929" not in page.body
    assert v1.checkout.sessions.retrieve(session.id).status == "open"


def test_a_card_that_cannot_be_saved_may_be_changed_for_another(processor):
    session = make_session(processor, make_customer(processor))

    refused = processor.press(session.url, f"card={DECLINE_CARD.number}")
    saved = processor.press(session.url, f"card={WORKING_VISA.number}")

    assert (refused.status, saved.status) == (422, 303)
    assert "Your card was declined." in refused.body


def test_a_bank_that_asks_is_answered_on_a_page_of_its_own(processor, v1):
    session = make_session(processor, make_customer(processor))
    bank_page = processor.press(session.url, f"card={THREE_D_SECURE_ALWAYS_CARD.number}")
    assert bank_page.location.startswith("/prove/seti_")

    refusal = processor.press(bank_page.location, "answer=no")
    assert (refusal.status, v1.checkout.sessions.retrieve(session.id).status) == (422, "open")

    bank_page = processor.press(session.url, f"card={THREE_D_SECURE_ALWAYS_CARD.number}")
    answer = processor.press(bank_page.location, "answer=yes")
    assert answer.location.startswith("https://purse.example/saved")


def test_a_second_press_changes_nothing(processor):
    session = make_session(processor, make_customer(processor))
    processor.press(session.url, f"card={WORKING_VISA.number}")

    again = processor.press(session.url, f"card={WORKING_VISA.number}")

    assert again.status == 410
    methods = [method["customer"] for method in processor.objects("payment_method")]
    assert methods == [session.customer]


def test_a_session_ends_after_a_day(processor, v1):
    session = make_session(processor, make_customer(processor))

    processor.core.advance(DAY)

    assert v1.checkout.sessions.retrieve(session.id).status == "expired"
    assert processor.open(session.url).status == 410


def test_finishing_onboarding_opens_the_account(processor, v1):
    account = v1.accounts.create(ACCOUNT)
    assert (account.charges_enabled, account.payouts_enabled) == (False, False)
    form = processor.open(make_link(processor, account.id).url).location

    assert processor.open(form).status == 200
    page = processor.press(form, "how=finished")

    assert page.location == "https://purse.example/back"
    opened = v1.accounts.retrieve(account.id)
    assert (
        opened.charges_enabled,
        opened.payouts_enabled,
        opened.details_submitted,
        opened.capabilities.transfers,
        opened.requirements.currently_due,
    ) == (True, True, True, "active", [])


@pytest.mark.parametrize(
    ("how", "submitted"), [("left", False), ("more_wanted", True)], ids=["left", "more wanted"]
)
def test_an_account_not_finished_can_not_be_paid(processor, v1, how, submitted):
    account = v1.accounts.create(ACCOUNT)
    form = processor.open(make_link(processor, account.id).url).location

    processor.press(form, f"how={how}")

    account_now = v1.accounts.retrieve(account.id)
    assert (
        account_now.details_submitted,
        account_now.charges_enabled,
        account_now.payouts_enabled,
    ) == (
        submitted,
        False,
        False,
    )
    assert account_now.requirements.currently_due != []


@pytest.mark.parametrize("wait", [0, 300], ids=["used once", "five minutes old"])
def test_an_old_link_leads_to_where_a_new_one_is_made(processor, v1, wait):
    link = make_link(processor, v1.accounts.create(ACCOUNT).id)
    if wait:
        processor.core.advance(wait)
    else:
        processor.open(link.url)

    assert processor.open(link.url).location == "https://purse.example/again"


@pytest.mark.parametrize("path", ["/pay/cs_test_none", "/setup/link_none", "/prove/seti_none"])
def test_a_page_that_is_not_there_says_so(processor, path):
    assert processor.open(path).status == 404
