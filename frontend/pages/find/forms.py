from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from community.places.activity_kinds import ACTIVITY_KINDS, ActivityKind
from community.places.days_said import DayPart, Weekday
from community.places.rules import MAX_POSTCODE_CHARS
from frontend.components.typed import TypedText
from frontend.components.widgets import Checkboxes, Radios
from groups.actions.unmet_needs import MAX_NEED_CHARS
from marketplace.search.queries.facets import Facets
from marketplace.search.states import Order, StartingPoint
from marketplace.search.wording import FACT_TEXTS

STARTING_POINT_CHOICES = [
    ("", _("Whatever is near")),
    (StartingPoint.NEED, _("Something I need")),
    (StartingPoint.GOAL, _("Something I want to do")),
    (StartingPoint.BRING, _("A place for what I can bring")),
]
DISTANCE_CHOICES = [
    (1, _("1 mile")),
    (3, _("3 miles")),
    (5, _("5 miles")),
    (10, _("10 miles")),
    (25, _("25 miles")),
]
ORDER_CHOICES = [
    (Order.NEAR, _("What is near and suits me first")),
    (Order.PRICE, _("The lowest price first")),
]
KIND_CHOICES = [("", _("Any kind")), *((kind.slug, kind.name) for kind in ACTIVITY_KINDS)]
DAY_CHOICES = [
    ("", _("Any day")),
    *((name.lower(), WEEKDAYS[number]) for number, name in enumerate(Weekday.__members__)),
]
DAY_PART_CHOICES = [
    ("", _("Any time of day")),
    (DayPart.MORNING.name.lower(), _("In the morning")),
    (DayPart.AFTERNOON.name.lower(), _("In the afternoon")),
    (DayPart.EVENING.name.lower(), _("In the evening")),
]
SIZE_CHOICES = [(10, _("10")), (20, _("20")), (50, _("50"))]
YES_OR_NO_FIELDS = ("free_only", "no_employer")
DEFAULTS = {"miles": "5", "order": Order.NEAR.value, "size": "10"}
COUNTED = gettext_noop("%(choice)s (%(count)d)")
COUNTED_ABOUT = gettext_noop("%(choice)s (about %(count)d)")
FACT_CHOICES = list(FACT_TEXTS.items())
MORE_FIELDS = (
    ("entrance", "miles", "kind", "day", "day_part", "suits") + YES_OR_NO_FIELDS + ("order", "size")
)


