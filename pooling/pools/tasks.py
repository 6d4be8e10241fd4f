"""What time and the rails bring about: one job a shared cost, queued once however often it is asked
for. Who asks: a payment that has moved, and the sweep of every minute."""

from procrastinate.contrib.django import app

from community.common import clock
from community.common.sweep import for_each
from community.people.queries.slow_changes import counting_change_ids
from community.people.states import ApprovalPurpose
from groups.actions.endings import release_members
from groups.queries.endings import groups_to_release
from pooling.payments.actions.card_payments import enqueue_wake
from pooling.pools.actions import advancing
from pooling.pools.actions.collecting import ADVANCE_POOL_TASK
from pooling.pools.actions.review_days import remind_of_review
from pooling.pools.actions.same_person import bring_together_as_agreed, move_what_came_late
from pooling.pools.actions.search_index import index_pool_anew
from pooling.pools.actions.sources import change_source_as_agreed
from pooling.pools.queries.due import groups_with_running_costs, pools_due
from pooling.pools.queries.review_days import sources_to_remind_of
from pooling.pools.queries.same_person import late_for_who_went
from pooling.pools.queries.search_index import pools_to_index_anew


@app.task(name=ADVANCE_POOL_TASK)
def advance_pool(pool_id: int) -> None:
    advancing.advance_pool(pool_id=pool_id, now=clock.now())


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="sweep_pools", pass_context=False)
def sweep_pools(timestamp: int = 0) -> None:
    """Queue a job for each that something is due for: also where its own was lost, or looked before
    what it was queued for was committed. Before that, what may be used of the money that changed
    as was agreed."""
    now = clock.now()
    for_each(
        "changes of what is kept aside",
        counting_change_ids(ApprovalPurpose.FREE_MONEY, now),
        lambda change_id: change_source_as_agreed(change_id=change_id, now=now),
    )
    for_each(
        "two who are one person",
        counting_change_ids(ApprovalPurpose.BRING_TOGETHER, now),
        lambda change_id: bring_together_as_agreed(change_id=change_id, now=now),
    )
    for_each(
        "messages to who is one with another",
        late_for_who_went(),
        lambda goes_id: move_what_came_late(goes_id=goes_id),
    )
    for_each("pools", pools_due(now), lambda pool_id: enqueue_wake(ADVANCE_POOL_TASK, pool_id))


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="index_pools", pass_context=False)
def index_pools(timestamp: int = 0) -> None:
    """Shared costs whose group opened to whoever finds it, or closed, or whose words were looked at
    (P45), since they were indexed."""
    for_each(
        "shared costs to find",
        pools_to_index_anew(),
        lambda pool_id: index_pool_anew(pool_id=pool_id),
    )


@app.periodic(cron="15 8 * * *")
@app.task(queueing_lock="remind_of_reviews", pass_context=False)
def remind_of_reviews(timestamp: int = 0) -> None:
    """Two weeks before the day on which a council looks at somebody's money with them."""
    now = clock.now()
    for_each(
        "review days",
        sources_to_remind_of(clock.today(now)),
        lambda source_id: remind_of_review(source_id=source_id, now=now),
    )


@app.periodic(cron="40 3 * * *")
@app.task(queueing_lock="release_ended_groups", pass_context=False)
def release_ended_groups(timestamp: int = 0) -> None:
    """Twelve months after a group ended its page is read no longer (P125): not while a shared cost
    of it still runs, of which nothing may be lost."""
    now = clock.now()
    running = groups_with_running_costs()
    for_each(
        "groups that ended a year ago",
        [pk for pk in groups_to_release(now) if pk not in running],
        lambda pk: release_members(group_id=pk, now=now),
    )
