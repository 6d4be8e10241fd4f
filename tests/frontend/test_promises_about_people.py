"""What no form, table or rule may come to hold: family counted on, relatives asked for, two lives
in one, more paperwork, bodies alone, somebody real (fault N10)."""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from community.people.models.persons import Person
from community.people.states import Adjustment
from frontend.pages.refer.forms import ReferForm
from groups.states import Requirement
from pooling.pools.models.pledges import MoneySource, Pledge
from pooling.pools.terms import Terms
from providers.models.sessions import Booking
from tests.frontend.paperwork import MOST_OF_A_REFERRAL, PAPERWORK
from tests.frontend.test_needed_for_some import forms_of_pages

ROOT = Path(__file__).resolve().parents[2]
OURS = ("community", "providers", "groups", "pooling", "marketplace")
FAMILY = re.compile(
    r"famil|relativ|relation(?!s$|al)|unpaid|informal|next_of_kin|household|husband|spouse|parent"
    r"|helped_by|help_at_home|carer(?!_tasks)|emergency_contact|who_helps"
)
# What is named so and counts on nobody: why.
NOT_COUNTED_ON = {
    "relation": "may the council's money pay them: the law asks, and no share reads it (K2)",
    "family_words": "in which words a death was told: by a worker, of whoever is to hear of it",
    "carer_tasks": "what an offer asks of carers who come along: it is the provider's to say",
}


def named_in(source: str) -> set[str]:
    tree = ast.parse(source)
    return {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)} | {
        node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)
    }


def our_models() -> Iterator[type[models.Model]]:
    yield from (model for model in apps.get_models() if model.__module__.startswith(OURS))


@pytest.mark.holds("M56")
def test_no_table_and_no_box_asks_whether_a_family_helps():
    columns = {field.name for model in our_models() for field in model._meta.get_fields()}
    boxes = {name for form in forms_of_pages() for name in form.base_fields}

    found = {name for name in columns | boxes if FAMILY.search(name)}

    assert found - NOT_COUNTED_ON.keys() == set()


@pytest.mark.holds("M56")
def test_no_rule_about_a_share_a_price_or_a_place_reads_whether_a_family_helps():
    rules = [
        path
        for top in ("pooling", "groups", "providers", "marketplace")
        for path in (ROOT / top).rglob("*.py")
        if "rules" in (*path.parts, path.stem)
    ]
    read = {name for path in rules for name in named_in(path.read_text()) if FAMILY.search(name)}

    assert len(rules) > 20
    assert read - NOT_COUNTED_ON.keys() == set()


@pytest.mark.holds("M71")
def test_no_box_that_must_be_filled_in_names_somebody_of_the_family():
    asked = {
        (form.__name__, name)
        for form in forms_of_pages()
        for name, field in form.base_fields.items()
        if field.required
        if FAMILY.search(name) or FAMILY.search(str(field.label or "").lower())
        if name not in NOT_COUNTED_ON
    }

    assert asked == set()


@pytest.mark.holds("M76")
def test_nobody_shares_a_plan_a_purse_or_a_place_with_another():
    """Each is of one person, never of none, and no table joins two persons to one of them."""
    for model in (MoneySource, Pledge, Booking):
        owner = model._meta.get_field("person" if model is not Booking else "person_id")
        assert not owner.null, model
    two_at_once = {
        f"{model.__name__}.{field.name}"
        for model in our_models()
        for field in model._meta.many_to_many
        if field.related_model is Person
    }
    twice_of_a_person = {
        model.__name__
        for model in our_models()
        if sum(
            field.related_model is Person
            for field in model._meta.concrete_fields
            if isinstance(field, models.ForeignKey)
        )
        > 1
    }

    # Who does not want to hear from whom is no plan, purse or place; nor is a talk of two.
    assert (two_at_once, twice_of_a_person) == (set(), {"MemberBlock", "PeerTalk"})


@pytest.mark.holds("M117")
def test_no_form_asks_for_more_than_it_did():
    """A box that has to be filled in is time of somebody. Whoever adds one says so in
    paperwork.py, and why; a form that asks for less writes the smaller number there."""
    asked = {
        f"{form.__module__.removeprefix('frontend.pages.')}.{form.__name__}": sum(
            field.required and not field.widget.is_hidden for field in form.base_fields.values()
        )
        for form in forms_of_pages()
    }
    asked = {name: count for name, count in asked.items() if count}

    assert asked == PAPERWORK, "M117: required boxes have changed"


@pytest.mark.holds("M117", "M79")
def test_telling_a_place_about_somebody_never_asks_for_more_than_five_things():
    required = {name for name, field in ReferForm.base_fields.items() if field.required}

    assert len(required | set(ReferForm.needed_for_some)) <= MOST_OF_A_REFERRAL, "M117"


