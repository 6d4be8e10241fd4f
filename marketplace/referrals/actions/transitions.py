"""The moves of a referral: the only place that sets its state. Its row is locked by the caller, who
says in `fields` what else it changed; each move writes its deed."""

from datetime import datetime
from uuid import UUID

from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from marketplace.referrals.models.referrals import Referral
from marketplace.referrals.states import REFERRAL, ReferralState


def transition_referral(
    referral: Referral,
    state: ReferralState,
    *fields: str,
    by: Acting,
    for_person: UUID | None = None,
    now: datetime,
) -> None:
    """`for_person` where the person themselves, or who acts for them, meant the move."""
    deed = REFERRAL.deed_for(referral.state, state)
    referral.state, referral.state_at = state, now
    referral.save(update_fields=["state", "state_at", *fields])
    about = f"referral:{referral.pk}"
    record_deed(by=by, deed=deed, about=about, for_person=for_person, now=now)
