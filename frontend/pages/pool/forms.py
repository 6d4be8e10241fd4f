"""What is asked in the money pages. Shape only: what may be is for pooling.pools.rules to say."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.common.dates import NotADay, check_in_order
from community.places.models.areas import Area
from frontend.components.fields import (
    MORE_THAN_NOTHING,
    DateInWords,
    PenceField,
    set_choices,
)
from frontend.components.typed import TypedText
from frontend.components.widgets import Money, Radios
from frontend.pages.how_put import HowPutForm, HowPutOfYesForm, without_how_put
from pooling.pools.models.pledges import MoneySource, Pool
from pooling.pools.office_terms import OfficeTermsByArea
from pooling.pools.rules.pledging import NEAR_RELATION, PartWanted, PledgeRequest, fill_parts
from pooling.pools.states import CallOffReason, HelpOutcome, SourceKind
from pooling.pools.wording.agreements import begin_now_text
from pooling.pools.wording.amounts import yes_text

from .kinds import kind_hints, rails_of
from .parts_field import PartsField, names_money_besides
from .sheet_fields import add_sheet_fields, digest_on_sheet, without_sheet_fields

PERIOD_IN_ADDRESS = ("from", "to")


class SourceKindForm(forms.Form):
    heading = "kind"
    kind = forms.ChoiceField(
        label=_("Where does the money come from?"),
        help_text=_("Nobody in your groups sees this. Nothing needs to be shown or sent to us."),
        choices=SourceKind.choices,
        widget=Radios,
    )

    def __init__(self, *args: Any, area: Area | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.value, str(kind.label).capitalize()) for kind in SourceKind]
        set_choices(self, "kind", kinds)
        self.fields["kind"].widget.hints = kind_hints(area)


class SourceAmountForm(forms.Form):
    amount_pence = PenceField(
        label=_("How much is there a week?"),
        help_text=_("Only if you want us to keep count. You can leave it empty."),
        required=False,
        widget=Money(suffix=_("a week")),
    )
    keep_aside_pence = PenceField(
        label=_("How much of it is not for this?"),
        help_text=_("It is never used, suggested or counted here, unless you change it."),
        required=False,
        widget=Money(suffix=_("a week")),
    )
    review_on = DateInWords(
        label=_("When does the council next look at it with you?"),
        help_text=_("Only if you want to be reminded of it. We tell you two weeks before."),
        required=False,
    )

    def clean_keep_aside_pence(self) -> int:
        return self.cleaned_data["keep_aside_pence"] or 0


class ChangeSourceForm(SourceAmountForm):
    """`for_somebody`: said by other hands than theirs, and slow where it frees money."""

    needed_for_some = ("what_they_showed",)
    what_they_showed = TypedText(
        label=_("What did they say or show about it?"),
        help_text=_("Only where more could be used than before. They read it."),
        max_length=400,
        required=False,
    )

    def __init__(self, *args: Any, for_somebody: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not for_somebody:
            del self.fields["what_they_showed"]


class KeepMoreForm(forms.Form):
    more_pence = PenceField(
        label=_("How much more is not for this?"),
        help_text=_("Beside what is kept aside now. What no longer fits stops at once."),
        widget=Money(suffix=_("a week")),
        validators=[MORE_THAN_NOTHING],
    )


class AddSourceForm(SourceAmountForm):
    called = TypedText(
        label=_("What do you call it?"),
        help_text=_("So that you know which is which. Nobody in a group sees it."),
        max_length=80,
        required=False,
    )
    rail = forms.ChoiceField(label=_("How does it pay?"), widget=forms.RadioSelect)
    field_order = ["called", "rail", "amount_pence", "keep_aside_pence", "review_on"]

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = rails_of(kind)
        if len(ways) == 1:
            self.fields["rail"] = forms.ChoiceField(
                choices=ways, initial=ways[0][0], required=False, widget=forms.HiddenInput
            )
            self.only_way = ways[0][0]
        else:
            set_choices(self, "rail", ways)

    def clean_rail(self) -> str:
        return getattr(self, "only_way", None) or self.cleaned_data["rail"]


class OpenPoolForm(forms.Form):
    closes_on = DateInWords(
        label=_("On which day shall we look at who is in?"),
        help_text=_(
            "At least a week before the first session, and at most six weeks. Nobody pays before"
            " that day."
        ),
    )


RELATION_CHOICES = (
    ("no", _("No")),
    ("other", _("They are a relative, and live somewhere else")),
    (
        NEAR_RELATION,
        _("They are my husband, wife or partner, or a close relative I live with"),
    ),
)


class PledgeForm(HowPutForm):
    """ "I'm in, up to £X a session", from which money, for what."""

    needed_for_some = ("relation", "council_reference", "begin_now")

    max_pence = PenceField(
        label=_("What is the most you would pay for one session?"),
        help_text=_(
            "You pay your share, and never more than this. Say your true most: it is the best"
            " answer, and nobody in the group sees it."
        ),
        validators=[MinValueValidator(1, _("Your most is more than nothing."))],
    )
    what_for = TypedText(
        label=_("What is it for, in your own words?"),
        help_text=_("It goes on your statement. Whoever keeps money for you reads it too."),
        max_length=200,
        required=False,
    )
    relation = forms.ChoiceField(
        label=_("Is whoever is paid related to you?"),
        help_text=_("Money from the council may not pay somebody you live with, unless it agreed."),
        choices=RELATION_CHOICES,
        widget=forms.RadioSelect,
        required=False,
    )
    council_reference = TypedText(
        label=_("If the council agreed to that: the reference of its answer"),
        max_length=40,
        required=False,
    )
    begin_now = forms.BooleanField(label=_("Please begin now"), required=False)
    field_order = ["max_pence", "parts"]

    def __init__(
        self,
        *args: Any,
        sources: Iterable[MoneySource],
        asks_relation: bool = False,
        asks_begin_now: bool = False,
        is_for_one: bool = False,
        **kwargs: Any,
    ) -> None:
        """`asks_begin_now`: it begins before the 14 days to change one's mind are over (P123).
        `is_for_one`: there is nobody to share with."""
        super().__init__(*args, **kwargs)
        if is_for_one:
            self.fields["max_pence"].help_text = gettext(
                "You pay the price for one, and never more than this."
            )
        self.sources = list(sources)
        self.fields["parts"] = PartsField(
            self.sources, label=gettext("Which money shall it come from?")
        )
        self.order_fields(self.field_order)
        self.fields["begin_now"].help_text = begin_now_text()
        if not asks_begin_now:
            del self.fields["begin_now"]
        if not asks_relation:
            del self.fields["relation"], self.fields["council_reference"]

    def clean(self) -> dict[str, Any]:
        """With one source to choose from, all of it comes from there; but never out of what is
        left where some money that was chosen has ended since. With several, each fills what is
        still needed, in the order they chose."""
        super().clean()
        cleaned = self.cleaned_data
        if names_money_besides(self.data, self.sources):
            self.add_error(
                "parts",
                gettext(
                    "Some of the money that you chose has ended. Say again which it comes from."
                ),
            )
        max_pence = cleaned.get("max_pence")
        if max_pence is None or "parts" in self.errors:
            return cleaned
        wanted = cleaned.get("parts")
        if not wanted and len(self.sources) == 1:
            wanted = (PartWanted(self.sources[0].pk),)
        if wanted:
            cleaned["parts"] = fill_parts(max_pence, wanted)
        else:
            self.add_error("parts", gettext("Choose which money it comes from."))
        return cleaned

    def pledge_request(self) -> PledgeRequest:
        return PledgeRequest(**without_how_put(self.cleaned_data), how_put=self.how_put())


class PaperPledgeForm(PledgeForm):
    """As it stands on a sheet: what it showed them, and how it was put to them, always."""

    def __init__(self, *args: Any, pool: Pool, offices: OfficeTermsByArea, **kwargs: Any) -> None:
        super().__init__(*args, for_somebody=True, **kwargs)
        add_sheet_fields(self, pool, offices)
        self.order_fields(["shown_digest", "office_words", *self.field_order])

    def pledge_request(self) -> PledgeRequest:
        answers = without_sheet_fields(without_how_put(self.cleaned_data))
        return PledgeRequest(**answers, how_put=self.how_put(), shown_digest=digest_on_sheet(self))


class LowMaximumForm(HowPutForm):
    max_pence = PenceField(
        label=_("The most you would pay for one session"),
        help_text=_("You still pay the share only, and never more than this."),
    )


class PaperQuestionForm(HowPutOfYesForm):
    """What is ticked on a sheet with a question to one person alone. "Ask me" is entered by
    nobody: they are talked to first."""

    needed_for_some = ("max_pence", "shown_words", "interpreted_by", "office_words")
    answer = forms.ChoiceField(label=_("What did they tick?"), widget=Radios)
    max_pence = PenceField(
        label=_("The most they would pay for one session"),
        help_text=_("Only with a yes. They pay the share only, and never more than this."),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        pool: Pool,
        answers: Sequence[tuple[str, str]],
        asks_maximum: bool,
        offices: OfficeTermsByArea,
        **kwargs: Any,
    ) -> None:
        """A no needs no more than that; a yes is refused without how it was put to them."""
        super().__init__(*args, for_somebody=True, **kwargs)
        self.answer_texts = dict(answers)
        set_choices(self, "answer", answers)
        add_sheet_fields(self, pool, offices)
        if "office_words" in self.fields:
            self.fields["office_words"].required = False
        if not asks_maximum:
            del self.fields["max_pence"]
        self.order_fields(["answer", "max_pence"])

    def clean(self) -> dict[str, Any]:
        super().clean()
        is_yes = self.cleaned_data.get("answer") == "yes"
        if is_yes and "office_words" in self.fields and not self.cleaned_data.get("office_words"):
            self.add_error("office_words", gettext("Say what the sheet says of the office."))
        return self.cleaned_data

    @property
    def is_yes(self) -> bool:
        return self.cleaned_data["answer"] == "yes"

    @property
    def shown_digest(self) -> str:
        return digest_on_sheet(self)

    @property
    def answer_text(self) -> str:
        """As it was ticked, with the most that they wrote."""
        most = self.cleaned_data.get("max_pence")
        if most is not None:
            return yes_text(most)
        return self.answer_texts[self.cleaned_data["answer"]]


class AnotherWayForm(forms.Form):
    may_see_most = forms.BooleanField(
        label=_("They may see the most I would pay"),
        help_text=_("It can help them to know how much is missing. You need not tick it."),
        required=False,
    )


class HelpOutcomeForm(forms.Form):
    found = forms.ChoiceField(label=_("What did you find?"), widget=Radios)
    words = TypedText(
        label=_("Say it to them in your own words"),
        help_text=_("What it is, how much it gives, and what they do to have it."),
        widget=forms.Textarea({"rows": 4}),
        max_length=500,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(outcome.value, str(outcome.label).capitalize()) for outcome in HelpOutcome]
        set_choices(self, "found", choices)


class CallOffForm(forms.Form):
    needed_for_some = ("why_words",)
    reason = forms.ChoiceField(
        label=_("Why?"),
        help_text=_("Everybody who is in reads this."),
        choices=CallOffReason.choices,
        widget=Radios,
    )
    why_words = TypedText(
        label=_("A connector writes the full reason"),
        help_text=_("Only the safeguarding lead of the area reads it."),
        widget=forms.Textarea({"rows": 4}),
        max_length=2000,
        required=False,
    )
    typed = TypedText(
        label=_("Type the sum that goes back"),
        max_length=20,
        widget=Money(),
    )


class PeriodForm(forms.Form):
    """Bound where days are asked for, in its boxes or in an address (`from`, `to`); what makes no
    sense is refused beside its box, and nothing else is shown in its place (fault H16)."""

    start = DateInWords(label=_("From which day?"))
    end = DateInWords(label=_("To which day?"))

    @classmethod
    def asked(cls, params: QueryDict, usual: tuple[date, date]) -> "PeriodForm":
        if any(name.startswith(("start_", "end_")) for name in params):
            return cls(params)
        if any(name in params for name in PERIOD_IN_ADDRESS):
            first, last = (params.get(name, "") for name in PERIOD_IN_ADDRESS)
            return cls(_boxes("start", first) | _boxes("end", last))
        return cls(initial={"start": usual[0], "end": usual[1]})

    @property
    def days(self) -> tuple[date, date] | None:
        """None where they are refused."""
        if not self.is_bound:
            return self.initial["start"], self.initial["end"]
        return (self.cleaned_data["start"], self.cleaned_data["end"]) if self.is_valid() else None

    def clean(self) -> dict[str, Any]:
        super().clean()
        start, end = (self.cleaned_data.get(name) for name in ("start", "end"))
        if start and end:
            try:
                check_in_order(start, end)
            except NotADay as refusal:
                self.add_error("end", refusal.message)
        return self.cleaned_data


def _boxes(name: str, text: str) -> dict[str, str]:
    """What the boxes of a day would have sent. What is no day goes into the first one as it is, to
    be read and corrected there."""
    parts = text.split("-")
    year, month, day = parts if len(parts) == len("YMD") else ("", "", text)
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}
