"""Somebody who is told things only in person is sent nothing, by any sender there is (M84, M121).

The senders are found, not listed: each kind of message by the subclasses of `MessageKind`, and each
function of ours, or of the library of sign-in, that hands a mail over by what it calls. A new one
fails until it has a drive here. `-s` prints which were found.
"""

import ast
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import allauth
import pytest
from allauth.account.adapter import get_adapter
from django.core import mail
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import reverse

from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.actions.notifying import notify_person
from community.messaging.delivery import Post
from community.messaging.message_kinds import MessageKind
from community.messaging.models import ContactPlan, Message
from community.messaging.queries.telling import next_visit_items
from community.messaging.states import Channel
from community.messaging.tasks import send_messages
from community.people.acting import Acting
from tests.factories.supply import NOW, make_login, make_someone
from tests.frontend.visiting import on_the_day, signed_in  # noqa: F401

pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.fixture(autouse=True)
def nobody_asked_before():
    """How often a code may be asked for is counted by address, in the cache."""
    cache.clear()


ROOT = Path(__file__).resolve().parents[3]
PRODUCT = ("community", "groups", "providers", "marketplace", "pooling", "frontend", "config")
LIBRARY = Path(allauth.__file__).parent
# By calling one of these something is handed to the outside.
HANDS_OVER = {"deliver", "mail_of", "EmailMessage", "EmailMultiAlternatives"}
HANDS_OVER |= {"send_mail", "send_mass_mail", "mail_admins", "mail_managers"}
# Of the library: what is not offered here, or goes to nobody who is here.
NOT_OFFERED = {
    "send_password_reset_mail": "nobody sets a password anew by a mail",
    "PasswordResetVerificationProcess": "the same",
    "send_unknown_account_mail": "to an address that is nobody's here",
}


def functions_that_call(path: Path, names: set[str]) -> Iterator[str]:
    """Each function or method that calls one of these, by its whole name within the file."""

    def walk(node: ast.AST, where: str) -> Iterator[str]:
        for each in ast.iter_child_nodes(node):
            inner = f"{where}.{each.name}" if isinstance(each, NAMED) else where
            if isinstance(each, ast.Call) and called_name(each) in names:
                yield where
            yield from walk(each, inner)

    yield from walk(ast.parse(path.read_text()), path.stem)


NAMED = (ast.FunctionDef, ast.ClassDef)


