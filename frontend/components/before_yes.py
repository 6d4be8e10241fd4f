"""What is answered beside every yes (M141), so that nobody has to find out afterwards."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from community.common.telephone import to_ring
from community.places.models.areas import Area
from frontend.components.blocks import AnsweredQuestion


def before_yes(
    answers: Mapping[str, str], *, is_councils: bool = True, ask_url: str = ""
) -> list[AnsweredQuestion]:
    """The questions a person has before saying yes, in order, from {key: answer in words}.

    Keys: money_left_over, try_once, getting_there, in_hospital, who_runs_it, stopping, language.
    A key without an answer is shown as not known, with a link that asks: silence is not an answer.
    `is_councils`: whether any of the money may be the council's; else it takes nothing back.
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
    if not is_councils:
        del questions["money_left_over"]
        answers = {key: text for key, text in answers.items() if key != "money_left_over"}
    return [*_with_answers(questions, answers, ask_url), agreement]


def before_joining(area: Area) -> list[AnsweredQuestion]:
    """Before somebody comes into a group: none of it costs anything yet."""
    who = {"adviser": area.adviser_words, "phone": to_ring(area.adviser_phone)}
    return [
        AnsweredQuestion(
            _("Does it cost anything?"),
            _("No. Whatever a group would like to pay for together, each is asked by itself."),
        ),
        AnsweredQuestion(
            _("Can I try it once?"),
            _("Yes. You can leave again whenever you like, and need not say why."),
        ),
        AnsweredQuestion(
            _("How do I get there, and home?"),
            _("The group says when and where it meets once you are in it. You can ask there."),
        ),
        AnsweredQuestion(
            _("What if I am in hospital?"),
            _("Your place stays yours. One line on your page says so, and nothing is asked."),
        ),
        AnsweredQuestion(
            _("Who helps if something is wrong?"), _("%(adviser)s, on %(phone)s.") % who
        ),
        AnsweredQuestion(
            _("How do I complain, or stop?"),
            _("“Leave this group” stands on its page. How to complain stands under every page."),
        ),
        _language(reverse("where_to_turn")),
    ]


def before_choosing(area: Area, offers_url: str) -> list[AnsweredQuestion]:
    """Before somebody says with which offers they would be happy: nothing is bought by it."""
    who = {"adviser": area.adviser_words, "phone": to_ring(area.adviser_phone)}
    return [
        AnsweredQuestion(
            _("Do I pay by choosing?"),
            _("No. If it is to be paid together, each of you is asked by itself afterwards."),
        ),
        AnsweredQuestion(
            _("Can I try it once, how do I get there, and what if I am in hospital?"),
            _("Each offer answers that. What it does not say, you can ask its provider."),
            offers_url,
        ),
        AnsweredQuestion(
            _("Who helps if something is wrong?"), _("%(adviser)s, on %(phone)s.") % who
        ),
        AnsweredQuestion(
            _("How do I change my mind?"),
            _("Here, until the choice closes. Afterwards you can still say no to paying."),
        ),
    ]


def before_acting(area: Area | None) -> list[AnsweredQuestion]:
    """Before somebody agrees that another may act for them."""
    turn = _("The page of where to turn has the numbers.")
    if area is not None:
        who = {"adviser": area.adviser_words, "phone": to_ring(area.adviser_phone)}
        turn = _("%(adviser)s, on %(phone)s.") % who
    return [
        AnsweredQuestion(
            _("Can I stop it again?"),
            _("Yes, here, at once, by one press. You need not say why."),
        ),
        AnsweredQuestion(
            _("Can I still do everything myself?"),
            _("Yes. Whatever they do stands on your page, with their name."),
        ),
        AnsweredQuestion(_("Does it cost anything?"), _("No. Nobody is paid for it by this site.")),
        AnsweredQuestion(_("Who helps if something is wrong?"), turn),
        _language(reverse("where_to_turn")),
    ]


def _language(ask_url: str) -> AnsweredQuestion:
    question = _("Can I have this in British Sign Language, or in my language?")
    return AnsweredQuestion(question, _("Not known yet."), ask_url)


def before_provider_yes(answers: Mapping[str, str]) -> list[AnsweredQuestion]:
    """The same for whoever runs it. Keys: when_paid, for_how_many, call_off_by."""
    questions = {
        "when_paid": _("When am I paid?"),
        "for_how_many": _("For how many people?"),
        "call_off_by": _("What is the last date to call it off?"),
    }
    return _with_answers(questions, answers)


def _with_answers(
    questions: Mapping[str, str], answers: Mapping[str, str], ask_url: str = ""
) -> list[AnsweredQuestion]:
    unknown_keys = set(answers) - set(questions)
    if unknown_keys:
        raise KeyError(f"no such question: {', '.join(sorted(unknown_keys))}")
    not_known = _("Not known. Please ask before you decide.")
    return [
        AnsweredQuestion(question, answers[key])
        if answers.get(key)
        else AnsweredQuestion(question, not_known, ask_url)
        for key, question in questions.items()
    ]
