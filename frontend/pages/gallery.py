"""Every component in each of its states, for whoever builds pages. Demo only."""

import datetime

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from frontend.access import ActingRequest
from frontend.components.before_yes import before_yes
from frontend.components.blocks import AnswerSheet, ResultCard, Row, Tone
from frontend.components.fields import (
    DateInWords,
    PenceField,
    PostcodeField,
    TimeInWords,
    WholeNumber,
)
from frontend.components.typed import TypedText
from frontend.components.widgets import Checkboxes, Radios

# Not translated: nobody but us reads this page.
WAYS = [("card", "My own card"), ("council", "My council pays"), ("both", "Part of each")]
HELPS = [("quiet", "A quiet room"), ("rest", "Time to rest"), ("face", "A face I know")]


class EveryFieldForm(forms.Form):
    next_step = "Look at each box once more, or choose “Not now”."
    called = TypedText(label="What shall we call the group?", help_text="A few words.")
    story = TypedText(
        label="What would be good?", widget=forms.Textarea({"rows": 4}), required=False
    )
    way = forms.ChoiceField(
        label="How would you pay?",
        choices=WAYS,
        widget=Radios(hints={"council": "Someone at your council says yes first."}),
    )
    helps = forms.MultipleChoiceField(label="What helps you?", choices=HELPS, widget=Checkboxes)
    day = DateInWords(label="Which day?", help_text="Like 14 5 2027. The month may be a name.")
    time = TimeInWords(label="What time?", help_text="Like 10.30 am.")
    most = PenceField(label="The most you would pay for one session", help_text="Like 12.50.")
    people = WholeNumber(label="How many people?")
    postcode = PostcodeField(label="Your postcode", help_text="Just the first half is enough.")
    area = forms.ChoiceField(label="Which part?", choices=[("n", "North"), ("s", "South")])
    agree = forms.BooleanField(label="The others may see the name I chose")


CARDS = (
    ResultCard(
        title="Museum coffee morning",
        url="#",
        what="Something to do",
        summary="Coffee, old photographs and talk.",
        state="Has places",
        tone=Tone.GOOD,
        facts=(
            ("Where", "About ½ mile"),
            ("Price", "Example price: £4, pay on the day"),
            ("Memory problems", "Welcome. Checked by a connector in May 2027"),
            ("Stay without a carer", "Not known, ask"),
        ),
    ),
    ResultCard(
        title="Tuesday walkers",
        url="#",
        what="A group",
        state="Not yet",
        tone=Tone.WAITING,
        facts=(("Where", "About 2 miles"),),
    ),
    ResultCard(title="Choir", url="#", what="A group", state="Did not go ahead", tone=Tone.OVER),
)

ROWS = (
    Row("What", "Museum mornings, four Tuesdays"),
    Row("You said", "Up to £12.50 a session", change_url="#"),
    Row("In all, never more than", "£50", change_url="#"),
)

SHEET = AnswerSheet(
    title="Museum mornings",
    text="Four Tuesdays from 4 May 2027, at half past ten. You pay up to £12.50 each time.",
    code="PLUM 482",
    ticks=("Yes, I am in", "Not this time", "I would like to talk first"),
    lines=("Anything you want to say:",),
    give_to="Give this to your connector, or post it in the envelope.",
)


def components_page(request: ActingRequest) -> HttpResponse:
    filled = {"day": datetime.date(2027, 5, 14), "most": 1250, "way": "council"}
    wrong = EveryFieldForm(
        {"day_day": "31", "day_month": "June", "day_year": "2027", "most": "lots"}
    )
    context = {
        "fields": EveryFieldForm(initial=filled, auto_id="empty_%s"),
        "form": wrong,
        "cards": CARDS,
        "rows": ROWS,
        "sheet": SHEET,
        "questions": before_yes({"try_once": "Yes: come once before you say yes."}),
        "page_obj": Paginator(range(120), 10).get_page(request.GET.get("page", 4)),
        "when": datetime.datetime(2027, 5, 14, 9, 30, tzinfo=datetime.UTC),
    }
    return render(request, "gallery/components.html", context)
