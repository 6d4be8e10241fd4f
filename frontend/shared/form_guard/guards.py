"""What every form carries besides its boxes, in one hidden field, signed.

For whom it was opened, the key of its deed (made anew for each page), what it began from where two
may edit the same, and the digest of what was shown where its button means "I agree to this".
docs/decisions/what-every-form-carries.md says why.
"""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.functional import cached_property

from community.common.shown import Shown, shown_from
from community.people.acting import Acting
from frontend.access import ActingRequest

GUARD_FIELD = "guard"
SHOWN_FIELD = "shown"
MAX_ID_CHARS = 18  # what a bigint holds for certain
KEY_BYTES = 12  # nobody meets another's by chance: 96 bits


@dataclass(frozen=True)
class FormGuard:
    """`person_id` is None where the page was opened by a login in its work, or by nobody."""

    person_id: UUID | None
    key: str
    began_from: str = ""
    shown_digest: str = ""

    def sign(self, login_id: int | None) -> str:
        """Signed for this login: in anybody else's hands it is no guard."""
        parts = [_short(self.person_id), self.key, self.began_from, self.shown_digest]
        parts.append("" if login_id is None else str(login_id))
        return _signer(login_id).sign("~".join(parts))


def read_guard(text: str, login_id: int | None) -> FormGuard | None:
    """The guard of a form that was sent; None where it is not one of ours for this login."""
    try:
        person, *rest = _signer(login_id).unsign(text).split("~")
        return FormGuard(_person_id(person), *rest[:3])
    except (BadSignature, ValueError, TypeError):
        return None


def login_of_guard(text: str) -> int | None:
    """By which login the form was opened; None where by nobody, or it is none of our guards."""
    named = text.rpartition(":")[0].rpartition("~")[2]
    if not named.isdecimal() or len(named) > MAX_ID_CHARS:
        return None
    return int(named) if read_guard(text, int(named)) else None


def _signer(login_id: int | None) -> Signer:
    return Signer(salt=f"form_guard:{login_id}")


def _short(person_id: UUID | None) -> str:
    """A UUID in 22 letters: a page has room for 20 kB."""
    return urlsafe_b64encode(person_id.bytes).decode().rstrip("=") if person_id else ""


def _person_id(text: str) -> UUID | None:
    return UUID(bytes=urlsafe_b64decode(f"{text}==")) if text else None


class PageGuard:
    """The tokens of one page: each form on it has the same, and none is made where none is asked
    for. Two forms of one page that lead to two addresses are two deeds all the same."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def key(self) -> str:
        return secrets.token_urlsafe(KEY_BYTES)

    @cached_property
    def csrf_token(self) -> str:
        return get_token(self.request)


class GuardedRequest(ActingRequest):
    """Behind the middleware. `sent_guard` is that of the form that was sent, if one was."""

    page_guard: PageGuard
    sent_guard: FormGuard | None
    # Of the form whose words are put back into the page that is made now.
    put_back: FormGuard | None
    is_given_back: bool
    # Its page may keep what is typed: somebody is signed in, and the page is theirs alone.
    may_go_on_another_day: bool


def login_id_of(request: HttpRequest) -> int | None:
    return request.user.pk if request.user.is_authenticated else None


def digest_shown(request: ActingRequest) -> str | None:
    """Of what stood above the button that was pressed; "" where the form gave none, and None only
    from Django's own test client, which sends no guard."""
    guard = getattr(request, "sent_guard", None)
    return guard.shown_digest if guard else None


def lines_shown(request: ActingRequest) -> Shown:
    """What stood above the button, as the form brings it along; none where it is not what the
    guard's digest names."""
    return shown_from(request.POST.get(SHOWN_FIELD, ""), digest_shown(request))


def guard_for_page(
    request: GuardedRequest, *, began_from: str = "", shown_digest: str = ""
) -> FormGuard:
    acting: Acting = request.acting
    if request.put_back and began_from:
        began_from = request.put_back.began_from or began_from
    return FormGuard(acting.person_id, request.page_guard.key, began_from, shown_digest)
