"""Every operation that writes asks a scope: who may look writes nothing, who may suggest only what
suggestions are. Each is called with what it takes, so that nothing but its rule refuses it."""

import pytest
from django.urls import resolve

from community.audit.models import AuditEntry
from community.people.rules.authority import NotYours
from community.people.states import RepresentationScope
from pooling.payments.actions.cards import complete_card_setup
from pooling.payments.models.cards import SavedCard
from pooling.payments.states.cards import CardState
from pooling.payments.states.charges import Rail
from pooling.pools.actions.source_cards import start_source_card
from pooling.pools.states import SourceKind
from standin import inprocess
from tests.factories.cards import BACK, CANCEL, WORKS, use_standin
from tests.factories.how_put import READ_ALOUD
from tests.factories.pools import make_source
from tests.factories.representations import act_for
from tests.factories.shown import group_digest, pool_digest
from tests.factories.supply import NOW, make_someone
from tests.frontend.visiting import set_clock

from .scope_world import Looker, Marked, addresses, make_marked

LOOK, SUGGEST = RepresentationScope.LOOK, RepresentationScope.SUGGEST
# A login's own, for nobody whom it acts for.
OWN = {
    "concerns": "whoever is worried",
    "complaints": "a person's own word; nobody who acts for them reads it",
    "copy_requests": "asked in writing, and reviewed",
    "representation-list": "asked by a login for itself",
    "representation-end": "by either of the two, in their own name",
}
# Of whoever runs something, for itself.
PROVIDERS = {"cancel_pool", "offer-list", "offer-answer", "offer-change", "offer-withdraw"}
# A link of their own to what they may read: nothing of the person's is changed by it (P120).
OF_WHOEVER_READS = {"calendar_links"}
SUGGESTIONS = {
    *("brief-list", "decision_record-list", "me", "offer-ask", "conversation"),
    "group_ideas",
}
# What whoever may decide does not: what pays, or frees money; and what only the person may say.
PAYS = {"source", "source_card_look"}
ONLY_THEIRS = {
    *("kept_search-list", "kept_search-detail", "kept_search-want", "kept_search-stop"),
    "decision_record-not-wanted",
    "leaving",
    "peer_offers",
    "peer_answer",
    "my-place-hide",
    "my-place-show",
    "representation-reference",
}
WHAT = {"what": "A walk", "when_words": "Tuesdays", "where_words": "Near us"}
DAY, SOON = "2027-06-01", "2027-05-12"


