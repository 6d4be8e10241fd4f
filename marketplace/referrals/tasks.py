"""What becomes of option sheets and referrals as time passes: told, followed and forgotten."""

from procrastinate.contrib.django import app

from community.common import clock
from community.common.sweep import for_each
from marketplace.referrals.actions.answers_of_persons import forget_draft
from marketplace.referrals.actions.following import (
    ASKED_BEFORE,
    KEPT_FOR,
    ask_before_erasing,
    erase_referral,
    follow_visit,
)
from marketplace.referrals.actions.lines import tell_of_no_answer, tell_sender
from marketplace.referrals.actions.option_sheets import forget_old_option_sheets
from marketplace.referrals.queries.answers import (
    answers_to_tell,
    late_referral_ids,
    referrals_behind_their_visit,
    referrals_still_since,
)
from marketplace.referrals.queries.referrals import drafts_past_their_day


@app.periodic(cron="40 3 * * *")
@app.task(queueing_lock="forget_option_sheets", pass_context=False)
def forget_option_sheets(timestamp: int = 0) -> None:
    """Ninety days after a sheet was made its page is gone."""
    forget_old_option_sheets(now=clock.now())


@app.periodic(cron="25 * * * *")
@app.task(queueing_lock="forget_referral_drafts", pass_context=False)
def forget_referral_drafts(timestamp: int = 0) -> None:
    """Nobody said yes within the time: what was told us is gone."""
    now = clock.now()
    for referral_id in drafts_past_their_day(now):
        forget_draft(referral_id=referral_id, now=now)


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="follow_referrals", pass_context=False)
def follow_referrals(timestamp: int = 0) -> None:
    """A referral stands where the visit does that it became; and whoever told the place hears that
    it has answered, a worker in their hours alone (M89)."""
    now = clock.now()
    for_each(
        "referrals to follow",
        referrals_behind_their_visit(),
        lambda referral_id: follow_visit(referral_id=referral_id, now=now),
    )
    for_each(
        "answers to tell",
        answers_to_tell(),
        lambda answer_id: tell_sender(answer_id=answer_id, now=now),
    )


@app.periodic(cron="35 * * * *")
@app.task(queueing_lock="tell_of_unanswered_referrals", pass_context=False)
def tell_of_unanswered_referrals(timestamp: int = 0) -> None:
    """No answer in the working days: the connectors ring (M82)."""
    now = clock.now()
    for_each(
        "unanswered referrals",
        late_referral_ids(now),
        lambda referral_id: tell_of_no_answer(referral_id=referral_id, now=now),
    )


@app.periodic(cron="50 3 * * *")
@app.task(queueing_lock="erase_old_referrals", pass_context=False)
def erase_old_referrals(timestamp: int = 0) -> None:
    """Those that came to no place: asked about a month before, and then erased (P81)."""
    now = clock.now()
    for_each(
        "referrals to ask about",
        referrals_still_since(now - KEPT_FOR + ASKED_BEFORE),
        lambda referral_id: ask_before_erasing(referral_id=referral_id, now=now),
    )
    for_each(
        "referrals to erase",
        referrals_still_since(now - KEPT_FOR),
        lambda referral_id: erase_referral(referral_id=referral_id, now=now),
    )
