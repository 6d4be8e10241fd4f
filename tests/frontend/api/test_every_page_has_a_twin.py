"""What can be done on a page can be done by program; where it cannot, it says here why not."""

import pytest

from tests.access.doors import description
from tests.frontend.pages_that_take import pages, takes_something

NOT_PAGES = ("account/", "staff/", "demo/", "api/")  # sign-in, the admin's, the demo's, the API

TWINS = {
    "report_need": "POST /missing/",
    "copy": "POST /copy-requests/",
    "ask_for_own_deeds": "POST /representations/{id}/statement/",
    "records_request": "POST /records/{id}/answer/",
    "raise_concern": "POST /concerns/",
    "concern_read": "POST /concerns/{concern_id}/read/",
    "area_open": "POST /areas-run/{area_id}/open/",
    "concern": "POST /concerns/{concern_id}/answer/",
    # groups and what they choose
    "start_group": "POST /groups/",
    "join_group": "POST /groups/{id}/join/",
    "leave_group": "POST /groups/{id}/leave/",
    "leave_everything": "POST /me/leaving/",
    "life": "POST /life-events/",
    "life_event_over": "POST /life-events/{id}/over/",
    "through_whom": "GET /me/through/",
    "in_here_twice": "GET /visits/{person_id}/twice/{other_id}/",
    "one_person": "POST /visits/{person_id}/twice/{other_id}/",
    "people_visited": "GET /visits/people/",
    "visit_reach": "POST /visits/{person_id}/reach/",
    "paper_reach": "POST /paper/{code}/reach/",
    "visit_life": "POST /visits/{person_id}/life-events/",
    "paper_life": "POST /paper/{code}/life-events/",
    "paper_back_in": "POST /paper/{code}/back-in/",
    "visit_back_in": "POST /visits/{person_id}/back-in/",
    "not_me": "POST /back-in/not-me/",
    "back_in_stop": "POST /changes/{id}/stop/",
    "booking_life": "POST /places/{booking_id}/life-events/",
    "estate": "POST /life-events/{life_event_id}/estate/",
    "estate_reached": "POST /life-events/{life_event_id}/estate/reached/",
    "estate_statements": "GET /life-events/{life_event_id}/estate/",
    "estate_statement_file": "GET /life-events/{life_event_id}/estate/",
    "death_told": "POST /life-events/{life_event_id}/told/",
    "rest": "POST /groups/{id}/rest/",
    "short_name": "PUT /groups/{id}/short-name/",
    "paper_short_name": "PUT /paper/{code}/short-name/",
    "pause_newcomers": "POST /groups/{id}/pause/",
    "connector_end_pause": "POST /groups-paused/{id}/end/",
    "say_hello": "POST /groups/{id}/hello/",
    "set_beginning": "POST /groups/{id}/beginning/",
    "group_words": "PATCH /groups/{id}/",
    "group_look_again": "POST /groups/{id}/look-again/",
    "connector_newcomer": "POST /newcomers/{id}/answer/",
    "open_group": "POST /groups/{id}/open/",
    "invite": "POST /groups/{id}/invites/",
    "stop_invite": "POST /invites/{id}/stop/",
    "join_by_code": "POST /join/",
    "start_brief": "POST /briefs/",
    "brief_what": "PATCH /briefs/{id}/",
    "brief_who": "PATCH /briefs/{id}/",
    "brief_answers": "PATCH /briefs/{id}/",
    "brief_send": "POST /briefs/{id}/publish/",
    "brief_stop": "POST /briefs/{id}/stop/",
    "brief_look_again": "POST /briefs/{id}/look-again/",
    "let_words_through": "POST /looks/{id}/pass/",
    "hold_words_back": "POST /looks/{id}/hold-back/",
    "brief_close": "POST /briefs/{id}/close/",
    "offer_messages": "POST /offers/{id}/ask/",
    "open_choice": "POST /briefs/{id}/choose/",
    "choose": "POST /decisions/{id}/ballot/",
    "motion_word": "POST /motions/{id}/answer/",
    "connector_motion": "POST /groups-to-second/{id}/answer/",
    "paper_motion": "POST /paper/{code}/motions/{motion_id}/",
    "change_that_waits": "POST /changes/{id}/stop/",
    # money
    "add_source_of": "POST /sources/",
    "change_source": "PUT /sources/{source_id}/",
    "keep_more": "POST /sources/{source_id}/keep-more/",
    "end_source": "POST /sources/{source_id}/end/",
    "money_stop": "POST /money-stops/{stop_id}/put-back/",
    "source_card": "POST /sources/{source_id}/card/",
    "remove_card": "DELETE /sources/{source_id}/card/",
    "pool_open": "POST /pools/",
    "pool_pledge": "PUT /pools/{pool_id}/pledge/",
    "pool_card": "POST /pools/{pool_id}/card/",
    "pool_question": "POST /questions/{question_id}/answer/",
    "pool_other_way": "POST /questions/{question_id}/another-way/",
    "pool_leave": "DELETE /pools/{pool_id}/pledge/",
    "pool_call_off": "PUT /pools/{pool_id}/call-off/",
    "paper_call_off": "PUT /paper/{code}/costs/{pool_id}/call-off/",
    "pool_cover": "PUT /pools/{pool_id}/cover/",
    "paper_cover": "PUT /paper/{code}/costs/{pool_id}/cover/",
    "pool_cancel": "POST /pools/{pool_id}/cancel/",
    "help_request": "POST /help-requests/{help_id}/answer/",
    "fund_holder": "POST /office/lines/",
    # paper
    "join_on_paper": "POST /paper/join/",
    "paper_choose": "POST /paper/{code}/choose/{decision_id}/",
    "paper_pause": "POST /paper/{code}/pause/",
    "paper_look_again": "POST /paper/{code}/look-again/{brief_id}/",
    "paper_hello": "POST /paper/{code}/hello/",
    "paper_rest": "POST /paper/{code}/rest/",
    "paper_leave": "POST /paper/{code}/leave/",
    "paper_pool": "PUT /paper/{code}/costs/{pool_id}/yes/",
    "paper_source": "POST /paper/{code}/costs/{pool_id}/money/",
    "paper_pool_leave": "POST /paper/{code}/costs/{pool_id}/leave/",
    "paper_source_end": "POST /paper/{code}/stops/money/{source_id}/",
    "paper_keep_aside": "PUT /paper/{code}/stops/aside/{source_id}/",
    "paper_hidden_date": "PUT /paper/{code}/stops/hidden/{booking_id}/",
    "paper_not_coming": "POST /paper/{code}/stops/place/{booking_id}/",
    "paper_put_back": "POST /paper/{code}/stops/back/{stop_id}/",
    "paper_change_stop": "POST /paper/{code}/stops/change/{change_id}/",
    "paper_leave_everything": "POST /paper/{code}/stops/everything/",
    "paper_question": "POST /paper/{code}/questions/{question_id}/answer/",
    "paper_other_way": "POST /paper/{code}/costs/{pool_id}/another-way/",
    # whoever offers something
    "provide_register": "POST /providers/",
    "listing_new": "POST /my-listings/",
    "listing_step": "PATCH /my-listings/{id}/",
    "listing_publish": "POST /my-listings/{id}/publish/",
    "listing_pause": "POST /my-listings/{id}/pause/",
    "listing_take_down": "POST /my-listings/{id}/withdraw/",
    "listing_reopen": "POST /my-listings/{id}/reopen/",
    "write_offer": "POST /offers/",
    "review_offer": "POST /offers/",
    "change_offer": "POST /offers/{id}/change/",
    "answer_about_offer": "POST /offers/{id}/answer/",
    "withdraw_offer": "POST /offers/{id}/withdraw/",
    "provider_session": "POST /sessions/{id}/delivered/",
    "session_did_not_happen": "POST /sessions/{id}/not-delivered/",
    "session_door": "POST /sessions/{id}/door/",
    "session_call_off": "POST /sessions/{id}/call-off/",
    "booking_told": "POST /places/{booking_id}/not-coming/",
    "booking_let_off": "POST /places/{booking_id}/let-off/",
    "provider_pool_price": "PUT /provider-pools/{pool_id}/prices/",
    "provider_pool_terms": "PUT /provider-pools/{pool_id}/terms/",
    "provider_pool_stop": "POST /provider-pools/{pool_id}/people/{pledge_id}/stop/",
    "provider_open_account": "POST /providers/{provider_id}/card-account/",
    "money_check": "POST /money-checks/",
    "provider_billing": "PUT /providers/{provider_id}/billing/",
    "fund_holder_invoicing": "PUT /office/areas/{area_id}/invoicing/",
    "provider_bank_details": "PUT /providers/{provider_id}/bank-details/",
    "provider_bank_details_stop": "POST /providers/{provider_id}/bank-details/stop/",
    "provider_transfer": "POST /transfers/{transfer_id}/arrived/",
    "provider_transfer_back": "POST /transfer-refunds/{refund_id}/sent/",
    "provider_invoices": "POST /invoices/",
    "check": "POST /checks/",
    "session_dispute": "POST /disputes/{dispute_id}/",
    # going
    "booking_hide": "POST /my-places/{id}/hide/",
    "booking_show": "POST /my-places/{id}/show/",
    "booking_not_coming": "POST /my-places/{id}/not-coming/",
    "booking_coming": "POST /my-places/{id}/coming/",
    "booking_confirm": "POST /my-places/{id}/it-happened/",
    "booking_dispute": "POST /my-places/{id}/otherwise/",
    "visit_told": "POST /visits/told/",
    "visit_taken_back": "POST /visits/told/back/",
    "visit_going": "POST /visits/{person_id}/going/",
    # who acts, and what they say of themselves
    "ask_to_act": "POST /representations/",
    "agree_to_act": "POST /representations/{id}/agree/",
    "authority_seen": "POST /representations/{id}/agree/",
    "authority_told": "POST /representations/{id}/told/",
    "authority_end": "POST /representations/{id}/end/",
    "second_person": "POST /approvals/{id}/answer/",
    "write_decision_down": "POST /decision-records/",
    "do_by_decision": "POST /decision-records/{id}/do/",
    "decision_not_wanted": "POST /decision-records/{id}/not-wanted/",
    "decision_confirmed": "POST /decision-records/{id}/confirm/",
    "paper_decision": "POST /paper/{code}/decision-records/",
    "paper_joint_answer": "POST /paper/{code}/decision-records/{record_id}/confirm/",
    "paper_decision_not_wanted": "POST /paper/{code}/decision-records/{record_id}/not-wanted/",
    "give_reference": "POST /representations/reference/",
    "end_acting": "POST /representations/{id}/end/",
    "begin_as_person": "POST /me/",
    "contact_plan": "PATCH /me/",
    "where_i_live": "PATCH /me/",
    "what_helps": "PATCH /me/",
    "what_helped_before": "POST /suggestions/before/",
    "suggestion_answered": "POST /suggestions/{id}/answer/",
}
NONE = {
    "join": "only leads to the page of the code that was typed",
    "paper": "only leads to the page of the code that was typed",
    "group_ask_listing": "only asks which group; a program names it in POST /briefs/",
    "add_source": "only asks which kind; a program names it in POST /sources/",
    "paper_reference": "shown once, to be written down beside the person",
    "throw_away": "of what a page kept for a login; a program keeps by itself what it has not sent",
    "choose_person": "a program names the person in the header X-Acting-For",
}


@pytest.fixture(scope="module")
def described() -> set[str]:
    paths = description()["paths"]
    return {
        f"{method.upper()} {path.removeprefix('/api')}"
        for path, methods in paths.items()
        for method in methods
    }


def test_every_page_that_takes_something_has_its_twin_or_a_reason():
    found = [pattern for _address, pattern in pages(*NOT_PAGES)]
    takes = {pattern.name for pattern in found if takes_something(pattern)}

    assert takes - set(TWINS) - set(NONE) == set()
    assert set(TWINS) & set(NONE) == set()
    assert set(TWINS) | set(NONE) <= {pattern.name for pattern in found}


def test_every_twin_is_described(described):
    assert set(TWINS.values()) - described == set()