def bodies(marked: Marked) -> dict[str, dict]:
    """What an operation takes, where it takes something."""
    ids = marked.world.ids
    known = {"known_as": "Ann", "agrees": True}
    digest = pool_digest(marked.world.pool.pk, marked.world.ann.person_id)
    part = {"source_id": ids["source_id"], "pence": 1600}
    return {
        "answer": {"yes": False},
        "another_way": {"kind": "grant", "may_see_most": False},
        "brief-choose": {"closes_on": SOON} | READ_ALOUD,
        **dict.fromkeys(("brief-close", "brief-publish", "brief-stop"), READ_ALOUD),
        "brief-detail": WHAT,
        "life_event-list": {"kind": "hospital", "since": NOW.date().isoformat()},
        "brief-list": WHAT | {"group": ids["group_id"]},
        "cancel_pool": {"typed": "0.00", "reason": "shut"},
        "decision_record-list": {
            "question": "Come?",
            "chosen": "Yes",
            "basis": "supported",
            "kind": "ordinary",
            "what_they_showed": "A nod.",
            "interpreted_by": "nobody",
        },
        "decision-ballot": {"approves": []},
        "decision_record-confirm": {"agrees": True},
        "group-invites": {"is_card": False},
        "group-join": known | {"digest": group_digest(ids["group_id"])},
        "group-list": known
        | READ_ALOUD
        | {"name": "Walkers", "postcode": "ZZ1 1AA", "how_often": "weekly"},
        "date-detail": {"title": "A walk"},
        "date-off": {"and_later": False},
        "date-coming": {"coming": True},
        "group_notes": {"words": "Tuesday was good"},
        "choose_words": {"hears_words": "each_week"},
        "group_dates": {"title": "A walk", "starts_at": f"{DAY}T10:30:00+01:00"},
        "group_ideas": {"picture": "walk"},
        "like_ideas": {"likes": []},
        "explain_idea": {"words": "It is too far."},
        "what_matters": {"lines": ["A seat"]},
        **dict.fromkeys(
            ("talks", "talk"),
            {"about": "money", "with_whom": 1, "way": "call", "day": "2027-05-05"},
        ),
        "group_review": {"wish": "yes"},
        "peer_offers": {"did": "shared_cost", "place_words": "Library", "when_words": "ten"}
        | known,
        "peer_talks": {"did": "shared_help"} | known,
        "peer_answer": {"day": "2027-05-06"},
        "group-rest": {"rests": True},
        "group-short-name": {"short_name": "Tuesday"},
        "own_post": {"sheet": "leave"},
        "group-open": {"is_open": False} | READ_ALOUD,
        "end_group": {"reason": "done", **READ_ALOUD},
        "go_on": READ_ALOUD,
        "next_step": {"kind": "talk"},
        "ask_removal": {
            "member_id": ids["fellow_id"],
            "about": "other",
            "words": "Shouts",
            "by_group": False,
        },
        "my_place": {"words": "It was not me"},
        "who_stays": {"stays": True, "digest": "x", **READ_ALOUD},
        "group-pause": {"pauses": True},
        "group-beginning": {"begins": "hello"} | READ_ALOUD,
        "group-hello": {"newcomer_id": 1},
        "pool_call_off": {"typed": "0.00", "options": [], "digest": "x", **READ_ALOUD},
        "join": known | {"code": "ABCDE12345", "digest": "x"},
        "me": {"helps": ["quiet"]},
        "my-place-otherwise": {"words": "It was shorter."},
        "motion-answer": {"agrees": False},
        **dict.fromkeys(
            ("ask_listing", "write_to_group", "conversation", "visit_reply"),
            {"words": "Is there a lift?"},
        ),
        "visit_how": {"happened": True},
        "visit_good": {"lines": ["A chair near the door"]},
        "referral_lines": {"lines": []},
        "visit_safety": {"first": "The dog is in the kitchen"},
        "refer_to_listing": {
            "referrer_kind": "oneself",
            "called": "Ann",
            "postcode": "ZZ1 1AA",
            "line": "A warm meal",
        },
        "calendar_link": {"shows_all": False},
        "come_to_listing": known,
        "wait_for_listing": {"opens_on": "2027-06-01"},
        "waiting_place": known,
        "ask_for_oneself": known | READ_ALOUD | {"postcode": "ZZ1 1AA", "when_words": "Tuesdays"},
        "go_on_alone": {"offer": ids["offered_to_one_id"]},
        "conversation_close": {"is_closed": True},
        "report_words": {"wrong": "other"},
        "hide_words": {"is_hidden": True},
        "block_member": {"member_id": ids["fellow_id"]},
        "offer-ask": {"words": "Is there a lift?"},
        "pledge": {"max_pence": 1600, "parts": [part], "digest": digest},
        "representation-agree": {"digest": "x"},
        "pool_card": {"source_id": ids["source_id"]},
        "pool_cover": {"options": [], "digest": "x"},
        "pools": {"offer_id": ids["offer_id"], "closes_on": DAY},
        "representation-told": {"told_on": "2027-05-04", "with_words": "Alone"},
        **dict.fromkeys(
            ("kept_search-list", "kept_search-detail"), {"words": "choir", "postcode": "ZZ1 1AA"}
        ),
        "suggestion-answer": {"takes_up": True},
        "source": {"amount_pence": 100},
        "source_keep_more": {"more_pence": 100},
        "sources": {"kind": "own", "rail": "card"},
    }


