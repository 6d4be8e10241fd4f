"""A shared cost is opened from a sheet: by a group of whom nobody has a page, too (M72)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from community.common import clock
from community.common.refusals import NotFound
from frontend.access import RoleRequest, member_of_sheet, paper_entry_required
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import post_data, show_form
from frontend.pages.pool.forms import OpenPoolForm
from frontend.pages.pool.opening import review_of_opening
from frontend.pages.pool.review import ReviewStep, review_step
from frontend.pages.sheet_version import ask_version, take_version
from frontend.shared.money_sheets import opening_sheet
from frontend.shared.sheet_versions import check_version
from pooling.pools.actions.opening import check_opening, open_pool
from pooling.pools.queries.opening import offer_to_open


@paper_entry_required
def paper_open(request: RoleRequest, code: str, offer_id: int) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    preview = offer_to_open(offer_id=offer_id, person_id=acting.person_id)
    if preview.offer.brief.group_id != member.group_id:
        raise NotFound("")
    form, step = OpenPoolForm(post_data(request)), review_step(request)
    ask_version(form)
    back = reverse("paper_costs", args=[member.paper_code])
    if step and step != ReviewStep.CHANGE and form.is_valid():
        with catch_refusals(form):
            check_version(take_version(form), opening_sheet(preview.offer, member))
            opening = {"offer_id": offer_id, **form.cleaned_data, "by": acting, "now": clock.now()}
            if step == ReviewStep.YES:
                open_pool(**opening)
                messages.success(request, _("It is open. Each of them can say yes now."))
                return redirect(back)
            check_opening(**opening)
            return review_of_opening(
                request, preview, form.cleaned_data["closes_on"], by=acting, not_now=back
            )
    return show_form(
        request,
        form,
        heading=_("Does %(name)s open this for the group?") % {"name": member.known_as},
        intro=[
            preview.terms.summary,
            _("Enter what they wrote, and nothing else. It shows as done on paper, by you."),
            _("It asks nobody for money, and says yes for nobody."),
        ],
        confirm=_("Look at it before it is opened"),
        not_now=back,
    )
