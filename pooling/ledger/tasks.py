import logging

from procrastinate.contrib.django import app

from pooling.ledger.queries import ledger_faults

log = logging.getLogger(__name__)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="check_ledger", pass_context=False)
def check_ledger(timestamp: int = 0) -> None:
    """Say loudly whatever does not add up. Nothing is mended: that is for a person."""
    for fault in ledger_faults():
        log.critical("LEDGER BROKEN: %s: %s %s", fault.rule, fault.thing, fault.words)
