"""Another way than a little more: asked for by the person, looked for by a connector (M142)."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.common import clock
from community.common.refusals import NotFound
from community.people.acting import Acting
from community.people.states import RoleKind
from frontend.access import person_required, role_required
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import post_data, show_form
from frontend.pages.pool.texts import talk_url
from frontend.templatetags.formats import day_in_words
from pooling.pools.actions.another_way import answer_help_request, request_another_way
from pooling.pools.queries.help_requests import help_request_of_login, help_requests_of_login
from pooling.pools.queries.pool_details import question_for
from pooling.pools.states import PrivateQuestionKind

from .forms import AnotherWayForm, WhatWasFound

needs_connector = role_required(RoleKind.CONNECTOR)


@person_required
def other_way(request, pool_id, question_id):
    question = question_for(question_id=question_id, person_id=request.acting.person_id)
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
            messages.success(request, _("Somebody looks for another way, and tells you."))
            return redirect(back)
    return show_form(
        request,
        form,
        heading=_("Help me find another way"),
        intro=other_way_words(question),
        confirm=_("Help me find another way"),
        not_now=back,
        back=back,
        talk=talk_url(),
    )


def other_way_words(question) -> list[str]:
    """What happens when somebody asks for another way, on the page and at a visit."""
    return [
        _(
            "A connector of your area looks for a grant or a free place. They see your name, what"
            " it is, the share, and the day by which you need to know. There may be nothing."
        ),
        _("Nobody in the group is told, and nobody who runs it. Nothing is taken meanwhile."),
        _("You decide afterwards, by %(day)s: a new most, other money, or not this time.")
        % {"day": day_in_words(question.answer_by)},
    ]


@needs_connector
def asked_of_me(request):
    """Who asks for help with a cost in one's areas, the soonest day first."""
    return render(
        request, "pool/help_asked.html", {"lines": help_requests_of_login(request.user.pk)}
    )


@needs_connector
def answer_one(request, help_id):
    line = help_request_of_login(help_id=help_id, login_id=request.user.pk)
    form = WhatWasFound(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            answer_help_request(
                help_id=help_id,
                **form.cleaned_data,
                by=Acting(login=request.user),
                now=clock.now(),
            )
            messages.success(request, _("They are told, in the way they want to be reached."))
            return redirect("help_asked")
    return show_form(request, form, "pool/help_one.html", line=line)
