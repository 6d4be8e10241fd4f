"""What was sent with a form, beside its guard."""

import json
from urllib.parse import urlsplit

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from frontend.shared.uploads import digest_of_upload

from .guards import GUARD_FIELD, SHOWN_FIELD

GO_ON_FIELD = "go_on_as_opened"
NOT_TYPED = {"csrfmiddlewaretoken", GUARD_FIELD, SHOWN_FIELD, GO_ON_FIELD}
# Never kept and never put back: what opens or pays something, and a yes, which is given anew.
SECRETS = {
    "password",
    "password1",
    "password2",
    "oldpassword",
    "code",
    "credential",
    "sort_code",
    "account_number",
    "agrees",
    "passwordless",
}


def may_be_kept(name: str) -> bool:
    return name not in SECRETS


def typed_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """(name, text) of all that was typed or chosen, and of the button that was pressed."""
    return [
        (name, text)
        for name, texts in request.POST.lists()
        if name not in NOT_TYPED
        for text in texts
    ]


def typed_texts(request: HttpRequest) -> list[str]:
    """What somebody would not like to write again: more than a word."""
    return [text for _name, text in typed_fields(request) if " " in text.strip()]


def body_of(request: HttpRequest) -> str:
    files = [
        (name, digest_of_upload(file))
        for name, sent in request.FILES.lists()
        for file in sent
        if isinstance(file, UploadedFile)
    ]
    return json.dumps(sorted(typed_fields(request) + files))


def came_from(request: HttpRequest) -> str:
    """The page on which the form stood, if the browser says so; else one's own."""
    address = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()})
    parts = urlsplit(address)
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.path}{query}" if is_ours and parts.path else reverse("home")
