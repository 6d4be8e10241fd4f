"""The post of the tests: it takes what is due and gives it to nobody."""

from datetime import datetime

from community.messaging.actions.sending import send_message
from community.messaging.models import Message
from community.messaging.queries.sending import message_ids_to_send


def send_due(now: datetime) -> list[tuple[str, str | None]]:
    """What the worker does each minute; (key, address) of what went out."""
    sent: list[tuple[str, str | None]] = []

    def take(message: Message, address: str | None) -> None:
        sent.append((message.key, address))

    for message_id in message_ids_to_send(now):
        send_message(message_id=message_id, send=take, now=now)
    return sent
