"""Around every talk: claim, speak, put down; and what to do when there is no answer."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from community.common.refusals import Refused
from pooling.payments.actions.commands import back_off, claim, set_aside, unclaim
from pooling.payments.crash_points import Failpoint, failpoint
from pooling.payments.models.commands import ProcessorCommand
from pooling.payments.processor.client import ProcessorRefused, ProcessorUnavailable

log = logging.getLogger(__name__)


class UncertainOutcome(Exception):
    """What happened is not clear, and guessing could cost somebody money."""


class RetryLater(Exception):
    """Nothing is wrong: there is nothing to do until later. `kept` as in Outage."""

    def __init__(self, *, kept: bool = False):
        super().__init__("not yet")
        self.kept = kept


@contextmanager
def claimed_command[E: ProcessorCommand](
    model: type[E], errand_id: int, *, now: datetime
) -> Iterator[E | None]:
    """The errand, claimed; None when another worker has it or it rests. Whatever happens, it is
    put down again; a worker that dies leaves it to whoever comes after the lease."""
    errand = claim(model, errand_id, now=now)
    if errand is None:
        yield None
        return
    failpoint(Failpoint.CLAIMED)
    try:
        yield errand
    except ProcessorUnavailable as outage:
        back_off(errand, kept=outage.kept, now=now)
        log.warning("%s %s waits: %s", model.__name__, errand_id, outage)
    except RetryLater as later:
        back_off(errand, kept=later.kept, now=now)
    except (UncertainOutcome, ProcessorRefused, Refused) as trouble:
        set_aside(errand, words=f"{type(trouble).__name__}: {trouble}", now=now)
        log.error("%s %s was set aside: %s", model.__name__, errand_id, trouble)
    except Exception:
        # Ours to mend. Rest it, so that one broken row does not keep the worker from the others.
        back_off(errand, now=now)
        raise
    else:
        unclaim(errand)
