"""Starting a group, coming in by link, by card and on paper, and leaving it."""

from datetime import timedelta

import pytest

from community.audit.models import AuditEntry
from community.common.codes import format_code, new_code, parse_code
from community.common.refusals import NotFound
from community.messaging.models import Message
from community.messaging.states import Channel
from community.people.models.persons import Consent, Person
from community.people.rules.authority import NotYours
from community.people.states import RepresentationScope
from community.places.models.search_index import SearchEntry
from groups.actions.invites import stop_invite
from groups.actions.membership import join_by_code, join_on_paper, leave_group
from groups.models.members import Group, Member
from groups.queries.members import group_detail, groups_of_person
from groups.rules.members import (
    AlreadyStarted,
    NameTaken,
    NeedsConsent,
    NoSuchCode,
    NotOpen,
)
from groups.states import MemberState, MotionPurpose
from groups.wording import peer_consent_text
from tests.factories.demand import join, make_group, make_group_of, make_invite
from tests.factories.how_put import HOW_PUT
from tests.factories.motions import change_together
from tests.factories.places import HOME, make_postcode, north_of
from tests.factories.representations import act_for
from tests.factories.supply import NOW, TODAY, make_connector, make_someone

pytestmark = pytest.mark.django_db


@pytest.mark.holds("M07")
def test_company_is_reason_enough_and_the_starter_is_the_first_member():
    alice = make_someone("alice")

    group = make_group(alice, purposes=["company"])

    assert [group.pk for group in groups_of_person(alice.person_id)] == [group.pk]
    assert group_detail(group.pk, alice, now=NOW).known_as == ("alice",)


@pytest.mark.holds("T14")
def test_only_the_first_half_of_a_postcode_is_kept():
    group = make_group(postcode="zz11aa")

    assert group.outward_code == "ZZ1"
    assert "1AA" not in str(vars(group))


@pytest.mark.holds("T14")
def test_a_group_stands_where_its_first_half_does_and_never_at_a_door():
    """ZZ1 as a whole is three kilometres from the postcode that was typed."""
    make_postcode("ZZ1 9ZZ", at=north_of(3))

    group = make_group(postcode=HOME)

    entry = SearchEntry.objects.get(object_type="group", object_id=group.pk, kind=0)
    there = pytest.approx(north_of(3), abs=0.0001)
    assert (group.latitude, group.longitude) == there
    assert (entry.latitude, entry.longitude) == there


def test_without_a_yes_to_what_others_see_there_is_no_group():
    alice = make_someone("alice")

    with pytest.raises(NeedsConsent) as refusal:
        make_group(alice, agrees=False)

    assert (refusal.value.field, Group.objects.count()) == ("agrees", 0)


def test_the_yes_is_kept_in_the_words_that_were_shown():
    alice = make_someone("alice")

    group = make_group(alice)

    consent = Consent.objects.get(person=alice.person, about=f"group:{group.pk}")
    assert (consent.purpose, consent.words) == ("group_peers", peer_consent_text())


def test_a_button_pressed_twice_starts_one_group():
    alice = make_someone("alice")
    make_group(alice)

    with pytest.raises(AlreadyStarted):
        make_group(alice, name="tuesday PEOPLE")

    assert Group.objects.count() == 1


def test_a_group_is_found_only_if_its_starter_said_so():
    shown = make_group(make_someone("alice"), is_findable=True)
    hidden = make_group(make_someone("bob"), is_findable=False)

    group_ids = set(
        SearchEntry.objects.filter(object_type="group").values_list("object_id", flat=True)
    )

    assert shown.pk in group_ids
    assert hidden.pk not in group_ids


def test_a_group_closed_to_new_people_is_no_longer_found():
    group, [alice] = make_group_of("alice")

    change_together(MotionPurpose.CLOSE_GROUP, group, alice)

    assert not SearchEntry.objects.filter(object_type="group", object_id=group.pk).exists()
    with pytest.raises(NotOpen):
        join(group, make_someone("bob"))


def test_an_invitation_opens_a_group_that_is_closed_to_others():
    group, [alice] = make_group_of("alice")
    invite = make_invite(group, alice)
    change_together(MotionPurpose.CLOSE_GROUP, group, alice)
    bob = make_someone("bob")

    join_by_code(code=invite.code, known_as="Bob", agrees=True, by=bob, now=NOW)

    assert group_detail(group.pk, bob, now=NOW).known_as == ("alice", "Bob")


@pytest.mark.parametrize(
    "typed",
    ["{code}", " {lower} ", "{shown}", "{dashed}", "{letters}"],
)
def test_a_code_from_a_card_may_be_typed_as_people_type(typed):
    code = "7K0MD1QXWZ"
    ways = {
        "code": code,
        "lower": code.lower(),
        "shown": format_code(code),
        "dashed": "-".join(code),
        "letters": code.replace("0", "o").replace("1", "l"),
    }
    assert parse_code(typed.format(**ways)) == code


def test_codes_are_never_alike():
    assert len({new_code() for _each in range(2000)}) == 2000


def _ended(group, alice):
    return make_invite(group, alice, ends_on=TODAY).code, NOW + timedelta(days=1)


def _stopped(group, alice):
    invite = make_invite(group, alice)
    stop_invite(invite_id=invite.pk, by=alice, now=NOW)
    return invite.code, NOW


