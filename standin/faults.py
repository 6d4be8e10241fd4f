"""What goes wrong, when somebody asks for it: by name, by count, or by chance with a seed.

    {"operation": "payment_intents.confirm", "fault": "lost_answer", "times": 1}
    {"operation": "*", "fault": "slow", "seconds": 2, "times": null, "chance": 0.05}
    {"operation": "webhooks.payment_intent.succeeded", "fault": "duplicate"}

An operation may end in `*`. `times` null is for ever; `skip` lets that many pass first.
"""

import json
import random
from dataclasses import asdict, dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from standin.api.errors import invalid_request


class FaultKind(StrEnum):
    LOST_REQUEST = "lost_request"  # the connection closes before any work
    LOST_ANSWER = "lost_answer"  # the work is done, then the connection closes
    SLOW = "slow"  # the work is done, the answer waits `seconds`
    RATE_LIMITED = "rate_limited"  # 429, no work, nothing saved
    SERVER_ERROR = "server_error"  # 500, no work; saved under the key, as the processor does
    SERVER_ERROR_AFTER = "server_error_after"  # the work is done, then 500, saved
    KEY_EXPIRED = "key_expired"  # the idempotency key is forgotten just before
    DROP = "drop"  # a webhook that never comes
    DUPLICATE = "duplicate"  # a webhook that comes twice
    DELAY = "delay"  # a webhook that comes `seconds` late
    SHUFFLE = "shuffle"  # a webhook that lets the next ones pass


WEBHOOK_FAULTS = {FaultKind.DROP, FaultKind.DUPLICATE, FaultKind.DELAY, FaultKind.SHUFFLE}


@dataclass
class Fault:
    operation: str
    fault: FaultKind
    times: int | None = 1
    skip: int = 0
    chance: float = 1.0
    seconds: float = 1.0


class Faults:
    """Those that are planned, in the order they were planned."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.faults: list[Fault] = []

    def plan(self, *, operation: str, fault: str, **options: Any) -> Fault:
        try:
            new_fault = Fault(operation, FaultKind(fault), **options)
        except (ValueError, TypeError) as error:
            raise invalid_request(f"No such fault: {error}") from None
        self.faults.append(new_fault)
        return new_fault

    def take_next(self, operation: str, *, of_webhooks: bool = False) -> Fault | None:
        """The first fault planned for this, used up by one."""
        for fault in self.faults:
            if (fault.fault in WEBHOOK_FAULTS) is not of_webhooks:
                continue
            if fault.times == 0 or not fnmatchcase(operation, fault.operation):
                continue
            if fault.skip > 0:
                fault.skip -= 1
                continue
            if fault.chance < 1 and self.dice.random() >= fault.chance:
                continue
            if fault.times is not None:
                fault.times -= 1
            return fault
        return None

    def clear(self) -> None:
        self.faults.clear()

    def as_list(self) -> list[dict[str, Any]]:
        return [asdict(fault) for fault in self.faults]


def parse_faults(text: str) -> list[dict[str, Any]]:
    """A JSON file, or `payment_intents.confirm=lost_answer:3,webhooks.*=duplicate`."""
    if Path(text).is_file():
        return json.loads(Path(text).read_text())
    plans = []
    for item in text.split(","):
        operation, _, outcome = item.strip().partition("=")
        fault, _, times = outcome.partition(":")
        plans.append({"operation": operation, "fault": fault, "times": int(times or 1)})
    return plans
