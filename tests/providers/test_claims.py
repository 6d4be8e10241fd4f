"""“This is ours”: claimed by whoever runs what a directory lists, checked where it is public."""

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client

from community.audit.models import AuditEntry
from community.common.lifecycle import TransitionRefused
from community.common.refusals import EmptyText, NotFound, Refused
from community.messaging.models import Message
from community.people.acting import Acting
from community.people.models.logins import Login
from providers.actions.claims import (
    claim_provider,
    confirm_claim,
    refuse_claim,
    undo_claim,
    withdraw_claim,
)
from providers.actions.listings import save_listing
from providers.actions.objections import answer_objection, raise_objection
from providers.actions.providers import NeedsALogin
from providers.models.claims import ProviderClaim
from providers.models.imports import ImportRow
from providers.models.supply import Listing, ProviderMember
from providers.rules.claims import AlreadySpokenFor, ClosedLogin, OwnClaim, TooManyClaims
from providers.states import (
    ClaimState,
    ListingState,
    ObjectionAnswer,
    ObjectionKind,
    PublicContact,
    RowOutcome,
)
from tests.factories.directory import counts, import_feed, row, write
from tests.factories.places import make_area, make_postcode
from tests.factories.supply import NOW, make_connector, make_login, make_shown_listing
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.django_db
TELEPHONE = PublicContact.TELEPHONE
ONE = {"organization": {"id": "org-1", "name": "Harbour Singers"}}
# What the directory publishes of whoever runs it, and we keep nothing of.
MAIL, MOBILE = "jo.singer@example.org", "07700 900123"
CONTACTS = {"contacts": [{"name": "Jo", "email": MAIL, "phones": [{"number": MOBILE}]}]}


@pytest.fixture
def feed(tmp_path):
    """Two choirs of one organisation, and one of nobody's."""
    cache.clear()
    set_clock(NOW)
    make_postcode()
    make_area()
    path = tmp_path / "feed.json"
    import_feed(write(path, [row(1) | ONE | CONTACTS, row(2) | ONE, row(3)]))
    return path


def choir(number=1) -> Listing:
    return Listing.objects.get(feed_row_id=f"row-{number}")


def claim(by: Acting, number=1, **said) -> ProviderClaim:
    said = {"proposed_contact": TELEPHONE} | said
    return claim_provider(listing_id=choir(number).pk, by=by, now=NOW, **said)


def connector(name="connie") -> Acting:
    return make_connector(name, where=choir().provider.area)


def confirm(said: ProviderClaim, by: Acting) -> ProviderClaim:
    return confirm_claim(claim_id=said.pk, checked_contact=TELEPHONE, by=by, now=NOW)


def speaks_for(number=1) -> set[int]:
    members = ProviderMember.objects.filter(provider=choir(number).provider)
    return set(members.values_list("login_id", flat=True))


@pytest.mark.holds("P104")
def test_from_its_page_to_being_theirs_scripts_off(feed):
    alice, voice = make_login("alice"), signed_in(connector())
    page = Client().get(f"/find/listing/{choir().pk}/")
    assert "This is ours" in page.text

    theirs = signed_in(alice)
    address = f"/find/listing/{choir().pk}/ours/"
    assert "You give us no number or address of your own" in words(theirs.get(address))
    said = theirs.post(
        address, {"proposed_contact": "telephone", "words": "The office"}, follow=True
    )
    assert "answers by Tuesday 11 May 2027" in words(said)

    [waiting] = ProviderClaim.objects.all()
    assert "Harbour Singers: alice" in words(voice.get("/connect/claims/"))
    asked = words(voice.get(f"/connect/claims/{waiting.pk}/"))
    for line in ("What becomes theirs Choir 1 Choir 2", "They wrote The office", "nowhere else"):
        assert line in asked, line
    voice.post(f"/connect/claims/{waiting.pk}/", {"checked_contact": "telephone"})

    waiting.refresh_from_db()
    assert (waiting.state, waiting.checked_contact) == (ClaimState.CONFIRMED, TELEPHONE)
    assert speaks_for() == {alice.login_id}
    assert "It is yours" in words(theirs.get("/provide/claims/"))
    assert theirs.get(f"/provide/listings/{choir(2).pk}/").status_code == 200
    public = words(Client().get(f"/find/listing/{choir().pk}/"))
    assert "Whoever runs it looks after it here" in public
    assert "not checked by us" not in public and "Open Government Licence" in public
    lines = AuditEntry.objects.filter(deed__endswith="_claim") | AuditEntry.objects.filter(
        deed="claim_provider"
    )
    assert [(line.deed, line.login_id) for line in lines.order_by("pk")] == [
        ("claim_provider", alice.login_id),
        ("confirm_claim", waiting.answered_by_id),
    ]


