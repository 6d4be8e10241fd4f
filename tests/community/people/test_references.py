"""The number by which one asks to act for somebody is given by them (fault A4)."""

from datetime import timedelta

import pytest

from community.people.acting import Acting
from community.people.actions.references import make_reference, refuse_for_good
from community.people.rules.authority import NotYours
from community.people.rules.representations import NoSuchReference
from tests.factories.representations import act_for, ask_for
from tests.factories.supply import (
    NOW,
    area,
    make_connector,
    make_login,
    make_someone,
)

pytestmark = pytest.mark.django_db


@pytest.mark.holds("fault:A4")
def test_a_reference_works_once_runs_out_and_is_not_for_whoever_made_it():
    alice, bob = make_someone("alice"), make_login("bob")
    connie = make_connector("connie", area())
    used = make_reference(by=alice, now=NOW).code
    ask_for(alice, bob, reference=used)
    on_paper = Acting(login=connie.login, person=alice.person, on_paper=True)
    old = make_reference(by=alice, now=NOW).code
    on_a_sheet = make_reference(by=on_paper, now=NOW).code

    for code, by, now in [
        (used, make_login("carla"), NOW),
        (old, make_login("dora"), NOW),
        (on_a_sheet, connie, NOW),
        (on_a_sheet, make_login("ella"), NOW + timedelta(days=14)),
        (str(alice.person_id), make_login("fay"), NOW),
    ]:
        with pytest.raises(NoSuchReference):
            ask_for(alice, by, reference=code, now=now)
    assert ask_for(alice, make_login("gina"), reference=on_a_sheet.lower()).pk


@pytest.mark.holds("fault:A4")
def test_nobody_makes_a_number_for_a_person_they_act_for():
    with pytest.raises(NotYours):
        make_reference(by=act_for(make_someone("alice")), now=NOW)


@pytest.mark.holds("P10")
def test_never_this_one_is_not_there_to_be_asked():
    alice, bob = make_someone("alice"), make_login("bob")
    refuse_for_good(login_id=bob.required_login.pk, by=alice, now=NOW)

    with pytest.raises(NoSuchReference):
        ask_for(alice, bob)
