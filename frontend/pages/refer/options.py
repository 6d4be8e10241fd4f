"""Five unlike options from plain words, or from a story pasted as it is (M81, M90).

What is pasted is sent in no address, and kept by nobody: it is read once, for the one answer (P65).
Nobody has to sign in.
"""

from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from community.places.models.search_index import ObjectType
from community.places.queries import area_of_location
from community.places.rules import MAX_POSTCODE_CHARS
from frontend.access import ActingRequest
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.pages.find.forms import DEFAULTS, DISTANCE_CHOICES
from frontend.pages.find.result_cards import FoundCard, result_cards
from frontend.pages.find.search import known_postcode
from frontend.pages.form_page import post_data
from frontend.pages.refer.option_sheets import sheet_form
from marketplace.search.queries.options import MAX_STORY_CHARS, Options, unlike_options
from marketplace.search.queries.search_query import parse_search_query
from providers.queries.directories import each_once


class StoryForm(forms.Form):
    says_optional = False

    story = TypedText(
        label=_("What would be good, in your own words?"),
        help_text=_(
            "A few words, like lonely, old photographs, Tuesdays. Or a whole story: what they like,"
            " what they did, who their friends are. Leave out names and numbers. It is read once,"
            " and we keep nothing of it."
        ),
        error_messages={"required": _("Say in a few words what would be good.")},
        max_length=MAX_STORY_CHARS,
        widget=forms.Textarea({"rows": 5, "autocomplete": "off"}),
    )
    postcode = TypedText(
        label=_("Near where?"),
        help_text=_("A postcode, like BS3 1AB. Just its first half is enough."),
        error_messages={"required": _("Say near where: a postcode, or its first half.")},
        max_length=MAX_POSTCODE_CHARS,
        widget=forms.TextInput(
            {"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}
        ),
    )
    miles = forms.TypedChoiceField(
        label=_("How far?"),
        choices=DISTANCE_CHOICES,
        coerce=int,
        initial=DEFAULTS["miles"],
        required=False,
        empty_value=DEFAULTS["miles"],
    )


def options(request: ActingRequest) -> HttpResponse:
    """Asked by a POST, which no address, history or log has."""
    form = StoryForm(post_data(request), initial=known_postcode(request))
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            asked = form.cleaned_data
            query = parse_search_query(postcode=asked["postcode"], miles=int(asked["miles"]))
            found = unlike_options(asked["story"], query)
            cards = _cards(found)
            context |= {
                "options": found,
                "cards": cards,
                "sheet_form": sheet_form(
                    _titles(found, ObjectType.LISTING),
                    _titles(found, ObjectType.GROUP),
                    query.location.outward_code,
                ),
                "credits": each_once(card.credit for card in cards),
                "turn_area": area_of_location(query.location) if found.dangers else None,
            }
    status = 422 if form.errors else 200
    response = render(request, "refer/options.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _titles(found: Options, kind: ObjectType) -> dict[int, str]:
    """Of what can stand on a sheet. Into a group with a shared cost one comes by the group."""
    hits = [each.hit for each in found.suggestions]
    return {hit.object_id: hit.title for hit in hits if hit.object_type == kind}


def _cards(found: Options) -> list[FoundCard]:
    cards = result_cards([each.hit for each in found.suggestions], found.query)
    return [
        replace(card, facts=((str(_("Why")), capfirst(". ".join(each.why))), *card.facts))
        for card, each in zip(cards, found.suggestions, strict=True)
    ]
