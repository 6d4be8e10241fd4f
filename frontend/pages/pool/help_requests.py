"""Another way than a little more: asked for by the person, looked for by a connector (M142)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.common import clock
from community.common.dates import format_day
from community.common.refusals import NotFound
from community.people.scope_table import Seen
from community.people.states import TalkAbout
from frontend.access import (
    PersonRequest,
    RoleRequest,
    acting_as_login,
    connector_required,
    person_required,
    shows,
)
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import post_data, show_form
from frontend.pages.pool.forms import AnotherWayForm, HelpOutcomeForm
from frontend.pages.pool.texts import talk_url
from frontend.shared.connectors import another_way_text
from frontend.shared.reaching import reaching_texts
from pooling.pools.actions.help_requests import answer_help_request, request_another_way
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.queries.help_requests import (
    connectors_for,
    help_request_of_login,
    help_requests_of_login,
)
from pooling.pools.queries.private_questions import question_of_person
from pooling.pools.states import PrivateQuestionKind


@person_required
@shows(Seen.QUESTIONS)
def pool_other_way(request: PersonRequest, pool_id: int, question_id: int) -> HttpResponse:
    question = question_of_person(question_id=question_id, person_id=request.acting.person_id)
    if question.pledge.pool_id != pool_id or question.kind != PrivateQuestionKind.LOW_MAXIMUM:
        raise NotFound("")
    form, back = (
        AnotherWayForm(post_data(request)),
        reverse("pool_question", args=[pool_id, question_id]),
    )
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            request_another_way(
                question_id=question_id, **form.cleaned_data, by=request.acting, now=clock.now()
            )
            messages.success(request, _("It is asked. You are told what is found."))
            return redirect(back)
    return show_form(
        request,
        form,
        heading=_("Help me find another way"),
        intro=another_way_texts(question),
        confirm=_("Help me find another way"),
        not_now=back,
        back=back,
        talk=talk_url(TalkAbout.POOL, pool_id),
    )


def another_way_texts(question: PrivateQuestion) -> list[str]:
    """What happens when somebody asks for another way, on the page and at a visit."""
    return [
        another_way_text(may_be_answered=bool(connectors_for(question.pledge))),
        _("Nobody in the group is told, and nobody who runs it. Nothing is taken meanwhile."),
        _("You decide afterwards, by %(day)s: a new most, other money, or not this time.")
        % {"day": format_day(question.answer_by)},
    ]


@connector_required
def help_requests_page(request: RoleRequest) -> HttpResponse:
    """Who asks for help with a cost in one's areas, the soonest day first."""
    return render(
        request,
        "pool/help_requests.html",
        {"help_requests": help_requests_of_login(request.user.pk)},
    )


@connector_required
def help_request_page(request: RoleRequest, help_id: int) -> HttpResponse:
    help_request = help_request_of_login(help_id=help_id, login_id=request.user.pk)
    form = HelpOutcomeForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            answer_help_request(
                help_id=help_id,
                outcome=form.cleaned_data["found"],
                outcome_words=form.cleaned_data["words"],
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(request, _("They are told, in the way they want to be reached."))
            return redirect("help_requests")
    return show_form(
        request,
        form,
        "pool/help_request.html",
        help_request=help_request,
        reaching=reaching_texts(help_request.person_id),
    )
