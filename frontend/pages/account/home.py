"""The first page after signing in: what is waiting, and the way to everything of one's own."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
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
from frontend.access import LoginRequest
from groups.queries.decisions import open_decisions_of_person
from groups.queries.members import groups_of_person
from pooling.pools.queries.pool_details import questions_of_person
from providers.queries.supply import providers_of_login

MAX_NEWEST_MESSAGES = 3


@login_required
def home_page(request: LoginRequest) -> HttpResponse:
    """For a person; and for whoever works here, the doors their roles open."""
    now = clock.now()
    are_urgent = [item.urgent for item in next_visit_items(request.user.pk)]
    roles = {kind for kind, _area in roles_of(request.user.pk)}
    context = {
        "may_act_for": live_representations(request.user.pk, clock.today(now)),
        "providers": providers_of_login(request.user.pk),
        "enters_paper": bool(roles & PAPER_ENTRY_ROLES),
        "reads_concerns": bool(roles & set(SAFEGUARDING_ROLES)),
        "sees_authority": bool(roles & {RoleKind.CONNECTOR, RoleKind.COUNCIL_OFFICER}),
        "has_visits": bool(are_urgent),
        "has_urgent_visit": any(are_urgent),
        "records_checks": RoleKind.CONNECTOR in roles,
        "answers_lines": RoleKind.COUNCIL_OFFICER in roles,
    }
    person = request.acting.person
    if person is not None:
        context |= {
            "choices": open_decisions_of_person(person.pk, now),
            "asked_to_act": [
                representation
                for representation in representations_of_person(person.pk)
                if representation.state == RepresentationState.ASKED
            ],
            "questions": questions_of_person(person.pk),
            "groups": groups_of_person(person.pk),
            "newest": messages_for(person.pk)[:MAX_NEWEST_MESSAGES],
        }
    return render(request, "account/home.html", context)


@login_required
@require_POST
def begin_as_person(request: LoginRequest) -> HttpResponse:
    """Whoever works here has a life too: a person of their own, beside their roles."""
    if request.acting.person is None:
        create_person_for_login(login=request.user, now=clock.now())
    return redirect("home")
