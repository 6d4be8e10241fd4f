"""What happens, when and where."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from community.places.activity_kinds import ACTIVITY_KINDS
from frontend.components.fields import DateInWords, PostcodeField, WholeNumber, YesNoField
from frontend.components.typed import TypedLink, TypedText
from frontend.components.widgets import Checkboxes, Radios
from providers.models.supply import Listing
from providers.rules.private_places import is_at_a_home
from providers.states import VenueKind

from .step import ListingStepForm


class ListingWhatForm(ListingStepForm):
    heading_words = _("What happens?")
    title = TypedText(
        label=_("What is it called?"), max_length=160, help_text=_("Like “Museum morning”.")
    )
    what_happens = TypedText(
        label=_("What happens?"),
        max_length=4000,
        help_text=_("As you would tell a neighbour."),
        widget=forms.Textarea({"rows": 6}),
    )
    kinds = forms.TypedMultipleChoiceField(
        label=_("What is it about?"),
        help_text=_("Tick all that fit."),
        choices=[(kind.code, kind.name) for kind in ACTIVITY_KINDS],
        coerce=int,
        required=False,
        widget=Checkboxes,
    )
    is_hands_on = YesNoField(
        label=_("Do you help with washing, dressing or eating, or go into people’s homes?"),
        choices=[("no", _("No")), ("yes", _("Yes"))],
    )
    website = TypedLink(
        label=_("Your web page"), max_length=500, required=False, assume_scheme="https"
    )

    @property
    def answers(self) -> dict[str, Any]:
        return self.cleaned_data | {"is_hands_on": bool(self.cleaned_data["is_hands_on"])}

    @classmethod
    def initial_answers(cls, listing: Listing) -> dict[str, Any]:
        hands_on = "yes" if listing.is_hands_on else "no"
        return super().initial_answers(listing) | {"is_hands_on": hands_on}


class ListingWhenWhereForm(ListingStepForm):
    heading_words = _("When and where?")
    when_words = TypedText(
        label=_("When does it happen?"),
        max_length=200,
        help_text=_("Like “Tuesdays at half past ten, in term time”."),
    )
    postcode = PostcodeField(
        label=_("The postcode"),
        help_text=_("If you go to people, the first half of yours is enough."),
    )
    venue_kind = forms.ChoiceField(
        label=_("Where does it happen?"),
        help_text=_(
            "Where it is at a home, people read only which part of town it is in. You tell them"
            " where when you agree to meet."
        ),
        choices=[(kind.value, capfirst(str(kind.label))) for kind in VenueKind],
        widget=Radios,
    )
    is_place_private = forms.BooleanField(
        label=_("Keep the place back"),
        required=False,
        help_text=_(
            "People read only which part of town it is in, and ask you for the rest. A refuge or a "
            "safe house is always shown like this. Where you are is then left out of your words, "
            "and so is how to get there."
        ),
    )
    place_words = TypedText(label=_("What is the place called?"), max_length=200, required=False)
    getting_there_words = TypedText(
        label=_("How do people get there?"),
        max_length=200,
        required=False,
        help_text=_("Like “the 76 bus stops outside; two parking places”."),
    )
    how_many_words = TypedText(
        label=_("How many people are there, usually?"), max_length=80, required=False
    )
    places_left = WholeNumber(
        label=_("How many more people could come?"),
        min_value=0,
        max_value=10_000,
        required=False,
        help_text=_("Leave it empty if there is room."),
    )
    full_until = DateInWords(
        label=_("If you are full for now: until when?"),
        required=False,
        help_text=_("You are shown as having places again by yourself after that day."),
    )

    @classmethod
    def initial_answers(cls, listing: Listing) -> dict[str, Any]:
        """A home's place is kept back by itself: whoever moves out of it is not held to a tick."""
        ticked = listing.is_place_private and not is_at_a_home(listing.venue_kind)
        return super().initial_answers(listing) | {"is_place_private": ticked}
