"""Whatever a holder can press, whoever acts for them can press: it opens, it works, and the
record says who did it for whom. Every page that takes something is named here or in NOT_THEIRS."""

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.urls import reverse

from community.audit.models import AuditEntry
from community.messaging.queries import contact_plan_of
from community.people.acting import Acting
from community.people.states import RepresentationScope
from groups.actions.briefs import stop_taking_answers
from groups.actions.decisions import open_decision
from pooling.payments.states.charges import Rail
from pooling.pools.actions.opening import open_pool
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.states import PoolState, PrivateQuestionKind, SourceKind
from providers.actions.sessions import mark_not_coming
from providers.models.sessions import Session
from tests.factories.cards import use_standin
from tests.factories.demand import ask, make_brief, make_group, make_invite, offer_to
from tests.factories.demand import make_vetted as vetted
from tests.factories.places import HOME
from tests.factories.pools import (
    CLOSES_ON,
    make_card,
    make_chosen_offer,
    make_people,
    make_pool,
    make_source,
    say_yes,
)
from tests.factories.representations import act_for
from tests.factories.supply import (
    NOW,
    after,
    book,
    deliver,
    make_login,
    make_session,
    make_someone,
)
from tests.frontend.pages_that_take import pages, takes_something
from tests.frontend.visiting import day, set_clock, signed_in

YES = {"step": "yes"}
# Sign-in, and the pages of whoever works here or runs something.
OTHERS = ("account/", "staff/", "demo/", "api/", "provide/", "paper/", "connect/", "office/")

NOT_THEIRS = {
    "join_on_paper": "entered by somebody who works in the area",
    "visit_told": "for whoever visits",
    "concern": "for the safeguarding lead",
    "report_need": "nobody signs in for it, and it is kept of nobody",
    "choose_person": "how one begins to act for somebody",
    "ask_to_act": "asked by a login for itself",
    "agree_to_act": "the person's own word: nobody agrees through another's hands",
    "end_acting": "by either of the two, in their own name",
    "authority_seen": "for a connector or officer",
    "contact_plan": "the person's own word: nobody turns another's messages to themselves",
    "begin_as_person": "a login's own beginning",
    "group_ask_listing": "leads to start_brief, and does nothing itself",
    "join": "leads to join_by_code, and does nothing itself",
    "add_source": "leads to add_source_of, and does nothing itself",
    "raise_concern": "by whoever is worried: in nobody's history, so that nobody reads it there",
}


@dataclass(frozen=True)
class Press:
    """One page's address, what is typed in it, and the deed that comes of it."""

    deed: str
    args: list = field(default_factory=list)
    typed: dict = field(default_factory=dict)
    query: str = ""


PRESSES: dict[str, Callable[..., Press]] = {}


def press(name: str):
    def kept(build):
        PRESSES[name] = build
        return build

    return kept


@press("start_group")
def _(ann):
    make_group(make_someone("ben"))  # there is a place and an area
    words = {"name": "Walkers", "postcode": HOME, "how_often": "weekly", "purposes": ["company"]}
    return Press("start_group", [], words | {"known_as": "Ann", "agrees": "on"})


@press("join_group")
def _(ann):
    group = make_group(make_someone("ben"))
    return Press("join_group", [group.pk], {"known_as": "Ann", "agrees": "on"})


@press("join_by_code")
def _(ann):
    ben = make_someone("ben")
    code = make_invite(make_group(ben), ben).code
    return Press("join_group", [code], {"known_as": "Ann", "agrees": "on"})


@press("leave_group")
def _(ann):
    return Press("leave_group", [make_group(ann).pk])


@press("open_group")
def _(ann):
    return Press("close_group", [make_group(ann).pk], {"is_open": ""})


@press("invite")
def _(ann):
    return Press("make_invite", [make_group(ann).pk], {"is_card": ""})


@press("stop_invite")
def _(ann):
    return Press("stop_invite", [make_invite(make_group(ann), ann).pk])


WHAT = {"what": "A morning out", "when_words": "Tuesdays", "where_words": "Near us"}


@press("start_brief")
def _(ann):
    return Press("start_brief", [make_group(ann).pk], WHAT)


