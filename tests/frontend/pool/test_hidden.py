"""What one member never reads of another, by any page or program (M39)."""

from itertools import product

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from community.people.acting import Acting
from pooling.payments.models.commitments import Commitment
from pooling.payments.states.charges import Rail
from pooling.pools.actions.pledges import pledge
from pooling.pools.states import SourceKind
from tests.factories.pools import (
    make_people,
    make_pool,
    make_request,
    make_source,
    office_agrees,
    say_yes,
)
from tests.factories.supply import NOW, make_login, make_someone
from tests.frontend.visiting import signed_in

PAGES = ("pool", "pool_status", "pool_pledge", "pool_leave", "pool_statement", "pool_plan_words",
         "pool_paper")  # fmt: skip
OWN, NOT_SURE = (SourceKind.OWN, Rail.TRANSFER), (SourceKind.NOT_SURE, Rail.UNDECIDED)
# Sums and words that nothing else on any page could have.
ALICES_MOST, ALICES_COUNCIL = 1777, 1311
SECRETS = (
    "17.77",
    "1777",
    "13.11",
    "1311",
    "4.66",
    "Alice’s purse",
    "to get away from it all",
    "the supplier is set up",
)


@pytest.fixture
def story(db):
    """Alice says yes from two sources; one waits for her office. Bob says yes as well."""
    people = make_people(5)
    alice, bob, *others = people
    pool = make_pool(people)
    council = make_source(alice, called="Alice’s purse")
    own = make_source(alice, SourceKind.OWN, Rail.TRANSFER)
    own_pledge = pledge(
        pool_id=pool.pk,
        request=make_request(
            (council, ALICES_COUNCIL),
            (own, ALICES_MOST - ALICES_COUNCIL),
            what_for="to get away from it all",
        ),
        by=alice,
        now=NOW,
    )
    office_agrees(
        [own_pledge],
        answer="yes_when",
        when_words="the supplier is set up",
        when_owner="finance",
        when_on=NOW.date(),
        bill_change="",
    )
    for person in (bob, *others):
        own_money = make_source(person, SourceKind.OWN, Rail.TRANSFER)
        say_yes(pool, person, 1500, own_money)
    return pool, alice, bob


def everything_read_by(person: Acting, pool) -> str:
    browser, api = signed_in(person), APIClient()
    api.force_login(person.login, backend="django.contrib.auth.backends.ModelBackend")
    answers = [browser.get(reverse(name, args=[pool.pk])) for name in PAGES]
    answers.append(browser.get(reverse("money")))
    answers += [
        api.get(path)
        for path in (f"/api/pools/{pool.pk}/", "/api/pools/", "/api/sources/", "/api/questions/")
    ]
    for source in person.person.sources.all():
        answers.append(browser.get(reverse("statement", args=[source.pk])))
        answers.append(browser.get(reverse("statement_csv", args=[source.pk])))
        answers.append(api.get(f"/api/statements/{source.pk}/"))
    assert {answer.status_code for answer in answers} == {200}
    return "\n".join(answer.content.decode() for answer in answers)


def test_there_is_something_that_could_leak(story):
    pool, alice, _bob = story

    read = everything_read_by(alice, pool)

    assert [secret for secret in SECRETS if secret not in read] == []
    assert Commitment.objects.get().state == "yes_when"


@pytest.mark.holds("M39")
def test_nothing_of_alice_is_in_any_byte_that_bob_reads(story):
    pool, _alice, bob = story

    read = everything_read_by(bob, pool)

    assert [secret for secret in SECRETS if secret in read] == []
    assert "member-1" not in read


@pytest.mark.holds("M39", "T14")
def test_the_group_reads_the_same_whoever_is_missing(db):
    """Four of five are covered. Nothing that Bob reads tells which of the others is not."""
    pages = []
    for missing in (1, 4):
        people = [make_someone(f"{name}-{missing}") for name in ("a", "b", "c", "d", "e")]
        pool = make_pool(people, voice=make_login(f"museum-{missing}"))
        for place, person in enumerate(people):
            money = NOT_SURE if place == missing else OWN
            say_yes(pool, person, 1500, make_source(person, *money))
        page = signed_in(people[0]).get(reverse("pool_status", args=[pool.pk]))
        pages.append(page.content)

    assert pages[0] == pages[1]
    assert b"4 of 5 places are covered. Not yet." in pages[0]


@pytest.mark.holds("M39", "M59")
def test_another_members_sources_questions_and_statements_are_not_there(story):
    _pool, alice, bob = story
    theirs = alice.person.sources.first().pk
    browser = signed_in(bob)

    names = ("statement", "statement_csv", "statement_pdf", "change_source", "end_source",
             "source_card", "source_ended")  # fmt: skip
    codes = {
        browser.get(reverse(name, args=[pk])).status_code
        for name, pk in product(names, (theirs, 987654))
    }

    assert codes == {404}


@pytest.mark.holds("M39")
def test_a_provider_reads_no_name_no_sum_and_no_source_before_it_goes_ahead(story):
    pool, _alice, _bob = story
    voice = Acting(login=pool.provider.members.get().login)
    browser = signed_in(voice)

    read = "".join(
        browser.get(address).content.decode()
        for address in (
            reverse("provider_pools"),
            reverse("provider_pool", args=[pool.pk]),
            reverse("provider_transfers"),
            reverse("provider_invoices"),
        )
    )

    assert [secret for secret in (*SECRETS, "member-") if secret in read] == []
    assert "Not yet. Please start nothing before this page says “Going ahead”." in read
