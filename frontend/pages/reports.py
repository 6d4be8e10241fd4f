"""Words of others: hidden for oneself, reported, looked at again; and who is blocked (P117)."""

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
from community.common.money import MAX_ROW_ID
from community.conversations.queries.blocks import blocks_of_person
from community.conversations.states import ReportWrong
from community.people.scope_table import Seen
from frontend.access import (
    LoginRequest,
    PersonRequest,
    RoleRequest,
    login_required,
    member_of_sheet,
    paper_entry_required,
    person_required,
    shows,
    stops,
)
from frontend.components.fields import WholeNumber, set_choices
from frontend.components.refusals import catch_refusals
from frontend.components.widgets import Radios
from frontend.pages.form_page import EmptyForm, post_data, show_form
from groups.actions.blocks import block_member, block_writer, end_block, hear_member_again
from groups.actions.reports import (
    ask_for_another_look,
    hide_message,
    report_by_number,
    report_message,
)
from groups.models.members import Member
from groups.queries.conversations import conversation_for
from groups.queries.members import others_in_group
from groups.queries.reading import reading_to_press


class ReportForm(forms.Form):
    wrong = forms.ChoiceField(label=gettext_lazy("What is wrong with them?"), widget=Radios)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "wrong", [(each.value, capfirst(each.label)) for each in ReportWrong])


class BlockForm(forms.Form):
    member_id = forms.TypedChoiceField(
        label=gettext_lazy("Whom do you not want to hear from?"), coerce=int, widget=Radios
    )

    def __init__(self, *args: Any, others: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "member_id", others)


class PaperReportForm(ReportForm):
    number = WholeNumber(
        label=gettext_lazy("Which number did they write?"), min_value=1, max_value=MAX_ROW_ID
    )
    field_order = ["number", "wrong"]


