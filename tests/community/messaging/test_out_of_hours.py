"""Mail to whoever works here waits for the working day, but for what is urgent (F8, M89)."""

from datetime import datetime

import pytest

from community.common.clock import LONDON
from community.messaging.actions.notifying import notify_each_login, notify_person
from community.messaging.models import Message
from community.messaging.queries.sending import message_ids_to_send
from tests.factories.supply import make_login, make_someone

pytestmark = pytest.mark.django_db


@pytest.mark.holds("fault:F8")
@pytest.mark.parametrize(
    ("at", "waits"),
    [
        ("2027-05-04T09:00", False),  # a Tuesday
        ("2027-05-04T16:59", False),
        ("2027-05-04T08:59", True),
        ("2027-05-04T17:00", True),
        ("2027-05-08T11:00", True),  # a Saturday
        ("2027-05-31T11:00", True),  # a bank holiday
    ],
)
def test_mail_to_whoever_works_here_waits_for_the_working_day(at, waits):
    now = datetime.fromisoformat(at).replace(tzinfo=LONDON)
    worker, ann = make_login("worker"), make_someone("ann")
    for urgent in (True, False):
        said = {"kind": "news", "subject": "News", "text": "News", "urgent": urgent, "now": now}
        notify_each_login([worker.login_id], key=f"staff:{urgent}", **said)
        notify_person(person_id=ann.person_id, key=f"ann:{urgent}", **said)

    due = Message.objects.filter(pk__in=message_ids_to_send(now)).values_list("key", flat=True)

    to_staff = {f"staff:True:{worker.login_id}", f"staff:False:{worker.login_id}"}
    expected = to_staff - ({f"staff:False:{worker.login_id}"} if waits else set())
    assert set(due) == {"ann:True", "ann:False"} | expected
