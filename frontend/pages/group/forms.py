"""What is asked in a group's pages. Shape only: what may be is for groups.rules to say."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.messaging.models import MAX_SHORT_NAME
from frontend.components.fields import DateInWords, PostcodeField, WholeNumber, set_choices
from frontend.components.typed import TypedText
from frontend.components.widgets import Checkboxes, Radios
from frontend.pages.how_put import HowPutForm, HowPutOfYesForm
from groups.models.members import Group
from groups.models.offers import Offer
from groups.states import GroupBeginning, MoneyInHand, NameGoes, Purpose, Requirement
from groups.wording import offer_line_text, peer_consent_text


class JoinGroupForm(HowPutForm):
    """The name for the group, and the yes to what the others see: asked together, always."""

    known_as = TypedText(
        label=_("What shall the others in the group call you?"),
        help_text=_("It can be any name. It need not be your own."),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "nickname"}),
    )
    agrees = forms.BooleanField(label=_("I agree to this"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agrees"].help_text = peer_consent_text()


class GroupWordsForm(forms.Form):
    """What a group says of itself: strangers read it once somebody has looked at it."""

    name = TypedText(label=_("What shall we call the group?"), max_length=80)
    how_often = TypedText(
        label=_("How often?"), help_text=_("Like once a week, or now and then."), max_length=80
    )
    purpose_words = TypedText(label=_("In your own words"), max_length=300, required=False)


class StartGroupForm(GroupWordsForm, JoinGroupForm):
    needed_for_some = ("purposes",)
    postcode = PostcodeField(
        label=_("Where?"),
        help_text=_("A postcode. Only its first half is kept, and only that is shown."),
    )
    purposes = forms.MultipleChoiceField(
        label=_("Why do you come together?"),
        help_text=_("Tick all that fit. One is enough."),
        choices=Purpose.choices,
        widget=Checkboxes,
        required=False,
    )
    is_findable = forms.BooleanField(
        label=_("People near here may find the group and come in"),
        required=False,
        help_text=_(
            "Without this, only people you invite know of it. Somebody looks at your words before "
            "strangers read them, within two working days. What you tick, and about where, is out "
            "at once."
        ),
    )
    begins = forms.ChoiceField(
        label=_("When does the group begin for somebody who comes in?"),
        help_text=_("They read this before they come in. Leave it empty for at once."),
        choices=GroupBeginning.choices,
        required=False,
        widget=forms.RadioSelect,
    )

    def clean_begins(self) -> GroupBeginning:
        return GroupBeginning(self.cleaned_data["begins"] or GroupBeginning.OPEN)

    field_order = [
        "name",
        "postcode",
        "how_often",
        "purposes",
        "purpose_words",
        "known_as",
        "agrees",
        "is_findable",
        "begins",
    ]


class LeaveGroupForm(forms.Form):
    """Asks about the name only where a payment is to come; nothing said is: it goes now."""

    name_goes = forms.ChoiceField(
        label=_("Until when do the others read your name?"),
        help_text=_("Money and messages stop at once, whichever you choose."),
        required=False,
        initial=NameGoes.NOW,
        widget=Radios,
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if choices:
            set_choices(self, "name_goes", choices)
        else:
            del self.fields["name_goes"]

    def name_answer(self) -> NameGoes:
        return NameGoes(self.cleaned_data.get("name_goes") or NameGoes.NOW)


class NewcomerForm(forms.Form):
    """A connector's answer: the introduction, or in one line why not."""

    needed_for_some = ("why_not",)

    introduces = forms.BooleanField(required=False)
    why_not = TypedText(
        label=_("Why not? The newcomer reads this."), max_length=300, required=False
    )


class CodeForm(forms.Form):
    code = TypedText(
        label=_("The code on your card"),
        help_text=_("Small or large letters and spaces make no difference."),
        max_length=60,
        widget=forms.TextInput({"class": "govuk-input--width-20", "autocomplete": "off"}),
    )


class InviteForm(forms.Form):
    is_card = forms.ChoiceField(
        label=_("How will you invite somebody?"),
        choices=[("", _("With a link to send")), ("card", _("With a card to print"))],
        required=False,
        widget=forms.RadioSelect,
    )

    def clean_is_card(self) -> bool:
        return self.cleaned_data["is_card"] == "card"

    ends_on = DateInWords(
        label=_("Until which day does it open the group?"),
        help_text=_("Leave it empty for 30 days from now."),
        required=False,
    )


class OfferMessageForm(forms.Form):
    """A question about an offer, or the answer to one."""

    words = TypedText(
        label=_("What would you like to say?"),
        help_text=_("Name nobody. Whoever asked for the offer, and whoever made it, read this."),
        widget=forms.Textarea({"rows": 3}),
        max_length=500,
    )


class BriefWhatForm(forms.Form):
    what = TypedText(
        label=_("What would you like?"),
        help_text=_("A sentence or two. Name nobody: anybody may read this."),
        max_length=300,
    )
    when_words = TypedText(
        label=_("When?"), help_text=_("Like Tuesday mornings, from June."), max_length=200
    )
    where_words = TypedText(
        label=_("Where?"), help_text=_("Like close to the station."), max_length=200
    )


class BriefWhoForm(forms.Form):
    requirements = forms.MultipleChoiceField(
        label=_("What must be there, so that everybody can take part?"),
        help_text=_("Tick all that matter. Each offer says which of them it meets."),
        choices=Requirement.choices,
        widget=Checkboxes,
        required=False,
    )
    who_must_be_able = TypedText(
        label=_("Anything else that matters for somebody to take part?"),
        help_text=_("Name nobody. People who run things will read this."),
        widget=forms.Textarea({"rows": 4}),
        max_length=2000,
        required=False,
    )


