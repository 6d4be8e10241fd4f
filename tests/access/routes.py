"""For whom each door is. Written by hand: read it as the list of who may do what.

A page has the audience that opens it; one that takes something has two, who opens and who presses,
with None where it is not opened by itself. A call has one. A route that is not here fails the
build: add its row with the audience it is meant for, never the one it happens to have.
"""

from community.people.states import RoleKind

from .actors import Actor
from .audiences import Audience, Row, decide, own_word, pay

EVERYBODY, SIGNED_IN, LIFE, GROUP, OWN = (
    Row(Audience.EVERYBODY),
    Row(Audience.SIGNED_IN),
    Row(Audience.LIFE),
    Row(Audience.GROUP),
    Row(Audience.OWN),
)
PROVIDER, PROVIDER_ALONE = Row(Audience.PROVIDER), Row(Audience.PROVIDER_ALONE)
GROUP_AND_PROVIDER = Row(Audience.GROUP_AND_PROVIDER)
PROVIDER_AND_CONNECTOR = Row(Audience.PROVIDER_AND_CONNECTOR)
CONNECTOR, WORKERS = Row(Audience.CONNECTOR), Row(Audience.WORKERS)
PERSON_AND_WORKERS = Row(Audience.PERSON_AND_WORKERS)
WORKERS_LISTS, OFFICERS_LISTS = Row(Audience.WORKERS_LISTS), Row(Audience.OFFICERS_LISTS)
HOLDER = Row(Audience.OTHERS)  # whose authority it is or was
OTHER_HOLDER = Row(Audience.OTHERS, also=Actor.JOINT)  # of what one of the two wrote
WRITER = Row(Audience.OTHERS)  # whoever wrote it down
OFFICER = Row(Audience.OTHERS, role=RoleKind.COUNCIL_OFFICER)
DATA_CONTACT = Row(Audience.OTHERS, role=RoleKind.DATA_CONTACT)
LEAD = Row(Audience.OTHERS, role=RoleKind.SAFEGUARDING_LEAD)
# A connector who shares the cost themselves is not the one who helps with it.
CONNECTOR_NOT_IN_IT = Row(Audience.OTHERS, role=RoleKind.CONNECTOR)

