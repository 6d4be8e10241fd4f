"""The first page after signing in: what is waiting, and the way to everything of one's own."""

from collections.abc import Iterable
from textwrap import shorten
from typing import Any
from urllib.parse import parse_qsl

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from community.common import clock
from community.messaging.queries.contact_plans import never_words_of
from community.messaging.queries.sending import is_address_in_doubt
from community.people.actions.persons import create_person_for_login
from community.people.models.unfinished_forms import UnfinishedForm
from community.people.queries.acting import live_representations
from community.people.queries.representations import representations_to_answer
from community.people.queries.slow_changes import way_back_of
from community.people.queries.unfinished_forms import unfinished_forms_of
from community.people.rules.sight import seen_by
from community.people.scope_table import Seen
from frontend.access import LoginRequest, login_required
from frontend.shared.held_up_mail import held_up_mail_read_by
from frontend.shared.sight import messages_shown_to
from frontend.shared.unreached import unreached_since
from frontend.shared.waiting_work import waiting_work
from groups.models.members import Group
from groups.queries.decisions import open_decisions_of_person
from groups.queries.group_lines import group_lines
from groups.queries.members import groups_of_person
from pooling.pools.queries.group_waits import (
    mid_term_choices_of_person,
    waits_of_groups,
)
from pooling.pools.queries.private_questions import questions_of_person
from pooling.pools.states import ChoiceKind, GroupWaitKind
from pooling.pools.wording.group_waits import describe_wait

from .about_you import about_you
from .at_a_glance import money_bars, next_for_you, your_person
from .links import SIGN_IN_LINK, work_links

MAX_NEWEST_MESSAGES = 2
FIRST_WORDS = 60


@login_required
def home_page(request: LoginRequest) -> HttpResponse:
    """For a person; and for whoever works here, the pages their roles open."""
    person = request.acting.person
    waiting = waiting_work(request.user)
    waiting_routes = {work.route for work in waiting}
    context: dict[str, Any] = {
        "work_links": [
            link for link in work_links(request.user) if link.route not in waiting_routes
        ],
        "waiting_work": waiting,
        "held_up_mail": held_up_mail_read_by(request.user),
        "unfinished": unfinished_rows(unfinished_forms_of(request.acting, now=clock.now())),
    }
    if person is None:
        context["work_links"].append(SIGN_IN_LINK)
        context["unreached_since"] = unreached_since(request.user.pk)
    if person is not None:
        now = clock.now()
        seen = seen_by(request.acting, now=now)
        to_answer = representations_to_answer(person.pk) if Seen.AUTHORITIES in seen else []
        groups = groups_of_person(person.pk)
        questions = questions_of_person(person.pk) if Seen.QUESTIONS in seen else []
        context |= {
            "way_back": way_back_of(request.acting) if request.acting.looks_only else None,
            "about_you": about_you(request.acting, seen),
            "shows_plans": Seen.PLANS in seen,
            "next_for_you": next_for_you(request.acting, now) if Seen.PLANS in seen else None,
            "shows_money": Seen.GROUPS in seen,
            "money_bars": money_bars(request.acting, now) if Seen.SUMS in seen else [],
            "your_person": your_person(request.acting, seen),
            "choices": open_decisions_of_person(person.pk, now),
            "asked_to_act": to_answer,
            "questions": questions,
            "mid_term_choices": mid_term_choices_of_person(person.pk)
            if Seen.BALLOT in seen
            else [],
            "choice_kinds": ChoiceKind,
            "group_waits": _group_waits(groups) if Seen.GROUPS in seen else [],
            "groups": group_lines(groups, request.acting, now=now),
            "newest": messages_shown_to(request.acting, now=now)[:MAX_NEWEST_MESSAGES],
        }
        kinds = ("choices", "mid_term_choices", "questions", "asked_to_act")
        context["waits_for_you"] = sum(len(context[kind]) for kind in kinds)
        if request.acting.representation is not None:
            context["never_words"] = never_words_of([person.pk]).get(person.pk)
        else:
            context["is_address_in_doubt"] = is_address_in_doubt(person.pk)
            acts_for = live_representations(request.user.pk, clock.today())
            context["acts_for"] = [each.person.preferred_name for each in acts_for]
    return render(request, "account/home.html", context)


def _group_waits(groups: list[Group]) -> list[tuple[str, str]]:
    """(in words, where it is done) of what any one of a group may do next."""
    pages = {
        GroupWaitKind.TO_CHOOSE: "brief",
        GroupWaitKind.TO_OPEN: "brief",
        GroupWaitKind.SECOND_WORD: "motion",
        GroupWaitKind.HELLO: "group",
    }
    return [
        (
            describe_wait(wait.kind, group=wait.group.name, what=wait.what),
            reverse(pages[wait.kind], args=[wait.about_id]),
        )
        for wait in waits_of_groups(groups)
    ]


def unfinished_rows(forms: Iterable[UnfinishedForm]) -> list[tuple[UnfinishedForm, str]]:
    """Each with the first words that were typed, to know it again."""
    return [(form, shorten(_first_words(form), FIRST_WORDS, placeholder="…")) for form in forms]


def _first_words(form: UnfinishedForm) -> str:
    texts = [text.strip() for _name, text in parse_qsl(form.typed)]
    return next((text for text in texts if " " in text), next(filter(None, texts), ""))


@login_required
@require_POST
def begin_as_person(request: LoginRequest) -> HttpResponse:
    """Whoever works here has a life too: a person of their own, beside their roles."""
    if request.acting.person is None:
        create_person_for_login(login=request.user, now=clock.now())
    return redirect("home")
