"""A group's own words, while they are held back: mended, or asked about again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from community.moderation.queries.items import WordsDetail
from community.moderation.states import ModerationState
from community.people.states import RepresentationScope
from frontend.access import PersonRequest, person_required, takes
from frontend.components.refusals import catch_refusals
from frontend.components.shared_words import SharedWords, Standing
from frontend.pages.form_page import post_data, show_form
from groups.actions.group_words import look_again_at_group, mend_group_words
from groups.queries.group_words import group_words_detail, words_of_group
from groups.queries.members import membership

from .forms import GroupWordsForm


@person_required
@takes(RepresentationScope.DECIDE)
def group_words(request: PersonRequest, group_id: int) -> HttpResponse:
    """What is held back, in boxes; and why."""

    def read() -> Standing:
        words = words_of_group(membership(group_id, request.acting).group)
        return Standing(words, GroupWordsForm(initial=dict(words)))

    shared = SharedWords(request, read)
    group = membership(group_id, request.acting).group
    detail = group_words_detail(group)
    if request.method == "GET" and (detail is None or detail.state != ModerationState.HELD_BACK):
        return redirect("group", group_id)
    form = GroupWordsForm(post_data(request), initial=shared.standing.form.initial)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form, shared):
            mend_group_words(
                group_id=group_id,
                fields=form.cleaned_data,
                began_from=shared.sent,
                by=request.acting,
                now=clock.now(),
            )
            messages.success(request, _("It is kept, and somebody looks at it anew."))
            return redirect("group", group_id)
    return show_form(
        request,
        form,
        heading=_("What strangers read of our group"),
        intro=_why_held_back(detail),
        confirm=_("Keep this"),
        not_now=reverse("group", args=[group_id]),
        shared=shared,
    )


def _why_held_back(words: WordsDetail | None) -> list[str]:
    if words is None or words.state != ModerationState.HELD_BACK:
        return []
    held = _("Your words are held back. They hold %(reason)s: “%(why)s”")
    return [
        held % {"reason": words.reason_text, "why": words.why_words},
        _("Name nobody: anybody may read this. The others in the group read that it was changed."),
    ]


@person_required
@require_POST
def group_look_again(request: PersonRequest, group_id: int) -> HttpResponse:
    look_again_at_group(group_id=group_id, by=request.acting, now=clock.now())
    messages.success(request, _("Somebody else is asked to look at your words."))
    return redirect("group", group_id)