@pytest.mark.holds("P104")
def test_no_contact_of_the_directorys_stands_anywhere_of_a_claim(feed):
    said_in_words = {"name": f"Choir 1, {MAIL}", "organization": {"id": "org-1", "name": MOBILE}}
    import_feed(write(feed, [row(1) | CONTACTS | said_in_words, row(2) | ONE, row(3)]))
    alice, connie = make_login("alice"), connector()
    theirs, voice = signed_in(alice), signed_in(connie)
    said = claim(alice)

    pages = [
        theirs.get(f"/find/listing/{choir(3).pk}/ours/"),
        theirs.get("/provide/claims/"),
        theirs.get("/api/claims/"),
        voice.get(f"/connect/claims/{said.pk}/"),
        voice.get(f"/api/claims-to-answer/{said.pk}/"),
    ]

    assert {page.status_code for page in pages} == {200}
    texts = [page.content.decode() for page in pages]
    texts += [f"{each.subject} {each.text}" for each in Message.objects.all()]
    assert not [text for text in texts if MAIL in text or MOBILE in text or "900123" in text]


@pytest.mark.holds("P104")
def test_a_no_says_why_and_leads_on_and_may_be_said_again(feed):
    alice, connie = make_login("alice"), connector()
    said = claim(alice)

    with pytest.raises(EmptyText, match="Say why not"):
        refuse_claim(claim_id=said.pk, words="", by=connie, now=NOW)
    refuse_claim(claim_id=said.pk, words="Nobody there knows of it.", by=connie, now=NOW)

    told = Message.objects.get(login_id=alice.login_id)
    page = words(signed_in(alice).get("/provide/claims/"))
    assert "Nobody there knows of it." in told.text and told.link == "/provide/claims/"
    for line in ("Nobody there knows of it.", "Say it again, with what was missing"):
        assert line in page, line
    assert speaks_for() == set()
    assert claim(alice).state == ClaimState.WAITING


@pytest.mark.holds("P104")
def test_of_two_who_claim_it_one_is_heard_and_the_other_told_why(feed):
    alice, bob, connie = make_login("alice"), make_login("bob"), connector()
    first, second = claim(alice), claim(bob)
    assert "Who else says that it is theirs bob" in words(
        signed_in(connie).get(f"/connect/claims/{first.pk}/")
    )
    assert "bob" not in words(signed_in(alice).get("/provide/claims/"))

    confirm(first, connie)

    second.refresh_from_db()
    assert second.state == ClaimState.REFUSED and speaks_for() == {alice.login_id}
    assert "Somebody else was reached" in Message.objects.get(login_id=bob.login_id).text
    for number in (1, 2):
        with pytest.raises(AlreadySpokenFor, match="You speak for it"):
            claim(alice, number)
    assert signed_in(alice).get(f"/find/listing/{choir().pk}/ours/").status_code == 409
    with pytest.raises(TransitionRefused):
        confirm(second, connie)


