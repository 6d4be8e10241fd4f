"""The questions about a listing, in four or five short pages. None asks where money comes from."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.places.kinds import KINDS
from frontend.components.fields import DateInWords, PenceField, PostcodeField, WholeNumber
from frontend.components.widgets import Checkboxes, Radios
from providers.rules.price_words import ladder
from providers.states import (
    QUALITY_IN_WORDS,
    Answer,
    Engager,
    PriceKind,
    QualityFact,
    SuitFact,
)

STEPS_OF_PRICE = (1, 2, 3)


class AboutYou(forms.Form):
    name = forms.CharField(
        label=_("What are you called?"),
        max_length=160,
        help_text=_("The name people know: yours, or your museum’s, club’s or company’s."),
    )
    about = forms.CharField(
        label=_("Who are you, in a sentence or two?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    is_one_person = forms.TypedChoiceField(
        label=_("Are you one person, or more?"),
        choices=[("yes", _("One person")), ("no", _("More than one, or an organisation"))],
        coerce=lambda said: said == "yes",
        widget=Radios,
    )

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"] = forms.ModelChoiceField(
            label=_("Which area are you in?"), queryset=areas, empty_label=None
        )
        if len(areas) == 1:
            self.fields["area"].widget = forms.HiddenInput()
            self.initial["area"] = areas[0]


class Step(forms.Form):
    """One page of questions about a listing. `said` is what the action is told."""

    page = "provide/step.html"
    heading_words: str | Promise = ""
    intro: tuple[str | Promise, ...] = ()

    @classmethod
    def of(cls, listing, data=None):
        form = cls(data, initial=cls.said_before(listing))
        if data is not None and "stop" in data:
            form.need_nothing()
        return form

    @classmethod
    def said_before(cls, listing) -> dict:
        return {name: getattr(listing, name) for name in cls.base_fields if hasattr(listing, name)}

    def need_nothing(self):
        """Whoever stops for now may leave any question for later."""
        for question in self.fields.values():
            question.required = False

    @property
    def said(self) -> dict:
        return self.cleaned_data


class What(Step):
    heading_words = _("What happens?")
    title = forms.CharField(
        label=_("What is it called?"), max_length=160, help_text=_("Like “Museum morning”.")
    )
    what_happens = forms.CharField(
        label=_("What happens?"),
        max_length=4000,
        help_text=_("As you would tell a neighbour."),
        widget=forms.Textarea({"rows": 6}),
    )
    kinds = forms.TypedMultipleChoiceField(
        label=_("What is it about?"),
        help_text=_("Tick all that fit."),
        choices=[(kind.code, kind.name) for kind in KINDS],
        coerce=int,
        required=False,
        widget=Checkboxes,
    )
    is_hands_on = forms.TypedChoiceField(
        label=_("Do you help with washing, dressing or eating, or go into people’s homes?"),
        choices=[("no", _("No")), ("yes", _("Yes"))],
        coerce=lambda said: said == "yes",
        widget=Radios,
    )
    website = forms.URLField(
        label=_("Your web page"), max_length=500, required=False, assume_scheme="https"
    )

    @property
    def said(self):
        return self.cleaned_data | {"is_hands_on": bool(self.cleaned_data["is_hands_on"])}

    @classmethod
    def said_before(cls, listing):
        hands_on = "yes" if listing.is_hands_on else "no"
        return super().said_before(listing) | {"is_hands_on": hands_on}


class WhenWhere(Step):
    heading_words = _("When and where?")
    when_words = forms.CharField(
        label=_("When does it happen?"),
        max_length=200,
        help_text=_("Like “Tuesdays at half past ten, in term time”."),
    )
    postcode = PostcodeField(
        label=_("The postcode"),
        help_text=_("If you go to people, the first half of yours is enough."),
    )
    place_words = forms.CharField(
        label=_("What is the place called?"), max_length=200, required=False
    )
    getting_there_words = forms.CharField(
        label=_("How do people get there?"),
        max_length=200,
        required=False,
        help_text=_("Like “the 76 bus stops outside; two parking places”."),
    )
    how_many_words = forms.CharField(
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


class Price(Step):
    page = "provide/price.html"
    heading_words = _("What does it cost?")
    intro = (
        _("Say what you would like to be paid. How people pay is not yours to work out: we do."),
    )
    price_kind = forms.ChoiceField(
        label=_("What does it cost to come?"),
        choices=PriceKind.choices,
        widget=Radios(
            hints={
                PriceKind.GRANT: _("Say below until when, and what happens after."),
                PriceKind.BY_GROUP: _("Say below what you ask for one, and for several together."),
            }
        ),
    )
    price_for_one = PenceField(
        label=_("For one person, one time"), required=False, help_text=_("Like 12.50.")
    )
    price_words = forms.CharField(
        label=_("Anything to add about the price?"),
        max_length=200,
        required=False,
        help_text=_("Like “tea included”."),
    )
    grant_until = DateInWords(label=_("If a grant pays: until which day?"), required=False)
    after_grant_words = forms.CharField(
        label=_("And after that day?"),
        max_length=200,
        required=False,
        help_text=_("Like “£4 on the day”, or “it ends”."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number in STEPS_OF_PRICE:
            self.fields |= _price_step(number)

    def group_prices(self):
        """The boxes of each group price in a row, for the page."""
        for number in STEPS_OF_PRICE:
            yield {
                "legend": _("Price %(number)s for a group") % {"number": number},
                "boxes": [self[box] for box in _boxes(number)],
            }

    @classmethod
    def said_before(cls, listing):
        before = super().said_before(listing)
        prices = ladder(listing)
        before["price_for_one"] = prices.pop(1, None)
        for number, (first, last, pence) in enumerate(_runs(prices), start=1):
            before |= {f"from_{number}": first, f"to_{number}": last, f"pence_{number}": pence}
        return before

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        for number in STEPS_OF_PRICE:
            boxes = _boxes(number)
            empty = [box for box in boxes if cleaned.get(box) is None]
            if 0 < len(empty) < len(boxes) and not self.errors.keys() & set(boxes):
                self.add_error(empty[0], _("Fill in all three boxes, or none of them."))
        return cleaned

    @property
    def said(self):
        said = {
            name: self.cleaned_data[name]
            for name in ("price_kind", "price_words", "grant_until", "after_grant_words")
            if self.cleaned_data[name] != "" or name != "price_kind"
        }
        return said | {"price_steps": list(self._steps())}

    def _steps(self):
        """[(from, to, pence in all)], as far as this kind of price has them."""
        kind, one = self.cleaned_data["price_kind"], self.cleaned_data["price_for_one"]
        if one is not None and kind in (PriceKind.ON_THE_DAY, PriceKind.BY_GROUP):
            yield 1, 1, one
        if kind != PriceKind.BY_GROUP:
            return
        for number in STEPS_OF_PRICE:
            step = tuple(self.cleaned_data[box] for box in _boxes(number))
            if None not in step:
                yield step


def _boxes(number):
    return [f"from_{number}", f"to_{number}", f"pence_{number}"]


def _price_step(number):
    first, last, pence = _boxes(number)
    return {
        first: WholeNumber(label=_("From (people)"), min_value=2, required=False),
        last: WholeNumber(label=_("To (people)"), min_value=2, required=False),
        pence: PenceField(label=_("All together"), required=False),
    }


def _runs(prices):
    """{3: 7500, 4: 7500, 6: 9000} -> (3, 4, 7500), (6, 6, 9000)."""
    runs: list[tuple[int, int, int]] = []
    for size, pence in sorted(prices.items()):
        if runs and runs[-1][1] == size - 1 and runs[-1][2] == pence:
            runs[-1] = (runs[-1][0], size, pence)
        else:
            runs.append((size, size, pence))
    return runs[: len(STEPS_OF_PRICE)]


class Suits(Step):
    heading_words = _("Who does it suit?")
    intro = (_("“Not known” is an honest answer. People are told to ask you."),)
    companion_words = forms.CharField(
        label=_("If somebody comes along to help: what do they pay?"),
        max_length=200,
        required=False,
        help_text=_("Like “a helper comes free, a friend pays the same”."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        questions = {fact.value: _three_answers(fact) for fact in SuitFact}
        self.fields = questions | self.fields

    @classmethod
    def said_before(cls, listing):
        return super().said_before(listing) | _answers(listing.suits, SuitFact)

    @property
    def said(self):
        cleaned = dict(self.cleaned_data)
        words = cleaned.pop("companion_words")
        return {"companion_words": words, "suits": cleaned}


class HandsOn(Step):
    heading_words = _("About the helper")
    engager = forms.ChoiceField(
        label=_("Who employs the helper?"),
        choices=[choice for choice in Engager.choices if choice[0] != Engager.NOT_KNOWN],
        widget=Radios(hints={Engager.YOU: _("The person who is helped.")}),
    )
    hourly_pay_pence = PenceField(
        label=_("What is the helper paid an hour?"),
        help_text=_("Shown to nobody. It may not be less than the least your area allows."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= {fact.value: _quality_question(fact) for fact in QualityFact}

    @classmethod
    def said_before(cls, listing):
        return super().said_before(listing) | _answers(listing.quality, QualityFact)

    @property
    def said(self):
        facts = {fact.value: self.cleaned_data[fact.value] for fact in QualityFact}
        said = {"engager": self.cleaned_data["engager"] or Engager.NOT_KNOWN}
        pay = self.cleaned_data["hourly_pay_pence"]
        return said | {"hourly_pay_pence": pay, "quality": facts}


def _three_answers(fact):
    return forms.ChoiceField(
        label=fact.label,
        choices=Answer.choices,
        initial=Answer.NOT_KNOWN,
        required=False,
        widget=Radios,
    )


def _quality_question(fact):
    if fact in QUALITY_IN_WORDS:
        return forms.CharField(label=fact.label, max_length=60, required=False)
    return _three_answers(fact)


def _answers(kept, facts):
    """What was answered before, in the words or by the radio that was chosen."""
    return {
        fact.value: kept[fact]["words"] if "words" in kept[fact] else kept[fact]["answer"]
        for fact in facts
        if fact in kept
    }


STEPS = {"what": What, "where": WhenWhere, "price": Price, "suits": Suits, "helper": HandsOn}