class BriefAnswersForm(forms.Form):
    good_looks_like = TypedText(
        label=_("What would make it good?"),
        help_text=_("In your own words, if you like."),
        widget=forms.Textarea({"rows": 4}),
        max_length=2000,
        required=False,
    )
    people_about = WholeNumber(
        label=_("About how many people?"), min_value=1, max_value=200, required=False
    )
    money_in_hand = forms.ChoiceField(
        label=_("Is there money for it already?"),
        help_text=_("Never how much. Leave it empty if you would rather not say."),
        choices=MoneyInHand.choices,
        required=False,
        widget=Radios,
    )
    answers_by = DateInWords(
        label=_("Until which day may people answer?"),
        help_text=_("Two weeks is enough for most."),
    )


class BallotForm(HowPutOfYesForm):
    """Tick every offer one would be happy with; “none of these” is an answer too, and “go on
    without me” is none."""

    NONE, WITHOUT = "none", "without"
    approves = forms.MultipleChoiceField(
        label=_("Which of these would you be happy with?"),
        help_text=_("Tick all that you would be happy with, or “None of these”."),
        widget=Checkboxes,
    )

    is_without_them = False

    def __init__(self, *args: Any, offers: Iterable[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(offer.pk), offer_line_text(offer)) for offer in offers]
        alone = [(self.NONE, gettext("None of these")), (self.WITHOUT, gettext("Go on without me"))]
        set_choices(self, "approves", [*choices, *alone])

    def clean_approves(self) -> list[int]:
        answers = self.cleaned_data["approves"]
        if {self.NONE, self.WITHOUT} & set(answers) and len(answers) > 1:
            raise forms.ValidationError(
                gettext(
                    "Tick “None of these” or “Go on without me” alone, or the offers you would be "
                    "happy with."
                )
            )
        self.is_without_them = self.WITHOUT in answers
        return [int(text) for text in answers if text not in (self.NONE, self.WITHOUT)]


class PaperBallotForm(BallotForm):
    given_on = DateInWords(
        label=_("On which day did they give it to you?"),
        help_text=_("It counts by that day. Leave it empty for today."),
        required=False,
    )


class OpenDecisionForm(HowPutForm):
    closes_on = DateInWords(
        label=_("Until which day can people answer?"),
        help_text=_("A week gives people time to think."),
    )


class WhichGroupForm(forms.Form):
    group = forms.TypedChoiceField(
        label=_("Which group asks?"), coerce=int, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, groups: Iterable[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "group", [(group.pk, group.name) for group in groups])


class ShortNameForm(forms.Form):
    short_name = TypedText(
        label=_("What shall a text call this group?"),
        help_text=_(
            "Short, and nothing that tells what it is about. Like: Tuesday. Empty, it names none."
        ),
        max_length=MAX_SHORT_NAME,
        required=False,
    )


class JoinOnPaperForm(JoinGroupForm):
    """What is on a filled-in card, entered by somebody who works in the area. Who it is of comes
    first: a name says it of nobody (M77)."""

    NEW, SHEET = "new", "sheet"
    needed_for_some = ("sheet", "called", "through_words")

    who = forms.ChoiceField(label=_("Whose card is it?"), widget=forms.RadioSelect)
    sheet = TypedText(
        label=_("The code of one of their sheets"),
        help_text=_("Only for somebody of whom you have one."),
        max_length=60,
        required=False,
        widget=forms.TextInput({"class": "govuk-input--width-20", "autocomplete": "off"}),
    )
    called = TypedText(
        label=_("What do they like to be called?"),
        help_text=_("For somebody new. Only you and the people who help them see this."),
        max_length=60,
        required=False,
    )
    is_another = forms.BooleanField(
        label=_("Somebody called that is here already, and this is another person"), required=False
    )
    through_words = TypedText(
        label=_("Who will tell them what happens, and when?"),
        help_text=_("For somebody new. Like: the worker who visits on Thursdays."),
        max_length=120,
        required=False,
    )
    deputy_login_id = forms.TypedChoiceField(
        label=_("Who tells them when you cannot?"), coerce=int, empty_value=None, required=False
    )
    days_words = TypedText(
        label=_("On which days, or at what time?"), max_length=120, required=False
    )
    never_words = TypedText(
        label=_("Please never"),
        help_text=_("As they say it. Whoever meets or reaches them reads this."),
        max_length=120,
        required=False,
    )
    agrees = forms.BooleanField(label=_("They have ticked that they agree to this"), required=False)
    field_order = [
        "who",
        "sheet",
        "called",
        "is_another",
        "known_as",
        "agrees",
        "through_words",
        "deputy_login_id",
        "days_words",
        "never_words",
    ]

    def __init__(
        self,
        *args: Any,
        visited: Iterable[tuple[str, str]],
        deputies: Iterable[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, for_somebody=True, **kwargs)
        connector = gettext("A connector of the area")
        set_choices(self, "deputy_login_id", [("", connector), *deputies])
        new, sheet = gettext("Somebody new"), gettext("Somebody else who is here already")
        set_choices(self, "who", [(self.NEW, new), *visited, (self.SHEET, sheet)])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        who = data.get("who")
        needed = {self.NEW: ("called", "through_words"), self.SHEET: ("sheet",)}.get(who or "", ())
        for name in needed:
            if not data.get(name) and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])
        return data
