"""The whole product on one machine, as a journey finds it: pages, post, worker, clock, and the
pretend card processor as a process of its own, which sends its events to the pages."""

import json
import re
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core import mail
from django.utils import timezone

from community.common import clock
from community.messaging.tasks import send_messages
from groups.tasks import (
    close_due_answers,
    close_due_decisions,
    close_endings,
    index_groups_looked_at,
)
from pooling.payments.tasks import refresh_hosted_pages, sync_due_commands
from providers.tasks import bring_listings_up_to_date, note_sessions_told
from tests.factories.pools import work_off_pools
from tests.frontend.browser import ROOT
from tests.frontend.visiting import set_clock
from tests.waits import TEST_WAIT_SECONDS

EVENTS = "/api/processor/events/"
# In the order in which one makes work for the next; a few turns of it come to rest.
TASKS = (
    close_due_answers,
    close_due_decisions,
    close_endings,
    refresh_hosted_pages,
    sync_due_commands,
    work_off_pools,
    sync_due_commands,
    send_messages,
    note_sessions_told,
    bring_listings_up_to_date,
    index_groups_looked_at,
)
TURNS = 4


@dataclass(frozen=True)
class Town:
    site: str
    processor: str

    @property
    def now(self) -> datetime:
        return clock.now()

    def is_now(self, moment: datetime) -> None:
        """The clock of the product and that of the processor stand at `moment`; work is done."""
        set_clock(moment)
        ahead = moment - timezone.now()
        _tell(self.processor, "/_standin/clock", {"offset_seconds": int(ahead.total_seconds())})
        self.work()

    def work(self) -> None:
        """All that the worker would do by now."""
        for _turn in range(TURNS):
            for task in TASKS:
                task(timestamp=0)

    def code_sent_to(self, address: str) -> str:
        """The code in the newest letter to this address."""
        letter = next(each for each in reversed(mail.outbox) if address in each.to)
        return re.search(r"^\s*([A-Z0-9-]{6,12})\s*$", letter.body, re.MULTILINE)[1]

    def link_sent_to(self, address: str, part: str) -> str:
        """The address in the newest letter to somebody that has this in it."""
        letters = [each.body for each in mail.outbox if address in each.to]
        links = re.findall(rf"{self.site}(\S*{part}\S*)", "\n".join(letters))
        assert links, f"no link to {part} in:\n{letters[-1:]}"
        return links[-1]

    def post_to(self, address: str) -> list[str]:
        """The subjects of everything that was sent to an address, oldest first."""
        return [each.subject for each in mail.outbox if address in each.to]


@contextmanager
def pretend_processor(site: str):
    """The stand-in on a port of its own; the product is told where it is."""
    command = [sys.executable, "-m", "standin", "--seed", "7"]
    command += ["--webhook", site + EVENTS, "--secret", settings.STRIPE_WEBHOOK_SECRET]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        yield re.search(r"http://[\d.]+:\d+", process.stdout.readline())[0]
    finally:
        process.terminate()
        process.wait(timeout=TEST_WAIT_SECONDS)
        process.stdout.close()


def _tell(processor: str, handle: str, words: dict) -> None:
    request = urllib.request.Request(
        processor + handle,
        data=json.dumps(words).encode(),
        headers={"Content-Type": "application/json"},
    )
    urllib.request.urlopen(request, timeout=TEST_WAIT_SECONDS).close()
