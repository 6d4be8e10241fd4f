"""What we say, and what we never ask, over every template, form, message and print."""

import pytest

from frontend.words import lists
from tests.frontend import what_people_read
from tests.frontend.what_people_read import phrases_of_python, phrases_of_template


@pytest.fixture(scope="module")
def phrases():
    return list(what_people_read.everything())


def broken(phrases, rules):
    return [
        f"{phrase}: “{rule.words}” breaks {rule.name}; say: {rule.instead}"
        for phrase in phrases
        for rule in rules
        if rule.is_broken_by(phrase.text)
    ]


def test_there_is_plenty_to_read(phrases):
    assert len(phrases) > 200


@pytest.mark.holds("M118", "M119", "M124")
def test_no_page_uses_a_banned_word_asks_what_we_never_ask_or_hurries_anyone(phrases):
    assert broken(phrases, lists.read_rules(*lists.LISTS_FOR_EVERYWHERE)) == []


@pytest.mark.holds("M17")
def test_no_provider_has_to_know_about_budgets(phrases):
    for_providers = [phrase for phrase in phrases if phrase.is_for_providers]
    assert broken(for_providers, lists.read_rules(*lists.LISTS_FOR_PROVIDERS)) == []


def test_every_word_in_a_template_can_be_translated():
    found = what_people_read.in_templates()
    assert [f"{phrase}: {phrase.text}" for phrase in found if not phrase.is_translated] == []


def test_every_message_can_be_translated():
    """No f-string inside _(), and no refusal that skipped gettext."""
    found = [phrase for phrase in what_people_read.in_messages() if not phrase.is_translated]
    found += what_people_read.raised_without_gettext()
    assert [f"{phrase}: {phrase.text}" for phrase in found] == []


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Personalisation for you", "M118"),
        ("Our commissioning team", "M118"),
        ("the RAS says", "M118"),
        ("Join the pool", "design 8"),
        ("Tell us about your worst day", "M119"),
        ("What are your dreams?", "M119"),
        ("Please prove your need", "M119"),
        ("Only 3 places left", "M124"),
        ("only three left", "M124"),
        ("2 days left", "M124"),
        ("Hurry!", "M124"),
        pytest.param("We point people to a group", "P137", marks=pytest.mark.holds("P137")),
        pytest.param("about 5 minutes’ walk", "P100", marks=pytest.mark.holds("P100")),
        pytest.param("a walk of ten minutes", "P100", marks=pytest.mark.holds("P100")),
        pytest.param("Pointing someone to it", "P137", marks=pytest.mark.holds("P137")),
    ],
)
def test_a_forbidden_phrase_is_named_with_its_rule(words, name):
    rules = lists.read_rules(*lists.LISTS_FOR_EVERYWHERE)
    assert {rule.name for rule in rules if rule.is_broken_by(words)} == {name}


@pytest.mark.parametrize(
    "words",
    ["The swimming pool is warm", "No rasp here", "The days are long", "Twenty places are covered"],
)
def test_plain_words_are_left_alone(words):
    rules = lists.read_rules(*lists.LISTS_FOR_EVERYWHERE)
    assert [rule.words for rule in rules if rule.is_broken_by(words)] == []


def test_a_banned_word_in_a_template_is_found_by_file_and_line():
    source = '<p>{% translate "Fine" %}</p>\n\n<p>{% translate "Personalisation" %}</p>'
    found = phrases_of_template(source, "page.html")
    assert broken(found, lists.read_rules("banned.txt")) == [
        "page.html:3: “personalis*” breaks M118; say: what suits you"
    ]


def test_words_are_found_wherever_a_template_can_hold_them():
    source = (
        '{# not me #}<p class="pool">{% if a %}bare{% endif %}</p>\n'
        '<img alt="{% translate "picture" %}">\n'
        "{% blocktranslate count n=n %}one {{ n }}{% plural %}many {{ n }}{% endblocktranslate %}\n"
        '{% include "parts/empty.html" with title=_("handed on") words="forgotten words" %}'
    )
    found = {(p.line, p.text, p.is_translated) for p in phrases_of_template(source, "x.html")}
    assert found == {
        (1, "bare", False),
        (2, "picture", True),
        (3, "one # many #", True),
        (4, "handed on", True),
        (4, "forgotten words", False),
    }


def test_words_are_found_in_python():
    source = '_("only %(n)d left")\nngettext("a pool", "pools", 2)\n_(f"up to {x}")'
    assert [(p.line, p.text, p.is_translated) for p in phrases_of_python(source, "x.py")] == [
        (1, "only # left", True),
        (2, "a pool", True),
        (2, "pools", True),
        (3, "f'up to {x}'", False),
    ]
