"""Claims of one thing at the same moment, on a database of its own in which commits are real."""

from threading import Barrier

import pytest
from django.db import DatabaseError

from community.common.refusals import Refused
from community.people.acting import Acting
from providers.actions import claims
from providers.actions.claims import claim_provider, confirm_claim, undo_claim
from providers.models.claims import ProviderClaim
from providers.models.supply import Listing, ProviderMember
from providers.states import ClaimState, PublicContact
from tests.factories.at_once import at_once
from tests.factories.supply import NOW, make_connector, make_login, make_shown_listing
from tests.waits import TEST_WAIT_SECONDS

AT = PublicContact.TELEPHONE


def claim(by: Acting) -> ProviderClaim:
    listing_id = Listing.objects.get().pk
    return claim_provider(listing_id=listing_id, proposed_contact=AT, by=by, now=NOW)


def two_said(names=("alice", "bob")) -> tuple[list[ProviderClaim], Acting]:
    listing = make_shown_listing(make_login("museum"))
    Listing.objects.filter(pk=listing.pk).update(feed="feed", feed_row_id="row-1")
    ProviderMember.objects.all().delete()
    return [claim(make_login(name)) for name in names], make_connector()


def confirmed_at_once(said, by, expected=Refused) -> list:
    def confirm(claim_id):
        return lambda: confirm_claim(claim_id=claim_id, checked_contact=AT, by=by, now=NOW)

    return at_once(*(confirm(each.pk) for each in said), expected=expected)


@pytest.mark.holds("P104")
def test_of_two_confirmed_at_once_one_is_theirs_and_the_other_is_told(committed_db):
    said, connie = two_said()

    answers = confirmed_at_once(said, connie)

    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    states = sorted(ProviderClaim.objects.values_list("state", flat=True))
    assert states == [ClaimState.CONFIRMED, ClaimState.REFUSED]
    assert ProviderMember.objects.count() == 1


def test_the_control_without_its_lock_leaves_it_to_the_table(committed_db, monkeypatch):
    """Both have looked, and find it nobody's: only the table of moves is left, and no words."""
    said, connie = two_said()
    both_have_looked = Barrier(2)
    unlocked = claims.provider_members

    def look(provider_id):
        members = unlocked(provider_id)
        both_have_looked.wait(TEST_WAIT_SECONDS)
        return members

    monkeypatch.setattr(claims, "_lock_provider", lambda pk: claims.Provider.objects.get(pk=pk))
    monkeypatch.setattr(claims, "provider_members", look)

    answers = confirmed_at_once(said, connie, expected=(Refused, DatabaseError))

    assert sum(isinstance(answer, DatabaseError) for answer in answers) == 1


@pytest.mark.holds("P104")
def test_undone_and_claimed_again_at_once_nobody_waits_crosswise(committed_db):
    said, connie = two_said(("alice",))
    confirm_claim(claim_id=said[0].pk, checked_contact=AT, by=connie, now=NOW)
    alice = Acting(login=said[0].login)

    answers = at_once(
        *[lambda: undo_claim(claim_id=said[0].pk, words="Not theirs.", by=connie, now=NOW)] * 3,
        *[lambda: claim(alice)] * 3,
        expected=Refused,
    )

    assert all(isinstance(answer, ProviderClaim | Refused) for answer in answers)
    assert ProviderMember.objects.count() == 0
    assert ProviderClaim.objects.filter(state=ClaimState.UNDONE).count() == 1


def test_claimed_from_many_windows_at_once_it_is_one_claim(committed_db):
    said, _connie = two_said(("alice",))
    alice = Acting(login=said[0].login)
    ProviderClaim.objects.all().delete()

    answers = at_once(*[lambda: claim(alice)] * 6)

    assert {answer.pk for answer in answers} == {ProviderClaim.objects.get().pk}
