"""What is asked of a date on which a group meets. Shape only: what may be is for the rules."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.common.clock import LONDON
from frontend.components.fields import DateInWords, TimeInWords, WholeNumber
from frontend.components.typed import TypedText
from groups.models.gatherings import Gathering
from groups.rules.gatherings import GatheringPlan, InTurn, Repeats

MAX_TITLE, MAX_WORDS = 100, 300
EVERY = [
    (1, _("Every week")),
    (2, _("Every second week")),
    (3, _("Every third week")),
    (4, _("Every fourth week")),
]


class DateForm(forms.Form):
    title = TypedText(
        label=_("What shall we do?"), help_text=_("Like a walk, or coffee."), max_length=MAX_TITLE
    )
    day = DateInWords(label=_("On which day?"))
    starts_at = TimeInWords(label=_("When does it begin?"))
    ends_at = TimeInWords(
        label=_("When does it end?"), help_text=_("Leave it empty if nobody knows."), required=False
    )
    place_words = TypedText(label=_("Where do we meet?"), max_length=200, required=False)
    is_at_home = forms.BooleanField(
        label=_("That is at somebody’s home"),
        help_text=_("Then where it is stands in no message and in no calendar, only here."),
        required=False,
    )
    words = TypedText(
        label=_("Anything that is good to know?"),
        help_text=_("Like what to wear, or whom to look for."),
        max_length=MAX_WORDS,
        required=False,
    )
    costs = forms.BooleanField(
        label=_("It costs something"),
        help_text=_("Nobody is asked for money by this."),
        required=False,
    )

    def plan(self) -> GatheringPlan:
        return GatheringPlan(**self.fields_of_date())

    def fields_of_date(self) -> dict[str, Any]:
        """By the names under which they are kept; a time that is past midnight is of the next
        day."""
        answers = self.cleaned_data
        starts_at = datetime.combine(answers["day"], answers["starts_at"], LONDON)
        return {
            "title": answers["title"],
            "starts_at": starts_at,
            "ends_at": _end_of(starts_at, answers["ends_at"]),
            "place_words": answers["place_words"],
            "is_at_home": answers["is_at_home"],
            "words": answers["words"],
            "costs": answers["costs"],
        }


def _end_of(starts_at: datetime, ends: time | None) -> datetime | None:
    if ends is None:
        return None
    day = starts_at.date() + timedelta(days=int(ends <= starts_at.time()))
    return datetime.combine(day, ends, LONDON)


def answers_of(gathering: Gathering) -> dict[str, Any]:
    """The boxes as they would be filled in for it."""
    starts_at = gathering.starts_at.astimezone(LONDON)
    ends_at = gathering.ends_at.astimezone(LONDON) if gathering.ends_at else None
    return {
        "title": gathering.title,
        "day": starts_at.date(),
        "starts_at": starts_at.time(),
        "ends_at": ends_at.time() if ends_at else None,
        "place_words": gathering.place_words,
        "is_at_home": gathering.is_at_home,
        "words": gathering.words,
        "costs": gathering.costs,
    }


class RepeatingDatesForm(DateForm):
    """Some dates at once; and in turn: three free outings, then the hired room."""

    needed_for_some = ("other_title",)

    every_weeks = forms.TypedChoiceField(
        label=_("How often?"), choices=EVERY, coerce=int, widget=forms.RadioSelect
    )
    times = WholeNumber(
        label=_("How many times in all?"), help_text=_("At most 26."), min_value=2, max_value=26
    )
    other_every = WholeNumber(
        label=_("Is it something else every so many times?"),
        help_text=_("Like 4, where each fourth time is in a hired room. Leave it empty if not."),
        min_value=2,
        max_value=26,
        required=False,
    )
    other_title = TypedText(label=_("What is it those times?"), max_length=100, required=False)
    other_place_words = TypedText(
        label=_("Where do we meet those times?"), max_length=200, required=False
    )
    other_is_at_home = forms.BooleanField(
        label=_("Those times it is at somebody’s home"), required=False
    )
    other_costs = forms.BooleanField(label=_("Those times it costs something"), required=False)

    def repeats(self) -> Repeats:
        answers = self.cleaned_data
        other = InTurn(
            every=answers["other_every"] or 0,
            title=answers["other_title"],
            place_words=answers["other_place_words"],
            is_at_home=answers["other_is_at_home"],
            costs=answers["other_costs"],
        )
        is_in_turn = answers["other_every"] or other.title
        return Repeats(answers["every_weeks"], answers["times"], other if is_in_turn else None)


class CallOffDateForm(forms.Form):
    and_later = forms.BooleanField(
        label=_("Also those after it that were added together with it"), required=False
    )


class ComingForm(forms.Form):
    brings_words = TypedText(
        label=_("I bring, if anything"),
        help_text=_("Like cups, or the camera. The others read it."),
        max_length=120,
        required=False,
    )
