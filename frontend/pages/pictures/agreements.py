"""Whoever can be recognised in a picture: says yes, or takes it back in one press (P122)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from community.common import clock
from community.people.scope_table import Seen
from community.pictures.actions.agreements import (
    agree_to_picture,
    take_back_by_link,
    take_back_picture,
)
from community.pictures.queries.pictures import (
    agreement_of_token,
    pictures_of_person,
    shown_picture,
)
from frontend.access import ActingRequest, PersonRequest, person_required, shows
from frontend.shared.pictures import page_of_picture


@person_required
@shows(Seen.OTHERS_WORDS)
def my_pictures(request: PersonRequest) -> HttpResponse:
    """Those one is asked about, and those one agreed to: on which page, and until when."""
    rows = [
        (each, shown_picture(each.picture), page_of_picture(each.picture))
        for each in pictures_of_person(request.acting.person_id)
    ]
    context = {"rows": rows, "is_own": not request.acting.is_by_other_hands}
    return render(request, "pictures/my_pictures.html", context)


@person_required
@require_POST
def agree_to_be_seen(request: PersonRequest, agreement_id: int) -> HttpResponse:
    agree_to_picture(agreement_id=agreement_id, by=request.acting, now=clock.now())
    messages.success(request, _("You said yes. You can take it back whenever you like."))
    return redirect("my_pictures")


@person_required
@require_POST
def take_back_picture_of_me(request: PersonRequest, agreement_id: int) -> HttpResponse:
    take_back_picture(agreement_id=agreement_id, by=request.acting, now=clock.now())
    messages.success(request, _("It is taken down. Within the hour it is nowhere."))
    return redirect("my_pictures")


@never_cache
def picture_agreement(request: ActingRequest, agreement_token: str) -> HttpResponse:
    """By the address that whoever was asked on paper was given: no account is needed."""
    agreement = agreement_of_token(agreement_token)
    if request.method == "POST":
        take_back_by_link(token=agreement_token, by=request.acting, now=clock.now())
        return redirect("picture_agreement", agreement_token)
    context = {
        "agreement": agreement,
        "picture": shown_picture(agreement.picture),
        "page": page_of_picture(agreement.picture),
        "is_over": agreement.taken_back_at or agreement.picture.ended_at,
    }
    return render(request, "pictures/picture_agreement.html", context)
