import logging

from procrastinate.contrib.django import app

from community.common import clock
from community.messaging import delivery as post
from community.messaging.actions import send_message
from community.messaging.queries import queued_message_ids

log = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="send_messages", pass_context=False)
def send_messages(timestamp: int = 0) -> None:
    """Send all that is queued. One that fails does not stop the rest."""
    ids = queued_message_ids()
    failed = 0
    for message_id in ids:
        try:
            send_message(message_id=message_id, send=post.deliver, now=clock.now())
        except Exception:
            failed += 1
            log.exception("message %s could not be sent; it stays queued", message_id)
    if failed:
        log.error("messages: expected %s, did %s", len(ids), len(ids) - failed)
