"""The post: e-mail through Django's mail settings; texts and letters as files, to be handed on.

In the demo every message lands in `.local/outbox/`, where it can be opened.
"""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail

from community.common.lifecycle import not_none
from community.messaging.models import Message
from community.messaging.states import Channel


def deliver(message: Message, address: str | None) -> None:
    """Hand one message to the outside. Subjects say nothing of why: see the page, signed in."""
    if address is None:
        logins = get_user_model().objects.filter(pk=not_none(message.login_id))
        address = logins.values_list("email", flat=True).get()
    body = message.text
    if message.link:
        body += f"\n\n{settings.SITE_URL}{message.link}"
    if message.channel == Channel.EMAIL:
        send_mail(message.subject, body, settings.DEFAULT_FROM_EMAIL, [address])
    else:
        _to_outbox(message, address, body)


def _to_outbox(message: Message, address: str, body: str) -> None:
    folder = Path(settings.OUTBOX_DIR) / message.channel
    folder.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^\w-]", "-", message.key)[:120]
    (folder / f"{message.pk:08d}-{name}.txt").write_text(
        f"To: {address}\n{message.subject}\n\n{body}\n"
    )