def called_name(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def senders_found() -> set[str]:
    ours = (path for app in PRODUCT for path in (ROOT / app).rglob("*.py"))
    folders = [LIBRARY / "account", LIBRARY / "mfa"]
    theirs = (
        path for folder in folders for path in folder.rglob("*.py") if "tests" not in path.parts
    )
    found = {name for path in ours for name in functions_that_call(path, HANDS_OVER)}
    names = {"send_mail"}
    found |= {f"library: {name}" for path in theirs for name in functions_that_call(path, names)}
    return {name for name in found if not any(each in name for each in NOT_OFFERED)}


def ask_for_a_code(ann: Acting) -> None:
    Client().post(reverse("account_request_login_code"), {"email": ann.required_login.email})


def show_that_it_is_she(ann: Acting) -> None:
    signed_in(ann).post(reverse("confirm_by_code"), {"press": "send"})


def sign_up_again(ann: Acting) -> None:
    get_adapter().send_account_already_exists_mail(ann.required_login.email)


def change_how_she_signs_in(ann: Acting) -> None:
    get_adapter().send_notification_mail("mfa/email/webauthn_removed", ann.required_login)


def show_an_address(ann: Acting) -> None:
    address = SimpleNamespace(user=ann.required_login, email=ann.required_login.email)
    confirmation = SimpleNamespace(key="1234", email_address=address)
    get_adapter().send_confirmation_mail(RequestFactory().get("/"), confirmation, signup=False)


def send_each_kind(ann: Acting) -> None:
    for app in MessageKind.__subclasses__():
        for kind in app:
            words = {"subject": "A word", "text": "For ann", "key": f"{app.__name__}:{kind.name}"}
            notify_person(person_id=ann.person_id, kind=kind, **words, now=NOW)
    send_messages()


DRIVES: dict[str, Callable[[Acting], None]] = {
    "delivery.Post.__call__": send_each_kind,
    "delivery.deliver": send_each_kind,
    "delivery.mail_of": send_each_kind,
    "account.AccountAdapter.send_mail": ask_for_a_code,
    "account.AccountAdapter.send_account_already_exists_mail": sign_up_again,
    "account.AccountAdapter.send_notification_mail": change_how_she_signs_in,
    "confirming.CodeToConfirm.send": show_that_it_is_she,
    "library: login_by_code.LoginCodeVerificationProcess.send_by_email": ask_for_a_code,
    "library: adapter.DefaultAccountAdapter.send_account_already_exists_mail": sign_up_again,
    "library: adapter.DefaultAccountAdapter.send_confirmation_mail": show_an_address,
    "library: adapter.DefaultAccountAdapter.send_notification_mail": change_how_she_signs_in,
}


@pytest.mark.holds("M84", "M121")
def test_every_sender_that_is_found_has_a_drive():
    found = senders_found()
    count = sum(len(app) for app in MessageKind.__subclasses__())
    sys.stdout.write("\n".join([f"{count} kinds of message, and:", *sorted(found), ""]))

    assert found == set(DRIVES)


@pytest.mark.holds("M84", "M121")
def test_none_of_them_sends_anything_to_somebody_told_only_in_person():
    ann, wendy = make_someone("ann"), make_login("wendy")
    for drive in dict.fromkeys(DRIVES.values()):
        before = len(mail.outbox)
        drive(ann)
        assert len(mail.outbox) > before, drive.__name__  # as most people are reached
    mail.outbox.clear()
    Message.objects.all().delete()
    set_contact_plan(
        person_id=ann.person_id,
        channel=Channel.IN_PERSON,
        through_login_id=wendy.login_id,
        by=ann,
        now=NOW,
    )

    for drive in dict.fromkeys(DRIVES.values()):
        before = Message.objects.count()
        drive(ann)
        send_messages()
        sent = [each for each in mail.outbox if each.to != [wendy.required_login.email]]
        assert sent == [], drive.__name__
        assert Message.objects.count() > before or drive in SAID_ALREADY, drive.__name__

    theirs = Message.objects.filter(person_id=ann.person_id)
    assert set(next_visit_items(wendy.login_id)) == set(theirs)  # each is a line of those visits
    assert theirs.filter(kind="sign_in_not_sent", text__contains="passkey").count() == 1


# The same words were said of the drive before: once a day is enough.
SAID_ALREADY = (show_that_it_is_she, sign_up_again, show_an_address)


@pytest.mark.holds("M84")
def test_a_code_comes_to_whoever_said_so_and_a_change_is_still_said_at_a_visit():
    ann, wendy = make_someone("ann"), make_login("wendy")
    set_contact_plan(
        person_id=ann.person_id,
        channel=Channel.IN_PERSON,
        through_login_id=wendy.login_id,
        codes_may_come=True,
        by=ann,
        now=NOW,
    )

    ask_for_a_code(ann)
    change_how_she_signs_in(ann)

    assert [each.to for each in mail.outbox] == [[ann.required_login.email]]
    assert Message.objects.filter(person_id=ann.person_id, kind="sign_in_not_sent").count() == 1
    ContactPlan.objects.update(codes_may_come=False)
    ask_for_a_code(ann)
    assert len(mail.outbox) == 1


@pytest.mark.holds("M84", "M121")
def test_a_new_sender_would_be_found(tmp_path):
    """The control: one that nobody drives, in a file of its own."""
    new = tmp_path / "letters.py"
    new.write_text("class Letters:\n    def post(self):\n        EmailMessage('Hello').send()\n")

    assert list(functions_that_call(new, HANDS_OVER)) == ["letters.Letters.post"]
    assert "letters.Letters.post" not in DRIVES
    assert Post
