"""That our mail server is down is heard where no mail is needed (fault F1, C8): by whoever runs the
site, in the office, by a program, and by whoever asks /health/all/."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from community.common import clock
from community.messaging.actions.notifying import notify_person
from community.messaging.models import Message
from community.messaging.tasks import send_messages
from community.people.states import RoleKind
from tests.community.messaging.test_mail_server import SHORT, pass_time
from tests.factories.mail_server import mail_server
from tests.factories.supply import make_role, make_someone
from tests.frontend.visiting import signed_in

SAID = "Our mail server does not take our mail"


@pytest.fixture
def gone(committed_db, settings):
    """The address of a mail server that is not there."""
    with mail_server() as gone:
        settings.MAILERS = gone.options(timeout=SHORT)


def write(key: str) -> Message:
    return notify_person(
        person_id=make_someone(key).person_id, kind="news", subject="News", text="News.", key=key,
        now=clock.now(),
    )  # fmt: skip


def health() -> str:
    return Client().get("/health/all/").json()["mail"]


@pytest.mark.holds("fault:F1", "C8")
def test_whoever_runs_the_site_reads_it_and_nobody_else_until_a_mail_goes(gone, settings):
    olga, wendy = make_role("olga", RoleKind.OPERATOR), make_role("wendy", RoleKind.WORKER)
    first = write("one")
    write("two")
    assert SAID not in signed_in(olga).get(reverse("home")).text and health() == "up"

    for _try in range(3):
        send_messages()
        pass_time(timedelta(minutes=6))

    page = signed_in(olga).get(reverse("home")).text
    assert f"{SAID}: 2 messages have not gone" in " ".join(page.split())
    assert SAID not in signed_in(wendy).get(reverse("home")).text
    answer = signed_in(olga).get("/api/held-up-mail/").json()
    assert (answer["count"], answer["since"][:16]) == (2, f"{first.created_at.isoformat()[:16]}")
    assert Client().get("/health/all/").status_code == 503 and health() == "down"
    assert Client().get("/health/").status_code == 200

    with mail_server() as back:
        settings.MAILERS = back.options()
        pass_time(timedelta(hours=1))
        send_messages()
        assert len(back.taken) == 2

    assert SAID not in signed_in(olga).get(reverse("home")).text and health() == "up"
    assert signed_in(olga).get("/api/held-up-mail/").json() == {"count": 0, "since": None}


@pytest.mark.holds("C8")
def test_what_was_given_up_since_then_is_still_counted(gone):
    olga = make_role("olga", RoleKind.OPERATOR)
    write("one")

    for _try in range(7):
        send_messages()
        pass_time(timedelta(hours=17))

    assert Message.objects.get(key="one").state == "failed"
    assert signed_in(olga).get("/api/held-up-mail/").json()["count"] == 1
