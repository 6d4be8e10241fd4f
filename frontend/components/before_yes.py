"""What is answered beside every yes (M141), so that nobody has to find out afterwards."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from frontend.components.blocks import AnsweredQuestion


def before_yes(answers: Mapping[str, str]) -> list[AnsweredQuestion]:
    """The questions a person has before saying yes, in order, from {key: answer in words}.

    Keys: money_left_over, try_once, getting_there, in_hospital, who_runs_it, stopping, language.
    A key without an answer is shown as not known, with whom to ask: silence is not an answer.
    """
    questions = {
        "money_left_over": _("Will my council take back what I save?"),
        "try_once": _("Can I try it once, without paying?"),
        "getting_there": _("How do I get there, and home?"),
        "in_hospital": _("What if I am in hospital?"),
        "who_runs_it": _("Who runs this, and what is their number?"),
        "stopping": _("How do I complain, or stop?"),
        "language": _("Can I have this in British Sign Language, or in my language?"),
    }
    agreement = AnsweredQuestion(
        _("Who is my agreement with?"),
        _("Your agreement is with whoever runs it. Nobody owes another’s share."),
    )
    return [*_with_answers(questions, answers), agreement]


def before_provider_yes(answers: Mapping[str, str]) -> list[AnsweredQuestion]:
    """The same for whoever runs it. Keys: when_paid, for_how_many, call_off_by."""
    questions = {
        "when_paid": _("When am I paid?"),
        "for_how_many": _("For how many people?"),
        "call_off_by": _("What is the last date to call it off?"),
    }
    return _with_answers(questions, answers)


def _with_answers(
    questions: Mapping[str, str], answers: Mapping[str, str]
) -> list[AnsweredQuestion]:
    unknown_keys = set(answers) - set(questions)
    if unknown_keys:
        raise KeyError(f"no such question: {', '.join(sorted(unknown_keys))}")
    not_known = _("Not known. Please ask before you decide.")
    return [
        AnsweredQuestion(question, answers.get(key) or not_known)
        for key, question in questions.items()
    ]
