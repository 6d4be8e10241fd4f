"""The digest that a call sends back of what it was shown, as its page or its GET gives it."""

from uuid import UUID

from community.common.shown import digest_of
from community.moderation.models import ModerationItem
from community.moderation.rules.looking import words_shown
from community.people.models.approvals import StaffApproval
from community.people.models.representations import Representation
from community.people.queries.representations import representation_to_pay
from community.people.wording import approval_shown, representation_shown
from groups.models.members import Group
from groups.wording import group_shown
from pooling.payments.models.commitments import Commitment
from pooling.payments.queries.commitments import commitment_shown
from pooling.pools.models.pledges import Pool
from pooling.pools.office_terms import digest_with, marks_of
from pooling.pools.queries.office_terms import office_terms_of_person


def group_digest(group_id: int) -> str:
    return digest_of(group_shown(Group.objects.get(pk=group_id)))


def representation_digest(representation_id: int) -> str:
    return digest_of(representation_shown(Representation.objects.get(pk=representation_id)))


def look_digest(item_id: int) -> str:
    return digest_of(words_shown(ModerationItem.objects.get(pk=item_id).words))


def approval_digest(approval: StaffApproval) -> str:
    return digest_of(approval_shown(approval, representation_to_pay(approval)))


def pool_digest(pool_id: int, person_id: UUID) -> str:
    """Of a shared cost and of what the offices do that keep this person's money."""
    pool = Pool.objects.get(pk=pool_id)
    return digest_with(pool.terms_digest, office_terms_of_person(person_id))


def office_words(person_id: UUID) -> dict[str, str]:
    """As whoever enters a sheet of now ticks what it says of the offices that keep their money."""
    return {"office_words": marks_of(office_terms_of_person(person_id).values())}


def line_digest(commitment_id: int) -> str:
    """Of one line of an office; none of one that was never asked."""
    line = Commitment.objects.filter(pk=commitment_id).first()
    return digest_of(commitment_shown(line)) if line else ""