PAGES: dict[str, Row | tuple[Row | None, Row]] = {
    # health
    "health": EVERYBODY,
    # how-it-works
    "how_it_works": EVERYBODY,
    "money_check": (EVERYBODY, EVERYBODY),
    # where-to-turn
    "where_to_turn": EVERYBODY,
    # privacy
    "privacy": EVERYBODY,
    # cookies
    "cookies": EVERYBODY,
    # complaints
    "complaints": EVERYBODY,
    # accessibility
    "accessibility": EVERYBODY,
    # words
    "glossary": EVERYBODY,
    # start
    "start": EVERYBODY,
    # find
    "find": EVERYBODY,
    "kinds": EVERYBODY,
    "listing": EVERYBODY,
    "report_need": (None, EVERYBODY),
    "need_reported": EVERYBODY,
    # area
    "demand_near": EVERYBODY,
    # groups
    "groups": LIFE,
    "start_group": (decide(LIFE), decide(LIFE)),
    # group
    "group": EVERYBODY,
    "join_group": (decide(LIFE), decide(LIFE)),
    "leave_group": (decide(GROUP), decide(GROUP)),
    "leave_sheet": decide(GROUP),
    "pause_newcomers": (None, decide(GROUP)),
    "open_group": (None, decide(GROUP)),
    "say_hello": (None, decide(GROUP)),
    "set_beginning": (None, decide(GROUP)),
    "invite": (decide(GROUP), decide(GROUP)),
    # invite
    "invite_card": decide(GROUP),
    "stop_invite": (None, decide(GROUP)),
    # join
    "join": (EVERYBODY, EVERYBODY),
    "join_by_code": (EVERYBODY, EVERYBODY),
    "join_on_paper": (CONNECTOR, CONNECTOR),
    "rest": (None, decide(GROUP)),
    # paper
    "paper_rest": (None, CONNECTOR),
    "paper_pause": (None, CONNECTOR),
    "paper_hello": (None, CONNECTOR),
    "paper_stops": CONNECTOR,
    "paper_source_end": (CONNECTOR, CONNECTOR),
    "paper_keep_aside": (CONNECTOR, CONNECTOR),
    "paper_not_coming": (CONNECTOR, CONNECTOR),
    "paper_put_back": (CONNECTOR, CONNECTOR),
    "paper_change_stop": (CONNECTOR, CONNECTOR),
    "paper": (CONNECTOR, CONNECTOR),
    "paper_sheet": CONNECTOR,
    "paper_reference": (None, CONNECTOR),
    "paper_choose": (CONNECTOR, CONNECTOR),
    "paper_leave": (CONNECTOR, CONNECTOR),
    # group
    "group_ask_listing": (LIFE, LIFE),
    "start_brief": (GROUP, GROUP),
    # brief
    "brief": GROUP,
    "brief_what": (decide(GROUP), decide(GROUP)),
    "brief_who": (decide(GROUP), decide(GROUP)),
    "brief_answers": (decide(GROUP), decide(GROUP)),
    "brief_send": (decide(GROUP), decide(GROUP)),
    "brief_stop": (None, decide(GROUP)),
    "brief_look_again": (None, decide(GROUP)),
    "brief_close": (decide(GROUP), decide(GROUP)),
    "offers": GROUP,
    # offer
    "offer_messages": (GROUP, GROUP),
    # brief
    "choose": (GROUP, decide(GROUP)),
    "open_choice": (decide(GROUP), decide(GROUP)),
    "choose_sheet": decide(GROUP),
    # motion
    "motion": GROUP,
    "motion_word": (None, decide(GROUP)),
    "paper_motion": (None, CONNECTOR),
    # connect
    "connector_newcomers": CONNECTOR,
    "connector_newcomer": (None, CONNECTOR),
    "connector_motions": CONNECTOR,
    "connector_motion": (None, CONNECTOR),
    "connector_pauses": CONNECTOR,
    "connector_end_pause": (None, CONNECTOR_NOT_IN_IT),
    # money
    "money": LIFE,
    "add_source": (decide(LIFE), decide(LIFE)),
    "add_source_of": (decide(LIFE), decide(LIFE)),
    "change_source": (pay(OWN), pay(OWN)),
    "keep_more": (decide(OWN), decide(OWN)),
    "end_source": (decide(OWN), decide(OWN)),
    "source_ended": decide(OWN),
    "source_card": (pay(OWN), pay(OWN)),
    "source_card_back": pay(OWN),
    "remove_card": (None, decide(OWN)),
    "statement": pay(OWN),
    "statement_csv": pay(OWN),
    "statement_pdf": pay(OWN),
    "money_stop": (decide(OWN), decide(OWN)),
    # pools
    "pool_open": (decide(GROUP), decide(GROUP)),
    "pool": GROUP,
    "pool_status": GROUP,
    "pool_statement": pay(GROUP),
    "pool_terms": GROUP,
    "pool_plan_words": pay(GROUP),
    "pool_pledge": (decide(GROUP), pay(GROUP)),
    "pool_card": (pay(OWN), pay(OWN)),
    "pool_card_back": pay(OWN),
    "pool_question": (decide(OWN), decide(OWN)),
    "pool_other_way": (decide(OWN), decide(OWN)),
    "pool_leave": (decide(GROUP), decide(OWN)),
    "pool_cancel": (PROVIDER_AND_CONNECTOR, PROVIDER_AND_CONNECTOR),
    "connector_pools": CONNECTOR,
    "pool_call_off": (decide(OWN), decide(OWN)),
    "pool_cover": (decide(OWN), decide(OWN)),
    "pool_paper": decide(GROUP),
    "pool_paper_pdf": decide(GROUP),
    # paper
    "paper_costs": CONNECTOR,
    "paper_pool": (CONNECTOR, CONNECTOR),
    "paper_source": (CONNECTOR, CONNECTOR),
    "paper_pool_leave": (CONNECTOR, CONNECTOR),
    "paper_call_off": (CONNECTOR, CONNECTOR),
    "paper_cover": (CONNECTOR, CONNECTOR),
    "paper_other_way": (CONNECTOR, CONNECTOR),
    # connect
    "help_requests": CONNECTOR,
    "help_request": (CONNECTOR_NOT_IN_IT, CONNECTOR_NOT_IN_IT),
    # office
    "fund_holder": (OFFICERS_LISTS, OFFICERS_LISTS),
    "fund_holder_invoicing": (OFFICER, OFFICER),
    "fund_holder_invoice": OFFICER,
    "fund_holder_invoice_pdf": OFFICER,
    # provide
    "provider_pools": SIGNED_IN,
    "provider_pool": PROVIDER,
    "provider_pool_price": (PROVIDER, PROVIDER),
    "provider_pool_terms": (PROVIDER, PROVIDER),
    "provider_pool_stop": (PROVIDER, PROVIDER),
    "provider_cards": SIGNED_IN,
    "provider_open_account": (PROVIDER, PROVIDER),
    "provider_cards_back": PROVIDER,
    "provider_transfers": SIGNED_IN,
    "provider_transfer": (PROVIDER, PROVIDER),
    "provider_transfer_back": (PROVIDER, PROVIDER),
    "provider_bank_details": (PROVIDER, PROVIDER),
    "provider_bank_details_stop": (PROVIDER, PROVIDER),
    "provider_billing": (PROVIDER, PROVIDER),
    "provider_invoices": (SIGNED_IN, PROVIDER),
    "provider_invoice": PROVIDER,
    "provider_invoice_pdf": PROVIDER,
    "provide": EVERYBODY,
    "provide_register": (SIGNED_IN, SIGNED_IN),
    "provider": PROVIDER,
    "listing_new": (PROVIDER, PROVIDER),
    "my_listing": PROVIDER,
    "listing_step": (PROVIDER, PROVIDER),
    "listing_publish": (None, PROVIDER),
    "listing_pause": (None, PROVIDER),
    "listing_take_down": (None, PROVIDER),
    "listing_reopen": (None, PROVIDER),
    "provider_sessions": SIGNED_IN,
    "provider_session": (PROVIDER, PROVIDER),
    "session_did_not_happen": (PROVIDER, PROVIDER),
    "session_call_off": (PROVIDER, PROVIDER),
    "booking_told": (PROVIDER, PROVIDER),
    "booking_let_off": (None, PROVIDER),
    # wanted
    "public_briefs": EVERYBODY,
    "public_brief": EVERYBODY,
    # provide
    "briefs_near_me": SIGNED_IN,
    "brief_near_me": PROVIDER,
    "my_offers": SIGNED_IN,
    "my_offer": PROVIDER,
    "answer_about_offer": (None, PROVIDER_ALONE),
    "change_offer": (None, PROVIDER_ALONE),
    "withdraw_offer": (PROVIDER, PROVIDER_ALONE),
    "write_offer": (PROVIDER_ALONE, PROVIDER_ALONE),
    "review_offer": (PROVIDER_ALONE, PROVIDER_ALONE),
    # my-sessions
    "my_sessions": LIFE,
    "booking_not_coming": (None, decide(OWN)),
    "booking_coming": (None, decide(OWN)),
    "booking_confirm": (None, decide(OWN)),
    "booking_dispute": (decide(OWN), decide(OWN)),
    # visits
    "next_visits": SIGNED_IN,
    "visit_told": (None, CONNECTOR),
    # connect
    "checks": CONNECTOR,
    "check": (CONNECTOR, CONNECTOR),
    "session_disputes": CONNECTOR,
    "session_dispute": (CONNECTOR, CONNECTOR),
    # acting
    "choose_person": (SIGNED_IN, SIGNED_IN),
    "ask_to_act": (SIGNED_IN, SIGNED_IN),
    "my_representatives": own_word(LIFE),
    "give_reference": (None, own_word(LIFE)),
    "agree_to_act": (None, PERSON_AND_WORKERS),
    "end_acting": (own_word(OWN), PERSON_AND_WORKERS),
    "authorities_to_agree": WORKERS_LISTS,
    "authority_seen": (WORKERS, WORKERS),
    "authority_told": (WORKERS, WORKERS),
    "authority_end": (WORKERS, WORKERS),
    # second
    "second_person": (WORKERS, WORKERS),
    # written-down
    "decision_records": LIFE,
    "write_decision_down": (LIFE, LIFE),
    "decision_sheet": SIGNED_IN,
    "do_by_decision": WRITER,
    "decision_not_wanted": (None, own_word(OWN)),
    "decision_confirmed": (None, OTHER_HOLDER),
    # paper
    "paper_decision": (CONNECTOR, CONNECTOR),
    "paper_decision_sheet": CONNECTOR,
    "paper_decision_not_wanted": (None, CONNECTOR),
    # home
    "home": SIGNED_IN,
    "begin_as_person": (None, SIGNED_IN),
    "history": LIFE,
    "messages": LIFE,
    "subject_access": own_word(LIFE),
    "subject_access_file": own_word(LIFE),
    "contact_plan": (own_word(LIFE), own_word(LIFE)),
    "where_i_live": (LIFE, decide(LIFE)),
    # changes
    "change_that_waits": (decide(OWN), decide(OWN)),
    "paper_back_in": (CONNECTOR, CONNECTOR),
    "visit_back_in": (CONNECTOR, CONNECTOR),
    "not_me": (EVERYBODY, EVERYBODY),
    "back_in_stop": (WORKERS, WORKERS),
    # home
    "what_helps": (LIFE, LIFE),
    # worried
    "raise_concern": (EVERYBODY, EVERYBODY),
    "concern_raised": EVERYBODY,
    # worries
    "concerns": LEAD,
    "concern": (LEAD, LEAD),
    "what_helped_before": (None, decide(LIFE)),
    "suggestion_answered": (None, decide(OWN)),
    # life: hospital, moved, died
    "life": (decide(LIFE), decide(LIFE)),
    "life_event_over": (None, decide(OWN, also=Actor.CONNECTOR)),
    "visit_life": (CONNECTOR, CONNECTOR),
    "paper_life": (CONNECTOR, CONNECTOR),
    "booking_life": (PROVIDER, PROVIDER),
    "connect_life": CONNECTOR,
    "death_told": (CONNECTOR, CONNECTOR),
    # records
    "copy": (LIFE, LIFE),
    # looks
    "looks": CONNECTOR,
    "let_words_through": (None, CONNECTOR),
    "hold_words_back": (CONNECTOR, CONNECTOR),
    "records_requests": CONNECTOR,
    "records_request": (DATA_CONTACT, DATA_CONTACT),
    "ask_for_own_deeds": (None, HOLDER),
}

