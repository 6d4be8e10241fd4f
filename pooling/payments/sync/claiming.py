"""Around every talk: claim, speak, put down; and what to do when there is no answer."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from community.common.refusals import Refused
from pooling.payments.actions.commands import back_off, claim, park_command, unclaim
from pooling.payments.models.commands import ProcessorCommand
from pooling.payments.processor.client import ProcessorRefused, ProcessorUnavailable

log = logging.getLogger(__name__)


class UncertainOutcome(Exception):
    """What happened is not clear, and guessing could cost somebody money."""


class RetryLater(Exception):
    """Nothing is wrong: there is nothing to do until later. `needs_new_key` as in
    ProcessorUnavailable."""

    def __init__(self, *, needs_new_key: bool = False):
        super().__init__("not yet")
        self.needs_new_key = needs_new_key


@contextmanager
def claimed_command[C: ProcessorCommand](
    model: type[C], row_id: int, *, now: datetime
) -> Iterator[C | None]:
    """The command, claimed; None when another worker has it or it rests. Whatever happens, it is
    put down again; a worker that dies leaves it to whoever comes after the lease."""
    command = claim(model, row_id, now=now)
    if command is None:
        yield None
        return
    try:
        yield command
    except ProcessorUnavailable as error:
        back_off(command, needs_new_key=error.needs_new_key, now=now)
        log.warning("%s %s waits: %s", model.__name__, row_id, error)
    except RetryLater as retry:
        back_off(command, needs_new_key=retry.needs_new_key, now=now)
    except (UncertainOutcome, ProcessorRefused, Refused) as error:
        park_command(command, reason=f"{type(error).__name__}: {error}", now=now)
        log.error("%s %s was parked: %s", model.__name__, row_id, error)
    except Exception:
        # Ours to mend. Rest it, so that one broken row does not keep the worker from the others.
        back_off(command, now=now)
        raise
    else:
        unclaim(command)
