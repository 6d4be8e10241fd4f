"""Checks as dated facts, and who may be given a person's name."""

from datetime import timedelta

import pytest

from community.common.refusals import NotFound
from providers.actions.providers import record_check
from providers.models.supply import Check
from providers.queries.supply import (
    is_vetted,
    provider_to_vet,
    providers_to_vet,
    vetted_providers,
)
from providers.rules import vetting
from providers.states import CheckKind
from tests.factories.places import make_area
from tests.factories.supply import (
    NEXT_YEAR,
    NOW,
    TODAY,
    area,
    make_connector,
    make_login,
    make_provider,
    vet,
)

ALL = {CheckKind.IDENTITY, CheckKind.INSURANCE}


@pytest.mark.parametrize(
    ("live", "hands_on", "expected"),
    [
        (set(), False, False),
        ({CheckKind.IDENTITY}, False, False),
        (ALL, False, True),
        (ALL, True, False),
        (ALL | {CheckKind.DBS_ENHANCED}, True, True),
        ({CheckKind.DBS_ENHANCED}, True, False),
    ],
)
def test_identity_and_insurance_make_vetted_and_hands_on_help_needs_one_more(
    live, hands_on, expected
):
    assert vetting.is_vetted(live, hands_on=hands_on) is expected
    if expected:
        vetting.check_vetted(live, hands_on=hands_on)
    else:
        with pytest.raises(vetting.NotVetted):
            vetting.check_vetted(live, hands_on=hands_on)


@pytest.mark.holds("M23")
@pytest.mark.django_db
def test_a_provider_is_vetted_until_the_day_its_insurance_ends():
    museum = make_provider(make_login())
    assert not is_vetted(museum.pk, TODAY)

    vet(museum)

    assert is_vetted(museum.pk, NEXT_YEAR)
    assert not is_vetted(museum.pk, NEXT_YEAR + timedelta(days=1))
    assert list(vetted_providers(TODAY)) == [museum]
    assert list(vetted_providers(NEXT_YEAR + timedelta(days=1))) == []


@pytest.mark.holds("M23")
@pytest.mark.django_db
def test_a_check_is_a_kind_a_day_and_who_saw_it_with_no_place_for_a_number():
    fields = {field.name for field in Check._meta.concrete_fields}

    assert fields == {
        "id",
        "provider",
        "kind",
        "seen_on",
        "seen_by",
        "valid_until",
        "recorded_at",
    }


@pytest.mark.holds("M23")
@pytest.mark.django_db
def test_only_a_connector_of_the_area_records_or_sees_checks():
    alice = make_login()
    museum = make_provider(alice)
    elsewhere = make_area("Eastsea", authority_code="E06999998")
    fields = {"provider_id": museum.pk, "kind": CheckKind.IDENTITY, "seen_on": TODAY, "now": NOW}

    for stranger in (alice, make_login("bob"), make_connector("charlie", elsewhere)):
        with pytest.raises(NotFound):
            record_check(**fields, by=stranger)
        with pytest.raises(NotFound):
            provider_to_vet(museum.pk, TODAY, login_id=stranger.login_id)

    record_check(**fields, by=make_connector())
    assert Check.objects.get().seen_on == TODAY


@pytest.mark.holds("M23")
@pytest.mark.django_db
def test_nobody_records_a_check_of_their_own():
    connie = make_connector()
    own = make_provider(connie, "Connie’s own")

    with pytest.raises(vetting.OwnCheck):
        record_check(provider_id=own.pk, kind=CheckKind.IDENTITY, seen_on=TODAY, by=connie, now=NOW)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": CheckKind.IDENTITY, "seen_on": TODAY + timedelta(days=1)}, "seen_on"),
        ({"kind": CheckKind.INSURANCE, "seen_on": TODAY}, "valid_until"),
        (
            {
                "kind": CheckKind.CQC,
                "seen_on": TODAY,
                "valid_until": TODAY - timedelta(days=1),
            },
            "valid_until",
        ),
    ],
)
@pytest.mark.django_db
def test_a_check_with_impossible_days_is_refused_beside_its_box(said, field):
    museum = make_provider(make_login())

    with pytest.raises(vetting.CheckNotDated) as no:
        record_check(provider_id=museum.pk, by=make_connector(), now=NOW, **said)

    assert no.value.field == field


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.django_db
def test_the_list_of_providers_to_check_takes_two_statements(count, django_assert_num_queries):
    alice = make_login()
    for number in range(count):
        vet(make_provider(alice, f"House {number}"))
    make_provider(alice, "Zebra house")
    here = area().pk

    with django_assert_num_queries(2):
        rows = providers_to_vet([here], TODAY)

    assert [row.is_vetted for row in rows] == [False] + [True] * count
    assert rows[0].to_see == [CheckKind.IDENTITY, CheckKind.INSURANCE]
