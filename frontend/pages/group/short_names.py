"""By what short name a text message calls a group: said by its reader, or entered from paper."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from community.common import clock
from community.messaging.queries.contact_plans import words_of_short_name
from community.people.acting import Acting
from community.people.states import RepresentationScope
from frontend.access import (
    PersonRequest,
    RoleRequest,
    member_of_sheet,
    paper_entry_required,
    person_required,
    takes,
)
from frontend.components.refusals import catch_refusals
from frontend.components.shared_words import SharedWords, Standing
from frontend.pages.form_page import post_data, show_form
from groups.actions.short_names import set_short_name
from groups.models.members import Member
from groups.queries.members import membership

from .forms import ShortNameForm


@person_required
@takes(RepresentationScope.DECIDE)
def short_name(request: PersonRequest, group_id: int) -> HttpResponse:
    member = membership(group_id, request.acting)
    return _page(request, member, request.acting, "group", group_id)


@paper_entry_required
def paper_short_name(request: RoleRequest, code: str) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    return _page(request, member, acting, "paper_sheet", member.paper_code)


def _page(
    request: PersonRequest | RoleRequest,
    member: Member,
    acting: Acting,
    back: str,
    about: int | str,
) -> HttpResponse:
    def read() -> Standing:
        words = words_of_short_name(member.person_id, member.group_id)
        return Standing(words, ShortNameForm(initial=dict(words)))

    shared = SharedWords(request, read)
    form = ShortNameForm(post_data(request), initial=shared.standing.form.initial)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form, shared):
            set_short_name(
                group_id=member.group_id,
                **form.cleaned_data,
                began_from=shared.sent,
                by=acting,
                now=clock.now(),
            )
            messages.success(request, _("It is kept. Nobody in the group reads it."))
            return redirect(back, about)
    return show_form(
        request,
        form,
        heading=_("What a text calls “%(group)s”") % {"group": member.group.name},
        intro=[_("Whoever is beside somebody can read a text on the screen of their telephone.")],
        confirm=_("Keep this"),
        not_now=reverse(back, args=[about]),
        shared=shared,
    )
