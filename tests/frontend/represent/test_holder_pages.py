"""Whatever a holder can press, whoever acts for them can press: it opens, it works, and the
record says who did it for whom. Every page that takes something is in a presses_….py, or in
NOT_THEIRS."""

import inspect
import re

import pytest
from django.db import transaction
from django.urls import reverse

from community.audit.deeds import deeds_by_value, is_told
from community.audit.models import AuditEntry
from community.messaging.models import Message
from community.messaging.queries.contact_plans import contact_plan_of
from community.people.actions.audit_lines import deed_key
from community.people.states import RepresentationScope
from tests.factories.cards import use_standin
from tests.factories.how_put import READ_ALOUD
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_someone
from tests.frontend.pages_that_take import pages, takes_something
from tests.frontend.visiting import set_clock, signed_in

from .presses_in_groups import IN_GROUPS
from .presses_of_money import OF_MONEY
from .presses_of_places import OF_PLACES
from .pressing import page_of_button, press_on_page

LOOK, SUGGEST, DECIDE, PAY = RepresentationScope
LESSER = (LOOK, SUGGEST, DECIDE)
# How far one must be allowed to go for it, where that is not to decide.
NEEDS = {
    "change_source": PAY,  # what is overwritten is seen
    "money_stop": PAY,  # it frees the person's own money again
    "ask_listing": SUGGEST,
    "write_to_group": SUGGEST,
    "conversation": SUGGEST,
    "offer_messages": SUGGEST,
    "pool_card": PAY,
    "pool_pledge": PAY,  # out of the person's own money
    "pool_question": PAY,
    "source_card": PAY,
    "add_idea": SUGGEST,
    "start_brief": SUGGEST,
    "what_helps": SUGGEST,
    "copy": LOOK,  # asked in writing, and reviewed
    "write_decision_down": SUGGEST,
}
PRESSES = IN_GROUPS | OF_MONEY | OF_PLACES
# Sign-in, and the pages of whoever works here or runs something.
OTHERS = ("account/", "staff/", "demo/", "api/", "provide/", "paper/", "connect/", "office/")

NOT_THEIRS = {
    **dict.fromkeys(
        (
            *("add_team", "team_worker", "team_worker_end", "team_deputy", "team_agreement"),
            *("team_agreement_end", "team_key", "team_key_answers", "team_key_end"),
        ),
        "a council’s officer’s: tests/frontend/refer/test_teams.py",
    ),
    "group_pictures": "a file is sent: tests/frontend/pictures",
    "take_down_from_group": "the same",
    "group_picture_look_again": "the same",
    "agree_to_be_seen": "nobody agrees to be seen in somebody's place (P122)",
    "take_back_picture_of_me": "a press that protects: tests/frontend/pictures",
    "picture_agreement": "by whoever has the address that was given to somebody in it",
    "calendar_titles": "the person's own word: what a calendar shows of their life",
    "end_calendar_link": "of another's calendar: their own they end where they made it",
    "calendar_links": "a link for whoever presses it: tests/frontend/account/test_calendar_feeds",
    "come_without_account": "by anybody, with no account",
    "refer_to_listing": "by whoever signed in, also about somebody else: tests/frontend/refer",
    "referral_end": "of whoever sent it: tests/frontend/refer",
    "answer": "by whoever has the link in a mail",
    "please_check": "of a listing, by anybody, for nobody's life",
    "claim_listing": "of a listing, by whoever runs it, for themselves",
    "object_to_listing": "of a listing, by anybody, without an account",
    "join_on_paper": "entered by somebody who works in the area",
    "visit_told": "for whoever visits",
    "visit_taken_back": "for whoever visits",
    "visit_going": "for whoever visits",
    "sheet_to_print": "for whoever posts it",
    "sheet_posted": "for whoever posts it",
    "visit_life": "for whoever visits",
    "people_visited": "for whoever visits",
    "visit_reach": "for whoever visits",
    "in_here_twice": "for whoever visits",
    "one_person": "for whoever visits",
    "concern": "for the safeguarding lead",
    "concerns_read": "for the safeguarding lead",
    "concern_read": "for the safeguarding lead",
    "area_open": "for whoever runs the site",
    "let_words_through": "for whoever looks at words for strangers",
    "hold_words_back": "for whoever looks at words for strangers",
    "pool_cancel": "for the provider and a connector: nobody who is in it calls it off alone",
    "money_check": "for anybody whom a letter asks for money, signed in or not",
    "options": "nobody signs in for it, and nothing of it is kept",
    "make_option_sheet": "a sheet is of nobody: it says neither for whom nor why",
    "what_stopped_me": "counted by the month, and of nobody",
    "report_need": "nobody signs in for it, and it is kept of nobody",
    "choose_person": "how one begins to act for somebody",
    "ask_to_act": "asked by a login for itself",
    "agree_to_act": "the person's own word: nobody agrees through another's hands",
    "end_acting": "by either of the two, in their own name",
    "authority_seen": "for whoever works here",
    "authority_told": "for whoever works here",
    "authority_end": "for whoever works here",
    "second_person": "for whoever works here",
    "visit_back_in": "for whoever works here",
    "back_in_stop": "for whoever works here",
    "not_me": "by whoever reads the old address: how one signs in is nobody else's",
    "ask_for_own_deeds": "a login's own, once it acts no more",
    "records_request": "for whoever reviews or gives records",
    "give_reference": "the person's own: nobody lets another ask through their own hands",
    "booking_hide": "the person's own word: what is kept from whoever acts for them",
    "booking_show": "the person's own word: what is kept from whoever acts for them",
    "decision_not_wanted": "the person's own word, or entered for them from paper",
    "decision_confirmed": "by the other of two who decide only together",
    "do_by_decision": "by whoever wrote it down, who may only suggest",
    "through_whom": "how they are reached is read by nobody who acts for them",
    "contact_plan": "the person's own word: nobody turns another's messages to themselves",
    "begin_as_person": "a login's own beginning",
    "settings": "the person's own",
    "how_pages_look": "of one browser, whoever uses it",
    "leave_everything": "the person's own word: nobody leaves another's life for them",
    "throw_away": "a login's own: what it typed and has not sent",
    "plan_listing": "leads to add_date, and does nothing itself",
    "group_ask_listing": "leads to start_brief, and does nothing itself",
    "join": "leads to join_by_code, and does nothing itself",
    "add_source": "leads to add_source_of, and does nothing itself",
    "keep_search": "what somebody looks for is read by nobody who acts for them",
    "change_search": "the same",
    "want_search": "the same",
    "stop_search": "the same",
    "offer_peer": "the person's own word: nobody offers another's time, or tells their story",
    "answer_peer": "the same",
    "talk_to_have": "for whoever talks with them",
    "record_talk": "for whoever talks with them",
    "complain": "the person's own word: it may be about whoever acts for them",
    "complaint_to_answer": "for whoever answers complaints",
    "raise_concern": "by whoever is worried: in nobody's history, so that nobody reads it there",
}


