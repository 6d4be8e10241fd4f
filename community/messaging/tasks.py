from procrastinate.contrib.django import app

from community.common import clock
from community.common.sweep import for_each
from community.messaging.actions import send_message
from community.messaging.delivery import deliver
from community.messaging.queries import queued_message_ids


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="send_messages", pass_context=False)
def send_messages(timestamp: int = 0) -> None:
    """Send all that is queued. One that fails stays queued and does not stop the rest."""
    for_each("messages", queued_message_ids(), _send)


def _send(message_id: int) -> None:
    send_message(message_id=message_id, send=deliver, now=clock.now())
