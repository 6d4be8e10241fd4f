"""For a council's officer: the teams that refer, what was agreed with each, and their keys."""

from datetime import time
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from community.common import clock
from community.people.states import RoleKind
from community.places.queries import areas_by_id
from frontend.access import (
    LoginRequest,
    RoleRequest,
    acting_as_login,
    area_ids_of,
    login_required,
    role_required,
)
from frontend.components.fields import DateInWords, TimeInWords, set_choices
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.components.widgets import Checkboxes, Radios
from frontend.pages.form_page import parse_id, post_data, show_form
from marketplace.referrals.actions.bodies import (
    add_body_worker,
    begin_referring_body,
    end_body_worker,
    end_sharing_agreement,
    name_deputy,
    record_sharing_agreement,
)
from marketplace.referrals.actions.keys import (
    create_body_key,
    end_body_key,
    name_who_answers_for_key,
)
from marketplace.referrals.models.bodies import MAX_AGREEMENT_CHARS, MAX_BODY_NAME_CHARS
from marketplace.referrals.models.keys import MAX_KEY_NAME_CHARS
from marketplace.referrals.queries.bodies import (
    BodyDetail,
    bodies_of_areas,
    body_detail,
    who_may_join_body,
)
from marketplace.referrals.states import KeyScope

officer_required = role_required(RoleKind.COUNCIL_OFFICER)


class TeamForm(forms.Form):
    area_id = forms.ChoiceField(label=gettext_lazy("Where does it work?"), widget=Radios)
    name = TypedText(label=gettext_lazy("What is the team called?"), max_length=MAX_BODY_NAME_CHARS)
    works_days = forms.MultipleChoiceField(
        label=gettext_lazy("On which days does it work?"),
        help_text=gettext_lazy(
            "What came back from a place is told to its workers at these times."
        ),
        choices=list(WEEKDAYS.items()),
        widget=Checkboxes,
        initial=[0, 1, 2, 3, 4],
    )
    works_from = TimeInWords(label=gettext_lazy("From when?"), initial=time(9))
    works_until = TimeInWords(label=gettext_lazy("Until when?"), initial=time(17))
    duty_desk_words = TypedText(
        label=gettext_lazy("Whom does one ask there when somebody is away?"),
        help_text=gettext_lazy("For example: the duty desk."),
        max_length=80,
    )
    duty_desk_phone = TypedText(label=gettext_lazy("The number of that desk"), max_length=30)

    def __init__(self, *args: Any, areas: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "area_id", areas)
        if len(areas) == 1:
            self.fields["area_id"].initial = areas[0][0]


class WorkerForm(forms.Form):
    login_id = forms.ChoiceField(label=gettext_lazy("Who?"), widget=Radios)

    def __init__(self, *args: Any, logins: list, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "login_id", [(login.pk, login.name) for login in logins])


class AgreementForm(forms.Form):
    words = TypedText(
        label=gettext_lazy("What was agreed?"),
        help_text=gettext_lazy(
            "Which paper it is and where it is kept. There is one to start from in our documents."
        ),
        max_length=MAX_AGREEMENT_CHARS,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    starts_on = DateInWords(label=gettext_lazy("From which day does it hold?"))
    ends_on = DateInWords(
        label=gettext_lazy("Until which day?"),
        help_text=gettext_lazy("Within five years: then it is looked at again."),
    )


class KeyForm(forms.Form):
    name = TypedText(label=gettext_lazy("Which system is it for?"), max_length=MAX_KEY_NAME_CHARS)
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What may it do?"), choices=KeyScope.choices, widget=Checkboxes
    )
    answers_for_it = forms.ChoiceField(
        label=gettext_lazy("Who answers for it?"),
        help_text=gettext_lazy(
            "Somebody of the team, as whom it acts. Once they have left it opens nothing, until"
            " you name another."
        ),
        widget=Radios,
    )

    def __init__(self, *args: Any, logins: list, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "answers_for_it", [(login.pk, login.name) for login in logins])


@officer_required
def teams(request: RoleRequest) -> HttpResponse:
    bodies = bodies_of_areas(request.area_ids)
    return render(request, "refer/teams.html", {"bodies": bodies})


