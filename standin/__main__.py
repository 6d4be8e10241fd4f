"""`python -m standin --port 8420`: the pretend card processor as its own process."""

import argparse
import signal
import threading
from types import FrameType

from standin.core import Core
from standin.faults import parse_faults
from standin.http.server import Server
from standin.store.sqlite_store import SqliteStore


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m standin", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 for any free port")
    parser.add_argument("--seed", type=int, default=0, help="same seed, same ids and faults")
    parser.add_argument("--webhook", default="", help="where to send events")
    parser.add_argument("--secret", default="", help="what to sign them with")
    parser.add_argument("--faults", default="", help="a JSON file, or operation=fault:times,…")
    parser.add_argument("--state", default="", help="a file to keep everything in")
    parser.add_argument("--settle-days", type=int, default=3, help="until money can be paid out")
    arguments = parser.parse_args()
    if bool(arguments.webhook) is not bool(arguments.secret):
        parser.error("--webhook and --secret go together")
    return arguments


def main() -> None:
    arguments = parse_arguments()
    sqlite = SqliteStore(arguments.state) if arguments.state else None
    core = Core(seed=arguments.seed, sqlite=sqlite, settle_days=arguments.settle_days)
    for plan in parse_faults(arguments.faults) if arguments.faults else []:
        core.faults.plan(**plan)
    server = Server(core, arguments.port)
    if arguments.webhook:
        core.send_webhooks(arguments.webhook, arguments.secret)

    def stop(number: int, frame: FrameType | None) -> None:
        # shutdown() waits for the serving loop, so it may not run inside it.
        threading.Thread(target=server.shutdown).start()

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):  # not every system hangs up
            signal.signal(getattr(signal, name), stop)
    print(f"Pretend card processor: {server.origin}/_standin/", flush=True)
    server.serve_forever(poll_interval=0.1)
    server.server_close()
    if sqlite is not None:
        sqlite.close()


if __name__ == "__main__":
    main()