def writes(marked: Marked) -> list[tuple[str, int, bool, str]]:
    """(operation, status, whether a deed was written, why not) of each method but reading."""
    looker, sent = Looker.of(marked.reader), bodies(marked)
    answers = []
    for name, address in addresses(marked):
        if not name.startswith("api:") or name == "api:front" or not _is_of_a_life(address):
            continue
        for method in ("post", "put", "patch", "delete"):
            before = AuditEntry.objects.count()
            call = getattr(looker.program, method)
            body = sent.get(name.removeprefix("api:"), {})
            answer = call(address, body, content_type="application/json")
            begins_own_life = (name, method) == ("api:me", "post")
            if answer.status_code != 405 and not begins_own_life:
                written = AuditEntry.objects.count() > before
                code = answer.json().get("code", "") if answer.status_code >= 400 else ""
                answers.append((name.removeprefix("api:"), answer.status_code, written, code))
    return answers


def _is_of_a_life(address: str) -> bool:
    """Not for a role, nor of a login for itself."""
    view = resolve(address).func
    needs = getattr(getattr(view, "cls", None) or view.view_class, "needs", None)
    return getattr(needs, "name", "") in ("PERSON", "SIGN_IN")


@pytest.fixture
def core(db, monkeypatch):
    set_clock(NOW)
    return use_standin(monkeypatch)


@pytest.mark.holds("fault:A13", "fault:N5")
@pytest.mark.parametrize(("scope", "may"), [(LOOK, set()), (SUGGEST, SUGGESTIONS)])
def test_every_operation_that_writes_asks_how_far_an_authority_goes(core, scope, may):
    answers = writes(make_marked(core, scope))

    others = [each for each in answers if each[0] not in OWN.keys() | PROVIDERS]
    assert len(others) > 30
    # A fault of shape proves nothing.
    assert {name for name, status, *_rest in others if status == 400} == set()
    done = {name for name, status, written, _code in others if written or status < 300}
    assert done - OF_WHOEVER_READS == may


@pytest.mark.holds("fault:A13", "fault:N5")
def test_whoever_may_decide_does_all_but_what_pays_and_what_only_the_person_says(core):
    answers = writes(make_marked(core, RepresentationScope.DECIDE))

    others = [each for each in answers if each[0] not in OWN.keys() | PROVIDERS]
    assert {name for name, status, *_rest in others if status == 400} == set()
    refused = {name for name, *_rest, code in others if code == "not_yours_to_do"}
    assert refused == PAYS | ONLY_THEIRS
    done = {name for name, status, written, _code in others if written or status < 300}
    assert not done & refused
    assert len(done) > 3 * len(SUGGESTIONS), done


@pytest.mark.holds("fault:A13")
@pytest.mark.parametrize("scope", [LOOK, SUGGEST, RepresentationScope.DECIDE])
def test_only_who_may_pay_asks_the_card_company_whether_a_card_was_saved(core, scope):
    ann = make_someone("ann")
    source = make_source(ann, SourceKind.OWN, Rail.CARD)
    rita = Looker.of(act_for(ann, scope=scope))
    page = {"success_url": BACK, "cancel_url": CANCEL}
    url = start_source_card(source_id=source.pk, **page, by=ann, now=NOW)
    inprocess.save_card(core, url, WORKS)
    card = SavedCard.objects.get(source_ref=source.pk)

    by_program = rita.program.post(f"/api/sources/{source.pk}/card/look/")
    back = f"/money/{source.pk}/card/back/?session={card.checkout_session_id}"
    by_page = rita.browser.get(back)
    with pytest.raises(NotYours):
        complete_card_setup(checkout_session_id=card.checkout_session_id, by=rita.by, now=NOW)

    card.refresh_from_db()
    assert (by_program.status_code, by_page.status_code) == (409, 409)
    assert card.state == CardState.ASKED