CALLS: dict[str, Row] = {
    # life: hospital, moved, died
    "GET /life-events/": LIFE,
    "POST /life-events/": decide(LIFE),
    "POST /life-events/{life_event_id}/told/": CONNECTOR,
    "POST /life-events/{id}/over/": decide(OWN, also=Actor.CONNECTOR),
    "GET /life-events/in-my-areas/": CONNECTOR,
    "POST /paper/{code}/life-events/": CONNECTOR,
    "POST /places/{booking_id}/life-events/": PROVIDER,
    "POST /places/{booking_id}/let-off/": PROVIDER,
    "POST /places/{booking_id}/not-coming/": PROVIDER,
    "POST /visits/{person_id}/life-events/": CONNECTOR,
    # records, rest, what was stopped, what was suggested
    "GET /suggestions/": LIFE,
    "POST /suggestions/before/": decide(LIFE),
    "POST /suggestions/{id}/answer/": decide(OWN),
    "PUT /paper/{code}/stops/aside/{source_id}/": CONNECTOR,
    "POST /paper/{code}/stops/back/{stop_id}/": CONNECTOR,
    "POST /paper/{code}/stops/change/{change_id}/": CONNECTOR,
    "POST /paper/{code}/stops/money/{source_id}/": CONNECTOR,
    "POST /paper/{code}/stops/place/{booking_id}/": CONNECTOR,
    "GET /copy-requests/": LIFE,
    "POST /copy-requests/": LIFE,
    "POST /groups/{id}/pause/": decide(GROUP),
    "POST /groups/{id}/rest/": decide(GROUP),
    "POST /groups/{id}/hello/": decide(GROUP),
    "POST /groups/{id}/beginning/": decide(GROUP),
    "GET /newcomers/": CONNECTOR,
    "POST /newcomers/{id}/answer/": CONNECTOR,
    "POST /paper/{code}/hello/": CONNECTOR,
    "GET /money-stops/": decide(LIFE),
    "POST /money-stops/{stop_id}/put-back/": decide(OWN),
    "POST /paper/{code}/motions/": CONNECTOR,
    "POST /paper/{code}/motions/{motion_id}/": CONNECTOR,
    "POST /paper/{code}/pause/": CONNECTOR,
    "POST /paper/{code}/rest/": CONNECTOR,
    "GET /looks/": CONNECTOR,
    "POST /looks/{id}/pass/": CONNECTOR,
    "POST /looks/{id}/hold-back/": CONNECTOR,
    "POST /briefs/{id}/look-again/": decide(GROUP),
    "GET /records/": CONNECTOR,
    "POST /records/{id}/answer/": DATA_CONTACT,
    "POST /records/{id}/given/": CONNECTOR,
    "GET /records/{id}/statement/": CONNECTOR,
    "POST /representations/{id}/statement/": HOLDER,
    # back-in
    "GET /back-in/": WORKERS_LISTS,
    "POST /back-in/not-me/": EVERYBODY,
    "POST /paper/{code}/back-in/": CONNECTOR,
    "POST /visits/{person_id}/back-in/": CONNECTOR,
    # approvals
    "GET /approvals/": WORKERS_LISTS,
    "GET /approvals/{id}/": WORKERS,
    "POST /approvals/{id}/answer/": WORKERS,
    # areas
    "GET /areas/": EVERYBODY,
    "GET /areas/{area_id}/asked/": EVERYBODY,
    # briefs
    "GET /briefs/": LIFE,
    "POST /briefs/": GROUP,
    # briefs-near
    "GET /briefs-near/": SIGNED_IN,
    "GET /briefs-near/{id}/": PROVIDER,
    # briefs
    "GET /briefs/{id}/": GROUP,
    "PATCH /briefs/{id}/": decide(GROUP),
    "POST /briefs/{id}/choose/": decide(GROUP),
    "POST /briefs/{id}/close/": decide(GROUP),
    "GET /briefs/{id}/offers/": GROUP,
    "POST /briefs/{id}/publish/": decide(GROUP),
    "POST /briefs/{id}/stop/": decide(GROUP),
    # changes
    "GET /changes/": LIFE,
    "POST /changes/{id}/stop/": decide(OWN, also=Actor.CONNECTOR),
    # checks
    "GET /checks/": SIGNED_IN,
    "POST /checks/": CONNECTOR,
    # concerns
    "GET /concerns/": LEAD,
    "POST /concerns/": EVERYBODY,
    "POST /concerns/{concern_id}/answer/": LEAD,
    "POST /concerns/{concern_id}/read/": LEAD,
    # decision-records
    "GET /decision-records/": LIFE,
    "POST /decision-records/": LIFE,
    "POST /decision-records/{id}/do/": WRITER,
    "GET /decision-records/to-confirm/": LIFE,
    "POST /decision-records/{id}/confirm/": OTHER_HOLDER,
    "POST /decision-records/{id}/not-wanted/": own_word(OWN),
    # decisions
    "GET /motions/": LIFE,
    "GET /motions/{id}/": GROUP,
    "POST /motions/{id}/answer/": decide(GROUP),
    "POST /motions/{id}/take-back/": decide(GROUP),
    "GET /groups-to-second/": CONNECTOR,
    "POST /groups-to-second/{id}/answer/": CONNECTOR,
    "GET /groups-paused/": CONNECTOR,
    "POST /groups-paused/{id}/end/": CONNECTOR_NOT_IN_IT,
    "GET /decisions/": LIFE,
    "GET /decisions/{id}/": GROUP,
    "POST /decisions/{id}/ballot/": decide(GROUP),
    # disputes
    "GET /disputes/": CONNECTOR,
    "GET /disputes/not-recorded/": CONNECTOR,
    "GET /disputes/{dispute_id}/": CONNECTOR,
    "POST /disputes/{dispute_id}/": CONNECTOR,
    # groups
    "GET /groups/": LIFE,
    "POST /groups/": decide(LIFE),
    "GET /groups/{id}/": EVERYBODY,
    "GET /groups/{id}/invites/": decide(GROUP),
    "POST /groups/{id}/invites/": decide(GROUP),
    "POST /groups/{id}/join/": decide(LIFE),
    "POST /groups/{id}/leave/": decide(GROUP),
    "POST /groups/{id}/open/": decide(GROUP),
    # help-requests
    "GET /help-requests/": CONNECTOR,
    "POST /help-requests/{help_id}/answer/": CONNECTOR_NOT_IN_IT,
    # history
    "GET /history/": LIFE,
    # invites
    "POST /invites/{id}/stop/": decide(GROUP),
    # invoices
    "GET /invoices/": SIGNED_IN,
    "POST /invoices/": PROVIDER,
    "GET /invoices/{invoice_id}/": PROVIDER,
    "GET /invoices/{invoice_id}/pdf/": PROVIDER,
    "GET /invoices/to-make/": SIGNED_IN,
    # join
    "GET /join/": EVERYBODY,
    "POST /join/": SIGNED_IN,
    # listings
    "GET /listings/{listing_id}/": EVERYBODY,
    # locations
    "GET /locations/": EVERYBODY,
    # me
    "GET /me/": SIGNED_IN,
    "POST /me/": SIGNED_IN,
    "PATCH /me/": LIFE,
    # messages
    "GET /messages/": LIFE,
    # missing
    "POST /missing/": EVERYBODY,
    # my-listings
    "GET /my-listings/": SIGNED_IN,
    "POST /my-listings/": PROVIDER,
    "GET /my-listings/{id}/": PROVIDER,
    "PATCH /my-listings/{id}/": PROVIDER,
    "POST /my-listings/{id}/pause/": PROVIDER,
    "POST /my-listings/{id}/publish/": PROVIDER,
    "POST /my-listings/{id}/reopen/": PROVIDER,
    "POST /my-listings/{id}/withdraw/": PROVIDER,
    # my-places
    "GET /my-places/": LIFE,
    "POST /my-places/{id}/coming/": decide(OWN),
    "POST /my-places/{id}/it-happened/": decide(OWN),
    "POST /my-places/{id}/not-coming/": decide(OWN),
    "POST /my-places/{id}/otherwise/": decide(OWN),
    # offers
    "GET /offers/": SIGNED_IN,
    "POST /offers/": PROVIDER_ALONE,
    "GET /offers/{id}/": PROVIDER,
    "POST /offers/{id}/answer/": PROVIDER_ALONE,
    "POST /offers/{id}/ask/": GROUP,
    "POST /offers/{id}/change/": PROVIDER_ALONE,
    "GET /offers/{id}/said/": decide(GROUP_AND_PROVIDER),
    "POST /offers/{id}/withdraw/": PROVIDER_ALONE,
    # office
    "POST /money-checks/": EVERYBODY,
    "GET /office/areas/{area_id}/invoicing/": OFFICER,
    "PUT /office/areas/{area_id}/invoicing/": OFFICER,
    "GET /office/invoices/": OFFICERS_LISTS,
    "GET /office/lines/": OFFICERS_LISTS,
    "POST /office/lines/": OFFICERS_LISTS,
    # paper
    "GET /paper/{code}/": CONNECTOR,
    "POST /paper/{code}/choose/{decision_id}/": CONNECTOR,
    "GET /paper/{code}/costs/{pool_id}/": CONNECTOR,
    "POST /paper/{code}/costs/{pool_id}/another-way/": CONNECTOR,
    "POST /paper/{code}/costs/{pool_id}/call-off/": CONNECTOR,
    "PUT /paper/{code}/costs/{pool_id}/call-off/": CONNECTOR,
    "PUT /paper/{code}/costs/{pool_id}/cover/": CONNECTOR,
    "POST /paper/{code}/costs/{pool_id}/leave/": CONNECTOR,
    "POST /paper/{code}/costs/{pool_id}/money/": CONNECTOR,
    "PUT /paper/{code}/costs/{pool_id}/yes/": CONNECTOR,
    "POST /paper/{code}/decision-records/": CONNECTOR,
    "POST /paper/{code}/decision-records/{record_id}/not-wanted/": CONNECTOR,
    "POST /paper/{code}/leave/": CONNECTOR,
    "POST /paper/join/": CONNECTOR,
    # pools
    "GET /pools/": LIFE,
    "POST /pools/": decide(GROUP),
    "GET /pools/{pool_id}/": GROUP,
    "POST /pools/{pool_id}/cancel/": PROVIDER_AND_CONNECTOR,
    "POST /pools/{pool_id}/card/": pay(OWN),
    "GET /pools/{pool_id}/changes/": GROUP,
    "GET /pools/{pool_id}/call-off/": decide(OWN),
    "POST /pools/{pool_id}/call-off/": decide(OWN),
    "PUT /pools/{pool_id}/call-off/": decide(OWN),
    "GET /pools/{pool_id}/cover/": decide(OWN),
    "PUT /pools/{pool_id}/cover/": decide(OWN),
    "POST /pools/{pool_id}/pledge/": pay(OWN),
    "PUT /pools/{pool_id}/pledge/": pay(OWN),
    "DELETE /pools/{pool_id}/pledge/": decide(OWN),
    "GET /pools/{pool_id}/statement/": pay(GROUP),
    # provider-pools
    "GET /provider-pools/": SIGNED_IN,
    "GET /provider-pools/{pool_id}/": PROVIDER,
    "GET /provider-pools/{pool_id}/people/": PROVIDER,
    "POST /provider-pools/{pool_id}/people/{pledge_id}/stop/": PROVIDER,
    "PUT /provider-pools/{pool_id}/prices/": PROVIDER,
    "PUT /provider-pools/{pool_id}/terms/": PROVIDER,
    # providers
    "GET /providers/": SIGNED_IN,
    "POST /providers/": SIGNED_IN,
    "GET /providers/{id}/": PROVIDER,
    "GET /providers/{provider_id}/billing/": PROVIDER,
    "PUT /providers/{provider_id}/billing/": PROVIDER,
    "GET /providers/{provider_id}/bank-details/": PROVIDER,
    "PUT /providers/{provider_id}/bank-details/": PROVIDER,
    "POST /providers/{provider_id}/bank-details/stop/": PROVIDER,
    "GET /providers/{provider_id}/card-account/": PROVIDER,
    "POST /providers/{provider_id}/card-account/": PROVIDER,
    "POST /providers/{provider_id}/card-account/look/": PROVIDER,
    # questions
    "GET /questions/": decide(LIFE),
    "POST /questions/{question_id}/another-way/": decide(OWN),
    "POST /questions/{question_id}/answer/": pay(OWN),
    # representations
    "GET /representations/": SIGNED_IN,
    "POST /representations/": SIGNED_IN,
    "POST /representations/{id}/agree/": PERSON_AND_WORKERS,
    "POST /representations/{id}/end/": PERSON_AND_WORKERS,
    "POST /representations/{id}/told/": WORKERS,
    "GET /representations/for-me/": own_word(SIGNED_IN),
    "GET /representations/in-force/": WORKERS_LISTS,
    "POST /representations/reference/": own_word(LIFE),
    "GET /representations/waiting/": WORKERS_LISTS,
    # search
    "GET /search/": EVERYBODY,
    # sessions
    "GET /sessions/": SIGNED_IN,
    "GET /sessions/{id}/": PROVIDER,
    "POST /sessions/{id}/call-off/": PROVIDER,
    "POST /sessions/{id}/delivered/": PROVIDER,
    "POST /sessions/{id}/not-delivered/": PROVIDER,
    # sources
    "GET /sources/": decide(LIFE),
    "POST /sources/": decide(LIFE),
    "GET /sources/{source_id}/": decide(OWN),
    "PUT /sources/{source_id}/": pay(OWN),
    "POST /sources/{source_id}/card/": pay(OWN),
    "DELETE /sources/{source_id}/card/": decide(OWN),
    "POST /sources/{source_id}/card/look/": pay(OWN),
    "POST /sources/{source_id}/keep-more/": decide(OWN),
    "POST /sources/{source_id}/end/": decide(OWN),
    # statements
    "GET /statements/{source_id}/": pay(OWN),
    "GET /statements/{source_id}/csv/": pay(OWN),
    "GET /statements/{source_id}/pdf/": pay(OWN),
    # subject-access
    "GET /subject-access/": own_word(LIFE),
    # to-send
    "GET /to-send/": pay(LIFE),
    # transfer-refunds
    "GET /transfer-refunds/": SIGNED_IN,
    "POST /transfer-refunds/{refund_id}/sent/": PROVIDER_AND_CONNECTOR,
    # transfers
    "GET /transfers/": SIGNED_IN,
    "POST /transfers/{transfer_id}/arrived/": PROVIDER_AND_CONNECTOR,
    # visits
    "GET /visits/": SIGNED_IN,
    "POST /visits/told/": CONNECTOR,
    # wanted
    "GET /wanted/": EVERYBODY,
    "GET /wanted/{id}/": EVERYBODY,
}
