"""What is asked of whoever writes a decision down. What has to be said is for the rules to say."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.people.models.decisions import DecisionRecord
from community.people.states import DecisionBasis, DecisionRecordKind, Interpreter
from frontend.components.blocks import AnswerSheet
from frontend.components.fields import MORE_THAN_NOTHING, DateInWords, PenceField, set_choices
from frontend.components.typed import TypedText
from frontend.components.widgets import Radios
from frontend.pages.group.forms import JoinGroupForm
from frontend.shared.connectors import give_to_text

# What two hold together is so by their authority: nobody ticks it.
WRITTEN_KINDS = [
    (kind.value, kind.label) for kind in (DecisionRecordKind.ORDINARY, DecisionRecordKind.CAREFUL)
]


class DecisionForm(forms.Form):
    needed_for_some = ("max_pence", "what_they_showed", "shown_words", "why_words", "review_on")
    about = forms.ChoiceField(
        label=_("What is it about?"),
        help_text=_("It lets this one thing be done, once."),
        required=False,
        widget=Radios,
    )
    question = TypedText(
        label=_("What was asked, in a line?"),
        help_text=_("Like: “Does she come on Tuesdays?” The person reads it."),
        max_length=200,
    )
    chosen = TypedText(label=_("What was chosen?"), max_length=200)
    what_they_showed = TypedText(
        label=_("What did they say or show?"),
        help_text=_("One line is enough: a word, a look, what they held on to."),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        required=False,
    )
    basis = forms.ChoiceField(label=_("Who decided?"), choices=DecisionBasis.choices, widget=Radios)
    kind = forms.ChoiceField(
        label=_("What kind of decision is it?"),
        choices=WRITTEN_KINDS,
        widget=Radios(
            hints={
                DecisionRecordKind.ORDINARY: _("It counts at once. What is below can stay empty."),
                DecisionRecordKind.CAREFUL: _(
                    "A second person looks at it within two working days. Until then it is held, "
                    "and nothing of theirs runs out."
                ),
            }
        ),
    )
    who_was_asked = TypedText(
        label=_("Who was asked?"),
        help_text=_("“Nobody else” is fine. No relative is needed."),
        max_length=200,
        required=False,
    )
    least_limiting_words = TypedText(
        label=_("What else was there, and why does this limit them least?"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        required=False,
    )
    why_words = TypedText(
        label=_("Only if it was decided for them: why could they not decide this, this time?"),
        help_text=_("“Could not decide this, this time, because …”. It is about this alone."),
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        required=False,
    )
    shown_words = TypedText(
        label=_("How was it put to them?"),
        help_text=_("Read aloud, in pictures, signed, in which language."),
        max_length=200,
        required=False,
    )
    interpreted_by = forms.ChoiceField(
        label=_("Through whom did they answer?"),
        choices=Interpreter.choices,
        widget=Radios,
    )
    max_pence = PenceField(
        label=_("Only if it costs something: the most for one session"),
        help_text=_("An office that looks after their money still has to agree to it."),
        required=False,
        validators=[MORE_THAN_NOTHING],
    )
    review_on = DateInWords(label=_("When is it looked at again?"), required=False)

    def __init__(self, *args: Any, things: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        not_here = ("", gettext("Something that is not done on this site"))
        set_choices(self, "about", [*things, not_here])


class JoinByDecisionForm(JoinGroupForm):
    # As it was written down with the decision. (`None` takes a box off, as Django has it.)
    shown_words = None  # type: ignore[assignment]
    interpreted_by = None  # type: ignore[assignment]
    code = TypedText(
        label=_("The code of their card, if they have one"), max_length=60, required=False
    )


def blank_sheet(area_id: int | None, code: str = "") -> AnswerSheet:
    """To fill in by hand, and for a worker to enter, where one works."""
    return AnswerSheet(
        title=gettext("A decision for somebody"),
        text=gettext(
            "For one decision, this time. If it is free, ordinary and can be undone, the first"
            " three lines are enough."
        ),
        code=code,
        lines=tuple(
            str(DecisionForm.base_fields[name].label)
            for name in (
                "question", "chosen", "what_they_showed", "who_was_asked", "least_limiting_words",
                "why_words", "shown_words", "interpreted_by", "max_pence", "review_on",
            )
        ),
        ticks=(
            *(str(basis.label).capitalize() for basis in DecisionBasis),
            *(str(label).capitalize() for _kind, label in WRITTEN_KINDS),
        ),
        give_to=give_to_text(area_id),
    )  # fmt: skip


def joint_sheet(record: DecisionRecord, code: str) -> AnswerSheet:
    """For the other of two who decide only together: what was written down, and their answer."""
    return AnswerSheet(
        title=gettext("Your yes is asked for"),
        text=gettext(
            "You decide for somebody only together. %(who)s wrote down: %(question)s %(chosen)s"
        )
        % {
            "who": record.by_login.name if record.by_login else "",
            "question": record.question,
            "chosen": record.chosen,
        },
        code=code,
        ticks=(gettext("I say yes too"), gettext("No")),
        lines=(gettext("Your name"), gettext("The day")),
        give_to=give_to_text(record.person.area_id),
    )
