"""For whoever works here: agreeing to an authority, telling the person, ending it, and being the
second of two people."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from community.people.actions.representations import (
    agree_to_representation,
    choose_end,
    end_representation,
    record_person_told,
)
from community.people.bases import BASES, SEEN_BASES
from community.people.models.approvals import StaffApproval
from community.people.models.representations import Representation
from community.people.queries.approvals import waiting_approval, waiting_approvals
from community.people.queries.decisions import decision_of_approval
from community.people.queries.getting_back_in import new_address_of, ways_back_in_areas
from community.people.queries.representations import (
    AUTHORITY_ROLES,
    holders_besides,
    representation_in_areas,
    representation_to_agree,
    representation_to_pay,
    representations_in_areas,
    representations_to_agree,
)
from community.people.states import ApprovalPurpose, AuthorityBasis
from community.people.wording import approval_shown, representation_shown
from frontend.access import RoleRequest, role_required
from frontend.components.fields import DateInWords, set_choices
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.components.widgets import Radios
from frontend.pages.form_page import post_data, show_form
from frontend.pages.how_put import HowPutOfYesForm
from frontend.shared.decision_records import record_rows
from frontend.shared.form_guard.guards import digest_shown
from frontend.shared.reaching import reaching_texts
from frontend.shared.second_person import answer_as_second
from pooling.payments.states.bank_details import CheckWay

authority_required = role_required(*AUTHORITY_ROLES)


class AuthoritySeenForm(HowPutOfYesForm):
    """A paper speaks for itself; of what the person said, it is asked how it was put (P23)."""

    basis = forms.ChoiceField(
        label=gettext_lazy("What have you seen that says so?"),
        choices=[
            (
                AuthorityBasis.SEEN_BY_WORKER,
                gettext_lazy("No paper: they will only look and suggest"),
            ),
            *[
                (basis.value, basis.label)
                for basis in SEEN_BASES
                if basis != AuthorityBasis.SEEN_BY_WORKER
            ],
        ],
        widget=Radios(hints={basis: BASES[basis].only_where for basis in SEEN_BASES}),
    )
    jointly_with = forms.TypedChoiceField(
        label=gettext_lazy("Does the paper name another, and do they decide only together?"),
        help_text=gettext_lazy("Then nothing is decided unless both of them say yes."),
        coerce=int,
        empty_value=None,
        required=False,
        widget=Radios,
    )
    seen_words = TypedText(
        label=gettext_lazy("What did you see, and what did the person say or show?"),
        help_text=gettext_lazy("One line is enough. The person reads it."),
        max_length=400,
    )

    def __init__(self, *args: Any, others: Sequence[Representation], **kwargs: Any) -> None:
        super().__init__(*args, for_somebody=True, **kwargs)
        names = [(each.pk, each.login.name) for each in others]
        set_choices(self, "jointly_with", [("", _("No: they decide alone")), *names])
        if not names:
            del self.fields["jointly_with"]


class EndHereForm(forms.Form):
    """As the person says it, at a visit or on paper; left as it is, it ends now."""

    needed_for_some = ("ends_on", "is_end_told")
    ends_on = DateInWords(
        label=gettext_lazy("If it is to end on a day: which is its last?"), required=False
    )
    is_end_told = forms.TypedChoiceField(
        label=gettext_lazy("And shall they hear of it before?"),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No, says the person"))],
        coerce=lambda answer: answer != "no",
        required=False,
        widget=Radios,
    )


class ToldForm(forms.Form):
    told_on = DateInWords(label=gettext_lazy("On which day did you tell them?"))
    with_words = TypedText(
        label=gettext_lazy("Who was there?"),
        help_text=gettext_lazy("Alone with the person, where that can be."),
        max_length=200,
    )


class SecondForm(forms.Form):
    needed_for_some: tuple[str, ...] = ("seen_words", "told_on")
    agrees = forms.TypedChoiceField(
        label=gettext_lazy("Do you agree?"),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        coerce=lambda answer: answer == "yes",
        widget=Radios,
    )
    seen_words = TypedText(label=gettext_lazy("What did you see?"), max_length=400, required=False)

    def answers(self) -> dict[str, Any]:
        return self.cleaned_data


class SecondForPayingForm(HowPutOfYesForm, SecondForm):
    """Of whoever speaks with the person it is asked how it was put to them (P23)."""

    needed_for_some = (*SecondForm.needed_for_some, *HowPutOfYesForm.needed_for_some)
    told_on = DateInWords(
        label=gettext_lazy("On which day did you speak with the person?"),
        help_text=gettext_lazy("Leave it empty if a worker has written that down already."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, for_somebody=True, **kwargs)

    def answers(self) -> dict[str, Any]:
        return self.other_answers() | {"how_put": self.how_put()}


class SecondForBankDetailsForm(SecondForm):
    needed_for_some = ("seen_words", "way")
    way = forms.ChoiceField(
        label=gettext_lazy("How did you ask them?"),
        choices=CheckWay.choices,
        widget=Radios,
        required=False,
    )
    field_order = ("way", "seen_words", "agrees")


class SecondForWayBackForm(SecondForm):
    needed_for_some = ("seen_words", "told_on", "has_met")
    has_met = forms.BooleanField(label=gettext_lazy("I have met them"), required=False)
    told_on = DateInWords(
        label=gettext_lazy("On which day did you speak with the person about it?"),
        help_text=gettext_lazy(
            "At their door, or by a number you had before. Leave it empty if they are told another"
            " way than by the old address."
        ),
        required=False,
    )


SECOND_FORMS = {
    ApprovalPurpose.PAY_FOR_SOMEBODY: SecondForPayingForm,
    ApprovalPurpose.BANK_DETAILS: SecondForBankDetailsForm,
    ApprovalPurpose.GET_BACK_IN: SecondForWayBackForm,
}


@authority_required
def authorities_to_agree(request: RoleRequest) -> HttpResponse:
    """Who asked; who may act and whether the person was told; what waits for a second person."""
    context = {
        "representations": representations_to_agree(request.area_ids),
        "in_force": representations_in_areas(request.area_ids),
        "ways_back": ways_back_in_areas(request.area_ids),
        "approvals": waiting_approvals(request.area_ids, request.user.pk),
        "login_id": request.user.pk,
    }
    return render(request, "authorities/authorities_to_agree.html", context)


@authority_required
def authority_seen(request: RoleRequest, representation_id: int) -> HttpResponse:
    """A worker says what they have seen; without a paper only looking is agreed."""
    representation = representation_to_agree(representation_id, request.area_ids)
    others = holders_besides(representation)
    form = AuthoritySeenForm(post_data(request), others=others, initial={"jointly_with": ""})
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            agree_to_representation(
                representation_id=representation_id,
                **form.other_answers(),
                how_put=form.how_put(),
                shown_digest=digest_shown(request),
                by=request.acting,
                now=clock.now(),
            )
            messages.success(request, _("It is agreed, and what you have seen is noted."))
            return redirect("authorities_to_agree")
    values = {
        "who": representation.login.name,
        "person": representation.person.preferred_name,
    }
    return show_form(
        request,
        form,
        shown=representation_shown(representation),
        heading=_("%(who)s asked to act for %(person)s") % values,
        intro=[
            _(
                "The person is told who agreed and what you saw. Deciding begins three days "
                "after they were told; paying needs a second person besides."
            ),
        ],
        confirm=_("Agree"),
        not_now=reverse("authorities_to_agree"),
    )


@authority_required
def authority_told(request: RoleRequest, representation_id: int) -> HttpResponse:
    """Somebody who gains nothing by it told the person, face to face."""
    representation = representation_in_areas(representation_id, request.area_ids)
    form = ToldForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            record_person_told(
                representation_id=representation_id,
                **form.cleaned_data,
                by=request.acting,
                now=clock.now(),
            )
            messages.success(request, _("It is noted that they were told."))
            return redirect("authorities_to_agree")
    values = {
        "who": representation.login.name,
        "person": representation.person.preferred_name,
        "may": representation.get_scope_display(),
    }
    return show_form(
        request,
        form,
        heading=_("You told %(person)s that %(who)s may act for them") % values,
        intro=[
            _("They may: %(may)s. Say that %(person)s can end it at any time.") % values,
            *reaching_texts(representation.person_id),
        ],
        confirm=_("Enter this"),
        not_now=reverse("authorities_to_agree"),
    )


@authority_required
def authority_end(request: RoleRequest, representation_id: int) -> HttpResponse:
    """What protects is one press, and works at once (P18)."""
    representation = representation_in_areas(representation_id, request.area_ids)
    form = EndHereForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        by_and_now: dict[str, Any] = {"by": request.acting, "now": clock.now()}
        with catch_refusals(form):
            if form.cleaned_data["ends_on"] is not None:
                choose_end(
                    representation_id=representation_id,
                    ends_on=form.cleaned_data["ends_on"],
                    is_end_told=form.cleaned_data["is_end_told"] is not False,
                    **by_and_now,
                )
                messages.success(request, _("It is noted, and ends when that day is over."))
                return redirect("authorities_to_agree")
            end_representation(representation_id=representation_id, **by_and_now)
            messages.success(request, _("It has ended. Nothing can be done by it any more."))
            return redirect("authorities_to_agree")
    return show_form(
        request,
        form,
        heading=_("End that %(who)s may act for %(person)s")
        % {"who": representation.login.name, "person": representation.person.preferred_name},
        confirm=_("End this now"),
        not_now=reverse("authorities_to_agree"),
    )


@authority_required
def second_person(request: RoleRequest, approval_id: int) -> HttpResponse:
    approval = waiting_approval(approval_id, request.area_ids, request.user.pk)
    form = SECOND_FORMS.get(ApprovalPurpose(approval.purpose), SecondForm)(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            answer_as_second(
                approval_id=approval_id,
                **form.answers(),
                shown_digest=digest_shown(request),
                by=request.acting,
                now=clock.now(),
            )
            messages.success(request, _("Your answer is noted."))
            return redirect("authorities_to_agree")
    return show_form(
        request,
        form,
        shown=approval_shown(approval, representation_to_pay(approval)),
        heading=_("A second person is asked to look"),
        intro=[
            _("Somebody else than who asked has to agree before it counts."),
            *_written_down(approval),
            *(reaching_texts(approval.person_id) if approval.person_id else []),
        ],
        confirm=_("Enter this"),
        not_now=reverse("authorities_to_agree"),
    )


def _written_down(approval: StaffApproval) -> list[str]:
    """What whoever looks has to read: a decision made for somebody, or the address to compare."""
    if new_address := new_address_of(approval):
        return [_("The new address: %(address)s. Ask them to spell it.") % {"address": new_address}]
    record = decision_of_approval(approval)
    return [f"{question}: {answer}" for question, answer in record_rows(record)] if record else []


urlpatterns = [
    path("acting/waiting/", authorities_to_agree, name="authorities_to_agree"),
    path("acting/<int:representation_id>/seen/", authority_seen, name="authority_seen"),
    path("acting/<int:representation_id>/told/", authority_told, name="authority_told"),
    path("acting/<int:representation_id>/end-here/", authority_end, name="authority_end"),
    path("second/<int:approval_id>/", second_person, name="second_person"),
]
