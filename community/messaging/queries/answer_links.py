"""The link that a message is answered by: what opens it, and whether it still does (P76).

What opens it, its token, is kept nowhere. It is worked out from the link's id by a key of this site
when the mail is made, and found again by its digest: nothing is compared letter by letter.
"""

from base64 import urlsafe_b64encode
from hashlib import sha256
from uuid import UUID

from django.utils.crypto import salted_hmac

from community.common.refusals import or_not_found
from community.messaging.models import AnswerLink

ANSWER_PAGE = "/answer/"


def token_of(link_id: UUID) -> str:
    """43 letters, which nobody works out who has not this site's key."""
    keyed = salted_hmac("community.messaging.answer_links", str(link_id), algorithm="sha256")
    return urlsafe_b64encode(keyed.digest()).decode().rstrip("=")


def digest_of_token(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def address_of(link_id: UUID) -> str:
    """Behind the “?”, which no log keeps: not ours, and not of what stands before it."""
    return f"{ANSWER_PAGE}?link={token_of(link_id)}"


def link_of_token(token: str) -> AnswerLink:
    """Also one that is answered, or whose day has passed. Reading it changes nothing."""
    return or_not_found(AnswerLink.objects.filter(digest=digest_of_token(token)).first())
