"""How to reach me, where I live, what helps."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from community.messaging.queries.contact_plans import contact_plan_of, words_of_plan
from community.people.actions.adjustments import (
    answer_adjustment_suggestion,
    restore_adjustments,
    set_or_suggest_adjustments,
)
from community.people.actions.persons import set_home_area, set_own_contact_plan
from community.people.models.persons import Person
from community.people.queries.approvals import area_asked_to_say_yes
from community.people.queries.persons import in_person_contacts, words_of_helps
from community.people.queries.sight import suggester_shown_to, suggestions_to_answer
from community.people.scope_table import Seen
from community.people.wording import describe_adjustments
from community.places.models.areas import Area
from frontend.access import PersonRequest, person_required, shows
from frontend.components.refusals import catch_refusals
from frontend.components.shared_words import SharedWords, Standing, began_from_of
from frontend.pages.form_page import next_page, post_data, show_form
from frontend.shared.through_whom import through_whom

from .forms import AdjustmentsForm, ContactPlanForm, WhereForm


@person_required
@shows(Seen.REACH)
def contact_plan_page(request: PersonRequest) -> HttpResponse:
    contacts = in_person_contacts(request.acting.person)

    def read() -> Standing:
        words = words_of_plan(contact_plan_of(request.acting.person_id))
        return Standing(words, ContactPlanForm(contacts=contacts, initial=dict(words)))

    shared = SharedWords(request, read)
    form = ContactPlanForm(
        post_data(request), contacts=contacts, initial=shared.standing.form.initial
    )
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form, shared):
            set_own_contact_plan(
                **form.cleaned_data,
                began_from=shared.sent,
                by=request.acting,
                now=clock.now(),
            )
            messages.success(request, _("We reach you in this way from now on."))
            return redirect("home")
    return show_form(
        request,
        form,
        shared=shared,
        heading=_("How to reach me"),
        confirm=_("Keep this"),
        not_now=reverse("home"),
    )


@person_required
@shows(Seen.REACH)
def through_whom_page(request: PersonRequest) -> HttpResponse:
    """Said once, to read or to print (P61)."""
    lines = through_whom(request.acting.person_id)
    rows = [{"key": line.what, "value": line.how} for line in lines]
    return render(request, "account/through_whom.html", {"rows": rows})


@person_required
@shows(Seen.HOME_AREA)
def where_i_live(request: PersonRequest) -> HttpResponse:
    """From here, or from a page that needs to know it and is gone back to."""
    person, back = request.acting.person, next_page(request, "home")
    form = WhereForm(
        post_data(request),
        initial={"postcode": person.outward_code},
        for_somebody=request.acting.is_by_other_hands,
    )
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            waits = set_home_area(**form.cleaned_data, by=request.acting, now=clock.now())
            person.refresh_from_db()
            _say_what_was_kept(request, person, waits is not None)
            return redirect(back)
    return show_form(
        request,
        form,
        heading=_("Where I live"),
        intro=_who_hears_of_a_move(person),
        confirm=_("Keep this"),
        not_now=back,
    )


def _who_hears_of_a_move(person: Person) -> list[str]:
    """Nothing goes to another council without their yes: saying where is to agree to this (P21)."""
    if person.area is None:
        return []
    if asked := area_asked_to_say_yes(person.pk):
        return [_asked_to_say_yes(asked)]
    return [
        _(
            "If another council would be yours, somebody who works there is asked to say yes. They"
            " read your name, and nothing else of you before that. Until then all stays as it is."
        )
    ]


def _asked_to_say_yes(area: Area) -> str:
    words = _("Somebody at %(council)s is asked to say yes. Until then all stays as it is.")
    return words % {"council": area.council}


def _say_what_was_kept(request: PersonRequest, person: Person, waits: bool) -> None:
    if waits:
        messages.info(
            request,
            _(
                "Nothing has changed yet. They are told, a second person looks at it, and it counts"
                " three days after they were told."
            ),
        )
    elif asked := area_asked_to_say_yes(person.pk):
        messages.info(request, _asked_to_say_yes(asked))
    elif person.area:
        text = _("Your council is %(council)s.") % {"council": person.area.council}
        messages.success(request, text)
    else:
        messages.info(request, _("It is kept. The council there does not take part here yet."))


@person_required
@shows(Seen.HELPS)
def what_helps(request: PersonRequest) -> HttpResponse:
    """What helps; and beside it what somebody suggests, and what was there before."""
    by, person, now = request.acting, request.acting.person, clock.now()

    def read() -> Standing:
        person.refresh_from_db(fields=["adjustments"])
        initial = AdjustmentsForm.initial_from(person.adjustments)
        return Standing(words_of_helps(person), AdjustmentsForm(initial=initial))

    shared = SharedWords(request, read)
    form = AdjustmentsForm(post_data(request), initial=shared.standing.form.initial)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form, shared):
            if set_or_suggest_adjustments(
                adjustments=form.adjustments(), began_from=shared.sent, by=by, now=now
            ):
                messages.success(request, _("We have kept what helps you."))
            else:
                messages.success(
                    request, _("It is suggested. What was there stays, until it is taken up.")
                )
            return redirect("home")
    suggestions = [
        (each, describe_adjustments(each.adjustments), suggester_shown_to(each, by))
        for each in suggestions_to_answer(person.pk)
    ]
    return show_form(
        request,
        form,
        "account/what_helps.html",
        shared=shared,
        heading=_("What helps me"),
        confirm=_("Keep this"),
        not_now=reverse("home"),
        suggestions=suggestions,
        before=describe_adjustments(person.adjustments_before or []),
        can_restore=bool(person.adjustments_before),
    )


@person_required
@require_POST
def suggestion_answered(request: PersonRequest, suggestion_id: int) -> HttpResponse:
    takes_up = request.POST.get("answer") == "yes"
    answer_adjustment_suggestion(
        suggestion_id=suggestion_id,
        takes_up=takes_up,
        began_from=began_from_of(request),
        by=request.acting,
        now=clock.now(),
    )
    messages.success(
        request, _("We have kept what helps you.") if takes_up else _("It stays as it was.")
    )
    return redirect("what_helps")


@person_required
@require_POST
def what_helped_before(request: PersonRequest) -> HttpResponse:
    restore_adjustments(began_from=began_from_of(request), by=request.acting, now=clock.now())
    messages.success(request, _("What was there before is there again."))
    return redirect("what_helps")
