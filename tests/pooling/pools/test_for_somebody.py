"""A yes through whoever acts for a person: as far as their scope goes, and shown as such."""

from datetime import date

import pytest

from community.audit.queries import entries_about
from community.people.acting import Acting
from community.people.actions.representations import agree_to_representation, request_representation
from community.people.rules import NotYours, OverYourLimit
from community.people.states import RepresentationKind, RepresentationScope
from pooling.payments.states import Rail
from pooling.pools.states import PledgeState, SourceKind
from tests.factories.pools import make_people, make_pool, make_source, say_yes
from tests.factories.supply import NOW, make_someone


def acting_for(father: Acting, scope: RepresentationScope, limit_pence=None) -> Acting:
    daughter = make_someone("daughter")
    asked = request_representation(
        person_id=father.person.pk,
        kind=RepresentationKind.FAMILY_CARER,
        scope=scope,
        limit_pence=limit_pence,
        ends_on=date(2028, 1, 1),
        by=daughter,
        now=NOW,
    )
    agreed = agree_to_representation(representation_id=asked.pk, by=father, now=NOW)
    return Acting(login=daughter.login, person=father.person, representation=agreed)


def test_whoever_decides_may_say_yes_where_the_council_keeps_the_money(db):
    father, *others = make_people(4)
    pool = make_pool([father, *others])
    council = make_source(father)
    daughter = acting_for(father, RepresentationScope.DECIDE)

    said = say_yes(pool, daughter, 1500, council)

    assert (said.person, said.said_by, said.state) == (
        father.person,
        daughter.login,
        PledgeState.IN,
    )
    deed = entries_about(f"pool:{pool.pk}").filter(deed="pledge").get()
    assert (deed.for_person, deed.representation_id) == (
        father.person.pk,
        daughter.representation.pk,
    )


def test_his_own_money_needs_the_scope_to_pay(db):
    father, *others = make_people(4)
    pool = make_pool([father, *others])
    own = make_source(father, SourceKind.OWN, Rail.TRANSFER)

    with pytest.raises(NotYours):
        say_yes(pool, acting_for(father, RepresentationScope.DECIDE), 1500, own)


def test_a_yes_stays_within_the_limit_in_pounds(db):
    father, *others = make_people(4)
    pool = make_pool([father, *others])
    own = make_source(father, SourceKind.OWN, Rail.TRANSFER)
    daughter = acting_for(father, RepresentationScope.PAY, limit_pence=5000)

    with pytest.raises(OverYourLimit, match="£60"):
        say_yes(pool, daughter, 1500, own)

    assert say_yes(pool, daughter, 1250, own).state == PledgeState.IN


def test_looking_is_not_deciding(db):
    father, *others = make_people(4)
    pool = make_pool([father, *others])
    council = make_source(father)

    with pytest.raises(NotYours):
        say_yes(pool, acting_for(father, RepresentationScope.LOOK), 1500, council)
