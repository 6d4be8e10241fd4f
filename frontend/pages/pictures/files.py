"""The bytes of a picture, under a name that says nothing."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from frontend.access import ActingRequest
from frontend.shared.pictures import is_for_everybody, picture_for, picture_response


@require_GET
def picture_file(request: ActingRequest, picture_code: str, width: int) -> HttpResponse:
    """What strangers see, to anybody; else to whom `picture_for` names. Asked each time, so that
    what was taken down a moment ago is gone."""
    if picture := is_for_everybody(picture_code):
        return picture_response(picture, width, is_public=True)
    return picture_response(picture_for(picture_code, request.acting), width, is_public=False)
