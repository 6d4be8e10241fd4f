"""Every template can be read, and the frame stands whatever a page knows."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template.loader import get_template, render_to_string

from frontend.components.before_yes import before_yes
from frontend.components.blocks import AnswerSheet, KeyFact, ResultCard, Row, Tone

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "frontend" / "templates"
LONGEST_LINE = 120  # a tag of Django's cannot be broken, and nor can the words in its quotes


def drawn_as_read(name, context=None):
    """What is drawn, without the white space that no browser keeps between tags and words."""
    return re.sub(r"\s*(</?(?:title|dt|dd|p)\b[^>]*>)\s*", r"\1", render_to_string(name, context))


@pytest.mark.parametrize(
    "name", [path.relative_to(TEMPLATES).as_posix() for path in sorted(TEMPLATES.rglob("*.html"))]
)
def test_template_can_be_read(name):
    assert get_template(name)


def test_no_line_of_a_template_is_too_long_to_read():
    too_long = [
        f"{path.relative_to(ROOT)}:{number}"
        for folder in (TEMPLATES, ROOT / "demo" / "templates")
        for path in sorted(folder.rglob("*.html"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if len(line) > LONGEST_LINE
    ]
    assert too_long == []


def made_and_used(source: str) -> tuple[set[str], set[str]]:
    """The names that `{% … as name %}` makes in a piece of a template, and all that it reads."""
    made = set(re.findall(r"\{%\s*(?:url|translate)\b[^%]*?\bas (\w+)\s*%\}", source))
    made |= set(re.findall(r"\{%\s*blocktranslate\b[^%]*?\basvar (\w+)", source))
    read = set(re.findall(r"\{\{\s*(\w+)\s*(?:\||\}\})", source))
    read |= set(re.findall(r"=(\w+)[\s%]", source)) | set(re.findall(r"\{% if (\w+)", source))
    return made, read


@pytest.mark.holds("fault:J4")
def test_an_address_made_in_one_block_is_not_used_in_another():
    """There it is empty: a link of that name leads nowhere."""
    lost = []
    for path in sorted(TEMPLATES.rglob("*.html")):
        blocks = re.split(r"\{%\s*block\b", path.read_text())[1:]
        pieces = [made_and_used(block) for block in blocks]
        for place, (_made, read) in enumerate(pieces):
            elsewhere = {
                name for other, (made, _) in enumerate(pieces) if other != place for name in made
            }
            here = pieces[place][0]
            lost += [f"{path.name}: {name}" for name in (elsewhere - here) & read]

    assert lost == []


A_PHRASE = re.compile(r"<(span|p)\b[^>]*>(?:(?!</?\1\b).)*?<(?:form|div|ul|table)\b", re.DOTALL)
WHOLE_PHRASE = re.compile(
    r"<span\b[^>]*>(?:(?!</?(?:span|form|div|ul|table|p)\b).)*</span\s*>", re.DOTALL
)


def no_block_stands_in_a_phrase(text):
    """Whether it is so, once each span that holds only words is out of the way."""
    while (less := WHOLE_PHRASE.sub("", text)) != text:
        text = less
    return A_PHRASE.search(text) is None


def test_no_form_stands_inside_a_phrase():
    """A browser closes a `p` before a form, and then the page is not as it was written."""
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.rglob("*.html"))}
    wrong = [path.name for path, text in texts.items() if not no_block_stands_in_a_phrase(text)]
    assert wrong == []
    assert not no_block_stands_in_a_phrase("<span>Ill? <form><span>Yes</span></form></span>")


STATE_AS_TEXT = re.compile(r"\b(?:state|kind|outcome)\s*(?:==|!=|in)\s*[\"']")


def test_a_template_asks_for_a_state_by_its_name_in_the_table():
    """`brief.state == states.DRAFT`: a word that is in no table would never be found out."""
    as_text = [
        f"{path.relative_to(TEMPLATES)}: {match[0]}"
        for path in sorted(TEMPLATES.rglob("*.html"))
        for match in STATE_AS_TEXT.finditer(path.read_text(encoding="utf-8"))
    ]
    assert as_text == []


@pytest.mark.parametrize(
    "name", ["errors/404.html", "errors/422.html", "errors/500.html", "403_csrf.html", "400.html"]
)
def test_a_page_of_ours_for_trouble_needs_nothing_at_all(name):
    drawn = render_to_string(name)
    assert drawn.count("<h1") == 1
    assert "999" in drawn


def test_what_went_wrong_is_said_in_the_rule_s_own_words(rf):
    refused = SimpleNamespace(message="The group has closed.", next_step="Start a new one.")
    drawn = render_to_string("errors/refused.html", {"refused": refused, "request": rf.get("/a/")})
    assert "The group has closed." in drawn
    assert "Start a new one." in drawn


AREA = SimpleNamespace(crisis_words="Talk to the night line:", crisis_phone="0117 496 0000")


@pytest.mark.holds("M45", "M127")
@pytest.mark.parametrize("name", ["errors/404.html", "plain/where_to_turn.html"])
def test_every_page_says_where_to_turn_in_the_words_of_the_area(name):
    drawn = render_to_string(name, {"area": AREA})
    assert "I am worried about someone" in drawn
    assert "Nobody watches this page all the time." in drawn
    assert "Talk to the night line:" in drawn
    assert "0117 496 0000" in drawn


def test_whoever_acts_for_someone_sees_for_whom():
    acting = SimpleNamespace(
        representation=object(), person=SimpleNamespace(preferred_name="Our member")
    )
    drawn = render_to_string("errors/404.html", {"acting": acting})
    assert "You are acting for <strong>Our member</strong>." in drawn


def test_nobody_is_told_they_act_for_themselves():
    acting = SimpleNamespace(
        representation=None, person=SimpleNamespace(preferred_name="Our member")
    )
    assert "You are acting for" not in render_to_string("errors/404.html", {"acting": acting})


class Ask(forms.Form):
    called = forms.CharField(label="What is it called?")


def test_a_page_with_a_refused_form_says_so_first_of_all():
    form = Ask({})
    form.next_step = "Any name will do."
    drawn = drawn_as_read("errors/404.html", {"form": form})
    assert "<title>Error:" in drawn
    assert '<a href="#id_called">“What is it called?” needs an answer.</a>' in drawn
    assert "Any name will do." in drawn


def test_a_page_whose_form_was_not_sent_says_nothing_of_errors():
    drawn = render_to_string("errors/404.html", {"form": Ask()})
    assert "Error:" not in drawn
    assert "There is a problem" not in drawn


def test_a_card_says_its_state_in_words_and_shows_what_is_not_known():
    card = ResultCard(
        title="Choir & tea",
        url="/choir/",
        state="Has places",
        tone=Tone.GOOD,
        quality=(("Is it the same person each time?", "Yes"),),
        key_facts=(KeyFact("when", "When", "On Tuesdays"),),
        facts=(("Quiet room", "Not known, ask"),),
    )
    drawn = drawn_as_read("parts/card.html", {"card": card})
    assert '<a class="govuk-link" href="/choir/">Choir &amp; tea</a>' in drawn
    assert '<strong class="cp-state cp-state--good">Has places</strong>' in drawn
    assert "<dt>Is it the same person each time?</dt><dd>Yes</dd>" in drawn
    assert "signs.svg#when" in drawn
    assert '<span class="govuk-visually-hidden">When</span></dt><dd>On Tuesdays</dd>' in drawn
    assert "<dt>Quiet room</dt><dd>Not known, ask</dd>" in drawn
    assert drawn.index("same person") < drawn.index("On Tuesdays") < drawn.index("Quiet room")


def test_a_review_always_has_a_way_not_to():
    drawn = render_to_string(
        "parts/review.html",
        {
            "rows": [Row("You said", "Up to £12", change_url="/change/")],
            "questions": before_yes({}),
            "confirm": "Yes, I am in",
            "not_now_url": "/later/",
            "talk_url": "/talk/",
            "what_next": "We ask the others.",
        },
    )
    places = [drawn.index(words) for words in (
        "Up to £12", "/change/", "Before you say yes", "What happens next", "Yes, I am in",
        "/later/", "Talk to someone first",
    )]  # fmt: skip
    assert places == sorted(places)


def test_pages_of_results_keep_what_was_asked(rf):
    page = Paginator(range(30), 10).get_page(2)
    request = rf.get("/find/?what=art&page=2")
    drawn = render_to_string("parts/pagination.html", {"page_obj": page, "request": request})
    assert [f'href="?what=art&amp;page={number}"' in drawn for number in (1, 2, 3)] == [True] * 3
    assert drawn.count('aria-current="page"') == 1


def test_a_sheet_for_paper_has_its_boxes_and_its_code():
    sheet = AnswerSheet(
        title="Museum", text="Four Tuesdays.", code="PLUM 482", ticks=("Yes", "Not now")
    )
    drawn = render_to_string("parts/sheet.html", {"sheet": sheet})
    assert (drawn.count("<li>"), "PLUM 482" in drawn) == (2, True)
