"""The first page after signing in: what is waiting, and the way to everything of one's own."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from community.common import clock
from community.messaging.queries import messages_for, next_visit_items
from community.people.actions.persons import create_person_for_login
from community.people.queries import (
    PAPER_ENTRY_ROLES,
    SAFEGUARDING_ROLES,
    live_representations,
    representations_of_person,
    roles_of,
)
from community.people.states import RepresentationState, RoleKind
from groups.queries.decisions import open_decisions_for
from groups.queries.members import groups_of
from pooling.pools.queries.pool_details import questions_for
from providers.queries.supply import providers_of_login

NEWEST = 3


@login_required
def home(request):
    """For a person; and for whoever works here, the doors their roles open."""
    now = clock.now()
    acting = request.acting
    to_say = list(next_visit_items(request.user.pk).values_list("urgent", flat=True))
    held = {kind for kind, _area in roles_of(request.user.pk)}
    context = {
        "may_act_for": live_representations(request.user.pk, clock.today(now)),
        "providers": providers_of_login(request.user.pk),
        "enters_paper": bool(held & PAPER_ENTRY_ROLES),
        "reads_worries": bool(held & set(SAFEGUARDING_ROLES)),
        "sees_authority": bool(held & {RoleKind.CONNECTOR, RoleKind.COUNCIL_OFFICER}),
        "has_visits": bool(to_say),
        "has_urgent_visit": any(to_say),
        "records_checks": RoleKind.CONNECTOR in held,
        "answers_lines": RoleKind.COUNCIL_OFFICER in held,
    }
    if acting.person is not None:
        context |= {
            "choices": open_decisions_for(acting.person_id, now),
            "asked_to_act": [
                grant
                for grant in representations_of_person(acting.person_id)
                if grant.state == RepresentationState.ASKED
            ],
            "questions": questions_for(acting.person_id),
            "groups": groups_of(acting.person_id),
            "newest": messages_for(acting.person_id)[:NEWEST],
        }
    return render(request, "account/home.html", context)


@login_required
@require_POST
def begin(request):
    """Whoever works here has a life too: a person of their own, beside their roles."""
    if request.acting.person is None:
        create_person_for_login(login=request.user, now=clock.now())
    return redirect("home")
