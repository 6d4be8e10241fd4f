"""What was done, what was said to me, and everything that is kept."""

from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from community.common import clock
from community.people.scope_table import Seen
from frontend.access import PersonRequest, person_required, shows
from frontend.shared.history import history_rows
from frontend.shared.sight import history_read_by, messages_shown_to
from frontend.shared.subject_access import subject_access_export

ROWS_PER_PAGE = 25


@person_required
def history_page(request: PersonRequest) -> HttpResponse:
    """Every deed by a person or for them, and by whom (M37)."""
    entries = history_read_by(request.acting, now=clock.now())
    page = Paginator(entries, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    lines = history_rows(list(page.object_list), person=request.acting.person)
    return render(request, "account/history.html", {"page_obj": page, "lines": lines})


@person_required
def messages_page(request: PersonRequest) -> HttpResponse:
    page = Paginator(messages_shown_to(request.acting, now=clock.now()), ROWS_PER_PAGE)
    context = {"page_obj": page.get_page(request.GET.get("page"))}
    return render(request, "account/messages.html", context)


@person_required
@shows(Seen.COPY)
def subject_access_page(request: PersonRequest) -> HttpResponse:
    """Everything that is kept about a person, to read."""
    return render(
        request,
        "account/subject_access.html",
        {"categories": subject_access_export(request.acting.person)},
    )


@person_required
@shows(Seen.COPY)
def subject_access_file(request: PersonRequest) -> HttpResponse:
    """The same to take along, as a file that other programs can read."""
    file = JsonResponse(
        [vars(kind) for kind in subject_access_export(request.acting.person)],
        safe=False,
        json_dumps_params={"indent": 1, "ensure_ascii": False},
    )
    file["Cache-Control"] = "no-store"
    file["Content-Disposition"] = 'attachment; filename="what-is-kept-about-me.json"'
    return file
