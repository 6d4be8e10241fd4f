"""The intake at the doors people come through: a group, the sign-in, a search, a statement."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from community.people.models.logins import Login
from groups.models.members import Member
from groups.rules.members import AlreadyStarted, NameTaken, check_not_started
from marketplace.search.queries.spelling import parse_words
from pooling.payments.states.charges import Rail
from pooling.pools.states import SourceKind
from tests.factories.demand import join, make_group_of
from tests.factories.pools import make_source
from tests.factories.supply import make_login, make_someone
from tests.frontend.visiting import signed_in

ALIKE = ["blue  scarf", "Blue scarf\u200b", "Blue\u00a0scarf", "Вlue sсаrf", "B1ue scarf"]


@pytest.mark.holds("fault:H1")
@pytest.mark.parametrize("name", ALIKE)
def test_a_name_that_looks_like_anothers_is_taken_by_rule_and_database(db, name):
    group, [alice] = make_group_of("alice")
    join(group, make_someone("first"), known_as="Blue scarf")

    with pytest.raises(NameTaken):
        join(group, make_someone("second"), known_as=name)
    first = Member.objects.get(known_as="Blue scarf")
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.filter(person=alice.person).update(known_as_compared=first.known_as_compared)
    with pytest.raises(AlreadyStarted):
        check_not_started(name, ["Blue scarf"])


@pytest.mark.holds("fault:H3")
@pytest.mark.parametrize(
    "typed", ["ann@example.org\u200b", " ANN@example.org ", "ann@example\u2060.org"]
)
def test_one_mailbox_is_one_account_however_the_address_is_typed(db, mailoutbox, typed):
    make_login("ann")

    Client().post("/account/signup/", {"called": "Ann", "email": typed})

    assert Login.objects.filter(email__startswith="ann@").count() == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("gar\u00addening", ["gardening"]),
        ("gar\u200bdening", ["gardening"]),
        ("नमस्ते", ["नमस्ते"]),
        ("می\u200cخواهم", ["میخواهم"]),
        ("walk,talk", ["walk", "talk"]),
    ],
)
@pytest.mark.holds("fault:H1")
def test_what_nobody_sees_splits_no_word_that_is_looked_for(typed, words):
    assert parse_words(typed) == words


@pytest.mark.holds("fault:H7")
@pytest.mark.parametrize("door", ["/money/{}/statement/", "/money/{}/statement.pdf"])
def test_the_last_day_of_the_calendar_is_refused_in_words(db, door):
    ann = make_someone("ann")
    source = make_source(ann, SourceKind.OWN, Rail.TRANSFER)

    told = signed_in(ann).get(door.format(source.pk) + "?from=2027-04-01&to=9999-12-31")

    assert told.status_code in (400, 422)
    assert "9999 is a long way off" in told.text
