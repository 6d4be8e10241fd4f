"""Words that strangers will read: whoever may look lets them through, or holds them back."""

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
from community.conversations.actions.reports import let_words_stay, take_words_down
from community.moderation.queries.items import item_to_look_at, items_to_look_at
from community.moderation.rules.looking import EVER_LOOK, reasons_for, words_shown
from community.moderation.states import ModerationState
from community.pictures.queries.pictures import picture_in_words, shown_picture
from frontend.access import RoleRequest, acting_as_login, role_required
from frontend.components.fields import set_choices
from frontend.components.refusals import catch_refusals
from frontend.components.typed import TypedText
from frontend.components.widgets import Radios
from frontend.pages.form_page import post_data, show_form
from frontend.shared.bodies import bodies_of
from frontend.shared.form_guard.guards import digest_shown

look_required = role_required(*EVER_LOOK)


class HoldBackForm(forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("What do they hold?"),
        help_text=gettext_lazy(
            "Nothing else is a reason. Words that criticise a council, a provider, a worker or us "
            "go through."
        ),
        widget=Radios,
    )
    why_words = TypedText(
        label=gettext_lazy("Which words, and why?"),
        help_text=gettext_lazy("Whoever wrote them reads this."),
        widget=forms.Textarea({"rows": 3}),
        max_length=400,
    )
    is_paid_by_whom_it_is_about = forms.BooleanField(
        label=gettext_lazy("I am paid by the body that the words are about"),
        help_text=gettext_lazy(
            "Then somebody of another body has to look too before they are held back. It is so too "
            "where the words name whoever pays you."
        ),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        is_reported: bool = False,
        has_picture: bool = False,
        **kwargs: Any,
    ) -> None:
        reasons = reasons_for(is_reported=is_reported, has_picture=has_picture)
        super().__init__(*args, **kwargs)
        set_choices(self, "reason", [(each.value, each.label) for each in reasons])


@look_required
def looks(request: RoleRequest) -> HttpResponse:
    items = items_to_look_at(request.user.pk)
    looks = [
        (item, words_shown(item.words), picture and shown_picture(picture))
        for item in items
        for picture in [picture_in_words(item.about) if item.has_picture else None]
    ]
    return render(request, "looks/looks.html", {"looks": looks})


@look_required
@require_POST
def let_words_through(request: RoleRequest, item_id: int) -> HttpResponse:
    let_words_stay(
        item_id=item_id,
        shown_digest=digest_shown(request),
        by=acting_as_login(request),
        now=clock.now(),
    )
    messages.success(request, _("They may be read now."))
    return redirect("looks")


@look_required
def hold_words_back(request: RoleRequest, item_id: int) -> HttpResponse:
    item = item_to_look_at(item_id, request.user.pk)
    form = HoldBackForm(
        post_data(request), is_reported=item.is_reported, has_picture=item.has_picture
    )
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            item = take_words_down(
                item_id=item_id,
                **form.cleaned_data,
                bodies=bodies_of(request.user.pk),
                shown_digest=digest_shown(request),
                by=acting_as_login(request),
                now=clock.now(),
            )
            is_held = item.state == ModerationState.HELD_BACK
            held = _("They are held back, and whoever wrote them is told why.")
            messages.success(
                request, held if is_held else _("Somebody of another body has to look too.")
            )
            return redirect("looks")
    return show_form(
        request,
        form,
        heading=_("Hold these words back"),
        shown=words_shown(item.words),
        confirm=_("Hold them back"),
        not_now=reverse("looks"),
    )


urlpatterns = [
    path("looks/", looks, name="looks"),
    path("looks/<int:item_id>/pass/", let_words_through, name="let_words_through"),
    path("looks/<int:item_id>/hold-back/", hold_words_back, name="hold_words_back"),
]
