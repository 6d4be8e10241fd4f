"""A deed that is sent with a key of its own, so that sent again it is not done again."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from .refusals import Refused

DEED_KEY_KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True)
class SentDeed:
    """What was sent: with which key, by whom, for whom, to which address, and its words."""

    key: str
    login_id: int | None
    person_id: UUID | None
    address: str
    body: str

    @property
    def name(self) -> str:
        """Known again by these four, and by whoever does not know them, not."""
        return _digest(f"{self.key}\n{self.login_id}\n{self.person_id}\n{self.address}")

    @property
    def body_digest(self) -> str:
        return _digest(self.body)


def _digest(text: str) -> str:
    return salted_hmac("community.common.deed_keys", text, algorithm="sha256").hexdigest()


@dataclass(frozen=True)
class KeptAnswer:
    """What was answered to a deed: its status, and the address or the id of what was made."""

    status: int
    text: str


class SentAlready(Refused):
    """The key was used for something else: nothing is done, and `answer` says what was made."""

    code = "sent_already"

    def __init__(self, answer: KeptAnswer) -> None:
        super().__init__(
            _("You sent this already, with something else in it."),
            next_step=_("Look at what you sent. To send this as well, send it with a new key."),
        )
        self.answer = answer
