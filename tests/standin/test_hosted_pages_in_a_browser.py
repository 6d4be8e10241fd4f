"""The hosted pages in Chromium, scripts off: by keyboard, narrow and wide, asked by axe-core."""

from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.frontend.browser import (
    AXE_OPTIONS_OF,
    NARROW,
    RUN_AXE,
    WIDE,
    chromium,
    faults_of_html,
)
from tests.standin.making import ACCOUNT, make_customer, make_link

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser):
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def v1(served):
    return served.client().v1


@pytest.fixture
def session(processor, served, v1):
    """A card page that leads back to a page of the stand-in itself, so that there is one."""
    return v1.checkout.sessions.create(
        {
            "mode": "setup",
            "currency": "gbp",
            "customer": make_customer(processor),
            "success_url": f"{served.base}/_standin/?saved",
            "cancel_url": f"{served.base}/_standin/?not-now",
        }
    )


def look_over(browser, url: str, picture) -> list[str]:
    """What is wrong with a page at 320 and 1280 px; a picture of each is left."""
    problems = []
    page = browser.new_page()
    page.goto(url)
    page.evaluate(AXE_SCRIPT)
    for width in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": 900})
        inside, outside = page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        problems += ["scrolls sideways"] * (inside > outside)
        problems += [fault["id"] for fault in page.evaluate(RUN_AXE, AXE_OPTIONS_OF[width])]
        page.screenshot(path=f"{picture}-{width}.png", full_page=True)
    page.close()
    return problems


def test_a_card_is_saved_by_keyboard_alone(page, session, v1):
    page.goto(session.url)
    page.get_by_label("A card that works 4242").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Save this card").focus()
    page.keyboard.press("Enter")

    page.wait_for_url("**/?saved")
    assert v1.checkout.sessions.retrieve(session.id).status == "complete"


def test_going_back_saves_nothing(page, session, v1):
    page.goto(session.url)
    page.get_by_role("link", name="Go back without saving a card").click()

    page.wait_for_url("**/?not-now")
    assert v1.checkout.sessions.retrieve(session.id).status == "open"


def test_a_mistake_is_told_and_can_be_mended(page, session, v1):
    page.goto(session.url)
    page.get_by_role("button", name="Save this card").click()
    assert page.title().startswith("Error: ")

    page.get_by_label("Its bank asks “is it you?” every time").check()
    page.get_by_role("button", name="Save this card").click()
    page.get_by_role("button", name="Yes, it is me").click()

    page.wait_for_url("**/?saved")


def test_axe_finds_nothing_on_any_page(processor, browser, served, session, v1, tmp_path):
    account = v1.accounts.create(ACCOUNT).id
    onboarding = served.base + served.open(make_link(processor, account).url).location
    bank_url = served.base + served.press(session.url, "card=4000002760003184").location
    pages = [
        session.url,
        bank_url,
        onboarding,
        f"{served.base}/_standin/",
        f"{served.base}/pay/none",
    ]

    wrong = {
        url: problems
        for number, url in enumerate(pages)
        if (problems := look_over(browser, url, tmp_path / str(number)))
    }

    assert wrong == {}


def test_the_html_is_valid(processor, browser, served, session, v1, tmp_path):
    account = v1.accounts.create(ACCOUNT).id
    onboarding = served.open(make_link(processor, account).url).location
    wrong = served.press(session.url, "")
    bank_url = served.press(session.url, "card=4000002760003184").location
    pages = [served.open(session.url), wrong, served.open(bank_url), served.open(onboarding)]
    names = [str(tmp_path / str(number)) for number in range(len(pages))]
    for name, page in zip(names, pages, strict=True):
        Path(f"{name}.html").write_text(page.body, encoding="utf-8")

    assert faults_of_html(*names) == []
