from procrastinate.contrib.django import app

from community.common import clock
from community.common.refusals import Unavailable
from community.common.sweep import for_each
from community.messaging.actions.sending import NotSent, send_held_up_again, send_message
from community.messaging.actions.telling import withhold
from community.messaging.delivery import Post
from community.messaging.queries.sending import given_up_while_no_mail_went, message_ids_to_send
from community.messaging.queries.telling import past_message_ids


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="send_messages", pass_context=False)
def send_messages(timestamp: int = 0) -> None:
    """Send all that is due. One that is not taken is tried again later, and stops no other."""
    post = Post()
    for_each(
        "messages",
        message_ids_to_send(clock.now()),
        lambda message_id: send_message(message_id=message_id, send=post, now=clock.now()),
        expected=(Unavailable, NotSent),
    )


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="send_held_up_mail", pass_context=False)
def send_held_up_mail(timestamp: int = 0) -> None:
    """Our mail works again: what was given up while it did not goes after all."""
    now = clock.now()
    for_each(
        "held-up mail",
        list(given_up_while_no_mail_went(now).order_by("pk").values_list("pk", flat=True)),
        lambda message_id: send_held_up_again(message_id=message_id, now=now),
    )


@app.periodic(cron="15 * * * *")
@app.task(queueing_lock="let_past_news_go", pass_context=False)
def let_past_news_go(timestamp: int = 0) -> None:
    """Nobody says at a visit what is over."""
    now = clock.now()
    for_each(
        "past news",
        past_message_ids(now),
        lambda message_id: withhold(message_ids=[message_id], now=now),
    )