@pytest.mark.holds("P104")
def test_a_second_speaks_for_it_too_and_whoever_did_knows_it_before(feed):
    alice, bob, connie = make_login("alice"), make_login("bob"), connector()
    confirm(claim(alice), connie)
    page = signed_in(bob).get(f"/find/listing/{choir().pk}/")
    assert "I speak for it too" in page.text

    also, third = claim(bob), claim(make_login("carol"))
    told = Message.objects.filter(login_id=alice.login_id, kind="claim_of_another").first()
    assert "Bob says that they speak for Harbour Singers too" in told.text
    assert "Who speaks for it here already alice" in words(
        signed_in(connie).get(f"/connect/claims/{also.pk}/")
    )
    confirm(also, connie)

    third.refresh_from_db()
    assert speaks_for() == {alice.login_id, bob.login_id}
    assert third.state == ClaimState.WAITING
    last = Message.objects.filter(login_id=alice.login_id).order_by("pk").last()
    assert "Bob was reached where the directory says" in last.text
    save_listing(listing_id=choir(2).pk, by=bob, now=NOW, when_words="Mondays")
    assert choir(2).when_words == "Mondays"


@pytest.mark.holds("P104")
def test_what_was_wrongly_agreed_to_is_undone_scripts_off_and_is_the_directorys_again(feed):
    alice, connie = make_login("alice"), connector()
    said = confirm(claim(alice), connie)
    save_listing(
        listing_id=choir(2).pk, by=alice, now=NOW, title="Ring Alice", when_words="Mondays"
    )
    theirs, voice = signed_in(alice), signed_in(connie)
    assert "Agreed to Harbour Singers: alice" in words(voice.get("/connect/claims/"))
    at = f"/connect/claims/{said.pk}/undo/"
    assert "It was wrong to agree" in words(voice.get(f"/connect/claims/{said.pk}/"))

    empty = voice.post(at, {"words": ""})
    done = voice.post(at, {"words": "The choir knows no Alice."}, follow=True)

    assert (empty.status_code, done.status_code) == (422, 200)
    assert "They do not speak for it any more" in words(done)
    assert speaks_for() == set()
    assert theirs.get(f"/provide/listings/{choir(1).pk}/").status_code == 404
    assert "The choir knows no Alice." in words(theirs.get("/provide/claims/"))
    told = Message.objects.filter(login_id=alice.login_id).order_by("pk").last()
    assert "The choir knows no Alice." in told.text
    assert (choir(1).state, choir(2).state) == (ListingState.SHOWN, ListingState.WITHDRAWN)
    import_feed(feed)
    assert (choir(2).state, choir(2).title) == (ListingState.SHOWN, "Choir 2")
    assert claim(alice).state == ClaimState.WAITING
    undo_claim(claim_id=said.pk, words="Again.", by=connie, now=NOW)
    assert Message.objects.filter(login_id=alice.login_id).order_by("pk").last() == told


@pytest.mark.holds("P104")
def test_while_another_speaks_for_it_an_undone_claim_changes_no_words(feed):
    alice, bob, connie = make_login("alice"), make_login("bob"), connector()
    first = confirm(claim(alice), connie)
    confirm(claim(bob), connie)
    save_listing(
        listing_id=choir(2).pk, by=bob, now=NOW, title="The Harbour Choir", when_words="Mondays"
    )

    undo_claim(claim_id=first.pk, words="She has left them.", by=connie, now=NOW)

    assert speaks_for() == {bob.login_id}
    assert (choir(2).state, choir(2).title) == (ListingState.SHOWN, "The Harbour Choir")


@pytest.mark.holds("P104")
def test_what_was_taken_down_because_somebody_objected_stays_down_when_a_claim_is_undone(feed):
    alice, connie = make_login("alice"), connector()
    said = confirm(claim(alice), connie)
    objection = raise_objection(
        listing_id=choir(2).pk, kind=ObjectionKind.TAKE_DOWN, by=Acting(), now=NOW
    )
    answer_objection(
        objection_id=objection.pk,
        answer=ObjectionAnswer.TAKEN_DOWN,
        words="It is down.",
        by=connie,
        now=NOW,
    )

    undo_claim(claim_id=said.pk, words="Not hers.", by=connie, now=NOW)
    import_feed(feed)

    assert choir(2).state == ListingState.WITHDRAWN


