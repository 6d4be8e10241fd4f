"""How forms are drawn, in small samples of our own."""

import pytest
from django import forms
from django.utils.translation import gettext_lazy

from community.common.refusals import NotFound, Refused
from frontend.components.fields import DateInWords, PenceField
from frontend.components.refusals import catch_refusals
from frontend.components.widgets import Radios
from tests.frontend.markup import canonical


class StartGroup(forms.Form):
    called = forms.CharField(label="What shall we call it?", help_text="A few words.")
    most = PenceField(label="The most you would pay")
    way = forms.ChoiceField(
        label="How?",
        choices=[("card", "My card"), ("council", "My council")],
        widget=Radios(hints={"council": "Someone there says yes first."}),
    )
    when = DateInWords(label="Which day?")
    story = forms.CharField(label="Your story", required=False, widget=forms.Textarea({"rows": 3}))
    agree = forms.BooleanField(label="They may see my name")


def test_a_box_is_joined_to_its_label_hint_and_error():
    drawn = StartGroup({})["called"].as_field_group()
    assert canonical(drawn) == canonical("""
        <div class="govuk-form-group govuk-form-group--error">
          <label class="govuk-label" for="id_called">What shall we call it?</label>
          <div id="id_called-hint" class="govuk-hint">A few words.</div>
          <p id="id_called-error" class="govuk-error-message">
            <span class="govuk-visually-hidden">Error:</span>
            “What shall we call it?” needs an answer.
          </p>
          <input type="text" name="called" id="id_called" aria-invalid="true"
            aria-describedby="id_called-hint id_called-error"
            class="govuk-input govuk-input--error">
        </div>""")


def test_money_keeps_what_was_typed_beside_its_sign():
    drawn = StartGroup({"most": "lots & lots"})["most"].as_field_group()
    assert '<div class="govuk-input__prefix" aria-hidden="true">£</div>' in drawn
    assert 'value="lots &amp; lots"' in drawn


def test_each_choice_is_joined_to_its_hint():
    drawn = StartGroup(initial={"way": "council"})["way"].as_field_group()
    assert canonical(drawn) == canonical("""
        <div class="govuk-form-group">
          <fieldset class="govuk-fieldset">
            <legend class="govuk-fieldset__legend">How?</legend>
            <div class="govuk-radios">
              <div class="govuk-radios__item">
                <input class="govuk-radios__input" id="id_way" name="way" type="radio" value="card">
                <label class="govuk-label govuk-radios__label" for="id_way">My card</label>
              </div>
              <div class="govuk-radios__item">
                <input class="govuk-radios__input" id="id_way-2" name="way" type="radio"
                  value="council" checked aria-describedby="id_way-2-item-hint">
                <label class="govuk-label govuk-radios__label" for="id_way-2">My council</label>
                <div id="id_way-2-item-hint" class="govuk-hint govuk-radios__hint">
                  Someone there says yes first.</div>
              </div>
            </div>
          </fieldset>
        </div>""")


def test_our_own_answers_begin_with_a_capital_and_chosen_names_stay_as_they_are():
    class Who(forms.Form):
        who = forms.ChoiceField(
            choices=[("1", "ann of the quay"), ("2", gettext_lazy("not known"))], widget=Radios
        )

    labels = [option.label for option in Who()["who"].options]
    assert labels == ["ann of the quay", "Not known"]


def test_only_the_box_at_fault_in_a_date_is_marked():
    drawn = StartGroup({"when_day": "14", "when_month": "Mai", "when_year": "2027"})["when"]
    marked = [box["part"] for box in drawn.boxes if box["at_fault"]]
    assert (marked, [box["value"] for box in drawn.boxes]) == (["month"], ["14", "Mai", "2027"])


def test_what_may_be_left_out_says_so():
    drawn = StartGroup()["story"].as_field_group()
    assert "Your story (optional)" in drawn
    assert "<textarea" in drawn


def test_the_first_question_can_be_the_heading_of_its_page():
    class OneQuestion(StartGroup):
        heading = "called"

    assert '<h1 class="govuk-label-wrapper">' in OneQuestion()["called"].as_field_group()
    assert "<h1" not in OneQuestion()["story"].as_field_group()


def test_a_form_of_our_own_may_ask_for_what_is_missing_in_its_own_words():
    class Named(forms.Form):
        called = forms.CharField(error_messages={"required": "Give it a name."})

    assert Named({}).errors == {"called": ["Give it a name."]}


def test_a_tick_that_is_needed_is_asked_for_as_a_tick():
    assert StartGroup({}).errors["agree"] == ["Tick “They may see my name” to go on."]


def test_what_was_typed_cannot_become_markup():
    drawn = str(StartGroup({"called": '"><script>', "story": "</textarea><script>"}))
    assert "<script>" not in drawn


class TooMuch(Refused):
    code, field = "too_much", "most"


def answered(**typed):
    form = StartGroup(
        {
            "called": "Walkers",
            "most": "12",
            "way": "card",
            "when_day": "14",
            "when_month": "5",
            "when_year": "2027",
            "agree": "on",
            **typed,
        }
    )
    assert form.is_valid(), form.errors
    return form


@pytest.mark.usefixtures("db")
def test_a_refusal_lands_beside_its_field_with_what_to_do_next():
    form = answered()
    with catch_refusals(form):
        raise TooMuch("This is more than you have.", next_step="Say less.")
    assert (form.errors, form.next_step) == (
        {"most": ["This is more than you have."]},
        "Say less.",
    )


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("field", [None, "somewhere_else"])
def test_a_refusal_about_no_field_of_this_form_is_in_the_summary(field):
    form = answered()
    with catch_refusals(form):
        raise Refused("The door is closed.", field=field)
    assert form.non_field_errors() == ["The door is closed."]


@pytest.mark.usefixtures("db")
def test_what_is_not_there_is_not_a_matter_for_the_form():
    with pytest.raises(NotFound), catch_refusals(answered()):
        raise NotFound("No such group.")


@pytest.mark.usefixtures("db")
def test_leaving_by_return_leaves_the_form_clean():
    form = answered()

    def page():
        with catch_refusals(form):
            return "done"

    assert (page(), form.errors) == ("done", {})
