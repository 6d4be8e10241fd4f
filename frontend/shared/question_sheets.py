"""What one person is asked in private, on half a page to answer on (P58, M122)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.common.codes import format_code
from community.common.dates import format_day
from community.common.lifecycle import not_none
from community.common.money import format_pounds
from frontend.components.blocks import AnswerSheet, Picture
from frontend.shared.own_sheets import give_to
from frontend.shared.sheet_versions import version_line, with_how_put
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.queries.pool_details import share_text_of
from pooling.pools.queries.shares import coverage_of
from pooling.pools.queries.terms import version_number
from pooling.pools.queries.visits import last_day_to_answer
from pooling.pools.states import PrivateQuestionKind
from pooling.pools.wording.bills import what_changes
from pooling.pools.wording.visits import place_kept_text


@dataclass(frozen=True)
class QuestionTexts:
    """What is asked, the two answers as they stand on the sheet, and what else can be ticked."""

    lines: list[str]
    yes: str
    no: str
    others: tuple[str, ...] = ()


def _low_maximum(question: PrivateQuestion, shows_sums: bool) -> QuestionTexts:
    share = share_text_of(coverage_of(question.pledge.pool)) if shows_sums else ""
    return QuestionTexts(
        [_("The share is more than the most that you said."), *filter(None, [share])],
        yes=_("Up to £ ______ a session, from the same money"),
        no=_("Not this time"),
        others=(_("Help me find another way: a grant, or a free place"),),
    )


def _failed_payment(_question: PrivateQuestion, _shows_sums: bool) -> QuestionTexts:
    return QuestionTexts(
        [
            _("Your payment did not go through. Nothing was taken, from you or from anybody."),
            _("That happens often, and it need not mean anything is wrong."),
        ],
        yes=_("Try the same payment again"),
        no=_("Not this time"),
        others=(_("I would like to use other money: help me with that"),),
    )


def _new_share(question: PrivateQuestion, shows_sums: bool) -> QuestionTexts:
    count = not_none(question.instalment).count
    share = format_pounds(not_none(question.pence))
    what = (
        _("Fewer people share the next sessions, so the share would be %(share)s a session.")
        if shows_sums
        else _("Fewer people share the next sessions, so the share would be more.")
    )
    return QuestionTexts(
        [
            what % {"share": share},
            ngettext(
                "It is for the next payment, of %(count)d session.",
                "It is for the next payment, of %(count)d sessions.",
                count,
            )
            % {"count": count},
            _("If you say not this time, what is paid stays paid and you can still go to it."),
        ],
        yes=(
            _("Yes, %(share)s a session") % {"share": share}
            if shows_sums
            else _("Yes to the new share")
        ),
        no=_("Not this time"),
    )


def _new_terms(_question: PrivateQuestion, _shows_sums: bool) -> QuestionTexts:
    return QuestionTexts(
        [
            _("What is offered has changed. Everybody who said yes is asked again."),
            _("The most that you said stays the most you pay, unless you change it."),
        ],
        yes=_("Yes to what is offered now"),
        no=_("Not this time"),
    )


def _bill_change(question: PrivateQuestion, shows_sums: bool) -> QuestionTexts:
    change = (
        what_changes(question.pence)
        if shows_sums
        else _("It says that what you pay the council yourself would change.")
    )
    return QuestionTexts(
        [
            _("The office that keeps your money agreed to pay."),
            _("What you pay the council yourself: %(change)s") % {"change": change},
            _("This part counts only if you say yes to that."),
            _("If you say no, this money is not used. The rest of what you said stays."),
        ],
        yes=_("Yes, I know and I choose it"),
        no=_("No, not with this money"),
    )


QUESTION_TEXTS: dict[PrivateQuestionKind, Callable[[PrivateQuestion, bool], QuestionTexts]] = {
    PrivateQuestionKind.LOW_MAXIMUM: _low_maximum,
    PrivateQuestionKind.FAILED_PAYMENT: _failed_payment,
    PrivateQuestionKind.NEW_SHARE: _new_share,
    PrivateQuestionKind.NEW_TERMS: _new_terms,
    PrivateQuestionKind.BILL_CHANGE: _bill_change,
}


def question_texts(question: PrivateQuestion, *, shows_sums: bool = True) -> QuestionTexts:
    return QUESTION_TEXTS[PrivateQuestionKind(question.kind)](question, shows_sums)


def _about_the_date(question: PrivateQuestion) -> list[str]:
    if kept := place_kept_text(question):
        return [kept]
    return [
        _(
            "The date waits until you have been told, up to the end of %(day)s. That nobody came is"
            " never your “no”."
        )
        % {"day": format_day(last_day_to_answer(question))}
    ]


def question_sheet(
    question: PrivateQuestion,
    *,
    paper_code: str,
    shows_sums: bool = True,
    changes: tuple[tuple[str, str, str], ...] = (),
    office: Sequence[str] = (),
) -> AnswerSheet:
    """`paper_code`: the member's own; `changes`: (question, before, now) since their yes; `office`:
    what a yes said anew agrees to of those that keep the money."""
    pool, texts = question.pledge.pool, question_texts(question, shows_sums=shows_sums)
    answer_by = _("Please answer by %(day)s.") % {"day": format_day(question.answer_by)}
    ask = _("Ask me: I would like to talk first")
    version = str(version_number(pool))
    sheet = AnswerSheet(
        title=_("A question to you alone: %(what)s") % {"what": pool.terms.summary},
        text="\n".join(
            [
                *texts.lines,
                *office,
                *_about_the_date(question),
                answer_by,
                _("Nobody else is told that you were asked, or what you said."),
                version_line(version),
            ]
        ),
        code=f"{format_code(paper_code)} Q{question.pk}",
        version=version,
        ticks=(
            texts.yes,
            *texts.others,
            texts.no,
            ask,
        ),
        give_to=give_to(question.pledge.person),
        changes=changes,
        pictures={
            **{texts.yes: Picture.YES, texts.no: Picture.NO},
            **{answer_by: Picture.DAY, ask: Picture.PEOPLE},
        },
    )
    return with_how_put(sheet)
