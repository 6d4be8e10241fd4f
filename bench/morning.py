"""The connector's morning page: its statements at 10 and at 10,000 referrals, and its time."""

from collections.abc import Iterator

from django.test import Client
from django.urls import reverse

from bench.copies import copies_of
from bench.scratch import as_owner
from bench.size import share_of
from bench.statements import get_page, statements_of
from bench.timing import Count, Percentiles, milliseconds
from tests.factories.referrals import make_body, make_place, make_worker, outline_by_worker
from tests.factories.supply import make_connector

FEW, MANY = 10, share_of(10_000)
ROUNDS = share_of(40)
MAX_STATEMENTS = 10


def measure() -> Iterator[Count | Percentiles]:
    client, page = Client(HTTP_HOST="127.0.0.1"), reverse("morning")
    login = make_connector("morning").required_login
    client.force_login(login, backend="django.contrib.auth.backends.ModelBackend")
    one = outline_by_worker(make_worker(make_body()), make_place())
    there = 1
    for number in (FEW, MANY):
        copies_of(one, number - there, lambda _n: {})
        there = number
        as_owner("ANALYZE")
        get_page(client, page)
        count = len(statements_of(lambda: get_page(client, page)))
        yield Count(f"statements of the morning page, {number} referrals", count, MAX_STATEMENTS)
        times = [milliseconds(lambda: get_page(client, page)) for _round in range(ROUNDS)]
        yield Percentiles(f"the morning page, {number} referrals", times)
