"""Nobody looks over what the last press would refuse (fault B8).

Every page with a review × what its last press refuses: sent to be looked over, it is refused, and
in the same words.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from pooling.payments.models.commitments import Commitment
from tests.factories.supply import NOW
from tests.frontend.group.refused import ASKED_ALONE
from tests.frontend.reading import words
from tests.frontend.refer.refused import TELLINGS
from tests.frontend.reviews_of_members import (
    ANSWERS_ON_PAPER,
    CHANGES_OF_MONEY,
    OPENINGS,
    OPENINGS_ON_PAPER,
    QUESTIONS,
    RECORDS,
    SHEETS,
    YESES,
)
from tests.frontend.reviews_of_providers import (
    OFFICE,
    OTHER_TERMS,
    PRICES,
    SESSIONS,
    an_answer_of_the_office,
)
from tests.frontend.visiting import set_clock, signed_in
from tests.frontend.visits.refused import VISITS

PAGES = Path(__file__).resolve().parents[2] / "frontend" / "pages"


def calls_in(function: ast.FunctionDef) -> set[str]:
    """The names of what a function calls: "check" for `answers.check()`."""
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    return {call.attr if isinstance(call, ast.Attribute) else ast.unparse(call) for call in calls}


def pages_with_a_review() -> Iterator[str]:
    for path in sorted(PAGES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and "review_step" in calls_in(node):
                yield node.name


REFUSED = {
    "pool_pledge": YESES,
    "paper_pool": SHEETS,
    "pool_question": QUESTIONS,
    "paper_question": ANSWERS_ON_PAPER,
    "_say_yes": RECORDS,  # of do_by_decision
    "pool_open": OPENINGS,
    "paper_open": OPENINGS_ON_PAPER,
    "change_source_page": CHANGES_OF_MONEY,
    "provider_pool_price": PRICES,
    "provider_pool_terms": OTHER_TERMS,
    "fund_holder_page": OFFICE,
    "provider_session": SESSIONS,
    "come_to_listing": VISITS,
    "ask_for_oneself_page": ASKED_ALONE,
    "refer_to_listing": TELLINGS,
}
CASES = [(page, wrong) for page, cases in REFUSED.items() for wrong in cases]


def refusal(response) -> tuple[str, str]:
    """What stands beside the boxes and above them, and what to do next."""
    assert response.status_code in (409, 422), response.status_code
    form = response.context["form"]
    faults = form.errors if isinstance(form.errors, list) else [form.errors]
    return "".join(str(each) for each in faults), str(getattr(form, "next_step", ""))


@pytest.mark.holds("fault:B8")
@pytest.mark.parametrize(("page", "wrong"), CASES, ids=[" - ".join(case) for case in CASES])
def test_what_the_last_press_refuses_is_not_looked_over_and_in_the_same_words(db, page, wrong):
    set_clock(NOW)
    who, address, typed = REFUSED[page][wrong]()
    browser = signed_in(who)

    looked = browser.post(address, typed | {"step": "look"})
    pressed = browser.post(address, typed | {"step": "yes"})

    assert refusal(pressed)[0]
    assert refusal(looked) == refusal(pressed)


@pytest.mark.holds("fault:B8", "fault:B1")
def test_an_officer_does_not_look_over_a_yes_to_what_a_line_said_before(db):
    officer, page, typed = an_answer_of_the_office(answer="yes", bill_change="no")
    browser = signed_in(officer)
    assert "Look at your answers once more" in words(browser.post(page, typed | {"step": "look"}))
    Commitment.objects.update(most_pence_a_session=1400)

    looked, pressed = [browser.post(page, typed | {"step": step}) for step in ("look", "yes")]

    assert "has changed since you looked at it" in words(looked)
    assert words(looked) == words(pressed)
    assert Commitment.objects.get().state == "asked"


@pytest.mark.holds("fault:B8")
def test_every_page_with_a_review_has_its_rows():
    assert set(pages_with_a_review()) == REFUSED.keys()