@pytest.mark.holds("P104")
def test_who_may_undo_it_and_only_what_was_agreed_to(feed):
    alice, bob, connie = make_login("alice"), make_login("bob"), connector()
    carol = make_connector("carol", where=make_area("Eastsea", authority_code="E06999998"))
    said = claim(alice)
    with pytest.raises(TransitionRefused):
        undo_claim(claim_id=said.pk, words="No.", by=connie, now=NOW)
    confirm(said, connie)

    for by in (alice, bob, carol, Acting()):
        with pytest.raises(Refused):
            undo_claim(claim_id=said.pk, words="No.", by=by, now=NOW)
    with pytest.raises(EmptyText, match="Say why it was wrong"):
        undo_claim(claim_id=said.pk, words="", by=connie, now=NOW)
    assert speaks_for() == {alice.login_id}


@pytest.mark.holds("P104")
def test_who_may_claim_answer_and_take_it_back(feed):
    """Alice says it, Bob is nobody here, Carol is connector elsewhere."""
    alice, bob, connie = make_login("alice"), make_login("bob"), connector()
    carol = make_connector("carol", where=make_area("Eastsea", authority_code="E06999998"))
    said = claim(alice)

    for by in (bob, carol, Acting()):
        with pytest.raises(Refused):
            confirm(said, by)
        with pytest.raises(Refused):
            refuse_claim(claim_id=said.pk, words="No.", by=by, now=NOW)
        with pytest.raises(NotFound):
            withdraw_claim(claim_id=said.pk, by=by, now=NOW)
    assert signed_in(carol).get(f"/connect/claims/{said.pk}/").status_code == 404
    assert signed_in(bob).post(f"/provide/claims/{said.pk}/take-back/").status_code == 404
    with pytest.raises(NeedsALogin):
        claim(Acting())
    assert Client().get(f"/find/listing/{choir().pk}/ours/").status_code == 302

    own = claim(connie)
    with pytest.raises(OwnClaim):
        confirm(own, connie)
    with pytest.raises(IntegrityError, match="nobody_answers_their_own"), transaction.atomic():
        ProviderClaim.objects.filter(pk=own.pk).update(answered_by=connie.login)
    signed_in(alice).post(f"/provide/claims/{said.pk}/take-back/")
    withdraw_claim(claim_id=said.pk, by=alice, now=NOW)
    said.refresh_from_db()
    assert said.state == ClaimState.WITHDRAWN and speaks_for() == set()
    with pytest.raises(TransitionRefused):
        confirm(said, connie)


@pytest.mark.holds("P104")
def test_nobody_whose_sign_in_was_closed_says_or_is_given_that_it_is_theirs(feed):
    alice, bob, connie = make_login("alice"), make_login("bob"), connector()
    said = claim(alice)
    Login.objects.filter(pk__in=[alice.login_id, bob.login_id]).update(is_active=False)

    with pytest.raises(ClosedLogin):
        confirm(said, connie)
    with pytest.raises(ClosedLogin):
        claim(bob)
    assert speaks_for() == set()
    refuse_claim(claim_id=said.pk, words="The sign-in is closed.", by=connie, now=NOW)


def test_only_what_a_directory_lists_and_not_too_many(feed, monkeypatch):
    alice = make_login("alice")
    own = make_shown_listing(make_login("museum"))

    for listing_id in (own.pk, 10**9):
        with pytest.raises(NotFound):
            claim_provider(listing_id=listing_id, proposed_contact=TELEPHONE, by=alice, now=NOW)
    with pytest.raises(EmptyText, match="number in the register"):
        claim(alice, proposed_contact=PublicContact.REGISTER)
    assert claim(alice).pk == claim(alice, 2).pk
    monkeypatch.setattr("providers.rules.claims.MAX_WAITING", 1)
    with pytest.raises(TooManyClaims):
        claim(alice, 3)


