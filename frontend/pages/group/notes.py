"""Our words: what a group's people write to one another, and how each hears of it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.common import clock
from community.conversations.rules.writing import MAX_WORDS_CHARS
from community.people.acting import Acting
from community.people.scope_table import Seen
from community.people.states import RepresentationScope
from frontend.access import (
    PersonRequest,
    RoleRequest,
    member_of_sheet,
    paper_entry_required,
    person_required,
    shows,
    takes,
)
from frontend.components.fields import set_choices
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.components.widgets import Radios
from frontend.pages.form_page import post_data, show_form
from frontend.pages.sheet_version import ask_version, take_version
from frontend.shared.note_sheets import own_words_sheet, who_reads_texts
from frontend.shared.paper_cards import deputy_choices
from frontend.shared.sheet_versions import check_version
from groups.actions.notes import choose_words, write_note
from groups.models.members import Member
from groups.queries.members import membership
from groups.queries.notes import everybody_of, note_details, notes_for
from groups.states import HearsWords

NOTES_PER_PAGE = 30


class NoteForm(forms.Form):
    words = TypedText(
        label=gettext_lazy("What would you like to say?"),
        help_text=gettext_lazy("Please leave out addresses, numbers, and anybody’s money."),
        widget=forms.Textarea({"rows": 4}),
        max_length=MAX_WORDS_CHARS,
    )


class ChooseWordsForm(forms.Form):
    hears_words = forms.ChoiceField(
        label=gettext_lazy("How often do you want to hear that something was written?"),
        widget=Radios,
        choices=HearsWords.choices,
    )
    printed_by = forms.TypedChoiceField(
        label=gettext_lazy("Who prints it for you, if you read on paper?"),
        help_text=gettext_lazy("The others read who prints it, and not for whom."),
        coerce=int,
        empty_value=None,
        widget=Radios,
        required=False,
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        chosen = {
            "hears_words": member.hears_words,
            "printed_by": member.words_printed_by_id or "",
        }
        super().__init__(*args, **{"initial": chosen} | kwargs)
        nobody = ("", _("Nobody, or whoever tells me things"))
        workers = deputy_choices(member.group.area_id, but=0)
        set_choices(self, "printed_by", [nobody, *workers])


@person_required
@shows(Seen.OTHERS_WORDS)
@takes(RepresentationScope.DECIDE)
def group_notes(request: PersonRequest, group_id: int) -> HttpResponse:
    """What was written last stands first."""
    acting, now = request.acting, clock.now()
    form = NoteForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            write_note(group_id=group_id, text=form.cleaned_data["words"], by=acting, now=now)
            messages.success(request, _("It is there. The others hear of it as they chose to."))
            return redirect("group_notes", group_id)
    member = membership(group_id, acting)
    notes, everybody = notes_for(member, acting, now=now), everybody_of(group_id)
    page = Paginator(notes, NOTES_PER_PAGE).get_page(request.GET.get("page"))
    return show_form(
        request,
        form,
        "group/group_notes.html",
        member=member,
        page_obj=page,
        notes=note_details(everybody, page.object_list, acting),
        who_reads=who_reads_texts(everybody),
    )


@person_required
@takes(RepresentationScope.DECIDE)
def choose_words_page(request: PersonRequest, group_id: int) -> HttpResponse:
    member = membership(group_id, request.acting)
    back = reverse("group_notes", args=[group_id])
    return _choose(request, member, request.acting, back)


@paper_entry_required
def paper_choose_words(request: RoleRequest, code: str) -> HttpResponse:
    member, acting = member_of_sheet(code, login=request.user)
    back = reverse("paper_sheet", args=[member.paper_code])
    return _choose(request, membership(member.group_id, acting), acting, back)


def _choose(
    request: PersonRequest | RoleRequest, member: Member, acting: Acting, back: str
) -> HttpResponse:
    form = ChooseWordsForm(post_data(request), member=member)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            choose_words(
                group_id=member.group_id,
                hears_words=HearsWords(form.cleaned_data["hears_words"]),
                printed_by=form.cleaned_data["printed_by"],
                by=acting,
                now=clock.now(),
            )
            messages.success(request, _("It is kept."))
            return redirect(back)
    return show_form(
        request,
        form,
        heading=_("How the words of “%(group)s” come to you") % {"group": member.group.name},
        confirm=_("Keep this"),
        back=back,
        not_now=back,
    )


@paper_entry_required
def paper_note(request: RoleRequest, code: str) -> HttpResponse:
    """Their own words, from their sheet: whoever enters them reads nobody else's."""
    member, acting = member_of_sheet(code, login=request.user)
    membership(member.group_id, acting)
    form = NoteForm(post_data(request))
    form.fields["words"].label = _("What did they write, or say?")
    ask_version(form)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            check_version(take_version(form), own_words_sheet(member))
            write_note(
                group_id=member.group_id, text=form.cleaned_data["words"], by=acting,
                now=clock.now(),
            )  # fmt: skip
            messages.success(request, _("It is entered. The group reads that you wrote it down."))
            return redirect("paper_sheet", member.paper_code)
    return show_form(
        request,
        form,
        heading=_("What %(name)s says to the group") % {"name": member.known_as},
        intro=[_("Enter what they wrote, and nothing else. It shows as written down by you.")],
        confirm=_("Enter this"),
        not_now=reverse("paper_sheet", args=[member.paper_code]),
        talk=reverse("paper_talk", args=[member.paper_code]),
    )
