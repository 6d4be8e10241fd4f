"""What is asked of whoever tells a place about somebody: five answers at most (M79, M117)."""

from calendar import day_name
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from community.places.queries import find_location_to_search
from community.places.rules import MAX_POSTCODE_CHARS
from frontend.components.fields import set_choices
from frontend.components.typed import TypedText
from frontend.components.widgets import Checkboxes, Radios
from marketplace.referrals.models.referrals import (
    MAX_CALLED_CHARS,
    MAX_LINE_CHARS,
    MAX_REFERENCE_CHARS,
    MAX_TIE_CHARS,
)
from marketplace.referrals.referral_request import AgreementSaid, ReferralRequest
from marketplace.referrals.states import AgreementHow, ReachedBy, ReferrerKind
from providers.states import HelpAsked

MAX_CONTACT_CHARS = 254
HOW_A_WORKER_KNOWS = (AgreementHow.TOLD_WORKER, AgreementHow.AT_VISIT)
NEIGHBOURS_KINDS = [each for each in ReferrerKind if each != ReferrerKind.WORKER]


class ReferForm(forms.Form):
    """`is_worker`: of a body, who may be the way to somebody, or name nobody. `has_connector`:
    somebody is there to read how whoever sends it belongs to the place, and to ask it (T16)."""

    needed_for_some = ("called", "line", "contact")
    referrer_kind = forms.ChoiceField(
        label=gettext_lazy("Who are you to them?"),
        widget=Radios,
        error_messages={"required": gettext_lazy("Say who you are to them.")},
    )
    called = TypedText(
        label=gettext_lazy("What shall they call the person?"),
        help_text=gettext_lazy("A first name, or any other that they like."),
        max_length=MAX_CALLED_CHARS,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    postcode = TypedText(
        label=gettext_lazy("Roughly where?"),
        help_text=gettext_lazy("A postcode. Only its first half is kept."),
        max_length=MAX_POSTCODE_CHARS,
        widget=forms.TextInput({"class": "govuk-input--width-10", "autocomplete": "off"}),
    )
    line = TypedText(
        label=gettext_lazy("What might they like? One line."),
        help_text=gettext_lazy("They can read this, and so can whoever you send it to."),
        max_length=MAX_LINE_CHARS,
        required=False,
    )
    reached_by = forms.ChoiceField(
        label=gettext_lazy("How can they be reached?"), widget=Radios, required=False
    )
    contact = TypedText(
        label=gettext_lazy("Their e-mail address or telephone number"),
        help_text=gettext_lazy("One that is theirs alone, and that you do not use."),
        max_length=MAX_CONTACT_CHARS,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    help_asked = forms.MultipleChoiceField(
        label=gettext_lazy("What help is asked of the place?"),
        choices=[(each.value, capfirst(str(each.label))) for each in HelpAsked],
        widget=Checkboxes,
        required=False,
    )
    days = forms.TypedMultipleChoiceField(
        label=gettext_lazy("On which days could they come?"),
        help_text=gettext_lazy("None ticked is any day."),
        coerce=int,
        widget=Checkboxes,
        required=False,
    )
    outline_line = TypedText(
        label=gettext_lazy("A line that the place reads before any name"),
        help_text=gettext_lazy("Leave out names, numbers, streets, ages and illnesses."),
        max_length=MAX_LINE_CHARS,
        required=False,
    )
    to_connector = forms.BooleanField(
        label=gettext_lazy("The place would know who it is: let somebody who works here ask them"),
        required=False,
    )
    tie_words = TypedText(
        label=gettext_lazy("If you own it, work there or are related to whoever does: how?"),
        help_text=gettext_lazy("Whoever works here reads this; the place does not."),
        max_length=MAX_TIE_CHARS,
        required=False,
    )
    own_reference = TypedText(
        label=gettext_lazy("Your team’s own reference"),
        help_text=gettext_lazy("Only your team reads it."),
        max_length=MAX_REFERENCE_CHARS,
        required=False,
    )
    agreement = forms.ChoiceField(
        label=gettext_lazy("How did they agree, today?"),
        help_text=gettext_lazy("Needed where you name them."),
        widget=Radios,
        required=False,
    )
    is_another = forms.BooleanField(
        label=gettext_lazy("Somebody of that name is here already, and this is another person"),
        required=False,
    )
    is_under_18 = forms.BooleanField(
        label=gettext_lazy("They are under 18"),
        help_text=gettext_lazy("Then nothing is kept, and you read whom to ask."),
        required=False,
    )

    def __init__(
        self, *args: Any, is_worker: bool, asks_first: bool, has_connector: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        kinds = [ReferrerKind.WORKER, *NEIGHBOURS_KINDS] if is_worker else NEIGHBOURS_KINDS
        set_choices(self, "referrer_kind", [(each.value, capfirst(each.label)) for each in kinds])
        ways = [ReachedBy.CONTACT]
        if is_worker:
            ways = [ReachedBy.THROUGH_SENDER, ReachedBy.CONTACT, ReachedBy.NOBODY_NAMED]
        set_choices(self, "reached_by", [(each.value, capfirst(each.label)) for each in ways])
        set_choices(self, "days", [(n, str(_(name))) for n, name in enumerate(day_name)])
        how = [(each.value, capfirst(str(each.label))) for each in HOW_A_WORKER_KNOWS]
        set_choices(self, "agreement", how)
        if not is_worker:
            for name in ("reached_by", "own_reference", "agreement", "is_another"):
                del self.fields[name]
        if not asks_first:
            del self.fields["help_asked"]
        if not has_connector:
            del self.fields["to_connector"], self.fields["tie_words"]

    def told(self, listing_id: int) -> ReferralRequest:
        said = self.cleaned_data
        how = said.get("agreement")
        return ReferralRequest(
            listing_id=listing_id,
            referrer_kind=ReferrerKind(said["referrer_kind"]),
            outward_code=find_location_to_search(said["postcode"]).outward_code,
            called=said["called"],
            line=said["line"],
            reached_by=self._way(),
            contact=said["contact"],
            is_under_18=said["is_under_18"],
            help_asked=said.get("help_asked", []),
            days=said["days"],
            outline_line=said["outline_line"],
            to_connector=said.get("to_connector", False),
            own_reference=said.get("own_reference", ""),
            tie_words=said.get("tie_words", ""),
            agreement=AgreementSaid(AgreementHow(how), clock.today()) if how else None,
            person_id=None,
            is_another=said.get("is_another", False),
        )

    def _way(self) -> ReachedBy:
        if self.cleaned_data["referrer_kind"] == ReferrerKind.ONESELF:
            return ReachedBy.OWN_PLAN
        return ReachedBy(self.cleaned_data.get("reached_by") or ReachedBy.CONTACT)
