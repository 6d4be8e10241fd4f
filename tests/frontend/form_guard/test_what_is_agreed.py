"""Every button that means "I agree to this" is about what stood above it, or does nothing (B1)."""

import re
from dataclasses import dataclass, field

import pytest
from django.test import Client
from django.urls import reverse

from community.common.lifecycle import not_none
from community.moderation.actions.items import submit_words
from community.moderation.models import ModerationItem
from community.moderation.states import HeldBackReason, ModerationState
from community.people.acting import Acting
from community.people.actions.representations import agree_to_representation
from community.people.models.approvals import StaffApproval
from community.people.models.logins import Login
from community.people.models.representations import Representation
from community.people.states import AuthorityBasis, RepresentationScope, RepresentationState
from groups.actions.invites import make_invite
from groups.actions.motions import propose_step
from groups.models.briefs import Brief
from groups.models.members import Group, Member
from groups.models.motions import Motion, MotionWord
from groups.states import MotionPurpose
from tests.factories.demand import make_brief, make_group, make_group_of
from tests.factories.how_put import READ_ALOUD
from tests.factories.representations import ask_for
from tests.factories.supply import NOW, TODAY, area, make_connector, make_login, make_someone
from tests.frontend.form_guard.forms_of_pages import browser_of, send
from tests.frontend.reading import words
from tests.frontend.visiting import day

NAME = {"known_as": "Bo", "agrees": "on"}


@pytest.fixture(autouse=True)
def _at_the_date_of_the_tests(on_the_day):
    """Every page here reads the database and its clock."""


@dataclass
class Agreement:
    """A page with such a button; what changes under it; what is written by its press."""

    by: Acting
    page: str
    change: object
    count: object
    after: str  # in what holds now, bold
    typed: dict[str, str] = field(default_factory=dict)
    send_to: str = ""


def group_gets_other_words():
    Group.objects.update(purpose_words="Only for quiet people")


def members():
    return Member.objects.filter(known_as="Bo").count()


def coming_in() -> Agreement:
    group = make_group(make_someone("alice"), is_findable=True)
    page = reverse("join_group", args=[group.pk])
    bob = make_someone("bob")
    return Agreement(bob, page, group_gets_other_words, members, "Only for quiet people", NAME)


def coming_in_by_a_card() -> Agreement:
    group = make_group(alice := make_someone("alice"))
    invite = make_invite(group_id=group.pk, by=alice, now=NOW)
    page = reverse("join_by_code", args=[invite.code])
    bob = make_someone("bob")
    return Agreement(bob, page, group_gets_other_words, members, "Only for quiet people", NAME)


def coming_in_on_paper() -> Agreement:
    group = make_group(alice := make_someone("alice"))
    invite = make_invite(group_id=group.pk, is_card=True, by=alice, now=NOW)
    page = reverse("join_on_paper", args=[invite.code])
    named = {"who": "new", "called": "Bob", "through_words": "On Thursdays"}
    typed = NAME | READ_ALOUD | named
    after = "Only for quiet people"
    return Agreement(make_connector(), page, group_gets_other_words, members, after, typed)


def in_force():
    return Representation.objects.filter(state=RepresentationState.ACTIVE).count()


def rita_is_called_otherwise():
    Login.objects.filter(email="rita@example.org").update(name="Rosa")


def letting_somebody_act() -> Agreement:
    bob = make_someone("bob")
    request = ask_for(bob, make_login("rita"))
    page, send_to = reverse("my_representatives"), reverse("agree_to_act", args=[request.pk])
    return Agreement(bob, page, rita_is_called_otherwise, in_force, "Rosa", send_to=send_to)


def a_worker_has_seen_it() -> Agreement:
    request = ask_for(make_someone("bob"), make_login("rita"))
    page = reverse("authority_seen", args=[request.pk])
    seen = {"basis": AuthorityBasis.SEEN_BY_WORKER.value, "seen_words": "A letter"}
    typed = seen | READ_ALOUD
    return Agreement(make_connector(), page, rita_is_called_otherwise, in_force, "Rosa", typed)


def agreed_approvals():
    return StaffApproval.objects.filter(state="agreed").count()


def a_second_worker_agrees() -> Agreement:
    request = ask_for(make_someone("bob"), make_login("rita"), scope=RepresentationScope.PAY)
    bob = Acting(login=request.person.login, person=request.person)
    agree_to_representation(representation_id=request.pk, by=bob, now=NOW)
    page = reverse("second_person", args=[StaffApproval.objects.get().pk])
    typed = {"agrees": "yes", "seen_words": "At her table", **day("told_on", TODAY), **READ_ALOUD}
    second = make_connector("second")
    return Agreement(second, page, rita_is_called_otherwise, agreed_approvals, "Rosa", typed)


