"""May this login do this, for this person, here, now?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from community.common.refusals import NotFound
from community.messaging.states import Channel
from community.people.acting import Acting
from community.people.bases import Matter
from community.people.models.decisions import DecisionRecord
from community.people.models.logins import Login
from community.people.models.persons import Person
from community.people.models.representations import Representation
from community.people.rules.api_keys import MAX_API_KEYS, TooManyApiKeys, check_api_key_limit
from community.people.rules.authority import (
    NotYours,
    OverYourLimit,
    check_acts_for_self,
    check_any_role,
    check_authority,
    check_has_person,
    check_is_somebody_else,
    check_role,
)
from community.people.rules.contact_plan import ContactPlanIncomplete, check_contact_plan
from community.people.rules.representations import (
    EndsTooSoon,
    LimitWithoutPaying,
    TooWide,
    check_representation_request,
    is_plainly_own,
)
from community.people.states import (
    Adjustment,
    AuthorityBasis,
    DecisionBasis,
    DecisionRecordKind,
    DecisionRecordState,
    RepresentationKind,
    RepresentationScope,
    RepresentationState,
    RoleKind,
)

LOOK, SUGGEST, DECIDE, PAY = RepresentationScope
TODAY = date(2027, 5, 4)
NOW = datetime(2027, 5, 4, 9, tzinfo=UTC)
A_MOMENT = timedelta(microseconds=1)
SUPPORTER, ADVOCATE = RepresentationKind.SUPPORTER, RepresentationKind.ADVOCATE
ALICE = Person(preferred_name="Alice")


def bob(**facts) -> Acting:
    """Acts for Alice today, and may decide, up to £20."""
    row = {
        "scope": DECIDE,
        "basis": AuthorityBasis.OWN_WORD,
        "state": RepresentationState.ACTIVE,
        "starts_on": TODAY,
        "ends_on": TODAY,
        "limit_pence": 2000,
        "deciding_starts_at": NOW,
    }
    login = Login(pk=2, name="Bob")
    return Acting(login=login, person=ALICE, representation=Representation(**row | facts))


@pytest.mark.parametrize("scope", RepresentationScope)
def test_a_person_may_always_whatever_the_sum(scope):
    assert check_authority(Acting(person=ALICE), scope, now=NOW, pence=10**9) is None


@pytest.mark.holds("M68")
@pytest.mark.parametrize(
    ("facts", "scope", "pence", "refusal"),
    [
        ({}, LOOK, 0, None),
        ({}, DECIDE, 2000, None),
        ({"limit_pence": None}, DECIDE, 10**9, None),
        ({}, DECIDE, 2001, OverYourLimit),
        ({"limit_pence": 0}, DECIDE, 1, OverYourLimit),
        ({"limit_pence": 0}, DECIDE, 0, None),
        ({}, PAY, 0, NotYours),
        ({"scope": PAY}, PAY, 0, NotYours),
        ({"scope": PAY}, DECIDE, 0, None),
        ({"scope": PAY, "paying_agreed_at": NOW}, PAY, 2000, None),
        ({"scope": PAY, "paying_agreed_at": NOW, "deciding_starts_at": None}, PAY, 0, NotYours),
        ({"deciding_starts_at": None}, DECIDE, 0, NotYours),
        ({"deciding_starts_at": None}, SUGGEST, 0, None),
        ({"deciding_starts_at": NOW + A_MOMENT}, DECIDE, 0, NotYours),
        ({"scope": SUGGEST}, DECIDE, 0, NotYours),
        ({"state": RepresentationState.ASKED}, LOOK, 0, NotFound),
        ({"state": RepresentationState.ENDED}, LOOK, 0, NotFound),
        ({"starts_on": date(2027, 5, 5)}, LOOK, 0, NotFound),
        ({"ends_on": date(2027, 5, 3)}, LOOK, 0, NotFound),
    ],
)
def test_a_representative_may_as_far_as_scope_dates_and_limit_say(facts, scope, pence, refusal):
    if refusal is None:
        assert check_authority(bob(**facts), scope, now=NOW, pence=pence) is None
    else:
        with pytest.raises(refusal):
            check_authority(bob(**facts), scope, now=NOW, pence=pence)


def test_where_no_sum_is_asked_for_a_limit_of_nothing_is_no_hindrance():
    assert check_authority(bob(limit_pence=0), DECIDE, now=NOW) is None


def test_a_refusal_names_the_person_what_is_missing_and_what_to_do():
    with pytest.raises(NotYours) as not_as_far:
        check_authority(bob(scope=SUGGEST), PAY, now=NOW)
    with pytest.raises(OverYourLimit) as over:
        check_authority(bob(), DECIDE, now=NOW, pence=2050)

    assert (not_as_far.value.code, not_as_far.value.message, not_as_far.value.next_step) == (
        "not_yours_to_do",
        "You can suggest for Alice. This needs somebody who can decide and pay.",
        "Ask them to do it themselves, or ask the council, or somebody who works here.",
    )
    assert (over.value.code, over.value.field, over.value.message, over.value.next_step) == (
        "over_your_limit",
        "max_pence",
        "You may say yes for Alice up to £20. This could come to £20.50.",
        "Choose less, or ask for a second yes.",
    )


@pytest.mark.parametrize("check", [check_has_person, check_acts_for_self])
def test_whoever_acts_for_nobody_chooses_first(check):
    with pytest.raises(NotYours) as refusal:
        check(Acting(login=Login(pk=1)))

    assert refusal.value.next_step == "Choose who you are acting for first."
    assert check(Acting(person=ALICE)) is None


def test_what_is_ones_own_to_say_nobody_says_for_one_but_on_paper_it_is_ones_own():
    with pytest.raises(NotYours) as refusal:
        check_acts_for_self(bob(scope=PAY))

    assert refusal.value.message == "Only Alice can say this."
    on_paper = replace(bob(), representation=None, on_paper=True)
    assert check_acts_for_self(on_paper) is None


@pytest.mark.parametrize(
    ("channel", "address", "through", "field"),
    [
        (Channel.EMAIL, "a@example.org", None, None),
        (Channel.EMAIL, "", None, "address"),
        (Channel.EMAIL, "a.example.org", None, "address"),
        (Channel.TEXT, "", None, "address"),
        (Channel.TEXT, "07700 900123", None, None),
        (Channel.TEXT, "0000000000", None, "address"),
        (Channel.POST, "", None, "address"),
        (Channel.POST, "1 The Street", None, None),
        (Channel.IN_PERSON, "", 7, None),
        (Channel.IN_PERSON, "", 8, "through_login_id"),
        (Channel.IN_PERSON, "", None, "through_login_id"),
        (Channel.NONE, "", None, None),
    ],
)
def test_a_contact_plan_says_where_to_or_who_tells(channel, address, through, field):
    if field is None:
        assert check_contact_plan(channel, address, through, {7}) is None
    else:
        with pytest.raises(ContactPlanIncomplete) as refusal:
            check_contact_plan(channel, address, through, {7})
        assert (refusal.value.code, refusal.value.field) == ("reach_not_said", field)


def test_there_are_five_api_keys_at_most():
    assert check_api_key_limit(MAX_API_KEYS - 1) is None
    with pytest.raises(TooManyApiKeys) as refusal:
        check_api_key_limit(MAX_API_KEYS)
    assert (MAX_API_KEYS, refusal.value.code) == (5, "enough_keys")


def test_nobody_gives_themselves_a_role():
    assert check_is_somebody_else(bob(), 3) is None
    with pytest.raises(NotYours):
        check_is_somebody_else(bob(), 2)


def test_a_role_counts_in_its_own_area_and_for_what_it_is():
    roles = {(RoleKind.CONNECTOR, 1)}

    assert check_role(roles, RoleKind.CONNECTOR, 1) is None
    assert check_any_role(roles, (RoleKind.WORKER, RoleKind.CONNECTOR), 1) is None
    for kind, area_id in (
        (RoleKind.CONNECTOR, 2),
        (RoleKind.WORKER, 1),
        (RoleKind.CONNECTOR, None),
    ):
        with pytest.raises(NotFound):
            check_role(roles, kind, area_id)
        with pytest.raises(NotFound):
            check_any_role(roles, (kind,), area_id)


@pytest.mark.parametrize(
    ("kind", "scope", "limit_pence", "ends_on", "refusal"),
    [
        (SUPPORTER, PAY, 100, TODAY, None),
        (SUPPORTER, LOOK, None, TODAY, None),
        (SUPPORTER, DECIDE, 0, TODAY, LimitWithoutPaying),
        (SUPPORTER, DECIDE, 100, TODAY, LimitWithoutPaying),
        (SUPPORTER, LOOK, None, date(2027, 5, 3), EndsTooSoon),
        (ADVOCATE, SUGGEST, None, TODAY, None),
        (ADVOCATE, DECIDE, None, TODAY, TooWide),
    ],
)
def test_a_request_to_act_ends_later_and_has_a_limit_only_with_paying(
    kind, scope, limit_pence, ends_on, refusal
):
    if refusal is None:
        assert check_representation_request(kind, scope, limit_pence, ends_on, on=TODAY) is None
    else:
        with pytest.raises(refusal):
            check_representation_request(kind, scope, limit_pence, ends_on, on=TODAY)


@pytest.mark.holds("P2")
@pytest.mark.parametrize(
    ("own", "asker", "is_plain"),
    [
        (["a@example.org"], ["b@example.org"], True),
        (["a@example.org"], ["A@Example.org "], False),
        (["+44 7700 900001"], ["07700 900001"], False),
        (["07700 900001"], ["07700 900002"], True),
        (["1 The Street"], ["1  the street"], False),
        ([""], [""], True),
    ],
)
def test_an_address_or_number_that_is_the_asker_s_too_is_not_plainly_theirs(own, asker, is_plain):
    facts = {"joined_at": NOW - timedelta(days=30), "changed_at": [None], "now": NOW}

    assert is_plainly_own(own_addresses=own, asker_addresses=asker, **facts) == is_plain


@pytest.mark.holds("M123")
def test_what_helps_is_as_much_about_time_words_and_company_as_about_the_body():
    of_the_body = {
        Adjustment.LARGE_PRINT,
        Adjustment.HEARING,
        Adjustment.STEP_FREE,
        Adjustment.SEAT,
    }

    assert 2 * len(of_the_body) <= len(Adjustment)
    assert set(Adjustment) >= {
        Adjustment.QUIET,
        Adjustment.COMPANION,
        Adjustment.KNOWN_FACE,
        Adjustment.TIME,
        Adjustment.REMINDER,
    }


# Who decides what, alone and at once; and what two who hold it together may do by both their yeses,
# where it is written down that she could not decide it, this time.
MONEY, LIFE = Matter
DECIDES = {
    AuthorityBasis.OWN_WORD: ({MONEY, LIFE}, {MONEY, LIFE}),
    AuthorityBasis.SEEN_BY_WORKER: ({MONEY, LIFE}, {MONEY, LIFE}),  # its scope is suggest
    AuthorityBasis.ATTORNEY_WELFARE: (set(), {LIFE}),
    AuthorityBasis.ATTORNEY_PROPERTY: ({MONEY}, {MONEY}),
    AuthorityBasis.DEPUTY_WELFARE: (set(), {LIFE}),
    AuthorityBasis.DEPUTY_PROPERTY: ({MONEY}, {MONEY}),
    AuthorityBasis.NOMINATED_PERSON: ({MONEY}, {MONEY}),
    AuthorityBasis.AUTHORISED_PERSON: ({MONEY}, {MONEY}),
    AuthorityBasis.APPOINTEE: (set(), set()),
}


def decides(by, matter, about="") -> bool:
    try:
        check_authority(by, DECIDE, matter=matter, now=NOW, about=about)
    except NotYours:
        return False
    return True


def test_the_table_of_what_is_decided_has_a_row_of_each_basis():
    assert set(DECIDES) == set(AuthorityBasis)


@pytest.mark.holds("P5")
@pytest.mark.parametrize("basis", DECIDES)
def test_each_basis_decides_what_its_row_says(basis):
    alone, together = DECIDES[basis]
    number = uuid4()
    both = bob(basis=basis, held_jointly=number)

    def written(about):
        record = DecisionRecord(
            kind=DecisionRecordKind.JOINT,
            basis=DecisionBasis.BEST_INTERESTS,
            state=DecisionRecordState.COUNTS,
            held_jointly=number,
            counts_from=NOW,
            about=about,
        )
        return replace(both, decision=record)

    abouts = {MONEY: "pool:7", LIFE: "group:12"}
    assert {matter for matter in Matter if decides(bob(basis=basis), matter)} == alone
    assert {
        matter for matter, about in abouts.items() if decides(written(about), matter, about=about)
    } == together
    # Looking, suggesting, and what stops or protects, are about anything.
    assert decides(bob(basis=basis), None)


@pytest.mark.holds("P5", "P6")
@pytest.mark.parametrize("basis", [AuthorityBasis.ATTORNEY_WELFARE, AuthorityBasis.APPOINTEE])
def test_what_a_basis_does_not_decide_goes_by_a_decision_that_was_written_down(basis):
    record = DecisionRecord(
        kind=DecisionRecordKind.ORDINARY,
        basis=DecisionBasis.BEST_INTERESTS,
        state=DecisionRecordState.COUNTS,
        counts_from=NOW,
        about="group:12",
    )
    by = replace(bob(basis=basis), decision=record)

    assert decides(by, LIFE, about="group:12")
    with pytest.raises(NotYours, match="only where the person|only where it is about benefits"):
        check_authority(bob(basis=basis), DECIDE, matter=LIFE, now=NOW)
