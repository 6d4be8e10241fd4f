"""Around every talk: claim, speak, put down; and what to do when there is no answer."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from community.common.refusals import Refused
from pooling.payments.actions.commands import claim, put_down, rest, set_aside
from pooling.payments.crash_points import CrashPoint, reached
from pooling.payments.models.commands import Errand
from pooling.payments.processor.client import Outage, RefusedByProcessor

log = logging.getLogger(__name__)


class Uncertain(Exception):
    """What happened is not clear, and guessing could cost somebody money."""


class NotYet(Exception):
    """Nothing is wrong: there is nothing to do until later. `kept` as in Outage."""

    def __init__(self, *, kept: bool = False):
        super().__init__("not yet")
        self.kept = kept


@contextmanager
def in_hand[E: Errand](model: type[E], errand_id: int, *, now: datetime) -> Iterator[E | None]:
    """The errand, claimed; None when another worker has it or it rests. Whatever happens, it is
    put down again; a worker that dies leaves it to whoever comes after the lease."""
    errand = claim(model, errand_id, now=now)
    if errand is None:
        yield None
        return
    reached(CrashPoint.CLAIMED)
    try:
        yield errand
    except Outage as outage:
        rest(errand, kept=outage.kept, now=now)
        log.warning("%s %s waits: %s", model.__name__, errand_id, outage)
    except NotYet as later:
        rest(errand, kept=later.kept, now=now)
    except (Uncertain, RefusedByProcessor, Refused) as trouble:
        set_aside(errand, words=f"{type(trouble).__name__}: {trouble}", now=now)
        log.error("%s %s was set aside: %s", model.__name__, errand_id, trouble)
    except Exception:
        # Ours to mend. Rest it, so that one broken row does not keep the worker from the others.
        rest(errand, now=now)
        raise
    else:
        put_down(errand)
