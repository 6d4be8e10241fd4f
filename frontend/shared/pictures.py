"""Who may see which picture, and from where its bytes come."""

from django.conf import settings
from django.core.files.storage import storages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from community.common import clock
from community.common.refusals import or_not_found
from community.moderation.queries.items import may_look_at
from community.people.acting import Acting
from community.pictures.actions.pictures import STORE, file_name
from community.pictures.models import Picture, PictureAgreement
from community.pictures.queries.pictures import (
    about_picture,
    agreement_token,
    is_in_picture,
    picture_by_code,
    shown_picture_by_code,
)
from community.pictures.redraw import WIDTHS
from groups.models.members import Group
from groups.queries.members import is_member
from groups.states import GroupState
from providers.models.supply import Listing
from providers.queries.supply import is_provider_member

SEEN_FOR_SECONDS = 600  # taken down, it is in no browser and no cache within the hour (P122)


def is_for_everybody(code: str) -> Picture | None:
    """It is shown, on a page that anybody may open."""
    picture = shown_picture_by_code(code, on=clock.today())
    if picture is None:
        return None
    kind, number = kind_and_id(picture)
    if kind == "listing":
        return picture
    groups = Group.objects.filter(pk=number, is_findable=True).exclude(state=GroupState.ENDED)
    return picture if groups.exists() else None


def picture_for(code: str, by: Acting) -> Picture:
    """One that waits, or of a group that nobody finds: to whoever looks after it, is in it, or may
    look at it. To anybody else it is not there."""
    picture = picture_by_code(code)
    return or_not_found(picture if _may_see(picture, by) else None)


def _may_see(picture: Picture, by: Acting) -> bool:
    kind, number = kind_and_id(picture)
    if by.login_id is None or picture.ended_at:
        return False
    if may_look_at(about_picture(picture.pk), by.login_id) or is_in_picture(
        picture.pk, by.person_id
    ):
        return True
    if kind == "listing":
        provider_id = Listing.objects.values_list("provider_id", flat=True).get(pk=number)
        return is_provider_member(provider_id, by.login_id)
    # The others see a face when whoever's it is has said yes, and not before.
    is_own = picture.added_by_id == by.login_id
    is_agreed = not picture.agreements.filter(agreed_at__isnull=True).exists()
    return is_member(number, by.person_id) and (is_own or is_agreed)


def kind_and_id(picture: Picture) -> tuple[str, int]:
    kind, _colon, number = picture.about.partition(":")
    return kind, int(number)


def picture_response(picture: Picture, width: int, *, is_public: bool) -> HttpResponse:
    """From our own address. Where a store of files holds it, that leads on to the store, by an
    address that is signed and soon good for nothing."""
    if width not in WIDTHS:
        raise Http404
    store, name = storages[STORE], file_name(picture.code, width)
    if settings.PICTURE_ORIGINS:
        response: HttpResponse = HttpResponseRedirect(store.url(name))
    else:
        try:
            with store.open(name) as file:
                response = HttpResponse(file.read(), content_type="image/jpeg")
        except FileNotFoundError as error:
            raise Http404 from error
    caching = f"public, max-age={SEEN_FOR_SECONDS}" if is_public else "no-store"
    response["Cache-Control"] = caching
    return response


def address_to_take_back(agreement: PictureAgreement) -> str:
    """For somebody in it who has no page here."""
    path = reverse("picture_agreement", args=[agreement_token(agreement)])
    return f"{settings.SITE_URL}{path}"


def page_of_picture(picture: Picture) -> str:
    """What its page is called, for whoever is in it."""
    kind, number = kind_and_id(picture)
    if kind == "listing":
        return Listing.objects.values_list("title", flat=True).get(pk=number)
    return Group.objects.values_list("name", flat=True).get(pk=number)
