"""What somebody asked to change for a person, that waits until they know (P17)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from community.common import clock
from community.people.actions.slow_changes import stop_slow_change
from community.people.queries.slow_changes import slow_change_of
from community.people.rules.authority import check_may_stop
from community.people.rules.slow_changes import change_words
from community.people.states import ApprovalPurpose, SlowChangeState
from frontend.access import PersonRequest, person_required
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import EmptyForm, post_data, show_form


@person_required
def change_that_waits(request: PersonRequest, change_id: int) -> HttpResponse:
    """Who asked for what, and one press that stops it."""
    change, now = slow_change_of(change_id, request.acting), clock.now()
    if request.acting.representation is not None:
        check_may_stop(request.acting, now=now)
    form = EmptyForm(post_data(request))
    if request.method == "POST":
        with catch_refusals(form):
            stop_slow_change(change_id=change_id, by=request.acting, now=now)
            messages.success(request, _("It is stopped. Nothing has changed."))
            return redirect("home")
    return show_form(
        request,
        form,
        "account/change_that_waits.html",
        change=change,
        what=change_words(change, request.acting, now=now),
        purposes=ApprovalPurpose,
        waits=change.state == SlowChangeState.WAITING,
    )
