"""“This is wrong”, “this is not us”, “take this down”: said by anybody, answered by a day."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.views import APIView

from community.common import clock
from community.common.refusals import Refused
from community.messaging.addresses import is_mail_address
from frontend.access import ActingRequest, RoleRequest, acting_as_login, role_required
from frontend.components.blocks import AnswerSheet
from frontend.components.fields import set_choices
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.components.widgets import Radios
from frontend.pages.form_page import post_data, show_form
from frontend.pages.printing import print_sheets
from frontend.shared.throttles import ObjectionThrottle
from providers.actions.objections import answer_objection, raise_objection
from providers.queries.objections import (
    ANSWERING_ROLES,
    objection_of_code,
    objection_to_answer,
    objections_to_answer,
)
from providers.queries.supply import public_listing
from providers.rules.objections import MAX_WORDS_CHARS, check_can_be_objected_to
from providers.states import ObjectionAnswer, ObjectionKind

answers_required = role_required(*ANSWERING_ROLES)


class TooManyObjections(Refused):
    code = "too_often"


class ObjectionForm(forms.Form):
    needed_for_some = ("words",)
    kind = forms.ChoiceField(
        label=gettext_lazy("What do you want to say?"),
        choices=ObjectionKind.choices,
        widget=Radios,
    )
    words = TypedText(
        label=gettext_lazy("What is wrong, or why?"),
        help_text=gettext_lazy("A few words are enough. To take it down no reason is needed."),
        widget=forms.Textarea({"rows": 4}),
        max_length=MAX_WORDS_CHARS,
        required=False,
    )
    contact = TypedText(
        label=gettext_lazy("Where can we ask you?"),
        help_text=gettext_lazy(
            "A telephone number or a mail address. You need not. To a mail address we send the "
            "answer; either is forgotten once you have it."
        ),
        max_length=120,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(each.value, str(each.label).capitalize()) for each in ObjectionKind]
        set_choices(self, "kind", kinds)


class ObjectionAnswerForm(forms.Form):
    answer = forms.ChoiceField(
        label=gettext_lazy("What did you do?"), choices=ObjectionAnswer.choices, widget=Radios
    )
    words = TypedText(
        label=gettext_lazy("What is your answer, in words?"),
        help_text=gettext_lazy("Whoever said it reads this."),
        widget=forms.Textarea({"rows": 4}),
        max_length=MAX_WORDS_CHARS,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answers = [(each.value, str(each.label).capitalize()) for each in ObjectionAnswer]
        set_choices(self, "answer", answers)


def object_to_listing(request: ActingRequest, listing_id: int) -> HttpResponse:
    """Nobody has to sign in, or say who they are."""
    listing = public_listing(listing_id)
    check_can_be_objected_to(is_from_directory=bool(listing.feed))
    form = ObjectionForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            _check_not_too_often(request)
            objection = raise_objection(
                listing_id=listing_id,
                kind=ObjectionKind(form.cleaned_data["kind"]),
                words=form.cleaned_data["words"],
                contact=form.cleaned_data["contact"],
                by=request.acting,
                now=clock.now(),
            )
            return redirect("objection", objection.code)
    return show_form(request, form, "objections/object_to_listing.html", listing=listing)


def _check_not_too_often(request: ActingRequest) -> None:
    if not ObjectionThrottle().allow_request(cast(Any, request), APIView()):
        raise TooManyObjections(
            _("Many of these have come from where you are in the last hour."),
            next_step=_("What you wrote is still in the box. Please send it again in an hour."),
        )


def objection_page(request: ActingRequest, objection_code: str) -> HttpResponse:
    """By when it is answered, and the answer. Whoever has the address reads it."""
    objection = objection_of_code(objection_code)
    address = request.build_absolute_uri(request.path)
    context = {"objection": objection, "address": address}
    return render(request, "objections/objection.html", context)


def objection_sheet(request: ActingRequest, listing_id: int) -> HttpResponse:
    """The same on paper, for anybody: whoever works there enters it on the page of the listing."""
    listing = public_listing(listing_id)
    check_can_be_objected_to(is_from_directory=bool(listing.feed))
    sheet = AnswerSheet(
        title=_("Is something wrong here?"),
        text="\n".join(
            [
                f"{listing.title}, {listing.provider.name}",
                _("Tick what you say, and write what is wrong. You need not say who you are."),
                _("Where can we ask you, and where does the answer go? It is forgotten then."),
            ]
        ),
        code="",
        ticks=tuple(str(each.label).capitalize() for each in ObjectionKind),
        lines=("", "", ""),
        give_to=_(
            "Give or post this to whoever works for %(area)s: they enter it at %(address)s, where "
            "you could write it yourself, and it is answered within five working days."
        )
        % {
            "area": listing.provider.area.name,
            "address": request.build_absolute_uri(reverse("object_to_listing", args=[listing.pk])),
        },
    )
    return print_sheets(request, [sheet], heading=_("On paper: is something wrong here?"))


@answers_required
def objections_page(request: RoleRequest) -> HttpResponse:
    context = {"objections": objections_to_answer(request.area_ids)}
    return render(request, "objections/objections.html", context)


@answers_required
def objection_to_answer_page(request: RoleRequest, objection_id: int) -> HttpResponse:
    objection = objection_to_answer(objection_id, area_ids=request.area_ids)
    form = ObjectionAnswerForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            answer_objection(
                objection_id=objection_id,
                answer=ObjectionAnswer(form.cleaned_data["answer"]),
                words=form.cleaned_data["words"],
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(
                request,
                _("Whoever said it finds your answer at its address, or gets it by mail."),
            )
            return redirect("objections")
    return show_form(
        request,
        form,
        "objections/objection_to_answer.html",
        objection=objection,
        is_mailed=is_mail_address(objection.contact),
        back=reverse("objections"),
    )


urlpatterns = [
    path("find/listing/<int:listing_id>/wrong/", object_to_listing, name="object_to_listing"),
    path("find/listing/<int:listing_id>/wrong/sheet/", objection_sheet, name="objection_sheet"),
    path("find/said/<str:objection_code>/", objection_page, name="objection"),
    path("connect/said/", objections_page, name="objections"),
    path("connect/said/<int:objection_id>/", objection_to_answer_page, name="objection_to_answer"),
]
