"""A press that is done at once has a way back, or is looked over before it (fault J19)."""

import pytest
from django.urls import reverse

from providers.states import SessionState
from tests.access.pages import PAGES
from tests.factories.supply import after, book, make_login, make_session, make_someone
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

PROTECTS = "what stops or protects is one press (P18)"
HARMLESS = "takes nothing from anybody, and binds nobody"
# Each button without a page of its own: the route of the button that takes it back, or why it
# needs none.
WAYS_BACK = {
    "agree_to_act": "my_representatives",
    "answer_about_offer": HARMLESS,
    "area_open": "what it still needs stands above the button, and opening binds nobody",
    "ask_for_own_deeds": HARMLESS,
    "begin_as_person": HARMLESS,
    "booking_coming": "booking_not_coming",
    "booking_confirm": "booking_dispute",
    "booking_hide": "booking_show",
    "booking_let_off": "waived in one press (P27)",
    "booking_not_coming": "booking_coming",
    "booking_show": "booking_hide",
    "visit_withdraw": "come_to_listing",
    "visit_other_day": "visit_withdraw",
    "visit_safety_back": "visit_safety",
    "waiting_let_go": "they keep their turn, and are offered the next",
    "waiting_leave": "wait_for_listing",
    "brief_look_again": HARMLESS,
    "go_on_alone": "says yes to nothing; the yes after it has its own way back",
    "brief_stop": "needs a second of the group",
    "change_offer": "change_offer",
    "calendar_titles": "calendar_titles",
    "claim_withdraw": "claim_listing",
    "concerns_read": "the words come onto the page, and stay there",
    "concern_read": "the words stand above the button, and stay there",
    "connector_end_pause": "pause_newcomers",
    "connector_next_step": HARMLESS,
    "take_back_removal": "ask_removal",
    "go_on": "needs a second of the group",
    "connector_motion": "a second look at what one has proposed",
    "connector_newcomer": HARMLESS,
    "end_peer_talk": PROTECTS,
    "end_peer_offer": "offer_peer",
    "call_off_talk": "talk",
    "record_talk": HARMLESS,
    "nothing_to_add": HARMLESS,
    "take_back_idea": "add_idea",
    "date_on_again": "call_off_date",
    "conversation_close": "conversation_close",
    "hide_words": "hide_words",
    "look_again_at_reported": HARMLESS,
    "block_end": "block_member",
    "decision_confirmed": "decision_not_wanted",
    "decision_not_wanted": PROTECTS,
    "give_reference": HARMLESS,
    "group_look_again": HARMLESS,
    "take_down_from_listing": "listing_pictures",
    "take_down_from_group": "group_pictures",
    "listing_picture_look_again": HARMLESS,
    "group_picture_look_again": HARMLESS,
    "agree_to_be_seen": "take_back_picture_of_me",
    "take_back_picture_of_me": PROTECTS,
    "end_api_key": PROTECTS,
    "end_calendar_link": PROTECTS,
    "let_words_through": "a second look at what one has written, by its digest",
    "life_event_over": "life",
    "listing_pause": "listing_reopen",
    "listing_publish": "listing_pause",
    "listing_reopen": "listing_pause",
    "listing_take_down": "listing_reopen",
    "motion_word": "motion_word",
    "open_group": "open_group",
    "paper_decision_not_wanted": PROTECTS,
    "paper_hello": HARMLESS,
    "paper_helps_before": "paper_helps_before",
    "paper_invite": "paper_invite_stop",
    "paper_invite_stop": PROTECTS,
    "paper_joint_answer": "decision_not_wanted",
    "paper_look_again": HARMLESS,
    "paper_motion": "paper_motion",
    "paper_pause": "connector_end_pause",
    "paper_reference": HARMLESS,
    "paper_rest": "paper_rest",
    "pause_newcomers": "pause_newcomers",
    "remove_card": PROTECTS,
    "sheet_posted": "what is posted is posted; asked for again, it is posted again",
    "report_need": HARMLESS,
    "what_stopped_me": HARMLESS,
    "make_option_sheet": HARMLESS,
    "referral_end": "refer_to_listing",
    "my_referral_end": "come_to_listing",
    "rest": "rest",
    "say_coming": "say_coming",
    "say_hello": HARMLESS,
    "session_door": "somebody stands at the door: nobody is sent away again",
    "set_beginning": "set_beginning",
    "stop_invite": PROTECTS,
    "stop_search": PROTECTS,
    "want_search": "stop_search",
    "suggestion_answered": "what_helped_before",
    "team_agreement_end": "team_agreement",
    "team_key_end": PROTECTS,
    "team_worker_end": "team_worker",
    "throw_away": "what one threw away is gone, as its button says",
    "try_directory": "keeps nothing but what it found",
    "visit_going": "visit_going",
    "visit_taken_back": "visit_told",
    "visit_told": "visit_taken_back",
    "what_helped_before": "what_helps",
}


@pytest.mark.holds("fault:J19")
def test_each_button_that_has_no_page_of_its_own_has_a_way_back_or_a_reason():
    without_page = {
        name for name, row in PAGES.items() if isinstance(row, tuple) and row[0] is None
    }

    assert set(WAYS_BACK) == without_page
    assert {way for way in WAYS_BACK.values() if " " not in way} <= PAGES.keys()


@pytest.mark.holds("fault:J19")
def test_who_came_is_looked_over_before_everybody_is_told(db):
    voice, ann, bob = make_login("museum"), make_someone("ann"), make_someone("bob")
    session = make_session(voice)
    came, _missed = book(session, ann), book(session, bob)
    set_clock(after(session))
    client, page = signed_in(voice), reverse("provider_session", args=[session.pk])

    looked = client.post(page, {"came": [came.pk]})

    session.refresh_from_db()
    assert session.state == SessionState.PLANNED
    assert "this cannot be changed here afterwards" in words(looked)

    client.post(page, {"came": [came.pk], "step": "yes"})

    session.refresh_from_db()
    assert session.state == SessionState.DELIVERED


@pytest.mark.holds("fault:J19")
def test_what_cannot_be_recorded_is_not_looked_over(db):
    voice = make_login("museum")
    session = make_session(voice)

    early = signed_in(voice).post(reverse("provider_session", args=[session.pk]))

    assert early.status_code == 422
    assert "Look at it once more" not in words(early)
