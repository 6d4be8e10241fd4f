"""Invitations: a link to send, or a card to print. Whoever holds one may come in."""

from datetime import date, datetime, timedelta

from django.db import transaction

from community.common.clock import today
from community.common.codes import new_code
from community.common.refusals import or_not_found
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.bases import Matter
from community.people.rules.authority import check_authority
from community.people.states import RepresentationScope
from groups.deeds import GroupDeed
from groups.models.members import Invite
from groups.queries.members import membership
from groups.rules.endings import check_lives
from groups.rules.members import INVITE_DAYS, check_invite_ends


@transaction.atomic
def make_invite(
    *,
    group_id: int,
    is_card: bool = False,
    ends_on: date | None = None,
    by: Acting,
    now: datetime,
) -> Invite:
    """An invitation that ends by itself: after 30 days, unless another day is said."""
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now)
    check_lives(membership(group_id, by).group.state)
    ends_on = ends_on or today(now) + timedelta(days=INVITE_DAYS)
    check_invite_ends(ends_on, today(now))
    invite = Invite.objects.create(
        group_id=group_id, code=new_code(), is_card=is_card, ends_on=ends_on, made_by=by.login
    )
    record_deed(by=by, deed=GroupDeed.MAKE_INVITE, about=f"group:{group_id}", now=now)
    return invite


@transaction.atomic
def stop_invite(*, invite_id: int, by: Acting, now: datetime) -> Invite:
    """From now on it opens nothing. Stopping twice is stopping once."""
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now)
    invite = or_not_found(
        Invite.objects.select_for_update(no_key=True).filter(pk=invite_id).first()
    )
    membership(invite.group_id, by)
    if invite.stopped_at is None:
        invite.stopped_at = now
        invite.save(update_fields=["stopped_at"])
        record_deed(by=by, deed=GroupDeed.STOP_INVITE, about=f"group:{invite.group_id}", now=now)
    return invite