@pytest.mark.holds("P104")
def test_what_is_theirs_no_reading_hides_overwrites_or_gives_away(feed):
    alice = make_login("alice")
    confirm(claim(alice), connector())
    ours = {"title": "The Harbour Choir", "when_words": "Mondays"}
    save_listing(listing_id=choir(2).pk, by=alice, now=NOW, **ours)

    other = {"organization": {"id": "org-9", "name": "Somebody Else"}}
    import_feed(write(feed, [row(2, name="Choir two", description="Tea.") | other, row(3)]))

    assert (choir(1).state, choir(2).title) == (ListingState.SHOWN, "The Harbour Choir")
    assert choir(2).what_happens == "Tea."
    assert speaks_for(1) == speaks_for(2) == {alice.login_id}
    assert counts()["left"] == 1 and "hidden" not in counts()

    held = import_feed(write(feed, [row(1, status="inactive"), row(2, status="inactive"), row(3)]))
    assert [choir(number).state for number in (1, 2)] == [ListingState.SHOWN] * 2
    assert "What is shown stays" in held
    assert ImportRow.objects.filter(outcome=RowOutcome.LEFT).get().title == "Choir 1"


def test_the_table_keeps_how_it_was_checked_and_why_not(feed):
    said = claim(make_login("alice"))

    def change(**columns):
        with transaction.atomic():
            ProviderClaim.objects.filter(pk=said.pk).update(**columns)

    with pytest.raises(IntegrityError, match="says_how_it_was_checked"):
        change(state=ClaimState.CONFIRMED)
    with pytest.raises(IntegrityError, match="refused_or_undone_claim_says_why"):
        change(state=ClaimState.REFUSED)
    with pytest.raises(IntegrityError, match="claim_by_register"):
        change(proposed_contact=PublicContact.REGISTER)
    change(state=ClaimState.CONFIRMED, checked_contact=TELEPHONE)
    with pytest.raises(IntegrityError, match="refused_or_undone_claim_says_why"):
        change(state=ClaimState.UNDONE)
    with pytest.raises(IntegrityError, match="says_how_it_was_checked"):
        change(state=ClaimState.UNDONE, answer_words="No.", checked_contact="")


def test_a_program_says_answers_and_takes_back_the_same(feed):
    alice, voice = signed_in(make_login("alice")), signed_in(connector())
    address = f"/api/listings/{choir().pk}/claims/"

    empty = alice.post(address, {"proposed_contact": "register"}, "application/json")
    said = alice.post(
        address, {"proposed_contact": "register", "register_number": "123456"}, "application/json"
    )
    other = alice.post(
        f"/api/listings/{choir(3).pk}/claims/", {"proposed_contact": "address"}, "application/json"
    ).json()
    back = alice.post(f"/api/claims/{other['id']}/withdraw/")
    [waiting] = voice.get("/api/claims-to-answer/").json()["results"]
    at = f"/api/claims-to-answer/{waiting['id']}/"
    no = voice.post(at, {"checked_contact": "no"}, "application/json")
    yes = voice.post(at, {"checked_contact": "register"}, "application/json")

    assert (empty.status_code, said.status_code, back.json()["state"]) == (409, 201, "withdrawn")
    assert (no.status_code, yes.status_code) == (409, 200)
    assert (yes.json()["claim"]["state"], yes.json()["directory"]) == (
        "confirmed",
        "Westsea Council: directory of services",
    )
    states = [each["state"] for each in alice.get("/api/claims/").json()["results"]]
    assert states == ["withdrawn", "confirmed"]
    [agreed] = voice.get("/api/claims-agreed-to/").json()["results"]
    undo = f"/api/claims-agreed-to/{agreed['id']}/undo/"
    undone = voice.post(undo, {"words": "It was not them."}, "application/json").json()
    assert (undone["claim"]["state"], undone["speakers"]) == ("undone", [])
    assert voice.get("/api/claims-agreed-to/").json()["results"] == []
