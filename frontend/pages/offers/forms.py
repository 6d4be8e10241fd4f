"""The four short pages of an offer. Each knows which of its boxes a refusal may be about."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from frontend.components.fields import (
    DateInWords,
    PenceField,
    PostcodeField,
    TimeInWords,
    WholeNumber,
    set_choices,
)
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.components.widgets import Checkboxes, Radios
from groups.rules.offers import MAX_OFFER_SESSIONS, NOTICE_HOURS, check_sizes
from groups.states import CareBasis, Requirement
from providers.rules.prices import MAX_PEOPLE
from providers.states import ChangeOfMind, MissedRule, YesNoUnknown

NOTICE_TEXTS = {
    24: gettext_lazy("One day"),
    48: gettext_lazy("Two days"),
    72: gettext_lazy("Three days"),
    168: gettext_lazy("A week"),
}
INTERVAL_DAYS = {"week": 7, "fortnight": 14, "four_weeks": 28}


class OfferStepForm(forms.Form):
    """One of the four pages."""

    heading_words: str | Promise = ""

    def box_of(self, field: str | None) -> str | None:
        """Where a refusal is shown that is about this field of the offer."""
        return field


class OfferWhatForm(OfferStepForm):
    heading_words = gettext_lazy("What you offer, when and where")
    summary = TypedText(label=gettext_lazy("In a line: what do you offer?"), max_length=300)
    first_day = DateInWords(label=gettext_lazy("The day of the first session"))
    starts_at = TimeInWords(label=gettext_lazy("When does it begin?"))
    minutes = WholeNumber(
        label=gettext_lazy("How many minutes does a session take?"), min_value=15, max_value=1440
    )
    how_many = WholeNumber(
        label=gettext_lazy("How many sessions?"), min_value=1, max_value=MAX_OFFER_SESSIONS
    )
    every = forms.ChoiceField(
        label=gettext_lazy("How often?"),
        help_text=gettext_lazy("You see every date before you send it."),
        choices=[
            ("week", gettext_lazy("Every week")),
            ("fortnight", gettext_lazy("Every two weeks")),
            ("four_weeks", gettext_lazy("Every four weeks")),
        ],
        widget=Radios,
        initial="week",
    )
    place_words = TypedText(
        label=gettext_lazy("Where is it?"),
        help_text=gettext_lazy(
            "If it is at a home, say only in which part of town, and tell them the rest once you"
            " have agreed to meet."
        ),
        max_length=200,
    )
    postcode = PostcodeField(label=gettext_lazy("The postcode of that place"), required=False)
    smallest = WholeNumber(
        label=gettext_lazy("The smallest number of people it works with"),
        min_value=1,
        max_value=MAX_PEOPLE,
    )
    largest = WholeNumber(
        label=gettext_lazy("The largest number of people"), min_value=1, max_value=MAX_PEOPLE
    )
    good_until = DateInWords(
        label=gettext_lazy("Until which day does your offer stand?"),
        help_text=gettext_lazy("At least a week after the day the group has its answers."),
    )

    def clean(self) -> dict[str, Any]:
        super().clean()
        values = self.cleaned_data
        smallest, largest = values.get("smallest"), values.get("largest")
        if smallest and largest:
            with catch_refusals(self):
                check_sizes(smallest, largest)
        return values

    def box_of(self, field: str | None) -> str | None:
        """One about the dates, which several boxes make, at the first day."""
        return "first_day" if field == "starts" else field


class OfferPriceForm(OfferStepForm):
    """A box for each size of group. An empty one means: the same in all as for one person fewer."""

    heading_words = gettext_lazy("The price, and missed sessions")
    missed_rule = forms.ChoiceField(
        label=gettext_lazy("What does somebody pay who misses a session and tells you in time?"),
        help_text=gettext_lazy(
            "It is done as you say here: what they do not pay goes back to them, and you bear it."
            " You can always let somebody off who is ill or in hospital."
        ),
        choices=[each for each in MissedRule.choices if each[0] != MissedRule.AS_WRITTEN],
        widget=Radios,
    )
    missed_notice_hours = forms.TypedChoiceField(
        label=gettext_lazy("How long before is in time?"),
        choices=[(hours, NOTICE_TEXTS[hours]) for hours in NOTICE_HOURS],
        coerce=int,
        initial=48,
        widget=Radios,
    )
    change_of_mind = forms.ChoiceField(
        label=gettext_lazy("Once it goes ahead, can somebody change their mind?"),
        help_text=gettext_lazy(
            "The law gives 14 days, but not for leisure, meals or transport on fixed days. Within"
            " them what has not begun goes back, and you bear it. If you are not sure, choose 14"
            " days."
        ),
        choices=ChangeOfMind.choices,
        widget=Radios,
    )
    address_words = TypedText(
        label=gettext_lazy("At which address can you be written to?"),
        help_text=gettext_lazy(
            "It stands in the agreement, below your name. It need not be where you live. The group"
            " reads it."
        ),
        max_length=200,
    )
    try_first = forms.ChoiceField(
        label=gettext_lazy("Can somebody come once before they say yes?"),
        help_text=gettext_lazy("They pay nothing for it: nothing is paid before a yes."),
        choices=YesNoUnknown.choices,
        initial=YesNoUnknown.NOT_KNOWN,
        widget=Radios,
    )

    def __init__(self, *args: Any, smallest: int, largest: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sizes = range(smallest, largest + 1)
        boxes = {}
        if smallest > 1:
            boxes["price_for_one_pence"] = PenceField(
                label=_("One person alone, a session"), required=False
            )
        for people in self.sizes:
            label = _("%(people)d people together, a session") % {"people": people}
            boxes[f"price_{people}"] = PenceField(
                label=_("One person, a session") if people == 1 else label,
                help_text=_("In all, not for each.") if people == smallest else "",
                required=people == smallest,
            )
        self.fields = boxes | self.fields

    def box_of(self, field: str | None) -> str | None:
        """One about the whole ladder, at its first box."""
        return f"price_{self.sizes[0]}" if field == "prices" else field

    def prices(self) -> dict[int, int]:
        prices: dict[int, int] = {}
        for people in self.sizes:
            pence = self.cleaned_data[f"price_{people}"]
            prices[people] = prices[people - 1] if pence is None else pence
        return prices


class OfferPeopleForm(OfferStepForm):
    needed_for_some = ("hourly_pay_pence", "care_where_words", "cqc_id")
    heading_words = gettext_lazy("Who comes, and care")
    who_comes = TypedText(label=gettext_lazy("Who comes?"), max_length=200)
    same_person = forms.ChoiceField(
        label=gettext_lazy("The same person each time?"),
        choices=YesNoUnknown.choices,
        initial=YesNoUnknown.NOT_KNOWN,
        widget=Radios,
    )
    is_hands_on = forms.BooleanField(
        label=gettext_lazy("Your people help by hand"),
        help_text=gettext_lazy("Like help to stand, to eat, or to get about."),
        required=False,
    )
    hourly_pay_pence = PenceField(
        label=gettext_lazy("What are they paid an hour?"),
        help_text=gettext_lazy("Needed when they help by hand."),
        required=False,
    )
    travel_paid = forms.ChoiceField(
        label=gettext_lazy("Are they paid for the time they travel?"),
        choices=YesNoUnknown.choices,
        initial=YesNoUnknown.NOT_KNOWN,
        widget=Radios,
    )
    care_basis = forms.ChoiceField(
        label=gettext_lazy("Is personal care given?"),
        help_text=gettext_lazy("Like help to wash, to dress, or in the toilet."),
        choices=CareBasis.choices,
        initial=CareBasis.NOT_PERSONAL_CARE,
        widget=Radios,
    )
    care_where_words = TypedText(
        label=gettext_lazy("If so, where?"), max_length=200, required=False
    )
    cqc_id = TypedText(
        label=gettext_lazy("Your CQC registration number, if you have one"),
        max_length=20,
        required=False,
    )
    carer_tasks = TypedText(
        label=gettext_lazy("What do carers have to do?"),
        help_text=gettext_lazy("Like: bring him at ten. No forms."),
        max_length=200,
        required=False,
    )
    time_off_minutes = WholeNumber(
        label=gettext_lazy("How many minutes off do carers have, each time?"),
        min_value=0,
        max_value=1440,
        required=False,
    )

    def clean_time_off_minutes(self) -> int:
        return self.cleaned_data["time_off_minutes"] or 0


class OfferMoreForm(OfferStepForm):
    heading_words = gettext_lazy("What the group needs to know")
    requirements_met = forms.MultipleChoiceField(
        label=gettext_lazy("Which of these does your offer meet?"),
        help_text=gettext_lazy("What you do not tick is shown as not met."),
        widget=Checkboxes,
        required=False,
    )
    getting_there = TypedText(
        label=gettext_lazy("How do people get there, and home?"), max_length=200, required=False
    )
    languages_words = TypedText(
        label=gettext_lazy("Which languages, and is there British Sign Language?"),
        max_length=200,
        required=False,
    )
    complain_words = TypedText(
        label=gettext_lazy("What can people do if something is not right?"),
        help_text=gettext_lazy("Whom they can speak to, and how. Promise no money here."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, requirements: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if requirements:
            set_choices(
                self,
                "requirements_met",
                [(value, Requirement(value).label) for value in requirements],
            )
        else:
            del self.fields["requirements_met"]
