"""What becomes by night of option sheets, and of what nobody said yes to."""

from procrastinate.contrib.django import app

from community.common import clock
from marketplace.referrals.actions.answers_of_persons import forget_draft
from marketplace.referrals.actions.option_sheets import forget_old_option_sheets
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
