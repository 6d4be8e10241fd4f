"""What somebody stopped for a person: put back in one press, while their places are kept (P19)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from community.common import clock
from community.common.dates import format_day
from community.people.states import RepresentationScope
from frontend.access import PersonRequest, person_required, takes
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import EmptyForm, post_data, show_form
from frontend.pages.pool.texts import talk_url
from pooling.pools.actions.kept_places import put_back
from pooling.pools.queries.stops import stop_of_person, what_was_stopped


@person_required
@takes(RepresentationScope.DECIDE)
def money_stop(request: PersonRequest, stop_id: int) -> HttpResponse:
    stop = stop_of_person(stop_id, request.acting.person_id)
    form = EmptyForm(post_data(request))
    if request.method == "POST":
        with catch_refusals(form):
            put_back(stop_id=stop_id, by=request.acting, now=clock.now())
            messages.success(request, _("It is as it was before."))
            return redirect("money")
    # Who else holds an authority is read by nobody who holds one (P12).
    is_own = request.acting.representation is None
    who = stop.stopped_by.name if is_own and stop.stopped_by else _("Somebody")
    return show_form(
        request,
        form,
        heading=_("Somebody stopped something of yours"),
        intro=[
            _("%(who)s stopped this on %(day)s:")
            % {"who": who, "day": format_day(stop.stopped_at)},
            *what_was_stopped(stop),
            _("Your place is yours until %(day)s, and nobody else is given it.")
            % {"day": format_day(stop.kept_until)},
        ],
        confirm=_("Put it back as it was"),
        not_now=reverse("money"),
        talk=talk_url(),
    )
