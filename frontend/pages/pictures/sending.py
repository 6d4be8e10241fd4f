"""A picture of a listing or of a group: sent, taken down, looked at again."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.common import clock
from community.people.scope_table import Seen
from community.pictures.queries.pictures import PictureDetail, pictures_about
from community.pictures.states import PictureSight
from frontend.access import (
    LoginRequest,
    PersonRequest,
    acting_as_login,
    login_required,
    person_required,
    shows,
)
from frontend.components.refusals import catch_refusals
from frontend.pages.form_page import show_form
from frontend.pages.pictures.forms import GroupPictureForm, ListingPictureForm, PictureForm
from frontend.shared.pictures import address_to_take_back
from groups.actions.pictures import (
    add_group_picture,
    look_again_at_group_picture,
    take_down_group_picture,
)
from groups.queries.members import membership, names_in_group
from providers.actions.pictures import (
    add_listing_picture,
    look_again_at_listing_picture,
    take_down_listing_picture,
)
from providers.queries.supply import listing_of_login


@login_required
def listing_pictures(request: LoginRequest, listing_id: int) -> HttpResponse:
    """Those that were sent, what each waits for, and a form for another."""
    listing = listing_of_login(listing_id, login_id=request.user.pk)
    form = ListingPictureForm(*_sent(request))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            add_listing_picture(
                listing_id=listing.pk,
                **_answers(form),
                by=acting_as_login(request),
                now=clock.now(),
            )
            messages.success(request, _sent_text())
            return redirect("listing_pictures", listing.pk)
    return _page(
        request,
        form,
        f"listing:{listing.pk}",
        heading=_("Pictures of “%(title)s”") % {"title": listing.title or _("Not named yet")},
        not_now=reverse("my_listing", args=[listing.pk]),
        take_down="take_down_from_listing",
        look_again="listing_picture_look_again",
    )


@login_required
@require_POST
def take_down_from_listing(request: LoginRequest, picture_id: int) -> HttpResponse:
    picture = take_down_listing_picture(
        picture_id=picture_id, by=acting_as_login(request), now=clock.now()
    )
    messages.success(request, _taken_down_text())
    return redirect(picture.link)


@login_required
@require_POST
def listing_picture_look_again(request: LoginRequest, picture_id: int) -> HttpResponse:
    picture = look_again_at_listing_picture(
        picture_id=picture_id, by=acting_as_login(request), now=clock.now()
    )
    messages.success(request, _("Somebody else is asked to look at it."))
    return redirect(picture.link)


@person_required
@shows(Seen.OTHERS_WORDS)
def group_pictures(request: PersonRequest, group_id: int) -> HttpResponse:
    """The same for a group: of its own people each is asked, and says it themselves."""
    group = membership(group_id, request.acting).group
    form = GroupPictureForm(*_sent(request), names=names_in_group(group_id))
    if request.method == "POST" and form.is_valid():
        with catch_refusals(form):
            add_group_picture(
                group_id=group_id, **_answers(form), by=request.acting, now=clock.now()
            )
            messages.success(request, _sent_text())
            return redirect("group_pictures", group_id)
    return _page(
        request,
        form,
        f"group:{group_id}",
        heading=_("Pictures of “%(title)s”") % {"title": group.name},
        not_now=reverse("group", args=[group_id]),
        take_down="take_down_from_group",
        look_again="group_picture_look_again",
    )


@person_required
@require_POST
def take_down_from_group(request: PersonRequest, picture_id: int) -> HttpResponse:
    picture = take_down_group_picture(picture_id=picture_id, by=request.acting, now=clock.now())
    messages.success(request, _taken_down_text())
    return redirect(picture.link)


@person_required
@require_POST
def group_picture_look_again(request: PersonRequest, picture_id: int) -> HttpResponse:
    picture = look_again_at_group_picture(picture_id=picture_id, by=request.acting, now=clock.now())
    messages.success(request, _("Somebody else is asked to look at it."))
    return redirect(picture.link)


def _page(request: LoginRequest, form: PictureForm, about: str, **context: Any) -> HttpResponse:
    rows = [_row(detail) for detail in pictures_about(about, on=clock.today())]
    return show_form(
        request,
        form,
        "pictures/pictures.html",
        rows=rows,
        sights=PictureSight,
        confirm=_("Send it"),
        **context,
    )


def _row(detail: PictureDetail) -> tuple[PictureDetail, list[tuple[Any, str]]]:
    """With each one who is in it; who has no page here, with the address that takes it back."""
    return detail, [
        (each, "" if each.person_id else address_to_take_back(each)) for each in detail.agreements
    ]


def _sent(request: LoginRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _answers(form: PictureForm) -> dict[str, Any]:
    fields = dict(form.cleaned_data)
    return {"content": fields.pop("picture"), **fields}


def _sent_text() -> str:
    return _("It is sent. Somebody looks at it before strangers see it, within two working days.")


def _taken_down_text() -> str:
    return _("It is taken down. Within the hour it is nowhere.")
