"""A place's answer, read out to a connector by telephone and written down by them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from community.common import clock
from frontend.access import RoleRequest, acting_as_login, connector_required
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import post_data, show_form
from frontend.pages.provide.visits import VisitAnswerForm
from frontend.pages.visits.lines import ToldByForm
from providers.actions.visit_answers import answer_visit_request
from providers.queries.visit_requests import summary_of, visit_of_area
from providers.wording.visit_answers import law_text


class ToldVisitAnswerForm(ToldByForm, VisitAnswerForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name != "told_by"])


@connector_required
def visit_answer_told(request: RoleRequest, visit_request_id: int) -> HttpResponse:
    """The same answers as on the place's own page; it says through whom. No name before the yes."""
    visit = visit_of_area(visit_request_id, area_ids=request.area_ids)
    form = ToldVisitAnswerForm(post_data(request), visit=visit)
    to = reverse("unfair_answers")
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            told_by = form.cleaned_data.pop("told_by")
            answer_visit_request(
                visit_request_id=visit.pk,
                given=form.given(),
                told_by=told_by,
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(request, _("It is written down, and they are told."))
            return redirect(to)
    return show_form(
        request,
        form,
        "visits/visit_answer_told.html",
        visit=summary_of(visit),
        heading=_("What the place said by telephone"),
        law=law_text(),
        has_connector=True,
        confirm=_("Write this down"),
        back=to,
        not_now=to,
    )
