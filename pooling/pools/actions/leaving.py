"""Leaving a shared cost, and what happens to the yes of somebody who is in the group no more."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.refusals import or_not_found
from community.people.acting import SYSTEM, Acting
from community.people.actions.audit_lines import record_deed
from community.people.actions.stops import hold_second_stop
from community.people.rules.authority import check_may_stop
from groups.actions.membership import leave_group
from groups.models.members import Member
from groups.queries.members import has_place
from groups.states import NameGoes
from pooling.pools.actions.cover_choices import ask_group_if_uncovered
from pooling.pools.actions.kept_places import keep_places
from pooling.pools.actions.locking import lock_pool, lock_pool_for_member
from pooling.pools.actions.notifications import notify_pledger, notify_provider_of_pool
from pooling.pools.actions.parts import end_part, live_parts
from pooling.pools.actions.readiness import update_readiness
from pooling.pools.actions.rests import refund_rest
from pooling.pools.actions.transitions import transition_pledge, transition_private_question
from pooling.pools.deeds import PoolDeed
from pooling.pools.message_kinds import PoolMessage
from pooling.pools.models.pledges import Pledge, Pool
from pooling.pools.queries.agreements import change_of_mind_left
from pooling.pools.queries.leaving import next_payment_at
from pooling.pools.rules.pledging import check_can_leave
from pooling.pools.states import (
    PAID_POOL_STATES,
    InstalmentState,
    PledgeState,
    PrivateQuestionState,
)
from pooling.pools.wording.agreements import one_fewer_text, taken_back_text


@transaction.atomic
def leave_group_with_costs(
    *, group_id: int, name_goes: NameGoes = NameGoes.NOW, by: Acting, now: datetime
) -> Member:
    """Money and messages stop at once; the name goes when its owner says so (M140). Where no
    payment is to come it goes now."""
    stays = name_goes == NameGoes.NEXT_PAYMENT
    name_until = next_payment_at(group_id, now) if stays else None
    return leave_group(group_id=group_id, name_until=name_until, by=by, now=now)


@transaction.atomic
def leave_pool(*, pool_id: int, by: Acting, now: datetime) -> Pledge:
    """ "Not this time": at once, with no reason, and nobody is told who. Before collecting only;
    after it, what is paid goes on and what is not yet paid stops; but within their 14 days what
    has not begun goes back as well (P123). Done by other hands, the place is kept, and the second
    time in a month whoever works there is asked first (P19)."""
    check_may_stop(by, now=now)
    pool, _known_as = lock_pool_for_member(pool_id, by)
    pledge = or_not_found(Pledge.objects.filter(pool=pool, person=by.person).first())
    left = change_of_mind_left(pool, pledge, by=by, now=now)
    check_can_leave(pledge.state, pool.state, _is_collecting(pool), has_rest=left is not None)
    what = _("That they are not in “%(pool)s” this time") % {"pool": pool.terms.summary}
    if hold_second_stop(about=f"pledge:{pledge.pk}", what=what, by=by, now=now):
        return pledge
    if left is not None:
        _take_back_rest(pledge, pool, by=by, now=now)
        return pledge
    parts = live_parts(pledge)
    pledge.place_kept_until = None
    withdraw_pledge(pledge, pool, by=by, now=now)
    keep_places(parts, what=what, by=by, now=now)
    update_readiness(pool, now)
    return pledge


def _take_back_rest(pledge: Pledge, pool: Pool, *, by: Acting, now: datetime) -> None:
    """They pay nothing for what has not begun. Nobody else's share changes: whoever runs it bears
    it, and is told."""
    pence = refund_rest(pledge, by=by, now=now)
    if pledge.state == PledgeState.IN:
        pledge.place_kept_until = None
        end_pledge(pledge, pool, by=by, now=now)
        update_readiness(pool, now)
    record_deed(by=by, deed=PoolDeed.CHANGE_MIND, about=f"pool:{pool.pk}", now=now)
    key = f"pledge:{pledge.pk}:changed_mind:{now:%Y%m%d}"
    kind = PoolMessage.CHANGED_MIND
    notify_pledger(pledge, kind, taken_back_text(pence), key=key, now=now)
    notify_provider_of_pool(pool, kind, one_fewer_text(), key=key, now=now)


def _is_collecting(pool: Pool) -> bool:
    return pool.instalments.filter(
        state__in=[InstalmentState.COLLECTING, InstalmentState.CAPTURING]
    ).exists()


def withdraw_pledge(pledge: Pledge, pool: Pool, *, by: Acting = SYSTEM, now: datetime) -> None:
    """Out before anything was paid; stopped after the last paid session once something was."""
    end_pledge(pledge, pool, by=by, now=now)
    if pledge.state == PledgeState.OUT:
        for part in live_parts(pledge):
            end_part(part, now=now)


def end_pledge(pledge: Pledge, pool: Pool, *, by: Acting = SYSTEM, now: datetime) -> None:
    """No longer in, and asked nothing more. `by` where the person meant this; else it follows
    from another deed."""
    is_paid = pool.state in PAID_POOL_STATES
    state = PledgeState.STOPPED if is_paid else PledgeState.OUT
    transition_pledge(pledge, state, "place_kept_until", by=by, now=now)
    for question in pledge.questions.filter(state=PrivateQuestionState.ASKED):
        transition_private_question(question, PrivateQuestionState.NOT_NEEDED, by=SYSTEM, now=now)
    ask_group_if_uncovered(pool, now=now)


@transaction.atomic
def stop_pledge_of_leaver(*, pledge_id: int, now: datetime) -> Pledge:
    """Who left the group: what is not yet paid stops, and nobody is told who. While a payment is
    just being put together it waits until that is done: nobody's leaving can be read from
    another's bank."""
    pool = lock_pool(Pledge.objects.values_list("pool_id", flat=True).get(pk=pledge_id))
    pledge = Pledge.objects.select_for_update(no_key=True).get(pk=pledge_id)
    has_stayed = has_place(pool.group_id, pledge.person_id)
    if pledge.state != PledgeState.IN or has_stayed or _is_collecting(pool):
        return pledge
    withdraw_pledge(pledge, pool, now=now)
    update_readiness(pool, now)
    record_deed(
        by=SYSTEM,
        deed=PoolDeed.STOP_PLEDGE_OF_LEAVER,
        about=f"pool:{pool.pk}",
        for_person=pledge.person_id,
        now=now,
    )
    return pledge
