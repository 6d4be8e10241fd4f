"""What somebody began to write and has not sent: gone on with, or thrown away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.refusals import or_not_found
from community.people.actions.unfinished_forms import forget_unfinished_form
from community.people.models.unfinished_forms import UnfinishedForm
from community.people.queries.unfinished_forms import unfinished_forms_of
from frontend.access import LoginRequest, login_required
from frontend.shared.form_guard.unfinished import GO_ON_SESSION_KEY


@login_required
def go_on_with(request: LoginRequest, form_id: int) -> HttpResponse:
    """To its page, which shows it as it was."""
    form = _own_form(request, form_id)
    request.session[GO_ON_SESSION_KEY] = form.pk
    return redirect(form.page)


@login_required
@require_POST
def throw_away(request: LoginRequest, form_id: int) -> HttpResponse:
    form = _own_form(request, form_id)
    forget_unfinished_form(form_id=form.pk, login_id=request.user.pk)
    messages.success(request, _("It is thrown away."))
    return redirect("home")


def _own_form(request: LoginRequest, form_id: int) -> UnfinishedForm:
    forms = unfinished_forms_of(request.acting, now=clock.now())
    return or_not_found(forms.filter(pk=form_id).first())
