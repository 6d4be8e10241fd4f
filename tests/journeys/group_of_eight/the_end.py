"""The founder stops. The group ends only with a next step, or “No thanks”, of each."""

from groups.models.endings import NextStep
from groups.models.members import Group
from tests.journeys.steps import enters_from_sheet
from tests.journeys.story import step


@step
def the_founder_proposes_that_it_ends_and_says_why_in_one_line(founder):
    _to_the_group(founder)
    founder.presses("Leave this group")
    founder.presses("Not now")
    founder.presses("Propose that this group ends")
    founder.chooses("Why does it end?", "Our money for it was taken away")
    founder.reads("It never ends because nobody answered")
    founder.presses("Propose that it ends")
    founder.reads("It waits for a second person.")


@step
def another_agrees(other):
    _to_the_group(other)
    other.presses("I agree to this")
    _to_the_group(other)
    other.reads("This group is ending, by", "Our money for it was taken away")
    other.does_not_read("Invite somebody", "Write down what you want")


@step
def says_what_is_next(who, answer, words=""):
    _to_the_group(who)
    who.presses("Say what is next for you, or “No thanks”")
    who.chooses("What is next for you?", answer)
    if words:
        who.types("Is there more to say?", words)
    who.presses("Keep this")
    who.reads("It is kept. You can change it.", f"What is next for you: {answer}.")


@step
def it_has_not_ended_while_one_has_not_said(other, town):
    town.work()
    _to_the_group(other)
    other.reads("This group is ending, by")
    assert Group.objects.get().state == "ending"


@step
def dot_says_hers_on_paper(connie, sheet):
    enters_from_sheet(connie, sheet)
    connie.presses("Their group ends: enter what is next for them")
    connie.chooses("What is next for you?", "I would like to talk to somebody about it")
    connie.presses("Enter this")
    connie.reads("It is entered.")


@step
def it_has_ended_and_can_be_read_and_begun_again(other):
    _to_the_group(other)
    other.reads(
        "This group ended on",
        "You can read its page until",
        "Propose that it begins again",
        "Dot",
        "All our dates",
    )
    assert NextStep.objects.exclude(kind="").count() == 8


@step
def the_connector_speaks_to_whoever_asked(connie, called, words):
    connie.goes_to("/connect/checks/")
    connie.presses("People whose group ends")
    connie.reads("Our money for it was taken away", "Dot", called, words)
    connie.does_not_read("founder", "member-2")
    connie.presses(f"I have spoken to {called}")
    connie.presses("I have spoken to Dot")
    connie.reads("None.")


def _to_the_group(who):
    who.goes_to("/groups/")
    who.presses("Tuesday people")