class FindForm(forms.Form):
    """The question, asked by GET so that it can be kept and sent to a friend."""

    says_optional = False

    words = TypedText(
        label=_("What would be good?"),
        help_text=_(
            "In your own words, like gardening, company or a warm meal. Or leave it empty."
        ),
        max_length=100,
        required=False,
    )
    postcode = TypedText(
        label=_("Where are you?"),
        help_text=_("A postcode, like BS3 1AB. Just its first half is enough."),
        error_messages={"required": _("Say where you are: a postcode, or its first half.")},
        max_length=MAX_POSTCODE_CHARS,
        widget=forms.TextInput(
            {"class": "govuk-input--width-10", "autocomplete": "postal-code", "spellcheck": "false"}
        ),
    )
    entrance = forms.ChoiceField(
        label=_("What are you looking for?"),
        choices=STARTING_POINT_CHOICES,
        required=False,
        widget=Radios,
    )
    miles = forms.TypedChoiceField(
        label=_("How far?"), choices=DISTANCE_CHOICES, coerce=int, required=False, initial=5
    )
    kind = forms.ChoiceField(
        label=_("What kind?"),
        choices=KIND_CHOICES,
        required=False,
    )
    day = forms.ChoiceField(label=_("Which day?"), choices=DAY_CHOICES, required=False)
    day_part = forms.ChoiceField(
        label=_("What time of day?"), choices=DAY_PART_CHOICES, required=False
    )
    suits = forms.MultipleChoiceField(
        label=_("It must be so that"),
        help_text=_("What nobody has told us is shown apart, so that you can ask."),
        choices=FACT_CHOICES,
        required=False,
        widget=Checkboxes,
    )
    free_only = forms.BooleanField(label=_("Only what is free"), required=False)
    no_employer = forms.BooleanField(label=_("I do not want to be an employer"), required=False)
    order = forms.ChoiceField(label=_("In what order?"), choices=ORDER_CHOICES, required=False)
    # By a link that is under a mended word, and gone with the next question.
    as_typed = forms.BooleanField(required=False, widget=forms.HiddenInput)
    size = forms.TypedChoiceField(
        label=_("How many on a page?"),
        choices=SIZE_CHOICES,
        coerce=int,
        required=False,
        initial=10,
    )

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        self.data_with_defaults = _with_defaults(data) if data is not None else QueryDict()
        super().__init__(None if data is None else self.data_with_defaults, **kwargs)

    @property
    def hidden_choices(self) -> list[tuple[str, str]]:
        """What was chosen beyond words and postcode and is not usual, to be sent again unseen."""
        return [
            (name, str(value))
            for name, values in self.data_with_defaults.lists()
            for value in values
            if name in MORE_FIELDS and value and DEFAULTS.get(name) != value
        ]

    @property
    def choice_texts(self) -> list[str]:
        """The same in words, for a valid form, with the distance always."""
        answers = self.cleaned_data
        texts = [
            gettext("Within %(distance)s") % {"distance": dict(DISTANCE_CHOICES)[answers["miles"]]}
        ]
        for name, choices in (
            ("entrance", STARTING_POINT_CHOICES),
            ("kind", KIND_CHOICES),
            ("day", DAY_CHOICES),
            ("day_part", DAY_PART_CHOICES),
            ("order", ORDER_CHOICES),
        ):
            if answers[name] and DEFAULTS.get(name) != answers[name]:
                texts.append(str(dict(choices)[answers[name]]))
        texts += [str(label) for fact, label in FACT_CHOICES if fact in answers["suits"]]
        texts += [str(self.fields[name].label) for name in YES_OR_NO_FIELDS if answers[name]]
        return texts

    def question(self) -> dict[str, Any]:
        """What is asked, for a valid form, without how it is shown."""
        return {name: answer for name, answer in self.cleaned_data.items() if name != "size"}

    def shorten(self) -> None:
        """Above what was found, for whoever has asked once: without how to ask."""
        for name in ("words", "postcode"):
            self[name].help_text = ""

    def say_counts(
        self, facets: Facets | None, kinds_near: Iterable[tuple[ActivityKind, int]]
    ) -> None:
        """Write beside each choice that is not made how many would stay by it. Of a list that is
        cut only the kinds are counted, and those about: of which none was counted, nothing is."""
        if facets is None:
            if not self.cleaned_data["kind"] and kinds_near:
                counts = {kind.slug: count for kind, count in kinds_near}
                self._count_choices("kind", counts, is_about=True)
            return
        kinds = {kind.slug: count for kind, count in facets.kinds}
        days = {day.name.lower(): count for day, count in facets.days.items() if day.name}
        parts = {part.name.lower(): count for part, count in facets.day_parts.items() if part.name}
        for name, counts in (("kind", kinds), ("day", days), ("day_part", parts)):
            if not self.cleaned_data[name]:  # the others of one that is chosen are not counted
                self._count_choices(name, counts)
        self._count_choices("suits", facets.suits)
        for name, count in (("free_only", facets.free), ("no_employer", facets.no_employer)):
            if not self.cleaned_data[name]:
                self[name].label = gettext(COUNTED) % {"choice": self[name].label, "count": count}

    def _count_choices(
        self, name: str, counts: Mapping[Any, int], *, is_about: bool = False
    ) -> None:
        field: Any = self.fields[name]
        chosen, text = self.cleaned_data[name], gettext(COUNTED_ABOUT if is_about else COUNTED)
        field.choices = [
            (
                value,
                label
                if not value or value in chosen or (is_about and value not in counts)
                else text % {"choice": label, "count": counts.get(value, 0)},
            )
            for value, label in field.choices
        ]


def _with_defaults(data: QueryDict) -> QueryDict:
    """What was asked, with the distance and order that are meant when none is said."""
    params = data.copy()
    for name, value in DEFAULTS.items():
        params[name] = params.get(name) or value
    return params


class PlaceForm(forms.Form):
    """Near where, asked by GET. Empty for everywhere."""

    postcode = TypedText(
        label=_("Near which place?"),
        help_text=_("A postcode, like BS3 1AB. Just its first half is enough."),
        max_length=MAX_POSTCODE_CHARS,
        required=False,
        widget=forms.TextInput(
            {"class": "govuk-input--width-10", "autocomplete": "postal-code", "spellcheck": "false"}
        ),
    )


class UnmetNeedForm(forms.Form):
    """One line, no account (M14)."""

    words = TypedText(
        label=_("What is missing?"),
        help_text=_("One line is enough. Please give no names or numbers."),
        error_messages={"required": _("Say in a few words what is missing.")},
        max_length=MAX_NEED_CHARS,
    )
    postcode = TypedText(max_length=MAX_POSTCODE_CHARS, required=False, widget=forms.HiddenInput)
    searched = TypedText(max_length=100, required=False, widget=forms.HiddenInput)
