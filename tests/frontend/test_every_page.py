"""What holds on every page, whoever opens it: links that lead somewhere, boxes that are found."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.access.gates import nothing_kept
from tests.frontend.every_page import Opened, open_pages, send_forms, whole_scene

WRITES = re.compile(r"^\s*(INSERT INTO|UPDATE|DELETE FROM) \"?(\w+)", re.IGNORECASE)
# What looking may write: who read what (T16), and one's own login.
WRITTEN_BY_LOOKING = {"audit_line", "django_session"}


@pytest.fixture(scope="module")
def trying(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), whole_scene() as trying:
        yield trying


@pytest.fixture(scope="module")
def opened(trying):
    return list(open_pages(trying))


@pytest.fixture(scope="module")
def sent_empty(trying):
    return list(send_forms(trying))


@pytest.fixture(scope="module")
def looked_over(trying):
    return list(send_forms(trying, step="look"))


@pytest.fixture(autouse=True)
def unblocked(django_db_blocker):
    with django_db_blocker.unblock():
        yield


def test_most_pages_are_here(opened, sent_empty, looked_over):
    assert len({each.door.name for each in opened}) > 150
    assert len(sent_empty) > 60
    assert len({each.door.name for each in looked_over}) > 5


@pytest.mark.holds("fault:J18")
def test_each_box_that_a_summary_of_errors_may_lead_to_is_on_its_page(opened):
    lost = {f"{each}: {name}" for each in opened for name in boxes_lost(each)}

    assert lost == set()


def boxes_lost(each: Opened) -> list[str]:
    """Those of its form, where it is drawn. The first page has but one box of the form that the
    page of results has whole, and a mistake is shown there."""
    form = (each.answer.context or {}).get("form")
    if form is None or each.door.name == "start":
        return []
    shown = [field for field in form if not field.is_hidden]
    lost = [field.name for field in shown if each.page.with_id(field.first_id) is None]
    return lost if len(lost) < len(shown) else []


@pytest.mark.holds("fault:J18")
def test_each_link_of_a_summary_of_errors_finds_its_box(sent_empty):
    links = [
        (each, link.get("href"))
        for each in sent_empty
        for part in each.page.root.iter("div")
        if "govuk-error-summary" in part.get("class", "").split()
        for link in part.iter("a")
    ]
    lost = {f"{each}: {href}" for each, href in links if each.page.with_id(href[1:]) is None}

    assert lost == set()
    assert len(links) > 60


@pytest.mark.holds("fault:J4")
def test_each_not_now_goes_to_another_page_and_changes_nothing(opened, sent_empty, looked_over):
    followed, wrong = 0, set()
    for each in [*opened, *sent_empty, *looked_over]:
        for link in each.page.root.iter("a"):
            if each.page.name(link) != "Not now":
                continue
            with nothing_kept(), CaptureQueriesContext(connection) as queries:
                answer = (
                    each.client.get(link.get("href"), follow=True) if link.get("href") else None
                )
            followed += 1
            if answer is None or answer.status_code != 200:
                wrong.add(f"{each}: leads nowhere: {link.get('href')!r}")
            elif answer.request["PATH_INFO"] == each.address:
                wrong.add(f"{each}: stays where it is")
            written = {found[2] for row in queries if (found := WRITES.match(row["sql"]))}
            if written - WRITTEN_BY_LOOKING:
                wrong.add(f"{each}: writes {written - WRITTEN_BY_LOOKING}")

    assert wrong == set()
    assert followed > 100
