"""Whether a test's connection wrote anything: where it did not, what held still holds."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection

READS = ("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")


@dataclass
class Writes:
    any_since_asked: bool = False

    def __call__(self, execute, statement, params, many, context):
        self.any_since_asked |= not statement.lstrip().startswith(READS)
        return execute(statement, params, many, context)

    def ask(self) -> bool:
        """Whether there were any since this was asked last."""
        answer, self.any_since_asked = self.any_since_asked, False
        return answer


@contextmanager
def watched_writes() -> Iterator[Writes]:
    writes = Writes()
    with connection.execute_wrapper(writes):
        yield writes
