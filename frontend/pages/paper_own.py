"""Entered from a sheet: what somebody says of themselves, and what they begin (M72, fault G4).

Whoever enters it sees what the sheet asks, and nothing of what was said before.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.refusals import NotFound
from community.people.actions.adjustments import restore_adjustments, set_adjustments
from frontend.access import RoleRequest, member_of_sheet, paper_entry_required
from frontend.components.fields import DateInWords, set_choices
from frontend.components.refusals import catch_refusals
from frontend.pages.account.forms import AdjustmentsForm
from frontend.pages.form_page import post_data, show_form
from frontend.pages.group.forms import (
    BriefAnswersForm,
    BriefWhatForm,
    BriefWhoForm,
    OfferMessageForm,
    StartGroupForm,
)
from frontend.pages.pool.forms import SourceKindForm
from frontend.pages.sheet_version import ask_version, take_version
from frontend.shared.own_sheets import ASK, BRIEF, HELPS, NEW_MONEY, START_GROUP, check_own_sheet
from groups.actions.briefs import create_brief
from groups.actions.membership import start_group
from groups.actions.offers import ask_about_offer
from groups.models.members import Member
from groups.models.offers import Offer
from groups.queries.members import membership, place_in_group
from groups.queries.offers import offers_to_ask_about
from groups.wording import offer_line_text
from pooling.pools.actions.sources import add_source
from pooling.pools.rules.sources import rail_on_paper
from pooling.pools.states import SourceKind


class PaperBriefForm(BriefWhatForm, BriefWhoForm, BriefAnswersForm):
    """All of it at once, as it stands on the sheet."""

    answers_by = DateInWords(
        label=gettext_lazy("Until which day may people answer?"),
        help_text=gettext_lazy("Leave it empty for two weeks."),
        required=False,
    )

    field_order = [
        *BriefWhatForm.base_fields,
        *BriefWhoForm.base_fields,
        *BriefAnswersForm.base_fields,
    ]

    def fields_written(self) -> dict[str, Any]:
        """Without the day, where none is written."""
        written = dict(self.cleaned_data)
        answers_by: date | None = written.pop("answers_by")
        return written if answers_by is None else written | {"answers_by": answers_by}


class PaperAskForm(OfferMessageForm):
    about = forms.TypedChoiceField(
        label=gettext_lazy("What is it about?"), coerce=int, widget=forms.RadioSelect
    )
    field_order = ["about", "words"]

    def __init__(self, *args: Any, offers: Iterable[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(offer.pk, offer_line_text(offer)) for offer in offers]
        set_choices(self, "about", choices)


def _ask(
    request: RoleRequest, form: forms.BaseForm, member: Member, heading: str, *intro: str
) -> HttpResponse:
    return show_form(
        request,
        form,
        heading=heading % {"name": member.known_as},
        intro=[
            *intro,
            _("Enter what they wrote, and nothing else. It shows as done on paper, by you."),
        ],
        confirm=_("Enter this"),
        not_now=reverse("paper_sheet", args=[member.paper_code]),
        talk=reverse("paper_talk", args=[member.paper_code]),
    )


@paper_entry_required
def paper_helps(request: RoleRequest, code: str) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    form = AdjustmentsForm(post_data(request))
    ask_version(form)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            check_own_sheet(member, HELPS, take_version(form))
            set_adjustments(adjustments=form.adjustments(), by=acting, now=clock.now())
            messages.success(request, _("What helps them is kept. What was there can be had back."))
            return redirect("paper_sheet", member.paper_code)
    return _ask(
        request,
        form,
        member,
        _("What did %(name)s tick that helps?"),
        _("It takes the place of what they said before."),
    )


@paper_entry_required
@require_POST
def paper_helps_before(request: RoleRequest, code: str) -> HttpResponse:
    """They want back what they had said before."""
    member, acting = member_of_sheet(code, login=request.user)
    restore_adjustments(by=acting, now=clock.now())
    messages.success(request, _("What was there before is there again."))
    return redirect("paper_sheet", member.paper_code)


@paper_entry_required
def paper_new_money(request: RoleRequest, code: str) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    form = SourceKindForm(post_data(request), area=member.person.area)
    ask_version(form)
    if request.method == "POST" and form.is_valid():
        kind = SourceKind(form.cleaned_data["kind"])
        with catch_refusals(form):
            check_own_sheet(member, NEW_MONEY, take_version(form))
            add_source(kind=kind, rail=rail_on_paper(kind), by=acting, now=clock.now())
            messages.success(request, _("It is entered. Nobody in a group sees it."))
            return redirect("paper_sheet", member.paper_code)
    return show_form(
        request,
        form,
        "one_question.html",
        heading=_("Which money did they write?"),
        confirm=_("Enter this"),
        not_now=reverse("paper_sheet", args=[member.paper_code]),
        talk=reverse("paper_talk", args=[member.paper_code]),
    )


@paper_entry_required
def paper_start_group(request: RoleRequest, code: str) -> HttpResponse:
    """The group has a sheet with a code of its own for them: it is opened next."""
    member, acting = member_of_sheet(code, login=request.user)
    form = StartGroupForm(post_data(request), for_somebody=True)
    ask_version(form)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            check_own_sheet(member, START_GROUP, take_version(form))
            group = start_group(
                **form.other_answers(), how_put=form.how_put(), by=acting, now=clock.now()
            )
            messages.success(request, _("Their group is here. This is their code in it."))
            return redirect("paper_sheet", place_in_group(group.pk, acting).paper_code)
    return _ask(
        request,
        form,
        member,
        _("%(name)s wants to start a group"),
        _("Where they changed their mind, they leave it like any group."),
    )


@paper_entry_required
def paper_brief(request: RoleRequest, code: str) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    membership(member.group_id, acting)
    form = PaperBriefForm(post_data(request))
    ask_version(form)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            check_own_sheet(member, BRIEF, take_version(form))
            create_brief(
                group_id=member.group_id, fields=form.fields_written(), by=acting, now=clock.now()
            )
            messages.success(
                request,
                _("It is kept. Nothing is asked before a second person of the group agrees."),
            )
            return redirect("paper_sheet", member.paper_code)
    return _ask(
        request,
        form,
        member,
        _("What would %(name)s like the group to ask for?"),
        _("Anybody in the group can go on with it, and propose not to go on with it."),
    )


@paper_entry_required
def paper_ask(request: RoleRequest, code: str) -> HttpResponse:
    """ "Not known, ask": to whoever made an offer."""
    member, acting = member_of_sheet(code, login=request.user)
    membership(member.group_id, acting)
    offers = offers_to_ask_about(member.group_id)
    if not offers:
        raise NotFound("")
    form = PaperAskForm(post_data(request), offers=offers)
    ask_version(form)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            check_own_sheet(member, ASK, take_version(form))
            ask_about_offer(
                offer_id=form.cleaned_data["about"],
                text=form.cleaned_data["words"],
                by=acting,
                now=clock.now(),
            )
            messages.success(
                request, _("They have the question. The group is told the answer, and so are they.")
            )
            return redirect("paper_sheet", member.paper_code)
    return _ask(request, form, member, _("What would %(name)s like to know?"))


urlpatterns = [
    path("paper/<str:code>/helps/", paper_helps, name="paper_helps"),
    path("paper/<str:code>/helps/before/", paper_helps_before, name="paper_helps_before"),
    path("paper/<str:code>/money/", paper_new_money, name="paper_new_money"),
    path("paper/<str:code>/start-group/", paper_start_group, name="paper_start_group"),
    path("paper/<str:code>/brief/", paper_brief, name="paper_brief"),
    path("paper/<str:code>/ask/", paper_ask, name="paper_ask"),
]
