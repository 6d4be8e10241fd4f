"""What was done, what was said to me, what is kept, how to reach me, where I live, what helps."""

from django.contrib import messages as notes
from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from community.audit.queries import deeds_for
from community.common import clock
from community.messaging.queries import contact_plan_of, messages_for
from community.people.actions.persons import say_how_to_reach, say_what_helps, say_where
from community.people.queries import names_of_logins, who_could_tell
from frontend.access import needs_person
from frontend.components.refusals import refused_on
from frontend.pages.form_page import next_page, posted, show_form
from frontend.shared.history import told
from frontend.shared.subject_access import what_is_kept

from .forms import Helps, Reach, Where

A_PAGE = 25


@needs_person
def history(request):
    """Every deed by a person or for them, and whose hands it was by (M37)."""
    page = Paginator(deeds_for(request.acting.person_id), A_PAGE).get_page(request.GET.get("page"))
    deeds = list(page.object_list)
    names = names_of_logins({deed.login_id for deed in deeds if deed.login_id})
    own = request.acting.person.login_id
    lines = [told(deed, names, own_login_id=own) for deed in deeds]
    return render(request, "account/history.html", {"page_obj": page, "lines": lines})


@needs_person
def messages(request):
    page = Paginator(messages_for(request.acting.person_id), A_PAGE)
    context = {"page_obj": page.get_page(request.GET.get("page"))}
    return render(request, "account/messages.html", context)


@needs_person
def kept(request):
    """Everything that is kept about a person, to read."""
    return render(request, "account/kept.html", {"kept": what_is_kept(request.acting.person)})


@needs_person
def kept_file(request):
    """The same to take along, as a file that other programs can read."""
    file = JsonResponse(
        [vars(kind) for kind in what_is_kept(request.acting.person)],
        safe=False,
        json_dumps_params={"indent": 1, "ensure_ascii": False},
    )
    file["Cache-Control"] = "no-store"
    file["Content-Disposition"] = 'attachment; filename="what-is-kept-about-me.json"'
    return file


@needs_person
def reach(request):
    plan = contact_plan_of(request.acting.person_id)
    names = ("channel", "address", "through_login_id", "days_words", "never_words")
    form = Reach(
        posted(request),
        tellers=who_could_tell(request.acting.person),
        initial={name: getattr(plan, name) for name in names} if plan else {},
    )
    if request.method == "POST" and form.is_valid():
        with refused_on(form):
            say_how_to_reach(**form.cleaned_data, by=request.acting, now=clock.now())
            notes.success(request, _("We reach you in this way from now on."))
            return redirect("home")
    return show_form(
        request,
        form,
        heading=_("How to reach me"),
        confirm=_("Keep this"),
        not_now=reverse("home"),
    )


@needs_person
def where(request):
    """From here, or from a page that needs to know it and is gone back to."""
    person, back = request.acting.person, next_page(request, "home")
    form = Where(posted(request), initial={"postcode": person.outward_code})
    if request.method == "POST" and form.is_valid():
        with refused_on(form):
            said = say_where(**form.cleaned_data, by=request.acting, now=clock.now())
            if said.area:
                words = _("Your council is %(council)s.") % {"council": said.area.council}
                notes.success(request, words)
            else:
                notes.info(request, _("It is kept. The council there does not take part here yet."))
            return redirect(back)
    return show_form(request, form, heading=_("Where I live"), confirm=_("Keep this"), not_now=back)


@needs_person
def helps(request):
    form = Helps(posted(request), initial=Helps.initial_from(request.acting.person.what_helps))
    if request.method == "POST" and form.is_valid():
        with refused_on(form):
            say_what_helps(helps=form.helps(), by=request.acting, now=clock.now())
            notes.success(request, _("We have kept what helps you."))
            return redirect("home")
    return show_form(
        request, form, heading=_("What helps me"), confirm=_("Keep this"), not_now=reverse("home")
    )
