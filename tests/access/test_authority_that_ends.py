"""After an authority has ended, whatever was still open refuses on its next use (T12)."""

import pytest
from django.urls import reverse
from knox.models import AuthToken

from community.people.acting import SYSTEM, Acting
from community.people.actions.representations import end_representation
from community.people.states import RepresentationScope
from pooling.payments.actions.cards import complete_card_setup
from pooling.payments.models.cards import SavedCard
from pooling.payments.queries.cards import saved_card_for
from pooling.payments.states.cards import CardState
from pooling.payments.states.charges import Rail
from pooling.pools.states import SourceKind
from standin import inprocess
from tests.factories.cards import WORKS, use_standin, work_off
from tests.factories.pools import make_people, make_pool, make_source
from tests.factories.representations import act_for
from tests.factories.supply import NOW
from tests.frontend.visiting import set_clock, signed_in

from .audiences import Audience
from .bodies import CallBodies
from .calls import CALLS
from .doors import call_doors, described_calls

pytestmark = pytest.mark.django_db
JSON = {"content_type": "application/json"}


@pytest.fixture
def core(monkeypatch):
    set_clock(NOW)
    return use_standin(monkeypatch)


@pytest.fixture
def ann_and_rita(core) -> tuple[Acting, Acting]:
    ann, *_others = people = make_people(4)
    make_pool(people)
    return ann, act_for(ann, scope=RepresentationScope.PAY)


def end(ann: Acting, rita: Acting) -> None:
    end_representation(representation_id=rita.representation_id, by=ann, now=NOW)


@pytest.mark.holds("T12")
@pytest.mark.parametrize(
    "page", ["money", "history", "messages", "where_i_live", "decision_records"]
)
def test_an_open_session_and_a_link_in_a_message_open_nothing_of_theirs(ann_and_rita, page):
    ann, rita = ann_and_rita
    browser = signed_in(rita)
    assert browser.get(reverse(page)).status_code == 200

    end(ann, rita)

    assert browser.get(reverse(page)).url == reverse("choose_person")
    assert browser.post(reverse(page), {}).url == reverse("choose_person")


@pytest.mark.holds("T12")
def test_a_program_that_names_the_person_finds_nothing_at_any_address(ann_and_rita, client):
    ann, rita = ann_and_rita
    _row, token = AuthToken.objects.create(user=rita.login)
    headers = {"Authorization": f"Bearer {token}", "X-Acting-For": str(ann.person_id)}
    assert client.get("/api/sources/", headers=headers).status_code == 200

    end(ann, rita)

    calls, bodies = described_calls(), CallBodies({})
    for door in call_doors():
        if CALLS[door.name].audience in (Audience.LIFE, Audience.GROUP, Audience.OWN):
            address = door.address.format(**dict.fromkeys(door.names, 1))
            body = (bodies.body(calls[door.name]) or {}) if door.is_write else {}
            call = getattr(client, door.method.lower())
            answer = call(address, body, headers=headers, **JSON if door.is_write else {})
            assert answer.status_code == 404, door.name


@pytest.mark.holds("T12")
@pytest.mark.parametrize("comes", ["back by the browser", "by the processor's word"])
def test_a_card_page_still_open_saves_no_card(core, ann_and_rita, comes):
    ann, rita = ann_and_rita
    source = make_source(ann, SourceKind.OWN, Rail.CARD)
    browser = signed_in(rita)
    hosted = browser.post(reverse("source_card", args=[source.pk])).url
    end(ann, rita)

    page = inprocess.save_card(core, hosted, WORKS)
    if comes == "back by the browser":
        back = browser.get(page.location.removeprefix("http://testserver"))
        assert back.url == reverse("choose_person")
    else:
        card = SavedCard.objects.get()
        complete_by_event(card)

    assert saved_card_for(source.pk) is None


def complete_by_event(card: SavedCard) -> None:
    """The processor says that the page is done: nobody is signed in."""
    complete_card_setup(checkout_session_id=card.checkout_session_id, by=SYSTEM, now=NOW)
    card.refresh_from_db()
    assert card.state == CardState.ABANDONED


@pytest.mark.holds("T12")
def test_a_page_that_was_opened_by_other_hands_is_not_ones_own(core, ann_and_rita):
    """Ann opens a page of her own, and the one that Rita left open saves nothing."""
    ann, rita = ann_and_rita
    source = make_source(ann, SourceKind.OWN, Rail.CARD)
    address = reverse("source_card", args=[source.pk])
    left_open = signed_in(rita).post(address).url
    end(ann, rita)

    own = signed_in(ann).post(address).url

    assert own != left_open
    page = inprocess.save_card(core, own, WORKS)
    signed_in(ann).get(page.location.removeprefix("http://testserver"))
    assert saved_card_for(source.pk) is not None


@pytest.mark.holds("T12")
def test_a_job_that_was_asked_for_by_them_does_nothing(core, ann_and_rita):
    """The card that they would have saved is asked for by the worker as well."""
    ann, rita = ann_and_rita
    source = make_source(ann, SourceKind.OWN, Rail.CARD)
    hosted = signed_in(rita).post(reverse("source_card", args=[source.pk])).url
    inprocess.save_card(core, hosted, WORKS)
    end(ann, rita)

    work_off(NOW)

    assert saved_card_for(source.pk) is None
