"""What becomes of option sheets by night."""

from procrastinate.contrib.django import app

from community.common import clock
from marketplace.referrals.actions.option_sheets import forget_old_option_sheets


@app.periodic(cron="40 3 * * *")
@app.task(queueing_lock="forget_option_sheets", pass_context=False)
def forget_option_sheets(timestamp: int = 0) -> None:
    """Ninety days after a sheet was made its page is gone."""
    forget_old_option_sheets(now=clock.now())
