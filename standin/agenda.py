"""What time alone does: holds lapse, money becomes available, payouts arrive, keys go."""

from collections.abc import Callable

from standin.books import Thing
from standin.call import Call

Errand = Callable[[Call, Thing], None]
ERRANDS: dict[str, Errand] = {}


def errand(name: str) -> Callable[[Errand], Errand]:
    def register(act: Errand) -> Errand:
        ERRANDS[name] = act
        return act

    return register


def catch_up(call: Call) -> None:
    while (due := call.books.due()) is not None:
        name, thing = due
        ERRANDS[name](call.on(thing["_account"]), thing)


@errand("forget_key")
def _forget_key(call: Call, key: Thing) -> None:
    call.books.remove(key)
