"""What somebody tells us, from a page, a program or a sheet, in one piece."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from community.people.how_put import SAID_BY_THEMSELVES, HowPut
from marketplace.referrals.states import AgreementHow, ReachedBy, ReferrerKind


@dataclass(frozen=True)
class AgreementSaid:
    """The person's yes, as a worker records it. With `decision_id` it stands in what was written
    down for them."""

    how: AgreementHow
    agreed_on: date
    how_put: HowPut = SAID_BY_THEMSELVES
    decision_id: int | None = None


@dataclass(frozen=True)
class ReferralRequest:
    """`person_id`: somebody whom a worker knows here; `is_another`: nobody who is here already.
    `outline_line` was shown back to whoever wrote it."""

    listing_id: int
    referrer_kind: ReferrerKind
    outward_code: str
    called: str = ""
    line: str = ""
    reached_by: ReachedBy = ReachedBy.CONTACT
    contact: str = ""
    is_under_18: bool = False
    help_asked: Collection[str] = ()
    days: Collection[int] = ()
    outline_line: str = ""
    to_connector: bool = False
    own_reference: str = ""
    tie_words: str = ""
    agreement: AgreementSaid | None = None
    person_id: UUID | None = None
    is_another: bool = False
