"""All that the stand-in holds in one SQLite file, so that a second start knows it again."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

# Written ahead: an answer given is kept when the process is killed, though not when the machine is.
SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS api_object (
    position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
"""


class SqliteStore:
    """One row an object, in the order they were made; every request is one transaction."""

    def __init__(self, path: str) -> None:
        self.file = sqlite3.connect(path, check_same_thread=False)
        self.file.executescript(SCHEMA)

    def objects(self) -> Iterator[dict[str, Any]]:
        for (body,) in self.file.execute("SELECT body FROM api_object ORDER BY position"):
            yield json.loads(body)

    def settings(self) -> dict[str, int]:
        return dict(self.file.execute("SELECT name, value FROM setting"))

    def save(
        self,
        objects: Iterable[tuple[str, dict[str, Any]]],
        removed_ids: Iterable[str],
        settings: dict[str, int],
    ) -> None:
        with self.file:
            self.file.executemany(
                "DELETE FROM api_object WHERE id = ?", [(id_,) for id_ in removed_ids]
            )
            self.file.executemany(
                "INSERT INTO api_object (id, body) VALUES (?, ?)"
                " ON CONFLICT (id) DO UPDATE SET body = excluded.body",
                [(id_, json.dumps(body)) for id_, body in objects],
            )
            self.file.executemany(
                "INSERT INTO setting VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                list(settings.items()),
            )

    def close(self) -> None:
        self.file.close()
