"""What time alone does: holds lapse, money becomes available, payouts arrive, keys go."""

from collections.abc import Callable

from standin.api.call import Call
from standin.store.object_store import ApiObject

Job = Callable[[Call, ApiObject], None]
JOBS: dict[str, Job] = {}


def scheduled_job(name: str) -> Callable[[Job], Job]:
    """Registers what is done to an object whose `_due` is [at, name]."""

    def register(job: Job) -> Job:
        JOBS[name] = job
        return job

    return register


def run_due_jobs(call: Call) -> None:
    while (due_job := call.store.next_due_job()) is not None:
        name, api_object = due_job
        JOBS[name](call.for_account(api_object["_account"]), api_object)


@scheduled_job("forget_key")
def _forget_key(call: Call, idempotency_key: ApiObject) -> None:
    call.store.remove(idempotency_key)
