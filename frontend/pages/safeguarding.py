"""“I am worried about someone”: to the area's safeguarding lead and deputy, and to nobody else.

Nothing of it appears on any page, mail or history that an organiser, a representative or a
provider could open (M140). Nobody needs to sign in.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from community.audit.models import AuditEntry
from community.audit.queries import entry_of_person
from community.common import clock
from community.people.actions.safeguarding import (
    answer_concern,
    mark_concern_read,
    mark_concerns_read,
    raise_concern,
)
from community.people.queries.persons import former_ids
from community.people.queries.safeguarding import (
    areas_with_reader,
    concern_of_login,
    concerns_by_step,
)
from community.people.states import RoleKind
from community.places.models.areas import Area
from community.places.queries import area_to_show, open_areas
from frontend.access import ActingRequest, RoleRequest, login_required, role_required
from frontend.components.fields import set_choices
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.pages.form_page import parse_id, post_data, show_form
from frontend.shared.history import deeds_of_concerns, history_rows
from frontend.shared.throttles import is_one_of_many

safeguarding_required = role_required(RoleKind.SAFEGUARDING_LEAD, RoleKind.SAFEGUARDING_DEPUTY)


class ConcernForm(forms.Form):
    words = TypedText(
        label=gettext_lazy("What worries you?"),
        help_text=gettext_lazy(
            "Who it is about, and what you saw or heard. A few words are enough."
        ),
        widget=forms.Textarea({"rows": 6}),
        max_length=5000,
    )
    reach_me = TypedText(
        label=gettext_lazy("How can we reach you, safely?"),
        help_text=gettext_lazy("Leave it empty if you do not want that."),
        max_length=200,
        required=False,
    )
    area = forms.TypedChoiceField(label=gettext_lazy("Which area?"), coerce=int)

    def __init__(self, *args: Any, areas: Sequence[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "area", [(area.pk, area.name) for area in areas])
        if len(areas) == 1:
            self.fields["area"].widget = forms.HiddenInput()


class ConcernAnswerForm(forms.Form):
    words = TypedText(
        label=gettext_lazy("What was done about it?"),
        widget=forms.Textarea({"rows": 4}),
        max_length=5000,
    )


def raise_concern_page(request: ActingRequest) -> HttpResponse:
    areas = {area.pk: area for area in open_areas()}
    person = request.acting.person
    usual = area_to_show(person.area_id if person else None)
    with_reader = areas_with_reader(areas)
    deed = _deed_not_wanted(request)
    form = ConcernForm(
        post_data(request),
        areas=[area for area in areas.values() if area.pk in with_reader],
        initial={
            "area": usual.pk if usual else None,
            "words": _("I did not want this.") if deed else "",
        },
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        with catch_refusals(form):
            concern = raise_concern(
                area=areas[values["area"]],
                words=values["words"],
                contact_words=values["reach_me"],
                about_page=request.GET.get("from", "")[:200],
                about_deed_id=deed.pk if deed else None,
                is_one_of_many=is_one_of_many(request),
                by=request.acting,
                now=clock.now(),
            )
            return redirect("many_concerns_raised" if concern.is_one_of_many else "concern_raised")
    return show_form(
        request,
        form,
        "safeguarding/raise_concern.html",
        areas=areas.values(),
        unread_areas=[area for area in areas.values() if area.pk not in with_reader],
        may_write=bool(with_reader),
        area=usual,
        deed=deed and history_rows([deed], person=person)[0],
    )


def _deed_not_wanted(request: ActingRequest) -> AuditEntry | None:
    """The line of one's own history that the address names, where it names one."""
    if "deed" not in request.GET:
        return None
    person_id = request.acting.person_id
    formerly = former_ids(person_id) if person_id else []
    return entry_of_person(parse_id(request.GET["deed"]), person_id, *formerly)


def concern_raised(request: ActingRequest) -> HttpResponse:
    return render(request, "safeguarding/concern_raised.html")


def many_concerns_raised(request: ActingRequest) -> HttpResponse:
    """Kept like any other; and with many from one place, the number to ring."""
    context = {"areas": open_areas()}
    return render(request, "safeguarding/many_concerns_raised.html", context)


@login_required
@safeguarding_required
def concerns_page(request: RoleRequest) -> HttpResponse:
    """All on one page. The words of a note come once one of the two has pressed "Read it"."""
    concerns = concerns_by_step(request.user.pk)
    deeds = deeds_of_concerns(concerns.unanswered)
    unanswered = [(each, deeds.get(each.about_deed_id or 0)) for each in concerns.unanswered]
    context = {"concerns": concerns, "unanswered": unanswered}
    return render(request, "safeguarding/concerns.html", context)


@login_required
@safeguarding_required
@require_POST
def concerns_read(request: RoleRequest) -> HttpResponse:
    """Only those that were on the page: one that has come since waits for another press."""
    concern_ids = [parse_id(text) for text in request.POST.getlist("concern")]
    concerns = mark_concerns_read(concern_ids=concern_ids, by=request.acting, now=clock.now())
    return redirect(f"{reverse('concerns')}#concern-{concerns[0].pk}")


@login_required
@safeguarding_required
def concern_page(request: RoleRequest, concern_id: int) -> HttpResponse:
    """Opening it marks nothing: mail programs do that by themselves. Its words come once one of
    the two has pressed "Read it"."""
    concern = concern_of_login(concern_id, request.user.pk)
    if concern.read_at is None and request.method != "POST":
        return render(request, "safeguarding/unread_concern.html", {"concern": concern})
    form = ConcernAnswerForm(post_data(request), initial={"words": concern.answer})
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            answer_concern(
                concern_id=concern_id,
                words=form.cleaned_data["words"],
                by=request.acting,
                now=clock.now(),
            )
            return redirect("concerns")
    return show_form(
        request,
        form,
        "safeguarding/concern.html",
        deed=deeds_of_concerns([concern]).get(concern.about_deed_id or 0),
        heading=_("A note from somebody who is worried"),
        concern=concern,
        confirm=_("Keep this"),
        not_now=reverse("concerns"),
    )


@login_required
@safeguarding_required
@require_POST
def concern_read(request: RoleRequest, concern_id: int) -> HttpResponse:
    """From then on no alarm is raised."""
    mark_concern_read(concern_id=concern_id, by=request.acting, now=clock.now())
    return redirect("concern", concern_id)


urlpatterns = [
    path("worried/", raise_concern_page, name="raise_concern"),
    path("worried/told/", concern_raised, name="concern_raised"),
    path("worried/told/many/", many_concerns_raised, name="many_concerns_raised"),
    path("worries/", concerns_page, name="concerns"),
    path("worries/read/", concerns_read, name="concerns_read"),
    path("worries/<int:concern_id>/", concern_page, name="concern"),
    path("worries/<int:concern_id>/read/", concern_read, name="concern_read"),
]
