"""The SQL statements that a piece of work sends."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client

type Statement = tuple[str, Any]


def statements_of(work: Callable[[], object]) -> list[Statement]:
    """Each with its parameters, in the order they were sent."""
    sent: list[Statement] = []

    def note(
        execute: Callable[..., object], sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> object:
        sent.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        work()
    return sent


def get_page(client: Client, url: str) -> None:
    response = client.get(url)
    if response.status_code != 200:
        raise RuntimeError(f"{url} answered {response.status_code}")


def post_page(client: Client, url: str, sent: dict[str, str]) -> None:
    response = client.post(url, sent)
    if response.status_code != 200:
        raise RuntimeError(f"{url} answered {response.status_code}")
