"""Getting back in after a lost mailbox or telephone: by two people and 72 hours (P48)."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, connection, transaction
from knox.models import AuthToken

from community.audit.models import AuditEntry
from community.common.refusals import NotFound
from community.messaging.models import ContactPlan, Message
from community.messaging.states import Channel
from community.people.acting import Acting
from community.people.actions.getting_back_in import request_way_back
from community.people.actions.slow_changes import asked_key, stop_by_link, stop_slow_change
from community.people.models.logins import Login
from community.people.queries.acting import acting_on_paper
from community.people.queries.getting_back_in import old_address_key
from community.people.rules.authority import NotYours
from community.people.rules.getting_back_in import (
    AddressOfOthers,
    NobodyMetThem,
    NoWayIn,
    is_second_way,
)
from community.people.rules.representations import NothingSeen, NotToldYet, OwnRequest
from community.people.states import RepresentationScope, SlowChangeState
from community.people.tasks import sweep_slow_changes
from tests.factories.places import make_area
from tests.factories.representations import act_for, ask_for
from tests.factories.supply import NOW, make_connector, make_login, make_someone
from tests.factories.ways_back import (
    NEW_ADDRESS,
    ask_back,
    reach,
    second_agrees_to_way_back,
    types_the_code,
)
from tests.frontend.visiting import set_clock

pytestmark = pytest.mark.django_db
TEXT = "07700 900123"
SHOWED = "She rang the bell: her telephone is at the bottom of the canal."
THE_WAIT = timedelta(hours=72)


@pytest.fixture(autouse=True)
def on_the_day():
    set_clock(NOW)


@pytest.fixture
def alice():
    """Reached by text message, so that there is a second way; she signs in by e-mail."""
    alice = make_someone("alice")
    reach(alice, Channel.TEXT, TEXT)
    return alice


def messages_go(change, *, old=True, plan=True, at=NOW):
    keys = [f"{old_address_key(change.pk)}:{change.person.login_id}"] * old
    keys += [asked_key(change.pk)] * plan
    assert Message.objects.filter(key__in=keys).update(state="sent", sent_at=at) == len(keys)
    sweep_slow_changes.func()


def sweep_at(moment):
    set_clock(moment)
    sweep_slow_changes.func()


def signs_in_by(person):
    login = Login.objects.get(pk=person.login_id)
    return login.email, login.looks_only_since is not None


@pytest.mark.holds("P48")
def test_it_counts_72_hours_after_both_ways_told_and_then_the_old_ways_end(alice):
    AuthToken.objects.create(user=alice.login)
    Authenticator.objects.create(user=alice.login, type="totp", data={})
    EmailAddress.objects.create(user=alice.login, email="alice@example.org", verified=True)
    before = Login.objects.get(pk=alice.login_id).get_session_auth_hash()
    change = ask_back(alice)
    assert signs_in_by(alice) == ("alice@example.org", False)

    second_agrees_to_way_back(change)
    types_the_code()
    messages_go(change)
    sweep_at(NOW + THE_WAIT - timedelta(seconds=5))
    assert signs_in_by(alice) == ("alice@example.org", True)

    sweep_at(NOW + THE_WAIT + timedelta(seconds=5))
    assert signs_in_by(alice) == (NEW_ADDRESS, False)
    assert Login.objects.get(pk=alice.login_id).get_session_auth_hash() != before
    assert not any(
        rows.filter(user=alice.login).exists()
        for rows in (AuthToken.objects, Authenticator.objects, EmailAddress.objects)
    )
    lines = AuditEntry.objects.filter(for_person=alice.person_id, about=f"slow_change:{change.pk}")
    assert {"request_slow_change", "let_look_again", "get_back_in"} <= set(
        lines.values_list("deed", flat=True)
    )


@pytest.mark.holds("P48")
@pytest.mark.parametrize("missing", ["second", "old", "plan", "code"])
def test_without_each_of_them_it_never_counts(alice, missing):
    change = ask_back(alice)
    if missing != "second":
        second_agrees_to_way_back(change)
    if missing != "code":
        types_the_code()
    messages_go(change, old=missing != "old", plan=missing != "plan")

    sweep_at(NOW + timedelta(days=365))

    assert signs_in_by(alice)[0] == "alice@example.org"


@pytest.mark.holds("P48")
def test_the_message_to_the_old_address_names_neither_the_new_one_nor_who_asked(alice):
    change = ask_back(alice)
    message = Message.objects.get(key__startswith=old_address_key(change.pk))

    assert message.login_id == alice.login_id
    assert NEW_ADDRESS not in message.text and "bob" not in message.text
    assert not Message.objects.filter(text__contains=NEW_ADDRESS).exists()


@pytest.mark.holds("P48")
@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        ("whoever asked", OwnRequest),
        ("who acts for her", NotYours),
        ("who works elsewhere", NotFound),
        ("nobody in particular", NotFound),
    ],
)
def test_who_may_not_be_the_second(alice, who, refusal):
    bob = make_connector("bob")
    change = ask_back(alice, by=bob)
    by = {
        "whoever asked": lambda: bob,
        "who acts for her": lambda: representing(alice),
        "who works elsewhere": lambda: make_connector(
            "dan", make_area("Northsea", authority_code="E06999998")
        ),
        "nobody in particular": lambda: make_login("eve"),
    }[who]()

    with pytest.raises(refusal):
        second_agrees_to_way_back(change, by=by)


def representing(person) -> Acting:
    """A connector of her area who has also asked to act for her."""
    rita = make_connector("rita")
    ask_for(person, rita)
    return rita


@pytest.mark.holds("P48")
def test_who_acts_for_her_does_not_ask_and_a_stranger_finds_nobody(alice):
    with pytest.raises(NotYours):
        ask_back(alice, by=representing(alice))
    with pytest.raises(NotFound):
        ask_back(alice, by=make_login("eve"))
    with pytest.raises(NotFound):
        request_way_back(
            email=NEW_ADDRESS, what_they_showed=SHOWED, has_met=True, by=alice, now=NOW
        )


@pytest.mark.holds("P48")
def test_one_of_the_two_has_met_them(alice):
    change = ask_back(alice, has_met=False)

    with pytest.raises(NobodyMetThem):
        second_agrees_to_way_back(change)
    second_agrees_to_way_back(change, by=make_connector("dora"), has_met=True)

    assert signs_in_by(alice) == ("alice@example.org", True)


def test_how_they_asked_is_written_down(alice):
    with pytest.raises(NothingSeen):
        ask_back(alice, what_they_showed=" ")


@pytest.mark.holds("P48")
@pytest.mark.parametrize("whose", ["somebody's", "the asker's", "who acts for her", "her own"])
def test_the_new_address_is_nobody_elses(alice, whose):
    bob = make_connector("bob")
    make_someone("zoe")
    act_for(alice, "rita")
    email = {
        "somebody's": "Zoe@example.org",
        "the asker's": "bob@example.org",
        "who acts for her": "rita@example.org",
        "her own": "alice@example.org",
    }[whose]

    with pytest.raises(AddressOfOthers):
        ask_back(alice, by=bob, email=email)


@pytest.mark.holds("P48")
def test_of_whoever_works_here_no_colleague_changes_how_they_sign_in(alice):
    worker = make_connector("dora")
    alice.person.login = worker.login
    alice.person.save()

    with pytest.raises(NoWayIn):
        ask_back(alice)


@pytest.mark.parametrize(
    ("channel", "address", "through", "answer"),
    [
        (Channel.TEXT, TEXT, False, True),
        (Channel.POST, "1 The Street", False, True),
        (Channel.EMAIL, "sister@example.org", False, True),
        (Channel.EMAIL, "Alice@example.org", False, False),
        (Channel.EMAIL, NEW_ADDRESS, False, False),
        (Channel.IN_PERSON, "", False, True),
        (Channel.IN_PERSON, "", True, False),
        (Channel.NONE, "", False, False),
    ],
)
def test_what_is_a_second_way(channel, address, through, answer):
    addresses = ["alice@example.org", NEW_ADDRESS]
    is_second = is_second_way(
        channel, address, sign_in_addresses=addresses, through_representative=through
    )
    assert is_second == answer


@pytest.mark.holds("P48")
def test_where_the_plan_has_no_second_way_the_second_of_the_two_speaks_with_them(alice):
    reach(alice, Channel.EMAIL, "alice@example.org")
    change = ask_back(alice)
    with pytest.raises(NotToldYet):
        second_agrees_to_way_back(change)
    second_agrees_to_way_back(change, by=make_connector("dora"), told_on=NOW.date())
    types_the_code()
    messages_go(change)

    sweep_at(NOW + THE_WAIT + timedelta(seconds=5))

    assert signs_in_by(alice) == (NEW_ADDRESS, False)
    plan = ContactPlan.objects.get(person_id=alice.person_id)
    assert (plan.channel, plan.address) == (Channel.EMAIL, NEW_ADDRESS)


@pytest.mark.holds("P12", "P48")
def test_nothing_of_it_is_told_through_whoever_acts_for_them(alice):
    rita = act_for(alice, "rita")
    reach(alice, Channel.IN_PERSON, through=rita.login_id)

    change = ask_back(alice)

    assert not Message.objects.filter(key=asked_key(change.pk)).exists()
    with pytest.raises(NotFound):
        stop_slow_change(change_id=change.pk, by=rita, now=NOW)


@pytest.mark.holds("P48")
@pytest.mark.parametrize("who", ["by the link", "the person", "a worker", "on paper"])
@pytest.mark.parametrize("is_open", [False, True])
def test_this_was_not_me_stops_it_in_one_press(alice, who, is_open):
    dora = make_connector("dora")
    change = ask_back(alice)
    if is_open:
        second_agrees_to_way_back(change)
        types_the_code()
    alice.login.refresh_from_db()

    if who == "by the link":
        stop_by_link(change_id=change.pk, now=NOW)
    else:
        on_paper = acting_on_paper(login=dora.login, person=alice.person)
        by = {"the person": alice, "a worker": dora, "on paper": on_paper}[who]
        stop_slow_change(change_id=change.pk, by=by, now=NOW)

    messages = Message.objects.filter(key__startswith=f"slow_change:{change.pk}:")
    messages.filter(state="queued").update(state="sent", sent_at=NOW)
    sweep_at(NOW + timedelta(days=365))
    change.refresh_from_db()
    assert change.state == SlowChangeState.NOT_WANTED
    assert signs_in_by(alice) == ("alice@example.org", False)
    assert not EmailAddress.objects.filter(email=NEW_ADDRESS).exists()


def test_asked_again_the_newer_one_takes_its_place(alice):
    first = ask_back(alice)
    second_agrees_to_way_back(first)
    again = ask_back(alice, by=make_connector("dora"), email="alice-third@example.org")

    first.refresh_from_db()
    assert (first.state, again.state) == (SlowChangeState.NOT_WANTED, SlowChangeState.WAITING)
    assert signs_in_by(alice) == ("alice@example.org", False)
    assert not EmailAddress.objects.filter(user=alice.login).exists()


# ---- what the database refuses


def by_sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


DONE = """UPDATE people_slowchange SET state = 'done', told_at = now() - interval '4 days',
    done_at = now() WHERE id = %s"""


@pytest.mark.holds("P48", "I10")
def test_the_database_refuses_one_worker_as_both(alice):
    change = ask_back(alice)
    with pytest.raises(IntegrityError, match="second_is_somebody_else"):
        by_sql(
            "UPDATE people_staffapproval SET state = 'agreed', seen_words = 'x',"
            " answered_at = now(), answered_by_id = requested_by_id WHERE about = %s",
            f"slow_change:{change.pk}",
        )
    with pytest.raises(IntegrityError, match="takes a second person"):
        by_sql(DONE, change.pk)


@pytest.mark.holds("P48", "I10")
@pytest.mark.parametrize("fault", ["met by nobody", "by who acts for them", "the asker acts"])
def test_the_database_refuses_two_who_have_not_met_them_or_who_act_for_them(alice, fault):
    bob, dora = make_connector("bob"), make_connector("dora")
    change = ask_back(alice, by=bob)
    second_agrees_to_way_back(change, by=dora)
    if fault == "met by nobody":
        by_sql('UPDATE people_slowchange SET values = \'{"email": "x"}\' WHERE id = %s', change.pk)
    else:
        ask_for(alice, dora if "who acts" in fault else bob, scope=RepresentationScope.LOOK)

    with pytest.raises(IntegrityError, match="one of the two|neither of the two"):
        by_sql(DONE, change.pk)