@officer_required
def add_team(request: RoleRequest) -> HttpResponse:
    areas = {area.pk: area for area in areas_by_id(request.area_ids)}
    names = [(area.pk, area.name) for area in areas.values()]
    form = TeamForm(post_data(request), areas=names)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        with catch_refusals(form):
            body = begin_referring_body(
                area=areas[parse_id(sent["area_id"])],
                name=sent["name"],
                duty_desk_words=sent["duty_desk_words"],
                duty_desk_phone=sent["duty_desk_phone"],
                works_days=[int(day) for day in sent["works_days"]],
                works_from=sent["works_from"],
                works_until=sent["works_until"],
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(request, _("The team stands. Now say who works for it."))
            return redirect("team", body.pk)
    return _show(request, form, reverse("teams"), _("Add a team"), _("Add this team"))


@login_required
def team(request: LoginRequest, body_id: int) -> HttpResponse:
    return render(request, "refer/team.html", {"detail": _detail(request, body_id)})


@officer_required
def team_worker(request: RoleRequest, body_id: int) -> HttpResponse:
    """Of another team they are no more from then on."""
    detail = _detail(request, body_id)
    form = WorkerForm(post_data(request), logins=who_may_join_body(detail.body))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            add_body_worker(body_id=body_id, login_id=_chosen(form), **_by_and_now(request))
            messages.success(request, _("They work for this team."))
            return redirect("team", body_id)
    return _show(
        request,
        form,
        reverse("team", args=[body_id]),
        _("Somebody who works for this team"),
        _("Add them"),
        intro=[_("Who works in your area. Of another team they are no more from then on.")],
    )


@officer_required
@require_POST
def team_worker_end(request: RoleRequest, body_id: int, login_id: int) -> HttpResponse:
    end_body_worker(body_id=body_id, login_id=login_id, **_by_and_now(request))
    messages.success(
        request,
        _("They work for this team no more. Whoever stands in for them stays with their people."),
    )
    return redirect("team", body_id)


@officer_required
def team_deputy(request: RoleRequest, body_id: int) -> HttpResponse:
    detail = _detail(request, body_id)
    form = WorkerForm(post_data(request), logins=detail.workers)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            name_deputy(body_id=body_id, login_id=_chosen(form), **_by_and_now(request))
            messages.success(request, _("They are asked when somebody of the team is away."))
            return redirect("team", body_id)
    return _show(
        request,
        form,
        reverse("team", args=[body_id]),
        _("Who stands in when somebody is away"),
        _("Save this"),
        intro=[_("The person themselves is never asked who looks after it now.")],
    )


@officer_required
def team_agreement(request: RoleRequest, body_id: int) -> HttpResponse:
    """Until there is one, the team makes sheets, and asks places about nobody by name."""
    _detail(request, body_id)
    form = AgreementForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            record_sharing_agreement(body_id=body_id, **form.cleaned_data, **_by_and_now(request))
            messages.success(request, _("It holds from its day."))
            return redirect("team", body_id)
    return _show(
        request,
        form,
        reverse("team", args=[body_id]),
        _("What the council agreed with this team"),
        _("Record this"),
        intro=[
            _("With it, its workers may name somebody to a place, once that person has agreed."),
            _("Without it they make sheets of paper, and ask places about nobody by name."),
        ],
    )


@officer_required
@require_POST
def team_agreement_end(request: RoleRequest, body_id: int) -> HttpResponse:
    end_sharing_agreement(body_id=body_id, **_by_and_now(request))
    messages.success(request, _("It holds no more. What was sent under it goes on."))
    return redirect("team", body_id)


@officer_required
@never_cache
def team_key(request: RoleRequest, body_id: int) -> HttpResponse:
    """Not redirected after a key is made: it is on this one answer and nowhere else."""
    detail = _detail(request, body_id)
    form = KeyForm(post_data(request), logins=detail.workers)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        with catch_refusals(form):
            secret = create_body_key(
                body_id=body_id,
                name=sent["name"],
                scopes=sent["scopes"],
                answers_for_it=parse_id(sent["answers_for_it"]),
                **_by_and_now(request),
            )
            return render(request, "refer/team_key.html", {"detail": detail, "secret": secret})
    return _show(
        request,
        form,
        reverse("team", args=[body_id]),
        _("A key for a system of this team"),
        _("Make this key"),
        intro=[
            _("A system that has it does what you tick here, as this team and in its name."),
            _("It ends by itself after a year."),
        ],
    )


@officer_required
def team_key_answers(request: RoleRequest, body_id: int, key_id: int) -> HttpResponse:
    detail = _detail(request, body_id)
    form = WorkerForm(post_data(request), logins=detail.workers)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            name_who_answers_for_key(
                body_id=body_id, key_id=key_id, login_id=_chosen(form), **_by_and_now(request)
            )
            messages.success(request, _("They answer for this key."))
            return redirect("team", body_id)
    return _show(
        request,
        form,
        reverse("team", args=[body_id]),
        _("Who answers for this key"),
        _("Save this"),
    )


@login_required
@require_POST
def team_key_end(request: LoginRequest, body_id: int, key_id: int) -> HttpResponse:
    end_body_key(body_id=body_id, key_id=key_id, **_by_and_now(request))
    messages.success(request, _("That key opens nothing any more."))
    return redirect("team", body_id)


def _detail(request: LoginRequest, body_id: int) -> BodyDetail:
    return body_detail(
        body_id,
        login_id=request.user.pk,
        area_ids=area_ids_of(request.user.pk, RoleKind.COUNCIL_OFFICER),
        now=clock.now(),
    )


def _chosen(form: forms.Form) -> int:
    return parse_id(form.cleaned_data["login_id"])


def _by_and_now(request: LoginRequest) -> dict[str, Any]:
    return {"by": acting_as_login(request), "now": clock.now()}


def _show(
    request: LoginRequest,
    form: forms.Form,
    back: str,
    heading: str,
    confirm: str,
    intro: list[str] | None = None,
) -> HttpResponse:
    return show_form(
        request,
        form,
        heading=heading,
        intro=intro or [],
        confirm=confirm,
        not_now=back,
        back=back,
    )
