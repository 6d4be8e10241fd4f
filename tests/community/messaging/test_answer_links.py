"""A link that answers once, opens as often as one likes, and stands in no row and no log (P76)."""

from datetime import timedelta
from functools import partial
from threading import Barrier

import pytest
from django.core import mail
from django.db import IntegrityError, connection
from django.test import Client

from community.common.refusals import NotFound
from community.messaging.actions import answer_links
from community.messaging.actions.answer_links import make_answer_link, use_answer_link
from community.messaging.actions.notifying import notify_address, notify_each_login
from community.messaging.delivery import deliver
from community.messaging.models import AnswerLink, Message
from community.messaging.queries.answer_links import address_of, link_of_token, token_of
from community.messaging.rules.answer_links import LinkAnswered, LinkHasRunOut
from providers.message_kinds import ProviderMessage
from tests.factories.at_once import at_once
from tests.factories.supply import NOW, make_login
from tests.waits import TEST_WAIT_SECONDS

DAY = timedelta(days=1)


def make() -> AnswerLink:
    return make_answer_link(purpose="test", ref="thing:7", until=NOW + DAY, now=NOW)


@pytest.mark.holds("P76")
@pytest.mark.django_db
def test_it_opens_as_often_as_one_likes_and_answers_once_until_its_day():
    link = make()
    for _time in range(3):
        assert link_of_token(token_of(link.pk)).answered_at is None

    with pytest.raises(LinkHasRunOut):
        use_answer_link(link_id=link.pk, purpose=link.purpose, now=NOW + DAY)
    use_answer_link(link_id=link.pk, purpose=link.purpose, now=NOW + DAY - timedelta(seconds=1))
    with pytest.raises(LinkAnswered):
        use_answer_link(link_id=link.pk, purpose=link.purpose, now=NOW)

    assert link_of_token(token_of(link.pk)).answered_at is not None
    for other in (str(link.pk), link.digest, token_of(link.pk)[:-1], ""):
        with pytest.raises(NotFound):
            link_of_token(other)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"answered_at": None},
        {"answered_at": NOW + timedelta(hours=1)},
        {"until": NOW + 9 * DAY},
        {"ref": "thing:8"},
        {"purpose": "other"},
    ],
)
@pytest.mark.holds("P76")
def test_the_database_lets_no_answer_be_taken_back_or_given_again(change):
    link = make()
    use_answer_link(link_id=link.pk, purpose=link.purpose, now=NOW)

    with pytest.raises(IntegrityError):
        AnswerLink.objects.filter(pk=link.pk).update(**change)


@pytest.mark.django_db
def test_the_database_lets_none_be_answered_too_late():
    link = make()

    with pytest.raises(IntegrityError):
        AnswerLink.objects.filter(pk=link.pk).update(answered_at=NOW + DAY)


@pytest.mark.holds("P76")
@pytest.mark.django_db
def test_its_token_goes_out_by_mail_and_stands_in_no_row_of_the_database():
    link, alice = make(), make_login()
    told = {"kind": ProviderMessage.OBJECTION_ANSWERED, "subject": "Ask", "text": "Yes?"}
    notify_each_login(
        [alice.login_id], **told, key="one", link="/provide/", answer_link=link, now=NOW
    )
    notify_address(address="eve@example.org", **told, key="two", answer_link=link, now=NOW)

    for message in Message.objects.order_by("pk"):
        deliver(message, message.address or None)

    for each in mail.outbox:
        html, _kind = each.alternatives[0]
        assert address_of(link.pk) in each.body and address_of(link.pk) in html
        assert "/provide/" not in each.body
    assert [each.to for each in mail.outbox] == [["alice@example.org"], ["eve@example.org"]]
    assert token_of(link.pk) not in everything_kept()


def everything_kept() -> str:
    with connection.cursor() as cursor:
        rows = []
        for table in ("messaging_answerlink", "messaging_message"):
            cursor.execute(f"SELECT * FROM {table}")
            rows += cursor.fetchall()
    return str(rows)


@pytest.mark.holds("P76")
@pytest.mark.django_db
def test_its_token_stands_in_no_line_that_is_logged(caplog):
    """Of an address that is refused, only what stands before the “?” is written down."""
    link = make()
    caplog.set_level("DEBUG")
    address = address_of(link.pk).replace("/answer/", "/answer/nothing/")
    assert Client().get(address).status_code == 404
    assert Client(enforce_csrf_checks=True).post(address).status_code in (403, 404)

    assert "/answer/nothing/" in caplog.text
    assert token_of(link.pk) not in caplog.text


@pytest.mark.holds("P76")
@pytest.mark.parametrize("has_lock", [True, False], ids=["locked", "control"])
def test_answered_twice_at_once_is_one_answer(committed_db, monkeypatch, has_lock):
    """The control: without the lock of its row both have read that nobody answered it; then one
    meets the database."""
    link, gate = make(), Barrier(2)
    if not has_lock:
        real = answer_links.check_can_be_answered

        def read_together(*args, **facts):
            gate.wait(TEST_WAIT_SECONDS)
            real(*args, **facts)

        monkeypatch.setattr(answer_links, "check_can_be_answered", read_together)
        monkeypatch.setattr(
            answer_links.AnswerLink.objects, "select_for_update", lambda **_: AnswerLink.objects
        )

    press = partial(use_answer_link, link_id=link.pk, purpose=link.purpose, now=NOW)
    answers = at_once(press, press, expected=(LinkAnswered, IntegrityError))

    assert [type(each) for each in answers].count(AnswerLink) == 1
    assert (LinkAnswered in [type(each) for each in answers]) == has_lock