def _wrong(group, alice):
    return new_code(), NOW


@pytest.mark.holds("T19")
@pytest.mark.parametrize("code_and_now", [_ended, _stopped, _wrong])
def test_ended_stopped_and_wrong_codes_are_refused_in_the_same_words(code_and_now):
    group, [alice] = make_group_of("alice")
    code, now = code_and_now(group, alice)

    with pytest.raises(NoSuchCode) as refusal:
        join_by_code(code=code, known_as="Bob", agrees=True, by=make_someone("bob"), now=now)

    assert refusal.value.message == "That code does not open anything now."


@pytest.mark.holds("M77")
def test_the_same_name_twice_needs_a_second_mark():
    group, _people = make_group_of("sam")
    other = make_someone("other")

    with pytest.raises(NameTaken) as refusal:
        join(group, other, known_as="SAM")

    assert refusal.value.field == "known_as"
    assert join(group, other, known_as="Sam B").known_as == "Sam B"


def test_coming_in_twice_is_coming_in_once():
    group, [alice, bob] = make_group_of("alice", "bob")

    again = join(group, bob, known_as="Somebody else")

    assert (again.known_as, Member.objects.filter(group=group).count()) == ("bob", 2)


@pytest.mark.holds("M39", "T14")
def test_a_member_sees_the_names_others_chose_and_a_stranger_sees_none():
    group, [alice, bob] = make_group_of("alice", "bob")
    charlie = make_someone("charlie")
    make_group(charlie, name="Another group")

    assert group_detail(group.pk, bob, now=NOW).known_as == ("alice", "bob")
    assert group_detail(group.pk, charlie, now=NOW).known_as == ()


def test_a_group_that_is_not_found_is_not_there_for_a_stranger():
    alice, bob, charlie = (make_someone(name) for name in ("alice", "bob", "charlie"))
    group = make_group(alice, is_findable=False)
    make_group(charlie, name="Another group")

    for stranger in (bob, charlie):
        with pytest.raises(NotFound):
            group_detail(group.pk, stranger, now=NOW)
        with pytest.raises(NotFound):
            join(group, stranger)
        with pytest.raises(NotFound):
            make_invite(group, stranger)
    assert group_detail(group.pk, alice, now=NOW).me.known_as == "alice"


@pytest.mark.holds("T13")
def test_leaving_is_quiet_and_takes_the_name_away():
    group, [alice, bob] = make_group_of("alice", "bob")

    member = leave_group(group_id=group.pk, by=bob, now=NOW)

    assert (member.state, group_detail(group.pk, alice, now=NOW).known_as) == ("left", ("alice",))
    assert not Message.objects.filter(person_id=alice.person_id).exists()
    assert Consent.objects.get(person=bob.person).withdrawn_at == NOW


def test_whoever_left_may_come_back_with_a_new_yes():
    group, [_alice, bob] = make_group_of("alice", "bob")
    leave_group(group_id=group.pk, by=bob, now=NOW)

    member = join(group, bob, known_as="Robert", now=NOW + timedelta(days=1))

    assert (member.state, member.known_as, member.left_at) == (MemberState.IN, "Robert", None)
    assert Consent.objects.filter(person=bob.person, withdrawn_at=None).count() == 1


@pytest.mark.holds("M122")
def test_somebody_with_no_phone_comes_in_on_paper():
    group, [alice] = make_group_of("alice")
    card = make_invite(group, alice, is_card=True)
    connie = make_connector("connie", group.area)

    member = join_on_paper(
        code=card.code,
        preferred_name="the man with no phone",
        known_as="M",
        agrees=True,
        contact={
            "channel": Channel.IN_PERSON,
            "through_login_id": connie.login_id,
            "through_words": "a worker he knows",
        },
        how_put=HOW_PUT,
        by=connie,
        now=NOW,
    )

    assert (member.person.login, member.person.area) == (None, group.area)
    assert group_detail(group.pk, alice, now=NOW).known_as == ("alice", "M")
    joined = AuditEntry.objects.get(deed="join_group", for_person=member.person_id)
    assert (joined.login_id, joined.on_paper) == (connie.login_id, True)


def test_only_somebody_who_works_in_the_area_enters_paper():
    group, [alice] = make_group_of("alice")
    card = make_invite(group, alice, is_card=True)

    with pytest.raises(NotFound):
        join_on_paper(
            code=card.code,
            preferred_name="somebody",
            known_as="M",
            agrees=True,
            contact={"channel": Channel.NONE},
            by=make_someone("bob"),
            now=NOW,
        )

    assert Person.objects.filter(preferred_name="somebody").count() == 0


def test_a_representative_who_only_looks_cannot_join_for_somebody():
    group, _people = make_group_of("alice")
    rita = act_for(make_someone("bob"), scope=RepresentationScope.SUGGEST)

    with pytest.raises(NotYours):
        join(group, rita)


def test_somebody_who_left_by_another_hand_is_told_so():
    group, [_alice, bob] = make_group_of("alice", "bob")
    rita = act_for(bob, scope=RepresentationScope.DECIDE)

    leave_group(group_id=group.pk, by=rita, now=NOW)

    message = Message.objects.get(
        person_id=bob.person_id, kind="done_for_you", text__contains="Left"
    )
    assert message.text.startswith("Rita did this for you")
