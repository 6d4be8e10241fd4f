"""Every kind of message has its row, says what it is, and can be sent whatever is in it (fault F5).

Found by the subclasses of MessageKind and by who calls the post: a new one fails until it is here.
"""

import ast
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from community.messaging.actions.notifying import (
    notify_each_login,
    notify_each_person,
    notify_person,
)
from community.messaging.delivery import mail_of, message_id_of
from community.messaging.message_kinds import MessageKind
from community.messaging.models import Message
from community.messaging.wording import text_of
from pooling.pools.actions.notifications import subject_of
from pooling.pools.message_kinds import PoolMessage
from tests.community.messaging.document import (
    APPS,
    PAGE,
    ROOT,
    SENSITIVE,
    kinds,
    lines,
    page,
    rows,
    subject_words,
)
from tests.factories.supply import make_login, make_someone

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=80)
POST = {"community/messaging/delivery.py", "community/messaging/mail_server.py"}


def every_kind() -> list[MessageKind]:
    return [kind for app in MessageKind.__subclasses__() for kind in app]


def test_the_table_in_docs_is_current():
    assert PAGE.read_text() == page(), "python -m tests.community.messaging.document writes it"


@pytest.mark.holds("fault:F5")
@pytest.mark.parametrize("kind", kinds())
def test_each_kind_has_its_row_and_a_subject_that_says_nothing_over_a_shoulder(kind):
    row = rows().get(kind)

    assert row is not None, "nothing writes it, or where it is written was not found"
    assert any(f"| `{kind}` |" in line for line in lines())
    for subject in subject_words(kind, row):
        assert subject != "News for you"
        assert not SENSITIVE.search(subject), subject


@pytest.mark.holds("fault:F5")
def test_a_subject_tells_a_payment_a_question_and_a_reminder_from_news():
    said = {kind: subject_of(kind) for kind in PoolMessage}

    assert said[PoolMessage.TRANSFER_REMINDER] == "A reminder about a payment"
    assert said[PoolMessage.ASKED_BILL_CHANGE] == "A question about a payment"
    assert said[PoolMessage.PAYMENT_COMING] == said[PoolMessage.TRANSFER_SEND] == "About a payment"
    assert said[PoolMessage.GOING_AHEAD] == "News from your group"


def test_nothing_but_the_post_calls_a_mail_server():
    """Whoever writes to somebody writes a message, which this app sends."""
    callers = set()
    for app in (*APPS, "config", "frontend", "demo"):
        for path in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    names = [getattr(node, "module", None) or "", *(it.name for it in node.names)]
                    if any(name.startswith(("django.core.mail", "smtplib")) for name in names):
                        callers.add(str(path.relative_to(ROOT)))
    assert callers == POST


@pytest.mark.django_db
@pytest.mark.parametrize("about", ["", "tuesday lunch, soup for four"])
def test_no_mail_of_any_kind_begins_small_whoever_typed_what_it_begins_with(about):
    ann, worker = make_someone("ann"), make_login("worker")
    for kind in every_kind():
        said = {"kind": kind, "subject": "A word", "text": "ann’s kitchen says so.", "now": NOW}
        said |= {"about": about}
        notify_person(person_id=ann.person_id, key=f"{kind}:one", **said)
        notify_each_person([ann.person_id], key=f"{kind}:many", **said)
        notify_each_login([worker.login_id], key=f"{kind}:login", **said)

    messages = Message.objects.all()

    assert len(messages) == 3 * len(every_kind())
    for message in messages:
        lines = [line for line in text_of(message).splitlines() if line]
        assert lines[:2] == ["Hello,", message.text]
        said = message.text.split(": ") if about else [message.text]
        assert all(each[0].isupper() for each in said), message.text


@pytest.mark.holds("fault:F5")
@given(WORDS, WORDS, WORDS, st.booleans())
@example("<script>", "<script>", "<script>", True)
def test_any_words_can_be_composed_and_come_out_as_text_and_html(subject, about, text, to_person):
    message = Message(
        pk=7,
        person_id="a7" * 16 if to_person else None,
        login_id=None if to_person else 3,
        kind="news",
        subject=subject,
        about=about,
        text=text,
        link="/pools/7/",
        created_at=NOW,
    )

    mail = mail_of(message, "ann@example.org").message()

    assert mail["To"] == "ann@example.org"
    assert mail["Message-ID"] == message_id_of(message)
    assert bytes(mail)
    plain, html = (part.get_content() for part in mail.iter_parts())
    assert "/pools/7/" in plain and "/pools/7/" in html
    assert ("/home/reach/" in plain) == to_person
    assert "<script" not in html