class PaperBlockForm(BlockForm):
    hears_again = forms.BooleanField(
        label=gettext_lazy("They want to hear from them again"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member_id"].label = _("Whom did they name?")


@login_required
def report_words(request: LoginRequest, relayed_id: int) -> HttpResponse:
    reading = reading_to_press(relayed_id, request.acting, now=clock.now())
    form = ReportForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            report_message(
                message_id=relayed_id,
                wrong=ReportWrong(form.cleaned_data["wrong"]),
                by=request.acting,
                now=clock.now(),
            )
            messages.success(request, _("Somebody looks at it. You are told what comes of it."))
            return redirect(reading.link)
    return show_form(
        request,
        form,
        heading=_("Report these words"),
        intro=[
            f"“{reading.message.words}”",
            _(
                "An address or a number, a threat, and somebody’s health or money are hidden from "
                "all at once. Anything else stays until somebody has looked."
            ),
            _(
                "Whoever looks is neither of you, nor of the body spoken of, and reads what was "
                "reported. Both of you are told what comes of it, within two working days. If "
                "nobody has looked by then, the deputy is asked, and it stays as it is."
            ),
        ],
        confirm=_("Report it"),
        back=reading.link,
        not_now=reading.link,
    )


@login_required
@require_POST
def hide_words(request: LoginRequest, relayed_id: int) -> HttpResponse:
    """Hidden for oneself, or shown again: the two buttons beside it."""
    reading = reading_to_press(relayed_id, request.acting, now=clock.now())
    is_hidden = request.POST.get("hides") != "no"
    hide_message(message_id=relayed_id, is_hidden=is_hidden, by=request.acting, now=clock.now())
    return redirect(reading.link)


@login_required
@require_POST
def look_again_at_reported(request: LoginRequest, relayed_id: int) -> HttpResponse:
    reading = reading_to_press(relayed_id, request.acting, now=clock.now())
    ask_for_another_look(message_id=relayed_id, by=request.acting, now=clock.now())
    messages.success(request, _("Somebody else is asked to look at it."))
    return redirect(reading.link)


@person_required
@stops
def block_member_page(request: PersonRequest, group_id: int) -> HttpResponse:
    others = others_in_group(group_id, request.acting)
    choices = [(member.pk, member.known_as) for member in others]
    form = BlockForm(post_data(request), others=choices)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            block_member(
                group_id=group_id,
                member_id=form.cleaned_data["member_id"],
                by=request.acting,
                now=clock.now(),
            )
            messages.success(request, _("Done. They are not told. You may still meet."))
            return redirect("blocks")
    back = reverse("group", args=[group_id])
    return show_form(
        request,
        form,
        heading=_("Not hear from somebody"),
        intro=[
            _("What they write is not shown to you any more. They are not told."),
            _("You are in the same group, so you may still meet."),
            _("If you are afraid, or for somebody else: “I am worried about someone” is below."),
        ],
        confirm=_("Do not show me what they write"),
        back=back,
        not_now=back,
    )


@person_required
@stops
def block_writer_page(request: PersonRequest, conversation_id: int) -> HttpResponse:
    detail = conversation_for(conversation_id, request.acting)
    form = EmptyForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            block_writer(conversation_id=conversation_id, by=request.acting, now=clock.now())
            messages.success(request, _("Done. They are not told."))
            return redirect("blocks")
    back = reverse("conversation", args=[conversation_id])
    return show_form(
        request,
        form,
        heading=_("Not hear from %(name)s") % {"name": detail.other},
        intro=[
            _("What they write is not shown to you any more. They are not told."),
            _("The others in your group go on reading it. They can do the same."),
        ],
        confirm=_("Do not show me what they write"),
        back=back,
        not_now=back,
    )


@person_required
@shows(Seen.OTHERS_WORDS)
def blocks(request: PersonRequest) -> HttpResponse:
    rows = blocks_of_person(request.acting.person_id)
    return render(request, "reports/blocks.html", {"blocks": rows})


@person_required
@require_POST
def block_end(request: PersonRequest, block_id: int) -> HttpResponse:
    end_block(block_id=block_id, by=request.acting, now=clock.now())
    messages.success(request, _("What they write is shown to you again."))
    return redirect("blocks")


@paper_entry_required
def paper_report(request: RoleRequest, code: str) -> HttpResponse:
    """By the number that stands on their sheet: whoever enters it does not read the words."""
    member, acting = member_of_sheet(code, login=request.user)
    form = PaperReportForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            report_by_number(
                message_id=form.cleaned_data["number"],
                wrong=ReportWrong(form.cleaned_data["wrong"]),
                by=acting,
                now=clock.now(),
            )
            messages.success(request, _("Somebody looks at it. They are told what comes of it."))
            return redirect("paper_sheet", member.paper_code)
    return _ask_on_paper(request, form, member, _("What %(name)s reports"))


@paper_entry_required
def paper_block(request: RoleRequest, code: str) -> HttpResponse:
    """Whom they do not want to hear from, or do again. Whether they did before stands nowhere."""
    member, acting = member_of_sheet(code, login=request.user)
    others = others_in_group(member.group_id, acting)
    form = PaperBlockForm(post_data(request), others=[(each.pk, each.known_as) for each in others])
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            hears_again = form.cleaned_data.pop("hears_again")
            press = hear_member_again if hears_again else block_member
            press(group_id=member.group_id, **form.cleaned_data, by=acting, now=clock.now())
            messages.success(request, _("Done. The other is not told. They may still meet."))
            return redirect("paper_sheet", member.paper_code)
    return _ask_on_paper(request, form, member, _("Whom %(name)s does not want to hear from"))


def _ask_on_paper(
    request: RoleRequest, form: forms.BaseForm, member: Member, heading: str
) -> HttpResponse:
    return show_form(
        request,
        form,
        heading=heading % {"name": member.known_as},
        intro=[_("Enter what they wrote, and nothing else. It shows as done on paper, by you.")],
        confirm=_("Enter this"),
        not_now=reverse("paper_sheet", args=[member.paper_code]),
        talk=reverse("paper_talk", args=[member.paper_code]),
    )


urlpatterns = [
    path("paper/<str:code>/report/", paper_report, name="paper_report"),
    path("paper/<str:code>/block/", paper_block, name="paper_block"),
    path("written/said/<int:relayed_id>/report/", report_words, name="report_words"),
    path("written/said/<int:relayed_id>/hide/", hide_words, name="hide_words"),
    path(
        "written/said/<int:relayed_id>/look-again/",
        look_again_at_reported,
        name="look_again_at_reported",
    ),
    path("written/<int:conversation_id>/block/", block_writer_page, name="block_writer"),
    path("group/<int:group_id>/block/", block_member_page, name="block_member"),
    path("written/blocked/", blocks, name="blocks"),
    path("written/blocked/<int:block_id>/end/", block_end, name="block_end"),
]
