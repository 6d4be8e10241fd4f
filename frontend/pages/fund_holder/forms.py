"""A box for the answer to each line. What each answer needs is for the rule to say."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from community.common.shown import Shown, shown_from
from frontend.components.fields import DateInWords, PenceField
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.components.widgets import Money
from frontend.pages.form_page import parse_id
from pooling.payments.queries.commitments import CommitmentSummary
from pooling.payments.rules import check_answer
from pooling.payments.states.commitments import BillChange, CommitmentAnswer, RefusalReason

LEAVE_FOR_NOW = "later"
FOR_INVOICES = ("reference", "order_number")
PREFIX = "line"  # of the boxes of one line, before its number

type Change = tuple[str, str, str]  # question, then, now


def answered_ids(data: QueryDict) -> set[int]:
    """The lines that were answered, also those that nobody is asked about any more."""
    names = (name for name in data if name.startswith(PREFIX) and name.endswith("-answer"))
    return {
        parse_id(name.removeprefix(PREFIX).removesuffix("-answer"))
        for name in names
        if data[name] not in ("", LEAVE_FOR_NOW)
    }


class CommitmentAnswerForm(forms.Form):
    """One line's answer. What each answer needs is for the rule to say."""

    needed_for_some = (
        "answer",
        "bill_change",
        "bill_change_pence",
        "reference",
        "order_number",
        "when_words",
        "when_owner",
        "when_on",
        "refusal_reason",
        "refusal_words",
    )
    changed_message = ""  # where it was answered as it stood before
    changes: Sequence[Change] = ()  # what it said then, and says now
    shown_digest = TypedText(widget=forms.HiddenInput, required=False)
    shown = TypedText(widget=forms.HiddenInput, required=False)
    answer = forms.ChoiceField(
        label=gettext_lazy("Your answer"),
        choices=[
            (LEAVE_FOR_NOW, gettext_lazy("Leave it for now")),
            *CommitmentAnswer.choices,
        ],
        initial=LEAVE_FOR_NOW,
        required=False,
    )
    bill_change = forms.ChoiceField(
        label=gettext_lazy("If yes: does what they pay the council themselves change?"),
        choices=[("", gettext_lazy("Choose")), *BillChange.choices],
        required=False,
    )
    bill_change_pence = PenceField(
        label=gettext_lazy("If it changes: by how much?"),
        required=False,
        widget=Money(suffix=gettext_lazy("a week")),
    )
    reference = TypedText(
        label=gettext_lazy("If yes: your own reference for them, for the invoice"),
        max_length=40,
        required=False,
    )
    order_number = TypedText(
        label=gettext_lazy("If yes: an order number, for the invoice"),
        max_length=40,
        required=False,
    )
    when_words = TypedText(
        label=gettext_lazy("What has to be done first?"), max_length=200, required=False
    )
    when_owner = TypedText(label=gettext_lazy("Who does it?"), max_length=120, required=False)
    when_on = DateInWords(label=gettext_lazy("By which day?"), required=False)
    refusal_reason = forms.ChoiceField(
        label=gettext_lazy("Why not?"),
        choices=[("", gettext_lazy("Choose")), *RefusalReason.choices],
        required=False,
    )
    refusal_words = TypedText(
        label=gettext_lazy("The reason in words"),
        help_text=gettext_lazy("The person reads it."),
        max_length=200,
        required=False,
    )

    def __init__(
        self, data: QueryDict | None = None, *, line: CommitmentSummary, **kwargs: Any
    ) -> None:
        super().__init__(data, prefix=f"{PREFIX}{line.commitment_id}", **kwargs)
        self.initial["shown_digest"] = line.digest
        self.initial["shown"] = json.dumps(line.shown)
        self.line = line

    @property
    def is_filled(self) -> bool:
        return self.is_bound and self["answer"].value() not in (None, "", LEAVE_FOR_NOW)

    def values(self) -> dict[str, Any]:
        answer = {name: value for name, value in self.cleaned_data.items() if name != "shown"}
        return {"commitment_id": self.line.commitment_id, **answer}

    @property
    def is_to_other_words(self) -> bool:
        """A yes to what stood there before: the line has changed since it was shown."""
        if not self.is_filled or self.cleaned_data["answer"] == CommitmentAnswer.NO:
            return False
        return self.cleaned_data["shown_digest"] != self.line.digest

    def shown_before(self) -> Shown:
        """What stood there when it was answered."""
        return shown_from(self.cleaned_data["shown"], self.cleaned_data["shown_digest"])

    def check(self) -> None:
        """The rule's no, before the review, beside the box it is about."""
        not_checked = ("shown_digest", "shown", *FOR_INVOICES)
        values = {
            name: value for name, value in self.cleaned_data.items() if name not in not_checked
        }
        with catch_refusals(self):
            check_answer(values.pop("answer"), **values)

    @property
    def yes_fields(self) -> list[BoundField]:
        return [self[name] for name in ("bill_change", "bill_change_pence", *FOR_INVOICES)]

    @property
    def when_fields(self) -> list[BoundField]:
        return [self["when_words"], self["when_owner"], self["when_on"]]

    @property
    def no_fields(self) -> list[BoundField]:
        return [self["refusal_reason"], self["refusal_words"]]


@dataclass
class AnswerForms:
    """Every line's form, read by the page's summary of faults as if it were one form."""

    forms: list[CommitmentAnswerForm]

    @property
    def filled_forms(self) -> list[CommitmentAnswerForm]:
        return [form for form in self.forms if form.is_filled]

    @property
    def errors(self) -> list:
        return [form.errors for form in self.filled_forms if form.errors]

    @property
    def non_field_errors(self) -> list[str]:
        return [str(error) for form in self.filled_forms for error in form.non_field_errors()]

    @property
    def next_step(self) -> str:
        return next(
            (step for form in self.filled_forms if (step := getattr(form, "next_step", ""))), ""
        )

    def __iter__(self) -> Iterator[BoundField]:
        return (field for form in self.filled_forms for field in form)

    def check(self) -> bool:
        for form in self.filled_forms:
            if form.is_valid():
                form.check()
        return not self.errors
