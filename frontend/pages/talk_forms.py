"""With whom, how and on which day somebody talks first; and from paper, about what."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from community.common.dates import format_day
from community.people.models.talks import TalkRequest
from community.people.queries.talks import TalkPerson
from community.people.rules.talks import TalkChoice, TalkTopic
from community.people.states import TalkWay
from frontend.components.fields import set_choices
from frontend.components.widgets import Radios
from frontend.shared.talks import topic_key


class WhomField(forms.TypedChoiceField):
    """Who may be asked is the rule's to say: somebody may have left since the page was opened."""

    def valid_value(self, value: Any) -> bool:
        return True


class TalkForm(forms.Form):
    with_whom = WhomField(label=gettext_lazy("With whom?"), coerce=int, widget=Radios)
    way = forms.ChoiceField(
        label=gettext_lazy("How?"),
        help_text=gettext_lazy("By the way you said you are reached, signed or typed too."),
        choices=TalkWay.choices,
        widget=Radios,
    )
    day = forms.ChoiceField(label=gettext_lazy("On which day?"), widget=Radios)

    def __init__(
        self,
        *args: Any,
        people: Sequence[TalkPerson],
        days: Sequence[date],
        talk: TalkRequest | None = None,
        **kwargs: Any,
    ) -> None:
        """`talk`: the one that is moved."""
        if talk is not None:
            own = {"with_whom": talk.with_login_id, "way": talk.way, "day": talk.day.isoformat()}
            kwargs["initial"] = own
        super().__init__(*args, **kwargs)
        set_choices(
            self, "with_whom", [(each.login_id, f"{each.name}, {each.role}") for each in people]
        )
        ways = [(each.value, str(each.label).capitalize()) for each in TalkWay]
        set_choices(self, "way", ways)
        set_choices(self, "day", [(day.isoformat(), format_day(day)) for day in days])
        if len(people) == 1:
            self.fields["with_whom"].initial = people[0].login_id

    @property
    def choice(self) -> TalkChoice:
        cleaned = self.cleaned_data
        return TalkChoice(cleaned["way"], date.fromisoformat(cleaned["day"]), cleaned["with_whom"])


class PaperTalkForm(TalkForm):
    about = forms.ChoiceField(label=gettext_lazy("About what?"), widget=Radios)
    field_order = ("about", "with_whom", "way", "day")

    def __init__(self, *args: Any, topics: Sequence[TalkTopic], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "about", [(topic_key(topic), topic.text) for topic in topics])
