"""A yes through whoever acts for a person: as far as their scope goes, and shown as such."""

import pytest

from community.audit.models import AuditEntry
from community.common.refusals import NotFound
from community.people.actions.representations import (
    agree_to_representation,
    end_representation,
)
from community.people.queries.acting import acting_as
from community.people.rules.authority import NotYours, OverYourLimit
from community.people.states import RepresentationScope
from groups.queries.members import is_member
from pooling.payments.states.charges import Rail
from pooling.pools.models.pledges import Pledge
from pooling.pools.queries.shares import coverage_of, current_shares
from pooling.pools.states import PledgeState, SourceKind
from tests.factories.pools import make_people, make_pool, make_source, office_agrees, say_yes
from tests.factories.representations import act_for, ask_for, second_agrees
from tests.factories.supply import NOW, TODAY


def test_whoever_decides_may_say_yes_where_the_council_keeps_the_money(db):
    father, *others = make_people(4)
    pool = make_pool([father, *others])
    council = make_source(father)
    daughter = act_for(father, "daughter", RepresentationScope.DECIDE)

    saved = say_yes(pool, daughter, 1500, council)

    assert (saved.person, saved.said_by, saved.state) == (
        father.person,
        daughter.login,
        PledgeState.IN,
    )
    deed = AuditEntry.objects.get(about=f"pool:{pool.pk}", deed="pledge")
    assert (deed.for_person, deed.representation_id) == (
        father.person.pk,
        daughter.representation.pk,
    )


@pytest.mark.holds("M68")
def test_his_own_money_needs_the_scope_to_pay(db):
    father, *others = make_people(4)
    pool = make_pool([father, *others])
    own = make_source(father, SourceKind.OWN, Rail.TRANSFER)

    with pytest.raises(NotYours):
        say_yes(pool, act_for(father, "daughter", RepresentationScope.DECIDE), 1500, own)


@pytest.mark.holds("M68")
def test_a_yes_stays_within_the_limit_in_pounds(db):
    father, *others = make_people(4)
    pool = make_pool([father, *others])
    own = make_source(father, SourceKind.OWN, Rail.TRANSFER)
    daughter = act_for(father, "daughter", RepresentationScope.PAY, limit_pence=5000)

    with pytest.raises(OverYourLimit, match="£60"):
        say_yes(pool, daughter, 1500, own)

    assert say_yes(pool, daughter, 1250, own).state == PledgeState.IN


@pytest.mark.holds("M68")
def test_looking_is_not_deciding(db):
    father, *others = make_people(4)
    pool = make_pool([father, *others])
    council = make_source(father)

    with pytest.raises(NotYours):
        say_yes(pool, act_for(father, "daughter", RepresentationScope.LOOK), 1500, council)


@pytest.mark.holds("M56")
@pytest.mark.parametrize("has_family", [False, True], ids=["alone", "with a daughter"])
def test_who_has_family_pays_the_same_share_as_who_has_none(db, has_family):
    people = make_people(6)
    pool = make_pool(people, prices=dict.fromkeys(range(4, 6), 6000))
    if has_family:
        act_for(people[0], "daughter", RepresentationScope.PAY)

    office_agrees([say_yes(pool, person, 1500) for person in people[:5]])

    assert set(current_shares(pool, rotation=0).values()) == {1200}
    assert coverage_of(pool).covered == 5


@pytest.mark.holds("M76", "M57")
def test_who_acts_for_her_father_keeps_a_place_and_money_of_her_own(db):
    """Neither's money pays for the other, and ending it takes nothing from either."""
    father, daughter, *others = make_people(5)
    pool = make_pool([father, daughter, *others])
    his, hers = make_source(father), make_source(daughter, SourceKind.CARER, Rail.TRANSFER)
    representation = ask_for(father, daughter, scope=RepresentationScope.PAY, ends_on=TODAY)
    agree_to_representation(representation_id=representation.pk, by=father, now=NOW)
    second_agrees(representation)
    herself = acting_as(login=daughter.login, person_id=None, on=TODAY)
    for_him = acting_as(login=daughter.login, person_id=father.person_id, on=TODAY)

    for by, anothers in ((for_him, hers), (herself, his)):
        with pytest.raises(NotFound):
            say_yes(pool, by, 1500, anothers)
    assert say_yes(pool, herself, 1500, hers).person == daughter.person
    assert say_yes(pool, for_him, 1500, his).person == father.person
    end_representation(representation_id=representation.pk, by=father, now=NOW)

    assert Pledge.objects.filter(state=PledgeState.IN).count() == 2
    for person in (father, daughter):
        assert is_member(pool.group_id, person.person_id)