def draft(ann):
    return make_brief(make_group(ann), ann)


@press("brief_what")
def _(ann):
    return Press("edit_brief", [draft(ann).pk], WHAT)


@press("brief_who")
def _(ann):
    return Press("edit_brief", [draft(ann).pk], {"requirements": ["quiet"]})


@press("brief_answers")
def _(ann):
    by = day("answers_by", date(2027, 5, 18))
    return Press("edit_brief", [draft(ann).pk], {"good_looks_like": "We laugh."} | by)


@press("brief_send")
def _(ann):
    return Press("publish_brief", [draft(ann).pk])


@press("brief_close")
def _(ann):
    return Press("close_brief", [ask(make_group(ann), ann).pk])


def with_offer(ann):
    brief = ask(make_group(ann), ann)
    return brief, offer_to(brief, *vetted())


@press("brief_stop")
def _(ann):
    return Press("stop_taking_answers", [with_offer(ann)[0].pk])


@press("offer_messages")
def _(ann):
    return Press("ask_about_offer", [with_offer(ann)[1].pk], {"words": "Is there a lift?"})


@press("open_choice")
def _(ann):
    brief, _offer = with_offer(ann)
    stop_taking_answers(brief_id=brief.pk, by=ann, now=NOW)
    return Press("open_decision", [brief.pk], day("closes_on", date(2027, 5, 12)) | {"quorum": "1"})


@press("choose")
def _(ann):
    brief, offer = with_offer(ann)
    stop_taking_answers(brief_id=brief.pk, by=ann, now=NOW)
    open_decision(brief_id=brief.pk, by=ann, now=NOW)
    return Press("cast_ballot", [brief.pk], {"approves": [str(offer.pk)]})


@press("add_source_of")
def _(ann):
    return Press("add_source", ["own"], {"rail": "card", "called": "my money"})


def own(ann, rail=Rail.TRANSFER):
    return make_source(ann, SourceKind.OWN, rail)


@press("change_source")
def _(ann):
    return Press("change_source", [own(ann).pk], {"keep_aside_pence": "0"})


@press("end_source")
def _(ann):
    return Press("end_source", [own(ann).pk])


@press("source_card")
def _(ann):
    return Press("start_card_setup", [own(ann, Rail.CARD).pk])


@press("remove_card")
def _(ann, core):
    return Press("remove_saved_card", [make_card(core, ann).pk])


def the_four(ann) -> list[Acting]:
    return [ann, *make_people(3)]


@press("pool_open")
def _(ann):
    offer = make_chosen_offer(the_four(ann))
    closes_on = day("closes_on", date(2027, 6, 1))
    return Press("open_pool", [], closes_on | YES, f"?offer={offer.pk}")


def pool_of(ann):
    return make_pool(the_four(ann))


@press("pool_pledge")
def _(ann):
    pool, source = pool_of(ann), own(ann)
    typed = {"max_pence": "16", f"parts_{source.pk}": "16"}
    return Press("pledge", [pool.pk], typed | YES)


@press("pool_card")
def _(ann):
    return Press("start_card_setup", [pool_of(ann).pk, own(ann, Rail.CARD).pk])


def asked(ann):
    pool = pool_of(ann)
    said = say_yes(pool, ann, 1100, own(ann))
    kind, by = PrivateQuestionKind.LOW_MAXIMUM, NOW + timedelta(days=7)
    question = PrivateQuestion.objects.create(
        pledge=said, kind=kind, pence=1500, asked_at=NOW, answer_by=by
    )
    return [pool.pk, question.pk]


@press("pool_question")
def _(ann):
    return Press("answer_question", asked(ann), {"answer": "yes", "max_pence": "16"} | YES)


@press("pool_other_way")
def _(ann):
    return Press("request_another_way", asked(ann), {"kind": "grant", "may_see_most": ""})


@press("pool_leave")
def _(ann):
    pool = pool_of(ann)
    say_yes(pool, ann, 1600, own(ann))
    return Press("withdraw_pledge", [pool.pk])


@press("pool_cancel")
def _(ann):
    return Press("cancel_pool", [pool_of(ann).pk], {"typed": "0.00"})


