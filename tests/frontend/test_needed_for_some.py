"""A box that a rule may ask for is never called optional (fault B9)."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django import forms

import frontend.pages
from frontend.components.bound_field import PlainBoundField

ROOT = Path(__file__).resolve().parents[2]
RULES = [
    path
    for top in ("community", "providers", "groups", "marketplace", "pooling")
    for path in (ROOT / top).rglob("*.py")
    if "rules" in (*path.parts, path.stem)
]
# What may stay empty, and is refused only for what was typed into it.
EMPTY_IS_AN_ANSWER = {
    ("ReferForm", "agreement"): "whoever names nobody has no agreement to say",
    ("ReferForm", "days"): "any day",
    ("ReferForm", "help_asked"): "nothing is asked of the place",
    ("ReferForm", "reached_by"): "by the address or number beside it",
    ("ReferralRungForm", "contact"): "by the number that was rung",
    ("AskListingForm", "called"): "they go by the name they have here",
    ("AddSourceForm", "called"): "its kind says enough",
    ("FirstWordsForm", "called"): "they have a name here",
    ("AskForPostForm", "address"): "whoever posts it asks them",
    ("LinesForm", "lines"): "none of them comes back but what the place answered",
    ("LikesForm", "likes"): "they would like none of these",
    ("NextStepForm", "words"): "what is next says enough",
    ("ChooseWordsForm", "printed_by"): "whoever tells them things prints it",
    ("DateForm", "ends_at"): "nobody knows when it ends",
    ("DateForm", "words"): "nothing more is good to know",
    ("RepeatingDatesForm", "words"): "the same",
    ("RepeatingDatesForm", "other_every"): "it is the same each time",
    ("RepeatingDatesForm", "ends_at"): "the same",
    ("FindForm", "words"): "everything near",
    ("ObjectionForm", "contact"): "the answer stands on its page",
    ("HowSoonForm", "words"): "nothing is said of it",
    ("ListingTimesForm", "places"): "there is room for whoever comes",
    ("PlacesForm", "places"): "the same",
    ("UnfairForm", "words"): "that it is not fair says enough",
    ("WaitForm", "help_asked"): "nothing is asked of them there",
    ("HelpFirstForm", "help_asked"): "nothing is asked of them there",
    ("CapacityForm", "units"): "nothing is counted",
    ("CapacityForm", "reserved_units"): "none are kept",
    ("ComeForm", "help_asked"): "nothing is asked of them there",
    ("KeptSearchForm", "words"): "everything new near",
    ("ClaimForm", "words"): "whoever is reached there is asked, at any time",
    ("ReviewForm", "words"): "nothing was left out",
    ("PlaceForm", "postcode"): "what was asked everywhere",
    ("UnmetNeedForm", "postcode"): "without it the line goes to nobody's area in particular",
    ("InviteForm", "ends_on"): "thirty days from now",
    ("OfferWhatForm", "postcode"): "where it is stays known by its words",
    ("AddSourceForm", "keep_aside_pence"): "nothing is kept aside",
    ("SourceAmountForm", "keep_aside_pence"): "nothing is kept aside",
    ("ChangeSourceForm", "keep_aside_pence"): "nothing is kept aside",
    ("RepresentationForm", "limit_pence"): "no limit",
    ("ContactPlanForm", "never_told_login_ids"): "everybody may be told",
    ("ContactPlanForm", "deputy_login_id"): "nobody stands in",
    ("ContactPlanForm", "money_login_id"): "whoever tells the rest",
    ("ReachOnWordForm", "money_login_id"): "whoever tells the rest",
    ("ReachOnWordForm", "deputy_login_id"): "nobody stands in",
    ("JoinOnPaperForm", "deputy_login_id"): "a connector of the area",
    ("AddPasskeyForm", "name"): "the library names it itself",
    ("JoinByDecisionForm", "code"): "a group that can be found needs none",
    ("AuthoritySeenForm", "jointly_with"): "they decide alone",
    ("AddSourceForm", "review_on"): "nobody has said a day",
    ("SourceAmountForm", "review_on"): "nobody has said a day",
    ("ChangeSourceForm", "review_on"): "nobody has said a day",
    ("FindForm", "kind"): "whatever kind it is",
    ("KeptSearchForm", "kind"): "whatever kind it is",
    ("KeptSearchForm", "day"): "whatever day it is",
    ("FindForm", "day"): "the same",
    ("CallOffForm", "another_day"): "no other day is known",
    ("CoverForm", "options"): "none of these",
    ("ListingComingForm", "phone"): "the place publishes none",
    ("PaperBallotForm", "given_on"): "today",
    ("PaperBriefForm", "answers_by"): "fourteen days from now",
    ("PaperCoverForm", "given_on"): "today",
    ("PaperWhoStaysForm", "given_on"): "today",
    ("PaperCoverForm", "options"): "none of these",
}


def fields_that_rules_name() -> set[str]:
    return {name for path in RULES for name in _named_in(ast.parse(path.read_text()))}


def _named_in(tree: ast.AST) -> Iterator[str]:
    """By `field="…"` in a call, and by `field = "…"` or `code, field = "…", "…"` in a class."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "field":
            yield from _text(node.value)
        if isinstance(node, ast.Assign):
            [target] = node.targets
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = zip(target.elts, node.value.elts, strict=True)
            else:
                pairs = [(target, node.value)]
            for name, value in pairs:
                if isinstance(name, ast.Name) and name.id == "field":
                    yield from _text(value)


def _text(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def forms_of_pages() -> list[type[forms.Form]]:
    for module in pkgutil.walk_packages(frontend.pages.__path__, "frontend.pages."):
        importlib.import_module(module.name)
    return [form for form in _below(forms.Form) if form.__module__.startswith("frontend.pages")]


def _below(form: type[forms.Form]) -> Iterator[type[forms.Form]]:
    for below in form.__subclasses__():
        yield below
        yield from _below(below)


@pytest.mark.holds("fault:B9")
def test_a_box_that_a_rule_may_ask_for_is_not_called_optional():
    named = fields_that_rules_name()

    called_optional = {
        (form.__name__, name)
        for form in forms_of_pages()
        for name, field in form.base_fields.items()
        if name in named and not field.required and not isinstance(field, forms.BooleanField)
        if name not in getattr(form, "needed_for_some", ())
    }

    assert called_optional == set(EMPTY_IS_AN_ANSWER)


@pytest.mark.holds("fault:B9")
def test_what_is_needed_after_some_answers_does_not_say_that_it_is_optional():
    class Sample(forms.Form):
        bound_field_class = PlainBoundField
        needed_for_some = ("relation",)
        relation = forms.CharField(required=False)
        story = forms.CharField(required=False)

    drawn = Sample()

    assert [drawn[name].is_optional for name in ("relation", "story")] == [False, True]
