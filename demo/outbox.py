"""The demo's post: mail that was written lies in files, and is read here by whoever tries it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

NEWEST = 30
END_OF_MAIL = re.compile(rb"^-{79}\n", re.MULTILINE)


@dataclass(frozen=True)
class WrittenMail:
    to: str
    subject: str
    date: str
    text: str


def outbox_page(request: HttpRequest) -> HttpResponse:
    """The newest first."""
    return render(request, "demo/outbox.html", {"mails": list(newest_mails()), "most": NEWEST})


def newest_mails(most: int = NEWEST) -> Iterator[WrittenMail]:
    """Of each file only what is whole: one may be being written."""
    folder: Path = settings.OUTBOX_DIR / "email"
    files = sorted(folder.glob("*.log"), reverse=True) if folder.is_dir() else []
    for file in files[:most]:
        for part in END_OF_MAIL.split(file.read_bytes())[:-1]:
            yield _read(part)


def _read(mail: bytes) -> WrittenMail:
    message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(mail)
    body = message.get_body(("plain",))
    return WrittenMail(
        to=str(message["To"]),
        subject=str(message["Subject"]),
        date=str(message["Date"]),
        text=body.get_content() if body else "",
    )