def place_of(ann):
    voice = make_login("museum")
    session = make_session(voice)
    return voice, session, book(session, ann)


@press("booking_not_coming")
def _(ann):
    return Press("mark_not_coming", [place_of(ann)[2].pk])


@press("booking_coming")
def _(ann):
    place = place_of(ann)[2]
    mark_not_coming(booking_id=place.pk, by=ann, now=NOW)
    return Press("mark_coming", [place.pk])


def held(ann):
    voice, session, place = place_of(ann)
    deliver(Session.objects.get(pk=session.pk), voice, place)
    set_clock(after(session, hours=2))
    return [place.pk]


@press("booking_confirm")
def _(ann):
    return Press("confirm_session", held(ann))


@press("booking_dispute")
def _(ann):
    return Press("raise_session_dispute", held(ann), {"words": "It was shorter."})


@press("where_i_live")
def _(ann):
    make_group(make_someone("ben"))
    return Press("set_home_area", [], {"postcode": HOME})


@press("what_helps")
def _(ann):
    return Press("set_adjustments", [], {"own": "A quiet corner"})


# ---- the tests


@pytest.fixture
def core(db, monkeypatch):
    set_clock(NOW)
    return use_standin(monkeypatch)


@pytest.mark.parametrize("name", PRESSES)
def test_whoever_acts_presses_what_the_holder_can(core, name):
    ann = make_someone("ann")
    build = PRESSES[name]
    told = build(ann, core) if len(inspect.signature(build).parameters) > 1 else build(ann)
    rita = act_for(ann, scope=RepresentationScope.PAY)
    client, address = signed_in(rita), reverse(name, args=told.args) + told.query
    before = AuditEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

    opened = client.get(address)
    done = client.post(address, told.typed)

    assert opened.status_code in (200, 405)
    assert opened.status_code == 405 or b'method="post"' in opened.content
    assert done.status_code == 302, re.findall(r'<a href="#[^>]*>([^<]*)', done.text)
    new = AuditEntry.objects.filter(pk__gt=before, for_person=ann.person_id)
    by = {(deed.login_id, deed.representation_id, deed.on_paper) for deed in new}
    assert by == {(rita.login_id, rita.representation.pk, False)}
    assert told.deed in set(new.values_list("deed", flat=True))
    history = client.get(reverse("history")).content.decode()
    assert "by rita, for you" in history


def test_what_only_the_person_may_say_opens_and_is_refused_in_words(core):
    ann = make_someone("ann")
    client = signed_in(act_for(ann, scope=RepresentationScope.PAY))
    before = contact_plan_of(ann.person_id)

    opened = client.get(reverse("contact_plan"))
    done = client.post(reverse("contact_plan"), {"channel": "email", "address": "r@example.org"})

    assert (opened.status_code, done.status_code) == (200, 422)
    assert "There is a problem" in done.text
    assert contact_plan_of(ann.person_id) == before


def test_what_was_opened_for_somebody_is_theirs_to_cancel_by_any_hands(core):
    """And nobody else's, who may act for another member with the same hands."""
    ann, ben, *others = make_people(4)
    rita = act_for(ann, scope=RepresentationScope.PAY)
    offer = make_chosen_offer([ann, ben, *others])
    pool = open_pool(offer_id=offer.pk, closes_on=CLOSES_ON, by=rita, now=NOW)
    address = reverse("pool_cancel", args=[pool.pk])

    assert signed_in(ben).get(address).status_code == 404
    assert signed_in(rita).get(address).status_code == 200
    assert signed_in(ann).post(address, {"typed": "0.00"}).status_code == 302
    pool.refresh_from_db()
    assert pool.state == PoolState.CANCELLED


def test_every_page_that_takes_something_is_pressed_or_named():
    theirs = pages(*OTHERS)
    takes = {pattern.name for _address, pattern in theirs if takes_something(pattern)}

    assert takes - set(PRESSES) - set(NOT_THEIRS) == set()
    assert set(PRESSES) & set(NOT_THEIRS) == set()
    assert set(PRESSES) | set(NOT_THEIRS) <= {pattern.name for _address, pattern in theirs}
