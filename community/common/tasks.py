from procrastinate.contrib.django import app

from . import clock
from .actions import forget_deed_keys


@app.periodic(cron="40 3 * * *")
@app.task(queueing_lock="forget_deed_keys", pass_context=False)
def forget_old_deed_keys(timestamp: int = 0) -> None:
    """What was sent more than a month ago is not known again."""
    forget_deed_keys(now=clock.now())
