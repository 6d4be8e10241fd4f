"""The group's ideas: added by a picture or in words, each heard, each answered; and what matters to
each (M38)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.dates import format_day
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
from frontend.components.refusals import catch_refusals
from frontend.components.shared_words import SharedWords, Standing
from frontend.pages.form_page import post_data, show_form
from frontend.pages.sheet_version import ask_version, take_version
from frontend.shared.idea_sheets import enter_idea, idea_sheet, likes_sheet, matters_sheet
from frontend.shared.sheet_versions import check_version
from groups.actions.idea_answers import explain_idea, say_what_matters, write_down_idea
from groups.actions.ideas import add_idea, like_ideas, say_nothing_to_add, take_back_idea
from groups.queries.ideas import (
    drafts_of_group,
    idea_detail,
    ideas_of_group,
    ideas_to_read,
    round_detail,
    round_on_sheet,
    words_of_matters,
)
from groups.queries.members import membership

from .idea_forms import (
    NEW_DRAFT,
    IdeaForm,
    LikesForm,
    MattersForm,
    PaperIdeaForm,
    WhyForm,
    WriteDownForm,
)


@person_required
@shows(Seen.GROUPS)
def ideas(request: PersonRequest, group_id: int) -> HttpResponse:
    detail = ideas_of_group(group_id, request.acting, now=clock.now())
    context = {"detail": detail, "group": detail.me.group, "me": detail.me}
    return render(request, "group/ideas.html", context)


@person_required
@takes(RepresentationScope.SUGGEST)
def add_idea_page(request: PersonRequest, group_id: int) -> HttpResponse:
    """Three presses from the group's page: here, a picture, and the button."""
    membership(group_id, request.acting)
    form = IdeaForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            add_idea(group_id=group_id, **form.cleaned_data, by=request.acting, now=clock.now())
            messages.success(request, _("Your idea is there. It gets an answer."))
            return redirect("ideas", group_id)
    return show_form(
        request,
        form,
        heading=_("Add an idea"),
        intro=[_("Each of you is asked for one. Then each says which they would like.")],
        confirm=_("Add this"),
        back=reverse("group", args=[group_id]),
        not_now=reverse("group", args=[group_id]),
    )


@person_required
@require_POST
def nothing_to_add(request: PersonRequest, round_id: int) -> HttpResponse:
    idea_round = say_nothing_to_add(round_id=round_id, by=request.acting, now=clock.now())
    messages.success(request, _("That is fine. You can still say which ideas you would like."))
    return redirect("ideas", idea_round.group_id)


@person_required
@takes(RepresentationScope.DECIDE)
def like_ideas_page(request: PersonRequest, round_id: int) -> HttpResponse:
    detail = round_detail(round_id, request.acting, now=clock.now())
    ideas_url = reverse("ideas", args=[detail.round.group_id])
    if request.method == "GET" and not detail.is_liking:
        return redirect(ideas_url)
    form = LikesForm(
        post_data(request),
        ideas=ideas_to_read(detail.round),
        initial={"likes": sorted(detail.likes)},
    )
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            like_ideas(
                round_id=round_id,
                idea_ids=form.cleaned_data["likes"],
                by=request.acting,
                now=clock.now(),
            )
            messages.success(request, _("Your answer is in. Nobody reads it."))
            return redirect(ideas_url)
    return show_form(
        request,
        form,
        heading=_("Which of our ideas would you like?"),
        intro=[
            _("You can answer until the end of %(day)s, or until each of you has.")
            % {"day": format_day(detail.last_day)},
            _("What more than half of those who answer would like is taken up."),
        ],
        confirm=_("Keep my answer"),
        not_now=ideas_url,
    )


@person_required
@require_POST
def take_back_idea_page(request: PersonRequest, idea_id: int) -> HttpResponse:
    group_id = take_back_idea(idea_id=idea_id, by=request.acting, now=clock.now())
    messages.success(request, _("Your idea is taken back."))
    return redirect("ideas", group_id)


