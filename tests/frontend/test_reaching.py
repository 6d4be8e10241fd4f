"""What somebody said of how to reach them stands wherever somebody is about to (P11, F8)."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.urls import reverse

from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.actions.notifying import notify_person
from community.messaging.message_kinds import MessageKind
from community.messaging.models import Message
from community.messaging.queries.telling import next_visit_items
from community.messaging.states import Channel, MessageState
from community.messaging.tasks import send_messages
from community.people.actions.life_events import say_life_event
from community.people.states import LifeEventKind
from groups.models.members import Member
from groups.states import GroupBeginning
from providers.actions.session_outcomes import raise_session_dispute
from tests.factories.demand import join, make_group
from tests.factories.representations import ask_for
from tests.factories.supply import (
    NOW,
    TODAY,
    after,
    book,
    deliver,
    make_connector,
    make_login,
    make_session,
    make_someone,
)
from tests.frontend.visiting import set_clock, signed_in

NEVER, DAYS = "ring the bell twice", "Thursdays after ten"
SAID = [f"Please never: {NEVER}", f"When to reach them: {DAYS}"]
ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("community", "groups", "providers", "marketplace", "pooling", "frontend", "config")


@pytest.fixture(autouse=True)
def on_the_day(db):
    set_clock(NOW)


def says_how(person_id, channel=Channel.IN_PERSON, **plan):
    worker = make_login("visits")
    plan = {"through_login_id": worker.login_id} | plan
    set_contact_plan(
        person_id=person_id,
        channel=channel,
        days_words=DAYS,
        never_words=NEVER,
        by=worker,
        now=NOW,
        **plan,
    )
    return worker


def says_all(text: str) -> bool:
    return all(words in " ".join(text.split()) for words in SAID)


@pytest.mark.holds("fault:F8", "P11")
def test_whoever_visits_reads_both_on_the_page_and_by_program():
    ann = make_someone("ann")
    worker = says_how(ann.person_id)
    notify_person(
        person_id=ann.person_id, kind="news", subject="News", text="News", key="n", now=NOW
    )
    send_messages()

    client = signed_in(worker)
    [visit] = client.get(reverse("api:visits")).json()["results"]

    assert says_all(client.get(reverse("next_visits")).text)
    assert (visit["never_words"], visit["days_words"]) == (NEVER, DAYS)


@pytest.mark.holds("fault:F8", "P11")
def test_a_connector_who_is_to_ask_them_reads_both():
    alice, ann = make_login(), make_someone("ann")
    session = make_session(alice)
    deliver(session, alice, book(session, ann))
    dispute = raise_session_dispute(
        session_id=session.pk, words="Nobody came.", by=ann, now=after(session)
    )
    says_how(ann.person_id)
    client = signed_in(make_connector("connie"))

    page = client.get(reverse("session_dispute", args=[dispute.pk])).text
    call = client.get(f"/api/disputes/{dispute.pk}/")

    assert says_all(page)
    assert call.json()["reaching"] == SAID


@pytest.mark.holds("fault:F8", "P11")
def test_a_worker_who_is_to_speak_with_them_of_an_authority_reads_both():
    ann, rita = make_someone("ann"), make_login("rita")
    asked = ask_for(ann, rita)
    says_how(ann.person_id)
    client = signed_in(make_connector("connie"))

    page = client.get(reverse("authority_told", args=[asked.pk]))

    assert page.status_code == 404 or says_all(page.text)
    assert says_all(client.get(reverse("visit_back_in", args=[ann.person_id])).text)


@pytest.mark.holds("fault:F8", "P11")
def test_so_do_the_pages_of_newcomers_of_paper_and_of_life_events():
    ann, ben = make_someone("ann"), make_someone("ben")
    group = make_group(ben, begins=GroupBeginning.HELLO)
    worker, member = says_how(ann.person_id), join(group, ann)
    code = member.paper_code
    say_life_event(kind=LifeEventKind.HOSPITAL, since=TODAY, by=ann, now=NOW)
    Member.objects.filter(pk=member.pk).update(
        joined_at=NOW - timedelta(days=8), hello_asked_at=NOW
    )
    client = signed_in(make_connector("connie"))

    pages = {
        "connector_newcomers": client.get(reverse("connector_newcomers")),
        "paper_sheet": client.get(reverse("paper_sheet", args=[code])),
        "paper_life": client.get(reverse("paper_life", args=[code])),
        "connect_life": client.get(reverse("connect_life")),
        "visit_life": signed_in(worker).get(reverse("visit_life", args=[ann.person_id])),
    }
    assert [name for name, page in pages.items() if not says_all(page.text)] == []
    [newcomer] = client.get("/api/newcomers/").json()["results"]
    [event] = client.get("/api/life-events/in-my-areas/").json()["results"]
    sheet = client.get(f"/api/paper/{code}/").json()
    assert [each["reaching"] for each in (newcomer, event, sheet)] == [SAID] * 3


def every_kind() -> list[MessageKind]:
    """Those of every app, also of one that is written later."""
    return [kind for app in MessageKind.__subclasses__() for kind in app]


@pytest.mark.holds("fault:F8", "P11")
def test_no_sender_sends_what_the_plan_says_is_told_in_person():
    """Every kind there is, each urgent and not: nothing leaves by any machine, and nobody whom
    they said never to tell is given it to say."""
    ann, rita = make_someone("ann"), make_login("rita")
    worker = says_how(
        ann.person_id, deputy_login_id=rita.login_id, never_told_login_ids=[rita.login_id]
    )
    for kind in every_kind():
        for urgent in (True, False):
            notify_person(
                person_id=ann.person_id,
                kind=kind,
                subject="A word",
                text="For ann alone",
                key=f"{kind}:{urgent}",
                urgent=urgent,
                now=NOW,
            )

    send_messages()

    theirs = Message.objects.filter(person_id=ann.person_id)
    assert theirs.count() == 2 * len(every_kind())
    assert set(theirs.values_list("state", flat=True)) == {MessageState.FOR_NEXT_VISIT}
    assert {address for letter in mail.outbox for address in letter.to} <= {worker.login.email}
    assert next_visit_items(rita.login_id) == []
    assert next_visit_items(worker.login_id)


SENDS = {
    *("send_mail", "send_mass_mail", "mail_admins", "mail_managers", "get_connection"),
    *("EmailMessage", "EmailMultiAlternatives", "smtplib", "deliver", "Post"),
}
# Who hands something to the outside, and nobody else.
SENDERS = {f"community/messaging/{name}.py" for name in ("delivery", "mail_server", "tasks")}
# Codes and news of signing in: to the address that somebody signs in with, whatever their plan.
SIGNING_IN = {"frontend/account.py", "frontend/pages/account/confirming.py"}
# Who writes a message: by these alone is it sent, and each reads the plan of whom it is for.
WRITERS = {"community/messaging/actions/notifying.py"}


def names_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    return {
        *(node.id for node in ast.walk(tree) if isinstance(node, ast.Name)),
        *(node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)),
        *(
            alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        ),
    }


def sources() -> list[Path]:
    return [
        path
        for app in PRODUCT
        for path in sorted((ROOT / app).rglob("*.py"))
        if "migrations" not in path.parts and "node_modules" not in path.parts
    ]


@pytest.mark.holds("fault:F8")
def test_nobody_else_hands_anything_to_the_outside():
    """A new one fails here: let it write a message, which is sent by the plan of whom it is for."""
    found = {str(path.relative_to(ROOT)) for path in sources() if names_in(path) & SENDS}
    assert found <= SENDERS | SIGNING_IN
    assert "community/messaging/delivery.py" in found


@pytest.mark.holds("fault:F8")
def test_nobody_else_writes_a_message():
    makes = {"create", "bulk_create", "get_or_create", "update_or_create"}
    found = set()
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text())):
            text = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if text == "Message" or text in {f"Message.objects.{make}" for make in makes}:
                found.add(str(path.relative_to(ROOT)))
    assert found == WRITERS
