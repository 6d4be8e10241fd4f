"""Pages and the API visited without a browser: signed in as somebody, at the tests' own date."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.common import clock
from community.common.refusals import NotFound, Refused
from community.people.acting import Acting
from frontend import middleware
from frontend.middleware import ACTING_FOR_SESSION_KEY
from frontend.privacy import LAST_USED_SESSION_KEY
from tests.factories.kept import same_each_time
from tests.factories.supply import NOW

BY_CODE = "django.contrib.auth.backends.ModelBackend"


@same_each_time
def set_clock(moment) -> None:
    """From now on it is `moment`, by the clock that pages read."""
    clock.set_offset(clock.now() - clock.now())
    clock.set_offset(moment - clock.now())


@pytest.fixture
def on_the_day(db):
    set_clock(NOW)


def signed_in(by: Acting) -> Client:
    """A browser in which `by` is signed in, has been here today, and acts for whom they act for."""
    client = Client()
    client.force_login(by.login, backend=BY_CODE)
    session = client.session
    session[LAST_USED_SESSION_KEY] = timezone.localdate().isoformat()
    if by.representation is not None:
        session[ACTING_FOR_SESSION_KEY] = str(by.person_id)
    session.save()
    return client


@contextmanager
def without_refusal_pages() -> Iterator[None]:
    """A refusal is its status alone: its page says the same everywhere, and costs most of a visit
    to hundreds of addresses."""

    def bare(_request: HttpRequest, refusal: Refused) -> HttpResponse:
        return HttpResponse(status=404 if isinstance(refusal, NotFound) else 409)

    with mock.patch.object(middleware, "refusal_page", bare):
        yield


def day(name: str, when) -> dict[str, str]:
    """What the three boxes of a date send."""
    return {
        f"{name}_day": str(when.day),
        f"{name}_month": str(when.month),
        f"{name}_year": str(when.year),
    }


def statements_of(client: Client, page: str) -> int:
    """How many SQL statements a page needs, when it has been looked at before."""
    client.get(page)
    with CaptureQueriesContext(connection) as queries:
        client.get(page)
    return len(queries)