def words_to_a_step():
    return MotionWord.objects.filter(agrees=True, member__known_as="bob").count()


def the_group_wants_something_else():
    Brief.objects.update(what="Something else")


def a_step_that_is_proposed() -> Motion:
    """By Alice of three: Carol is the third."""
    group, [alice, _bob, _carol] = make_group_of("alice", "bob", "carol")
    send = {"purpose": MotionPurpose.SEND_BRIEF, "about_id": make_brief(group, alice).pk}
    return not_none(propose_step(**send, by=alice, now=NOW))


def agreeing_to_a_step() -> Agreement:
    motion = a_step_that_is_proposed()
    bob = Member.objects.get(known_as="bob").person
    by = Acting(login=bob.login, person=bob)
    page, send_to = reverse("motion", args=[motion.pk]), reverse("motion_word", args=[motion.pk])
    change, after = the_group_wants_something_else, "Something else"
    return Agreement(by, page, change, words_to_a_step, after, {"word": "yes"}, send_to)


def agreeing_to_a_step_on_paper() -> Agreement:
    a_step_that_is_proposed()
    code = Member.objects.get(known_as="bob").paper_code
    page, send_to = reverse("paper_sheet", args=[code]), reverse("paper_motion", args=[code])
    change, after = the_group_wants_something_else, "Something else"
    by, typed = make_connector(), {"word": "yes", **READ_ALOUD}
    return Agreement(by, page, change, words_to_a_step, after, typed, send_to)


def words_to_look_at() -> ModerationItem:
    alice = make_someone("alice")
    return submit_words(about="brief:1", words="A walk", area=area(), by=alice, now=NOW)


def the_words_are_mended():
    ModerationItem.objects.update(words="A walk, and loans")


def words_decided_on():
    return ModerationItem.objects.exclude(state=ModerationState.WAITING).count()


def letting_words_through() -> Agreement:
    send_to = reverse("let_words_through", args=[words_to_look_at().pk])
    change, after = the_words_are_mended, "A walk, and loans"
    page = reverse("looks")
    return Agreement(make_connector(), page, change, words_decided_on, after, {}, send_to)


def holding_words_back() -> Agreement:
    page = reverse("hold_words_back", args=[words_to_look_at().pk])
    typed = {"reason": HeldBackReason.ADVERT.value, "why_words": "It sells loans"}
    change, after = the_words_are_mended, "A walk, and loans"
    return Agreement(make_connector(), page, change, words_decided_on, after, typed)


AGREEMENTS = [
    letting_words_through,
    holding_words_back,
    agreeing_to_a_step,
    agreeing_to_a_step_on_paper,
    coming_in,
    coming_in_by_a_card,
    coming_in_on_paper,
    letting_somebody_act,
    a_worker_has_seen_it,
    a_second_worker_agrees,
]


def press(browser: Client, agreement: Agreement, page):
    """With what stood hidden in the form that has the button."""
    if not agreement.send_to:
        return send(browser, agreement.page, page, **agreement.typed)
    before, _form, rest = page.content.decode().partition(f'action="{agreement.send_to}"')
    assert _form, before
    page.content = f'<form method="post"{rest.partition("</form>")[0]}'.encode()
    return send(browser, agreement.send_to, page, **agreement.typed)


@pytest.mark.holds("fault:B1")
@pytest.mark.parametrize("make_agreement", AGREEMENTS)
def test_what_changed_under_a_button_is_shown_and_nothing_is_agreed(db, make_agreement):
    agreement = make_agreement()
    browser = browser_of(agreement.by)
    page = browser.get(agreement.page)
    agreement.change()

    shown = press(browser, agreement, page)

    assert (shown.status_code, agreement.count()) == (409, 0)
    assert "What you agree to has changed since you looked at it." in words(shown)
    assert re.search(f"<strong>now[^<]*{agreement.after}", shown.text)
    assert send(browser, agreement.send_to or agreement.page, shown).status_code == 302
    assert agreement.count() == 1


@pytest.mark.holds("fault:B1")
def test_a_form_that_shows_nothing_is_no_agreement(db):
    agreement = coming_in()
    browser = browser_of(agreement.by)
    elsewhere = browser.get(reverse("start_group"))  # a guard of a page that shows no group

    refused = send(browser, agreement.page, elsewhere, **agreement.typed)

    assert (refused.status_code, agreement.count()) == (409, 0)
    assert "The page did not say what you agree to." in words(refused)
