"""“This is ours”: claimed by whoever runs it, checked by a connector where it is public (P104)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.dates import format_day
from frontend.access import (
    LoginRequest,
    RoleRequest,
    acting_as_login,
    login_required,
    role_required,
)
from frontend.components.fields import set_choices
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.components.widgets import Radios
from frontend.pages.form_page import post_data, show_form
from providers.actions.claims import (
    claim_provider,
    confirm_claim,
    refuse_claim,
    undo_claim,
    withdraw_claim,
)
from providers.queries.claims import (
    claim_of_login,
    claim_to_answer,
    claims_agreed_to,
    claims_of_login,
    claims_to_answer,
    listing_to_claim,
)
from providers.queries.objections import ANSWERING_ROLES
from providers.rules.claims import MAX_NUMBER_CHARS, MAX_WORDS_CHARS
from providers.states import ClaimState, PublicContact

answers_required = role_required(*ANSWERING_ROLES)
NO = "no"


def _contacts() -> list[tuple[str, str]]:
    return [(each.value, str(each.label).capitalize()) for each in PublicContact]


class ClaimForm(forms.Form):
    needed_for_some = ("register_number",)
    proposed_contact = forms.ChoiceField(
        label=gettext_lazy("Where can we ask you?"),
        help_text=gettext_lazy(
            "Only where it is public that you are reached: so that no stranger can say that it is "
            "theirs."
        ),
        choices=PublicContact.choices,
        widget=Radios,
    )
    register_number = TypedText(
        label=gettext_lazy("Its number in the register"),
        help_text=gettext_lazy("Of a charity, a company or a public body, where you chose that."),
        max_length=MAX_NUMBER_CHARS,
        required=False,
    )
    words = TypedText(
        label=gettext_lazy("Whom should they ask for, and when?"),
        help_text=gettext_lazy("Like “the office, on weekday mornings”. You need not."),
        widget=forms.Textarea({"rows": 3}),
        max_length=MAX_WORDS_CHARS,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "proposed_contact", _contacts())


class ClaimAnswerForm(forms.Form):
    needed_for_some = ("words",)
    checked_contact = forms.ChoiceField(
        label=gettext_lazy("Where did you reach them, and did they say that it is theirs?"),
        widget=Radios,
    )
    words = TypedText(
        label=gettext_lazy("What is your answer, in words?"),
        help_text=gettext_lazy("They read this. Where it is a no, say why, and what is missing."),
        widget=forms.Textarea({"rows": 4}),
        max_length=MAX_WORDS_CHARS,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        yes = [
            (value, _("Yes, at %(where)s") % {"where": _lower(label)})
            for value, label in _contacts()
        ]
        set_choices(self, "checked_contact", [*yes, (NO, _("No, or they could not be reached"))])


class ClaimUndoForm(forms.Form):
    words = TypedText(
        label=gettext_lazy("Why was it wrong?"),
        help_text=gettext_lazy("They read this, and may say again that it is theirs."),
        widget=forms.Textarea({"rows": 4}),
        max_length=MAX_WORDS_CHARS,
    )


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


@login_required
def claim_listing(request: LoginRequest, listing_id: int) -> HttpResponse:
    """No contact is asked for: the one that is public is the one that is used."""
    listing = listing_to_claim(listing_id, login_id=request.user.pk)
    form = ClaimForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            claim = claim_provider(
                listing_id=listing_id,
                proposed_contact=PublicContact(form.cleaned_data["proposed_contact"]),
                register_number=form.cleaned_data["register_number"],
                words=form.cleaned_data["words"],
                by=acting_as_login(request),
                now=clock.now(),
            )
            day = {"day": format_day(claim.answer_by)}
            messages.success(request, _("A connector asks there, and answers by %(day)s.") % day)
            return redirect("my_claims")
    return show_form(request, form, "claims/claim_listing.html", listing=listing)


@login_required
def my_claims(request: LoginRequest) -> HttpResponse:
    """What one said is one's own, how far it is, and what to do after a no."""
    context = {"claims": claims_of_login(request.user.pk), "states": ClaimState}
    return render(request, "claims/my_claims.html", context)


@login_required
@require_POST
def claim_withdraw(request: LoginRequest, claim_id: int) -> HttpResponse:
    claim_of_login(claim_id, login_id=request.user.pk)
    withdraw_claim(claim_id=claim_id, by=acting_as_login(request), now=clock.now())
    messages.success(request, _("Taken back. Nothing has changed."))
    return redirect("my_claims")


@answers_required
def claims_page(request: RoleRequest) -> HttpResponse:
    context = {
        "claims": claims_to_answer(request.area_ids),
        "agreed_to": claims_agreed_to(request.area_ids),
    }
    return render(request, "claims/claims.html", context)


@answers_required
def claim_to_answer_page(request: RoleRequest, claim_id: int) -> HttpResponse:
    to_answer = claim_to_answer(claim_id, area_ids=request.area_ids)
    form = ClaimAnswerForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            _answer(request, claim_id, form.cleaned_data)
            messages.success(request, _("They are told your answer."))
            return redirect("claims")
    return show_form(
        request,
        form,
        "claims/claim_to_answer.html",
        to_answer=to_answer,
        waits=to_answer.claim.state == ClaimState.WAITING,
        can_be_undone=to_answer.claim.state == ClaimState.CONFIRMED,
        back=reverse("claims"),
    )


@answers_required
def claim_undo(request: RoleRequest, claim_id: int) -> HttpResponse:
    """It was agreed to, and wrongly."""
    to_answer = claim_to_answer(claim_id, area_ids=request.area_ids)
    form = ClaimUndoForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            undo_claim(
                claim_id=claim_id,
                words=form.cleaned_data["words"],
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(request, _("They do not speak for it any more, and are told why."))
            return redirect("claims")
    return show_form(
        request,
        form,
        heading=_("%(name)s does not speak for %(provider)s")
        % {
            "name": capfirst(to_answer.claim.login.name),
            "provider": to_answer.claim.provider.name,
        },
        intro=[
            _(
                "From now on they change nothing of it, and answer nobody for it. They read why."
                " Where somebody else speaks for it too, all else stays as it is."
            ),
            _(
                "Where they were the only one, what was changed here is hidden until its directory"
                " is read again, and is then as the directory has it."
            ),
        ],
        confirm=_("Undo it"),
        back=reverse("claim_to_answer", args=[claim_id]),
        not_now=reverse("claim_to_answer", args=[claim_id]),
    )


def _answer(request: RoleRequest, claim_id: int, answer: dict[str, Any]) -> None:
    by, now, words = acting_as_login(request), clock.now(), answer["words"]
    if answer["checked_contact"] == NO:
        refuse_claim(claim_id=claim_id, words=words, by=by, now=now)
        return
    checked_contact = PublicContact(answer["checked_contact"])
    confirm_claim(claim_id=claim_id, checked_contact=checked_contact, words=words, by=by, now=now)


urlpatterns = [
    path("find/listing/<int:listing_id>/ours/", claim_listing, name="claim_listing"),
    path("provide/claims/", my_claims, name="my_claims"),
    path("provide/claims/<int:claim_id>/take-back/", claim_withdraw, name="claim_withdraw"),
    path("connect/claims/", claims_page, name="claims"),
    path("connect/claims/<int:claim_id>/undo/", claim_undo, name="claim_undo"),
    path("connect/claims/<int:claim_id>/", claim_to_answer_page, name="claim_to_answer"),
]
