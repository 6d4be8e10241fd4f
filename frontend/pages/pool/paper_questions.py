"""A question to one person alone, on paper: its sheet, and the entry of what they answered on it,
whatever is asked (P58, M122)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from community.common import clock
from community.common.refusals import NotFound
from community.people.acting import Acting
from community.people.rules.sight import may_see
from community.people.scope_table import Seen
from frontend.access import (
    PersonRequest,
    RoleRequest,
    member_of_sheet,
    paper_entry_required,
    person_required,
    shows,
)
from frontend.components.blocks import AnswerSheet, Row
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import post_data, show_form
from frontend.pages.how_put import how_put_rows
from frontend.pages.pool.forms import PaperQuestionForm
from frontend.pages.pool.paper import office_rows
from frontend.pages.pool.review import ReviewStep, review_step, show_review
from frontend.pages.pool.texts import answers_beside_yes
from frontend.pages.printing import print_sheets
from frontend.shared.money_sheets import sheet_of_question
from frontend.shared.question_sheets import QuestionTexts, question_texts
from groups.models.members import Member
from groups.queries.members import asking_member
from pooling.pools.actions.private_questions import answer_question, check_answer
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.office_terms import split_digest
from pooling.pools.queries.office_terms import office_terms_of_question
from pooling.pools.queries.pool_details import PoolDetail, pool_for_member
from pooling.pools.queries.private_questions import question_of_person
from pooling.pools.states import PrivateQuestionKind, PrivateQuestionState


@person_required
@shows(Seen.CODES)
def pool_question_sheet(request: PersonRequest, pool_id: int, question_id: int) -> HttpResponse:
    """For whoever would rather answer on paper, or prints it for somebody they act for."""
    pool_detail = pool_for_member(pool_id=pool_id, by=request.acting, now=clock.now())
    member = asking_member(pool_detail.pool.group_id, request.acting)
    shows_sums = may_see(request.acting, Seen.SUMS, now=clock.now())
    question = _question(question_id, member, pool_id)
    sheet = sheet_of_question(question, member, pool_detail, request.acting, shows_sums=shows_sums)
    return _print(request, sheet)


@paper_entry_required
def paper_question_sheet(request: RoleRequest, code: str, question_id: int) -> HttpResponse:
    """To be taken to somebody who has no page."""
    member, acting, question, pool_detail = _asked_of(request, code, question_id)
    return _print(request, sheet_of_question(question, member, pool_detail, acting))


def _print(request: PersonRequest | RoleRequest, sheet: AnswerSheet) -> HttpResponse:
    return print_sheets(request, [sheet], heading=sheet.title)


def _question(question_id: int, member: Member, pool_id: int | None = None) -> PrivateQuestion:
    """One that is open, about a shared cost of this member's group."""
    question = question_of_person(question_id=question_id, person_id=member.person_id)
    pool = question.pledge.pool
    if pool.group_id != member.group_id or pool_id not in (None, pool.pk):
        raise NotFound("")
    return question


def _asked_of(
    request: RoleRequest, code: str, question_id: int
) -> tuple[Member, Acting, PrivateQuestion, PoolDetail]:
    member, acting = member_of_sheet(code, login=request.user)
    question = _question(question_id, member)
    pool_detail = pool_for_member(pool_id=question.pledge.pool_id, by=acting, now=clock.now())
    return member, acting, question, pool_detail


@paper_entry_required
def paper_question(request: RoleRequest, code: str, question_id: int) -> HttpResponse:
    """What is written on the sheet; a yes is held beside it once more before it counts."""
    member, acting, question, pool_detail = _asked_of(request, code, question_id)
    texts, step = question_texts(question), review_step(request)
    form = PaperQuestionForm(
        post_data(request),
        pool=pool_detail.pool,
        offices=office_terms_of_question(question),
        answers=[("yes", texts.yes), ("no", texts.no)],
        asks_maximum=question.kind == PrivateQuestionKind.LOW_MAXIMUM,
    )
    arguments: dict[str, Any] = {"question_id": question_id, "by": acting, "now": clock.now()}
    if step and step != ReviewStep.CHANGE and form.is_valid():
        with catch_refusals(form):
            if not form.is_yes:
                return _entered(request, member, answer_question(yes=False, **arguments))
            arguments |= {
                "max_pence": form.cleaned_data.get("max_pence"),
                "how_put": form.how_put(),
                "shown_digest": form.shown_digest,
            }
            if step == ReviewStep.LOOK:
                check_answer(**arguments)
                return _review(request, member, pool_detail, texts, form)
            answer = answer_question(yes=True, **arguments)
            return _entered(request, member, answer)
    return show_form(
        request,
        form,
        heading=_("What is ticked on the sheet of %(name)s?") % {"name": member.known_as},
        intro=[
            pool_detail.terms.summary,
            *texts.lines,
            _("Enter what they wrote, and nothing else. It shows as done on paper, by you."),
        ],
        confirm=_("Look it over"),
        not_now=reverse("paper_sheet", args=[member.paper_code]),
    )


def _entered(request: RoleRequest, member: Member, question: PrivateQuestion) -> HttpResponse:
    texts = {
        PrivateQuestionState.YES: _("Their yes is in. Tell them what they said, once more."),
        PrivateQuestionState.NO: _("It is entered. Nobody in the group is told."),
        PrivateQuestionState.ASKED: _(
            "What is offered has changed since that sheet. Their yes to it is kept, and the place"
            " is held. There is a new sheet to print, for the next visit."
        ),
    }
    messages.success(request, texts[PrivateQuestionState(question.state)])
    return redirect("paper_sheet", member.paper_code)


def _review(
    request: RoleRequest,
    member: Member,
    pool_detail: PoolDetail,
    texts: QuestionTexts,
    form: PaperQuestionForm,
) -> HttpResponse:
    """To hold against the sheet, and to read to them where they are there."""
    return show_review(
        request,
        heading=_("Look at it once more beside the sheet"),
        intro=[_("Nothing is entered yet. Where they are with you, read it to them.")],
        rows=[
            Row(_("They are asked"), "\n".join(texts.lines)),
            Row(_("%(name)s says") % {"name": member.known_as}, form.answer_text),
            *how_put_rows(form.how_put()),
            *office_rows(split_digest(form.shown_digest)[1], pool_detail.pool),
        ],
        questions=answers_beside_yes(
            pool_detail.terms, pool_detail.pool.provider, pool_detail.pool.area
        ),
        confirm=_("Enter their yes"),
        not_now=reverse("paper_sheet", args=[member.paper_code]),
        talk=reverse("paper_talk", args=[member.paper_code]),
    )