@pytest.fixture
def core(db, monkeypatch):
    set_clock(NOW)
    return use_standin(monkeypatch)


@pytest.mark.holds("fault:A2", "fault:N5")
@pytest.mark.parametrize("name", PRESSES)
def test_whoever_acts_presses_what_the_holder_can(core, name):
    ann = make_someone("ann")
    build = PRESSES[name]
    told = build(ann, core) if len(inspect.signature(build).parameters) > 1 else build(ann)
    address = reverse(name, args=told.args) + told.query
    may = {scope for scope in LESSER if is_done_by(scope, ann, address, told)}
    assert may == {scope for scope in LESSER if scope >= NEEDS.get(name, DECIDE)}
    rita = act_for(ann, scope=RepresentationScope.PAY)
    client = signed_in(rita)
    before = AuditEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

    done = press_on_page(client, page_of_button(name, told), told, to=address)

    assert done.status_code == 302, re.findall(r'<a href="#[^>]*>([^<]*)', done.text)
    new = AuditEntry.objects.filter(pk__gt=before, for_person=ann.person_id)
    by = {(deed.login_id, deed.representation_id, deed.on_paper) for deed in new}
    assert by == {(rita.login_id, rita.representation.pk, False)}
    assert told.deed in set(new.values_list("deed", flat=True))
    history = client.get(reverse("history")).content.decode()
    assert "by rita, for you" in history
    assert [deed for deed in new if is_untold(deed, by=rita)] == []


def is_done_by(scope, ann, address, told):
    """Whether whoever may go as far as this does it by sending it; and leaves nothing behind."""
    with transaction.atomic():
        rob = act_for(ann, f"{scope.name}-hands", scope=scope)
        answer = signed_in(rob).post(address, told.typed | (READ_ALOUD if told.is_put else {}))
        is_written = AuditEntry.objects.filter(login_id=rob.login_id, for_person=ann.person_id)
        is_done = is_written.exclude(deed="request_representation").exists()
        assert is_done or answer.status_code in (404, 409, 422)
        transaction.set_rollback(True)
    return is_done


def is_untold(entry, by):
    """A deed by other hands, of which no message tells the person, and which is on no short list of
    those that need none. Whoever did it is kept from telling it."""
    deed = deeds_by_value()[entry.deed]
    told_of = Message.objects.filter(key=deed_key(entry.pk), person_id=entry.for_person)
    by_whom = list(told_of.values_list("not_told_by_login_id", flat=True))
    words = [str(deed.label) in message.text for message in told_of]
    return (by_whom, words) != (([by.login_id], [True]) if is_told(deed) else ([], []))


@pytest.mark.holds("fault:A2")
def test_what_needs_no_word_to_the_person_says_why():
    untold = [deed for deed in deeds_by_value().values() if not is_told(deed)]

    assert {deed.value for deed in untold} == {
        *("request_representation", "agree_to_representation", "end_representation"),
        *("record_told", "give_reference", "create_api_key", "end_api_key", "record_decision"),
        *("do_by_decision", "supersede_decision", "start_brief", "edit_brief"),
        *("request_slow_change", "say_died", "see_death", "refute_death", "tell_of_death"),
        "note_estate_reached",
    }
    assert all(type(deed).not_told()[deed] for deed in untold)


def test_what_only_the_person_may_say_is_refused_in_words_before_it_is_typed(core):
    ann = make_someone("ann")
    client = signed_in(act_for(ann, scope=RepresentationScope.PAY))
    before = contact_plan_of(ann.person_id)

    opened = client.get(reverse("contact_plan"))
    done = client.post(reverse("contact_plan"), {"channel": "email", "address": "r@example.org"})

    assert (opened.status_code, done.status_code) == (409, 409)
    assert "Only ann can see this." in opened.text
    assert contact_plan_of(ann.person_id) == before


@pytest.mark.holds("T18")
def test_every_page_that_takes_something_is_pressed_or_named():
    theirs = pages(*OTHERS)
    takes = {pattern.name for _address, pattern in theirs if takes_something(pattern)}

    assert takes - set(PRESSES) - set(NOT_THEIRS) == set()
    assert set(PRESSES) & set(NOT_THEIRS) == set()
    assert set(PRESSES) | set(NOT_THEIRS) <= {pattern.name for _address, pattern in theirs}