@person_required
@takes(RepresentationScope.DECIDE)
def explain_idea_page(request: PersonRequest, idea_id: int) -> HttpResponse:
    detail = idea_detail(idea_id, request.acting, now=clock.now())
    ideas_url = reverse("ideas", args=[detail.idea.round.group_id])
    form = WhyForm(post_data(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            explain_idea(
                idea_id=idea_id,
                words=form.cleaned_data["words"],
                by=request.acting,
                now=clock.now(),
            )
            messages.success(request, _("It is kept. The group reads it beside the idea."))
            return redirect(ideas_url)
    return show_form(
        request,
        form,
        heading=_("Say why not"),
        intro=[detail.shown_text],
        confirm=_("Keep this"),
        not_now=ideas_url,
    )


@person_required
@takes(RepresentationScope.DECIDE)
def write_down_idea_page(request: PersonRequest, idea_id: int) -> HttpResponse:
    detail = idea_detail(idea_id, request.acting, now=clock.now())
    group_id = detail.idea.round.group_id
    form = WriteDownForm(
        post_data(request), drafts=drafts_of_group(group_id), initial={"brief": NEW_DRAFT}
    )
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            brief = write_down_idea(
                idea_id=idea_id,
                brief_id=form.cleaned_data["brief"] or None,
                by=request.acting,
                now=clock.now(),
            )
            messages.success(request, _("It is there. Anybody in the group can go on with it."))
            return redirect("brief", brief.pk)
    return show_form(
        request,
        form,
        heading=_("Put this idea into what we want"),
        intro=[detail.shown_text, _("Nothing is sent to anybody by it.")],
        confirm=_("Put it there"),
        not_now=reverse("ideas", args=[group_id]),
    )


@person_required
@takes(RepresentationScope.DECIDE)
def what_matters(request: PersonRequest, group_id: int) -> HttpResponse:
    def read() -> Standing:
        mine = ideas_of_group(group_id, request.acting, now=clock.now()).my_matters
        boxes = dict(zip(MattersForm.base_fields, mine.lines if mine else (), strict=False))
        return Standing(words_of_matters(mine), MattersForm(initial=boxes))

    shared = SharedWords(request, read)
    form = MattersForm(post_data(request), initial=shared.standing.form.initial)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form, shared):
            say_what_matters(
                group_id=group_id,
                lines=form.lines,
                began_from=shared.sent,
                by=request.acting,
                now=clock.now(),
            )
            messages.success(request, _("It is kept. Your group reads it."))
            return redirect("ideas", group_id)
    return show_form(
        request,
        form,
        heading=_("What matters to me"),
        intro=[
            _("In up to three lines. Your group reads it, and you can change it at any time."),
        ],
        shared=shared,
        confirm=_("Keep this"),
        not_now=reverse("ideas", args=[group_id]),
    )


@paper_entry_required
def paper_idea(request: RoleRequest, code: str) -> HttpResponse:
    """From their sheet, or as they said it: an idea by a picture or in words, or none."""
    member, acting = member_of_sheet(code, login=request.user)
    if not member.is_current:
        return redirect("paper_sheet", member.paper_code)
    form = PaperIdeaForm(post_data(request))
    ask_version(form)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            check_version(take_version(form), idea_sheet(member))
            enter_idea(member, **form.cleaned_data, by=acting, now=clock.now())
            return _entered(request, member.paper_code)
    return _show_paper_form(
        request, form, member.paper_code, _("An idea of %(name)s") % {"name": member.known_as}
    )


@paper_entry_required
def paper_like_ideas(request: RoleRequest, code: str, round_id: int) -> HttpResponse:
    """What they ticked. What they had said before does not stand here."""
    member, acting = member_of_sheet(code, login=request.user)
    if not member.is_current:
        return redirect("paper_sheet", member.paper_code)
    idea_round = round_on_sheet(round_id, member)
    form = LikesForm(post_data(request), ideas=ideas_to_read(idea_round))
    form.fields["likes"].label = _("What is ticked?")
    ask_version(form)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            check_version(take_version(form), likes_sheet(idea_round, member))
            likes = form.cleaned_data["likes"]
            like_ideas(round_id=round_id, idea_ids=likes, by=acting, now=clock.now())
            return _entered(request, member.paper_code)
    heading = _("Which ideas would %(name)s like?") % {"name": member.known_as}
    return _show_paper_form(request, form, member.paper_code, heading)


@paper_entry_required
def paper_what_matters(request: RoleRequest, code: str) -> HttpResponse:
    """Three lines, or a spoken note taken down; what they had said before does not stand here."""
    member, acting = member_of_sheet(code, login=request.user)
    if not member.is_current:
        return redirect("paper_sheet", member.paper_code)
    form = MattersForm(post_data(request))
    ask_version(form)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            check_version(take_version(form), matters_sheet(member))
            say_what_matters(group_id=member.group_id, lines=form.lines, by=acting, now=clock.now())
            return _entered(request, member.paper_code)
    heading = _("What matters to %(name)s") % {"name": member.known_as}
    return _show_paper_form(request, form, member.paper_code, heading)


def _entered(request: RoleRequest, paper_code: str) -> HttpResponse:
    messages.success(request, _("It is entered."))
    return redirect("paper_sheet", paper_code)


def _show_paper_form(
    request: RoleRequest, form: IdeaForm | LikesForm | MattersForm, paper_code: str, heading: str
) -> HttpResponse:
    return show_form(
        request,
        form,
        heading=heading,
        confirm=_("Enter this"),
        not_now=reverse("paper_sheet", args=[paper_code]),
    )