OF_THE_BODY = {
    Adjustment.LARGE_PRINT, Adjustment.HEARING, Adjustment.STEP_FREE, Adjustment.SEAT,
    Requirement.STEP_FREE, Requirement.SEAT, Requirement.TOILET, Requirement.TOILET_HELP,
    Requirement.HEARING, Requirement.LARGE_PRINT,
}  # fmt: skip
OF_TIME_WORDS_AND_COMPANY = {
    Adjustment.TIME, Adjustment.PLAIN, Adjustment.PICTURES, Adjustment.BSL, Adjustment.LANGUAGE,
    Adjustment.QUIET, Adjustment.COMPANION, Adjustment.KNOWN_FACE, Adjustment.REMINDER,
    Requirement.QUIET, Requirement.MEMORY, Requirement.COMPANION, Requirement.WITHOUT_CARER,
    Requirement.KNOWN_FACE, Requirement.HOT_MEAL, Requirement.TIME_OFF, Requirement.GETTING_THERE,
}  # fmt: skip


@pytest.mark.holds("M123")
@pytest.mark.parametrize("ticks", [Adjustment, Requirement])
def test_ticks_are_as_much_about_time_words_and_company_as_about_bodies(ticks):
    """Each tick is of one of the two: a new one is put where it belongs, and then counted."""
    body = {tick for tick in ticks if tick in OF_THE_BODY}
    rest = {tick for tick in ticks if tick in OF_TIME_WORDS_AND_COMPANY}

    assert body | rest == set(ticks)
    assert 2 * len(body) <= len(ticks)


# Where nobody is: the addresses of examples (RFC 2606), and the numbers that are given to nobody.
NOBODYS_ADDRESS = re.compile(
    r"@(?:[\w-]+\.)*(?:example|invalid|test|localhost)(?:\.\w+)?\b|@127\.0\.0\.1$|@pytest\.mark",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
NUMBER = re.compile(r"(?<![\d.])0[1237]\d{2,3}[ ]?\d{3}[ ]?\d{3,4}(?!\d)")
NOBODYS_NUMBER = re.compile(
    r"07700 ?900|01632 ?960|020 ?7946|0117 ?496|0300 ?000|0113 ?496|0161 ?496|0121 ?496"
)
# A number for everybody, on the page of where to turn; the ten digits; and a prefix of no network.
NOT_SOMEBODYS = {
    *("0808 808 8000", "0123456789", "07000 000000"),
    *("ann@-example.org", "ann@exam_ple.org", "ann@shop.local"),  # no addresses at all
}


def told_texts() -> Iterator[tuple[Path, str]]:
    for folder in ("demo", "tests", "frontend/templates", "standin"):
        for path in sorted((ROOT / folder).rglob("*")):
            is_text = path.suffix in (".py", ".html", ".txt", ".json", ".csv", ".typ")
            if is_text and path.stat().st_size < 2_000_000:
                yield path.relative_to(ROOT), path.read_text(encoding="utf-8", errors="replace")


@pytest.mark.holds("M135")
def test_no_address_and_no_number_here_is_anybodys():
    """A name alone cannot be looked for here without being written here: people of the demo are
    called by what they do (tests/demo/test_world.py). What would reach somebody can be."""
    reached = {
        f"{path}: {found}"
        for path, text in told_texts()
        for found in [*ADDRESS.findall(text), *NUMBER.findall(text)]
        if not NOBODYS_ADDRESS.search(found) and not NOBODYS_NUMBER.match(found)
        if found not in NOT_SOMEBODYS
    }

    assert reached == set()


# Of what is frozen: what no rule reads is words, and these promise nothing by themselves.
WORDS_ALONE = {
    "who_comes": "said by the provider; a change of it asks each again",
    "same_person": "the same",
    "time_off_minutes": "the same",
    "carer_tasks": "the same",
    "travel_paid": "the same",
    "languages": "said by the provider, beside the yes",
    "getting_there": "the same",
    "complain": "the same",
    "try_first": "before a yes no money moves: nothing has to be given back",
    "try_once": "of terms from before there was an answer to tick",
    "hospital": "of terms from before it went by the rule for a missed time",
    "missed": "of terms from before there was a rule",
    "fee_payer": "no fee is taken out of what anybody pays: tests/pooling/ledger",
    "provider_name": "who the agreement is with: beside the yes, and to keep",
    "provider_address": "the same",
    "care_where": "where care is given, said by the provider",
}


def fields_that_code_reads() -> set[str]:
    """By a rule, or an action or query that a rule stands behind; not where words are made."""
    texts = [
        path.read_text()
        for top in ("pooling", "groups")
        for path in (ROOT / top).rglob("*.py")
        if {"rules", "actions", "queries"} & {*path.parts, path.stem}
    ]
    read = {name for text in texts for name in re.findall(r"\.(\w+)\b", text)}
    return {field.name for field in fields(Terms)} & read


@pytest.mark.holds("fault:N10")
def test_each_field_that_is_frozen_has_a_rule_that_reads_it_or_promises_nothing():
    names = {field.name for field in fields(Terms)}

    assert names - fields_that_code_reads() <= WORDS_ALONE.keys()
    assert set(WORDS_ALONE) <= names
