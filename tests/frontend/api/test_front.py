"""The front page for programs: nothing of the description is missing, and what it links opens."""

import re

import pytest

from tests.access.doors import description
from tests.factories.supply import area, make_someone
from tests.frontend.visiting import on_the_day, signed_in  # noqa: F401  a fixture, asked for by name

pytestmark = pytest.mark.usefixtures("on_the_day")


def test_every_operation_is_on_it(client):
    described = description()["paths"]

    page = " ".join(re.sub(r"<[^>]+>", "", client.get("/api/").text).split())

    for path, methods in described.items():
        for method in methods:
            assert f"{method.upper()} {path}" in page


def test_what_it_links_opens():
    area()
    client = signed_in(make_someone("alice"))
    linked = re.findall(r'href="(/api/[^"]+)"', client.get("/api/").text)

    answers = {path: client.get(path).status_code for path in linked}

    assert len(linked) > 10
    assert {path: status for path, status in answers.items() if status >= 500} == {}
