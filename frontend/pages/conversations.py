"""People write to each other: a question about a listing, words to a group, and what came back.
Neither side reads how the other is reached."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from community.common import clock
from community.conversations.models import MAX_CALLED_CHARS
from community.conversations.rules.writing import MAX_WORDS_CHARS
from community.people.acting import Acting
from community.people.rules.sight import may_see
from community.people.scope_table import Seen
from community.people.states import RepresentationScope
from community.people.wording import describe_adjustments
from frontend.access import LoginRequest, PersonRequest, login_required, person_required, takes
from frontend.components.fields import set_choices
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.components.widgets import Radios
from frontend.pages.form_page import post_data, show_form
from groups.actions.conversations import (
    ask_listing,
    close_conversation,
    reopen_conversation,
    write_on,
    write_to_group,
)
from groups.queries.conversations import (
    ConversationDetail,
    conversation_for,
    conversations_of,
    messages_of,
)
from groups.queries.members import group_detail, groups_of_person
from providers.queries.supply import public_listing

JUST_ME = ""


class WordsForm(forms.Form):
    words = TypedText(
        label=gettext_lazy("What would you like to say?"),
        help_text=gettext_lazy(
            "They do not read how you are reached, and need not: they answer here. Please leave "
            "out addresses and numbers."
        ),
        widget=forms.Textarea({"rows": 4}),
        max_length=MAX_WORDS_CHARS,
    )
    shares_what_helps = forms.BooleanField(
        label=gettext_lazy("Tell them what helps me, too"), required=False
    )

    def __init__(self, *args: Any, what_helps: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if what_helps:
            self.fields["shares_what_helps"].help_text = _("They then read: %(helps)s.") % {
                "helps": what_helps
            }
        else:
            del self.fields["shares_what_helps"]


class FirstWordsForm(WordsForm):
    called = TypedText(
        label=gettext_lazy("What shall they call you?"),
        help_text=gettext_lazy("It can be any name. It need not be your own."),
        max_length=MAX_CALLED_CHARS,
        required=False,
    )


class AskListingForm(FirstWordsForm):
    group_id = forms.TypedChoiceField(
        label=gettext_lazy("Who asks?"),
        coerce=int,
        empty_value=None,
        widget=Radios,
        required=False,
    )
    field_order = ["group_id", "words", "called", "shares_what_helps"]

    def __init__(self, *args: Any, groups: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if groups:
            set_choices(self, "group_id", [(JUST_ME, _("Just me")), *groups])
        else:
            del self.fields["group_id"]


@person_required
@takes(RepresentationScope.SUGGEST)
def ask_listing_page(request: PersonRequest, listing_id: int) -> HttpResponse:
    listing = public_listing(listing_id)
    acting = request.acting
    groups = [(group.pk, group.name) for group in groups_of_person(acting.person_id)]
    form = AskListingForm(
        post_data(request), groups=groups, what_helps=_helps_to_share(acting),
        initial={"called": acting.person.preferred_name},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            message = ask_listing(
                listing_id=listing_id, **_written(form), by=acting, now=clock.now()
            )
            messages.success(request, _("They have your question. You are told of the answer."))
            return redirect("conversation", message.conversation_id)
    back = reverse("listing", args=[listing_id])
    return show_form(
        request,
        form,
        heading=_("Ask a question: %(title)s") % {"title": listing.title},
        intro=[_who_reads_provider(listing.provider.name), _reported()],
        confirm=_("Ask them"),
        back=back,
        not_now=back,
    )


@person_required
@takes(RepresentationScope.SUGGEST)
def write_to_group_page(request: PersonRequest, group_id: int) -> HttpResponse:
    acting = request.acting
    group = group_detail(group_id, acting, now=clock.now()).group
    form = FirstWordsForm(
        post_data(request), what_helps=_helps_to_share(acting),
        initial={"called": acting.person.preferred_name},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            message = write_to_group(
                group_id=group_id, **_written(form), by=acting, now=clock.now()
            )
            messages.success(request, _("They have your words. You are told of the answer."))
            return redirect("conversation", message.conversation_id)
    back = reverse("group", args=[group_id])
    return show_form(
        request,
        form,
        heading=_("Write to %(group)s") % {"group": group.name},
        intro=[
            _("Everybody in the group reads this, and who helps one of them read."),
            _reported(),
        ],
        confirm=_("Send it"),
        back=back,
        not_now=back,
    )


@login_required
def conversations(request: LoginRequest) -> HttpResponse:
    """What was written with others: as a person, in their groups, or for what they offer."""
    details = conversations_of(request.acting, now=clock.now())
    return render(request, "conversations/conversations.html", {"details": details})


@login_required
def conversation(request: LoginRequest, conversation_id: int) -> HttpResponse:
    """One of them, and a box to write on."""
    acting, now = request.acting, clock.now()
    detail = conversation_for(conversation_id, acting)
    helps = "" if detail.conversation.person_id != acting.person_id else _helps_to_share(acting)
    form = WordsForm(post_data(request), what_helps=helps)
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            write_on(conversation_id=conversation_id, **_written(form), by=acting, now=now)
            messages.success(request, _("They have your words."))
            return redirect("conversation", conversation_id)
    return show_form(
        request,
        form,
        "conversations/conversation.html",
        detail=detail,
        said=messages_of(detail, acting, now=now),
        who_reads=_who_reads(detail),
    )


@login_required
@require_POST
def conversation_close(request: LoginRequest, conversation_id: int) -> HttpResponse:
    """Closed, or opened again by whoever closed it: the two buttons of its page."""
    if request.POST.get("opens") == "yes":
        reopen_conversation(conversation_id=conversation_id, by=request.acting, now=clock.now())
        messages.success(request, _("It is open again."))
    else:
        close_conversation(conversation_id=conversation_id, by=request.acting, now=clock.now())
        messages.success(request, _("It is closed. Nothing more is passed on."))
    return redirect("conversation", conversation_id)


def _written(form: WordsForm) -> dict[str, Any]:
    words = dict(form.cleaned_data)
    return {"text": words.pop("words"), **words}


def _helps_to_share(acting: Acting) -> str:
    """What helps them, to whoever may say that it is told."""
    now = clock.now()
    if acting.person is None or not may_see(acting, Seen.OTHERS_WORDS, now=now):
        return ""
    return "; ".join(describe_adjustments(acting.person.adjustments))


def _who_reads_provider(name: str) -> str:
    return _("Whoever runs it reads this: %(name)s.") % {"name": name}


def _reported() -> str:
    return _("If something is reported, who looks into it reads that.")


def _who_reads(detail: ConversationDetail) -> str:
    values = {"own": detail.own, "other": detail.other}
    return _("%(own)s and %(other)s read this, and who helps one of them read.") % values


urlpatterns = [
    path("find/listing/<int:listing_id>/ask/", ask_listing_page, name="ask_listing"),
    path("group/<int:group_id>/write/", write_to_group_page, name="write_to_group"),
    path("written/", conversations, name="conversations"),
    path("written/<int:conversation_id>/", conversation, name="conversation"),
    path("written/<int:conversation_id>/close/", conversation_close, name="conversation_close"),
]
