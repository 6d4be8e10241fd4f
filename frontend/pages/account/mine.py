"""What was done, what was said to me, what is kept, how to reach me, where I live, what helps."""

from django.contrib import messages as notes
from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.audit.queries import entries_of_person
from community.common import clock
from community.messaging.queries import contact_plan_of, messages_for
from community.people.actions.persons import set_adjustments, set_home_area, set_own_contact_plan
from community.people.queries import in_person_contacts
from frontend.access import person_required
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import next_page, post_data, show_form
from frontend.shared.history import history_rows
from frontend.shared.subject_access import subject_access_export

from .forms import AdjustmentsForm, ContactPlanForm, WhereForm

A_PAGE = 25


@person_required
def history_page(request):
    """Every deed by a person or for them, and whose hands it was by (M37)."""
    page = Paginator(entries_of_person(request.acting.person_id), A_PAGE).get_page(
        request.GET.get("page")
    )
    lines = history_rows(list(page.object_list), person=request.acting.person)
    return render(request, "account/history.html", {"page_obj": page, "lines": lines})


@person_required
def messages_page(request):
    page = Paginator(messages_for(request.acting.person_id), A_PAGE)
    context = {"page_obj": page.get_page(request.GET.get("page"))}
    return render(request, "account/messages.html", context)


@person_required
def subject_access_page(request):
    """Everything that is kept about a person, to read."""
    return render(
        request,
        "account/subject_access.html",
        {"kept": subject_access_export(request.acting.person)},
    )


@person_required
def subject_access_file(request):
    """The same to take along, as a file that other programs can read."""
    file = JsonResponse(
        [vars(kind) for kind in subject_access_export(request.acting.person)],
        safe=False,
        json_dumps_params={"indent": 1, "ensure_ascii": False},
    )
    file["Cache-Control"] = "no-store"
    file["Content-Disposition"] = 'attachment; filename="what-is-kept-about-me.json"'
    return file


@person_required
def contact_plan_page(request):
    plan = contact_plan_of(request.acting.person_id)
    names = ("channel", "address", "through_login_id", "days_words", "never_words")
    form = ContactPlanForm(
        post_data(request),
        tellers=in_person_contacts(request.acting.person),
        initial={name: getattr(plan, name) for name in names} if plan else {},
    )
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            set_own_contact_plan(**form.cleaned_data, by=request.acting, now=clock.now())
            notes.success(request, _("We reach you in this way from now on."))
            return redirect("home")
    return show_form(
        request,
        form,
        heading=_("How to reach me"),
        confirm=_("Keep this"),
        not_now=reverse("home"),
    )


@person_required
def where_i_live(request):
    """From here, or from a page that needs to know it and is gone back to."""
    person, back = request.acting.person, next_page(request, "home")
    form = WhereForm(post_data(request), initial={"postcode": person.outward_code})
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            said = set_home_area(**form.cleaned_data, by=request.acting, now=clock.now())
            if said.area:
                words = _("Your council is %(council)s.") % {"council": said.area.council}
                notes.success(request, words)
            else:
                notes.info(request, _("It is kept. The council there does not take part here yet."))
            return redirect(back)
    return show_form(request, form, heading=_("Where I live"), confirm=_("Keep this"), not_now=back)


@person_required
def what_helps(request):
    form = AdjustmentsForm(
        post_data(request), initial=AdjustmentsForm.initial_from(request.acting.person.adjustments)
    )
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            set_adjustments(adjustments=form.helps(), by=request.acting, now=clock.now())
            notes.success(request, _("We have kept what helps you."))
            return redirect("home")
    return show_form(
        request, form, heading=_("What helps me"), confirm=_("Keep this"), not_now=reverse("home")
    )
