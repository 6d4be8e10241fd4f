"""Keeps what the stand-in holds in one SQLite file, so that a second start knows it again."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

# Written ahead: an answer given is kept when the process is killed, though not when the machine is.
TABLES = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS thing (
    place INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, body TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
"""


class Keeper:
    """One row a thing, in the order they were made; every request is one transaction."""

    def __init__(self, path: str) -> None:
        self.file = sqlite3.connect(path, check_same_thread=False)
        self.file.executescript(TABLES)

    def things(self) -> Iterator[dict[str, Any]]:
        for (body,) in self.file.execute("SELECT body FROM thing ORDER BY place"):
            yield json.loads(body)

    def settings(self) -> dict[str, int]:
        return dict(self.file.execute("SELECT name, value FROM setting"))

    def save(
        self,
        changed: Iterable[tuple[str, dict[str, Any]]],
        removed: Iterable[str],
        settings: dict[str, int],
    ) -> None:
        with self.file:
            self.file.executemany("DELETE FROM thing WHERE key = ?", [(key,) for key in removed])
            self.file.executemany(
                "INSERT INTO thing (key, body) VALUES (?, ?)"
                " ON CONFLICT (key) DO UPDATE SET body = excluded.body",
                [(key, json.dumps(thing)) for key, thing in changed],
            )
            self.file.executemany(
                "INSERT INTO setting VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                list(settings.items()),
            )

    def close(self) -> None:
        self.file.close()
