"""What some doors need besides: another thing than the usual one, and words that have a shape."""

from datetime import date, timedelta

from community.people.models.logins import Role
from community.people.states import RoleKind
from tests.factories.how_put import READ_ALOUD
from tests.factories.supply import TODAY
from tests.frontend.visiting import day

# What stands in an address and is nobody's.
WORDS = {"kind_slug": "music", "kind": "own", "name": "what", "step": "what", "width": "640"}
WORDS |= {"about": "money", "ref": "0"}  # of a talk

# Of which thing a door is, where that is not the one its address names; "?" is what it asks.
THINGS = {
    **dict.fromkeys(
        ("one_person", "GET /visits/{person_id}/twice/{other_id}/"), {"other_id": "person_id"}
    ),
    "POST /visits/{person_id}/twice/{other_id}/": {"other_id": "person_id"},
    "visit_taken_back": {"message_id": "a line to be told, of which this world has none"},
    "source_card": {"source_id": "card_id"},
    "source_card_back": {"source_id": "card_id"},
    "pool_card": {"source_id": "card_id"},
    "pool_card_back": {"source_id": "card_id"},
    "POST /sources/{source_id}/card/": {"source_id": "card_id"},
    "authority_told": {"representation_id": "agreed_id"},
    "authority_end": {"representation_id": "agreed_id"},
    "back_in_stop": {"change_id": "way_back_id"},
    "ask_listing": {"listing_id": "shown_id"},
    "POST /listings/{listing_id}/ask/": {"listing_id": "shown_id"},
    "write_to_group": {"group_id": "found_id"},
    "POST /groups/{group_id}/write/": {"group_id": "found_id"},
    **dict.fromkeys(
        ("my_referral_end", "POST /referrals/mine/{referral_id}/end/"),
        {"referral_id": "own_referral_id"},
    ),
    **dict.fromkeys(
        (
            *("referral_lines", "PUT /my-referrals/{referral_id}/lines/"),
            *("provider_referral", "referral_told"),
            *(f"{method} /provider-referrals/{{referral_id}}/" for method in ("GET", "POST")),
            "POST /referrals-by-telephone/{referral_id}/",
        ),
        {"referral_id": "told_referral_id"},
    ),
    **dict.fromkeys(
        ("refer_to_listing", "POST /referrals/listing/{listing_id}/"),
        {"listing_id": "visited_id"},
    ),
    "write_offer": {"brief_id": "asked_id"},
    "review_offer": {"brief_id": "asked_id"},
    "listing": {"listing_id": "shown_id"},
    "listing_calendar": {"listing_id": "shown_id"},
    "listing_sheet": {"listing_id": "shown_id"},
    "GET /listings/{listing_id}/": {"listing_id": "shown_id"},
    "object_to_listing": {"listing_id": "imported_id"},
    "try_directory": {"source_id": "directory_id"},
    "POST /directories/{source_id}/try/": {"source_id": "directory_id"},
    "objection_sheet": {"listing_id": "imported_id"},
    "claim_listing": {"listing_id": "unclaimed_id"},
    "POST /listings/{listing_id}/claims/": {"listing_id": "unclaimed_id"},
    "POST /listings/{listing_id}/objections/": {"listing_id": "imported_id"},
    **dict.fromkeys(
        (
            *("come_to_listing", "POST /listings/{listing_id}/visits/", "paper_come_to_listing"),
            *("what_stopped_me", "POST /listings/{listing_id}/what-stopped-me/"),
            "POST /paper/{code}/listings/{listing_id}/visits/",
        ),
        {"listing_id": "visited_id"},
    ),
    **dict.fromkeys(
        (
            *("provider_visit", "visit_answer_told"),
            "POST /visits-by-telephone/{visit_request_id}/",
            *(f"{method} /provider-visits/{{visit_request_id}}/" for method in ("GET", "POST")),
        ),
        {"visit_request_id": "own_visit_id"},
    ),
    **dict.fromkeys(
        ("wait_for_listing", "POST /listings/{listing_id}/waiting/"),
        {"listing_id": "full_listing_id"},
    ),
    **dict.fromkeys(
        ("provider_waiting_answer", "POST /provider-waiting/{entry_id}/"),
        {"entry_id": "asked_entry_id"},
    ),
    **dict.fromkeys(
        ("visit_other_day", "POST /my-visits/{visit_request_id}/other-day/"),
        {"visit_request_id": "other_day_visit_id"},
    ),
    **dict.fromkeys(
        ("visit_reply", "POST /my-visits/{visit_request_id}/reply/"),
        {"visit_request_id": "asked_visit_id"},
    ),
    **dict.fromkeys(
        (
            *("visit_how", "POST /my-visits/{visit_request_id}/how-it-was/", "paper_visit_how"),
            *("visit_good", "POST /my-visits/{visit_request_id}/good/", "paper_visit_good"),
            "POST /paper/{code}/visits/{visit_request_id}/good/",
            "POST /paper/{code}/visits/{visit_request_id}/how-it-was/",
        ),
        {"visit_request_id": "expected_visit_id"},
    ),
    **dict.fromkeys(
        (
            *("visit_safety", "visit_safety_back"),
            *("POST /my-visits/{visit_request_id}/safe/",),
            *("DELETE /my-visits/{visit_request_id}/safe/",),
        ),
        {"visit_request_id": "home_visit_id"},
    ),
    **dict.fromkeys(
        (
            *("visit_unfair", "POST /my-visits/{visit_request_id}/unfair/"),
            *("paper_visit_word", "POST /paper/{code}/visits/{visit_request_id}/"),
        ),
        {"visit_request_id": "declined_visit_id"},
    ),
    **dict.fromkeys(
        ("session_places", "PUT /sessions/{session_id}/places/"), {"session_id": "time_id"}
    ),
    **dict.fromkeys(
        (
            *("come_without_account", "came_without_account"),
            "POST /listings/{listing_id}/askings/",
        ),
        {"listing_id": "visited_id"},
    ),
    **dict.fromkeys(
        (
            *("take_down_from_group", "group_picture_look_again"),
            "POST /groups/pictures/{picture_id}/take-down/",
            "POST /groups/pictures/{picture_id}/look-again/",
        ),
        {"picture_id": "group_picture_id"},
    ),
    **dict.fromkeys(
        ("ask_for_oneself", "POST /listings/{listing_id}/for-yourself/"),
        {"listing_id": "costly_id"},
    ),
    **dict.fromkeys(
        (
            *("arranged_alone", "go_on_alone", "stop_asking", "GET /for-yourself/{brief_id}/"),
            *(f"POST /for-yourself/{{brief_id}}/{deed}/" for deed in ("go-on", "stop")),
        ),
        {"brief_id": "arranged_id"},
    ),
    "answer": {"?": "?link={answer_token}"},
    "calendar_feed": {"?": "?link={calendar_token}"},
    "please_check": {"listing_id": "unchecked_id"},
    "POST /listings/{listing_id}/check-requests/": {"listing_id": "unchecked_id"},
    "public_brief": {"brief_id": "asked_id"},
    "GET /wanted/{id}/": {"brief_id": "asked_id"},
    "brief_what": {"brief_id": "draft_id"},
    "brief_who": {"brief_id": "draft_id"},
    "brief_answers": {"brief_id": "draft_id"},
    "brief_send": {"brief_id": "draft_id"},
    "PATCH /briefs/{id}/": {"brief_id": "draft_id"},
    "POST /briefs/{id}/publish/": {"brief_id": "draft_id"},
    "brief_stop": {"brief_id": "asked_id"},
    "brief_close": {"brief_id": "asked_id"},
    "POST /briefs/{id}/stop/": {"brief_id": "asked_id"},
    "POST /briefs/{id}/close/": {"brief_id": "asked_id"},
    "choose": {"brief_id": "choosing_id"},
    "choose_sheet": {"brief_id": "choosing_id"},
    "POST /decisions/{id}/ballot/": {"decision_id": "choice_id"},
    "offer_messages": {"offer_id": "sent_id"},
    "POST /offers/{id}/ask/": {"offer_id": "sent_id"},
    "POST /paper/{code}/offers/{offer_id}/ask/": {"offer_id": "sent_id"},
    "group": {"group_id": "found_id"},
    "GET /groups/{id}/": {"group_id": "found_id"},
    "join_group": {"group_id": "found_id"},
    "POST /groups/{id}/join/": {"group_id": "found_id"},
    "decision_not_wanted": {"record_id": "own_record_id"},
    "POST /decision-records/{id}/not-wanted/": {"record_id": "own_record_id"},
    "paper_decision_not_wanted": {"record_id": "own_record_id"},
    "POST /paper/{code}/decision-records/{record_id}/not-wanted/": {"record_id": "own_record_id"},
    "decide_removal": {"removal_id": "removal_to_decide_id"},
    "pool_open": {"?": "?offer={offer_id}"},
    "group_ask_listing": {"?": "?listing={shown_id}"},
    "plan_listing": {"?": "?listing={shown_id}"},
}

A_DATE = {
    "title": "A walk",
    **day("day", date(2027, 6, 1)),
    "starts_at": "10.30 am",
    "every_weeks": "1",
    "times": "2",
}
A_DATE_BY_PROGRAM = {"title": "A walk", "starts_at": "2027-06-01T10:30:00+01:00"} | dict.fromkeys(
    ("ends_at", "repeats")
)
# Words that have a shape, and things that a body has another name for.
BODIES = {
    "visit_safety": lambda ids: {"basis": "agreed"},  # asked of other hands alone
    "POST /paper/join/": lambda ids: {"called": "Dot", "through_words": "me, on Thursdays"},
    **dict.fromkeys(("add_date", "add_dates", "change_date", "paper_add_date"), lambda ids: A_DATE),
    **dict.fromkeys(
        (
            *("POST /groups/{group_id}/dates/", "PATCH /dates/{id}/"),
            "POST /paper/{code}/dates/add/",
        ),
        lambda ids: A_DATE_BY_PROGRAM,
    ),
    **dict.fromkeys(
        (
            *("POST /talks/", "PUT /talks/{talk_id}/", "PUT /talks-to-have/{talk_id}/"),
            "POST /paper/{code}/talk/",
        ),
        lambda ids: {
            "about": "money",
            "ref": 0,
            "with_whom": a_worker(),
            "day": (TODAY + timedelta(days=1)).isoformat(),
        },
    ),
    "answer_peer": lambda ids: day("day", TODAY + timedelta(days=3)),
    "PUT /peers/talks/{peer_talk_id}/answer/": lambda ids: {
        "day": (TODAY + timedelta(days=3)).isoformat()
    },
    "PATCH /providers/{id}/": lambda ids: {"answers_words": "Within a week"},
    **dict.fromkeys(
        ("provider_waiting_answer", "POST /provider-waiting/{entry_id}/"),
        lambda ids: {"answer": "when_open"},
    ),
    **dict.fromkeys(
        ("wait_for_listing", "POST /listings/{listing_id}/waiting/"),
        lambda ids: {"opens_on": "2027-06-01"},
    ),
    "PUT /providers/{provider_id}/skills/": lambda ids: {"skills": ["dementia"]},
    "PUT /providers/{provider_id}/capacity/": lambda ids: {"units": 6},
    "PATCH /calendar-links/{feed_id}/": lambda ids: {"shows_all": True},
    **dict.fromkeys(
        ("add_idea", "paper_idea", "POST /groups/{group_id}/ideas/", "POST /paper/{code}/ideas/"),
        lambda ids: {"picture": "walk", "words": ""},
    ),
    **dict.fromkeys(
        (
            *("like_ideas", "paper_like_ideas", "POST /idea-rounds/{round_id}/like/"),
            "POST /paper/{code}/ideas/{round_id}/like/",
        ),
        lambda ids: {"likes": []},
    ),
    **dict.fromkeys(
        ("PUT /groups/{group_id}/what-matters/", "PUT /paper/{code}/what-matters/"),
        lambda ids: {"lines": ["A seat"]},
    ),
    "paper_dates": lambda ids: {"about": ids["gathering_id"]},
    "POST /paper/{code}/dates/": lambda ids: {"date": ids["gathering_id"], "version": ""},
    "group_words": lambda ids: {"name": "Tuesday people", "how_often": "every week"},
    "POST /written/{conversation_id}/close/": lambda ids: {"is_closed": True},
    **dict.fromkeys(
        ("POST /listings/{listing_id}/ask/", "POST /written/{conversation_id}/"),
        lambda ids: {"words": "Is there a lift?"},
    ),
    # Somebody whom each of the group may choose: nobody chooses themselves.
    **dict.fromkeys(
        ("block_member", "POST /groups/{group_id}/blocks/"),
        lambda ids: {"member_id": ids["fellow_id"]},
    ),
    **dict.fromkeys(
        ("ask_removal", "POST /groups/{group_id}/stays/"),
        lambda ids: {
            "member_id": ids["fellow_id"],
            "about": "other",
            "words": "He shouts.",
            "by_group": "no",
        },
    ),
    **dict.fromkeys(("who_stays", "paper_who_stays"), lambda ids: {"stays": "yes", **READ_ALOUD}),
    **dict.fromkeys(
        ("PUT /stays/{removal_id}/", "PUT /paper/{code}/stays/{removal_id}/"),
        lambda ids: {"stays": True, **READ_ALOUD},
    ),
    "decide_removal": lambda ids: {"removes": "no", "words": "Be kind."},
    "POST /stays-to-decide/{id}/decide/": lambda ids: {"removes": False, "words": "Be kind."},
    "POST /back-in/not-me/": lambda ids: {"token": ids["token"]},
    **dict.fromkeys(("paper_back_in", "visit_back_in"), lambda ids: {"email": "new@example.org"}),
    **dict.fromkeys(
        (
            *("keep_search", "change_search"),
            *("POST /kept-searches/", "PUT /kept-searches/{id}/"),
        ),
        lambda ids: {"words": "choir", "postcode": "ZZ1 1AA"},
    ),
    "options": lambda ids: {"story": "A choir", "postcode": "ZZ1 1AA", "miles": "5"},
    "POST /referrals/options/": lambda ids: {"story": "A choir", "postcode": "ZZ1 1AA"},
    "make_option_sheet": lambda ids: {
        "listings": [str(ids["shown_id"])],
        "whom_to_ask": "nobody",
        "postcode": "ZZ1 1AA",
    },
    "POST /referrals/option-sheets/": lambda ids: {
        "listings": [ids["shown_id"]],
        "whom_to_ask": "nobody",
        "postcode": "ZZ1 1AA",
    },
    **dict.fromkeys(
        ("refer_to_listing", "POST /referrals/listing/{listing_id}/"),
        lambda ids: {
            "referrer_kind": "neighbour",
            "called": "Rail",
            "postcode": "ZZ1 1AA",
            "line": "A warm meal.",
            "contact": "rail@example.org",
        },
    ),
    "referral_rung": lambda ids: {"wants_it": "yes"},
    "report_need": lambda ids: {"words": "A choir", "postcode": "ZZ1 1AA"},
    "object_to_listing": lambda ids: {"kind": "take_down"},
    "claim_listing": lambda ids: {"proposed_contact": "telephone"},
    "claim_to_answer": lambda ids: {"checked_contact": "no", "words": "Nobody there knows."},
    "POST /claims-to-answer/{claim_id}/": lambda ids: {"checked_contact": "telephone"},
    **dict.fromkeys(
        ("claim_undo", "POST /claims-agreed-to/{claim_id}/undo/"),
        lambda ids: {"words": "It was not them."},
    ),
    "objection_to_answer": lambda ids: {"answer": "stays", "words": "It is right."},
    **dict.fromkeys(
        ("check_register", "POST /checks/register/"),
        lambda ids: {
            "register": "libraries",
            "number": "Westsea",
            "insurance_words": "The city’s.",
        },
    ),
    **dict.fromkeys(
        (
            *("provider_visit", "POST /provider-visits/{visit_request_id}/"),
            *("visit_line", "POST /provider-visits/lines/{visit_line_id}/"),
            *("visit_line_told", "POST /visits-by-telephone/lines/{visit_line_id}/"),
            *("visit_answer_told", "POST /visits-by-telephone/{visit_request_id}/"),
            *("provider_referral", "POST /provider-referrals/{referral_id}/"),
            *("referral_told", "POST /referrals-by-telephone/{referral_id}/"),
        ),
        lambda ids: {"answer": "yes"},
    ),
    "PUT /my-referrals/{referral_id}/lines/": lambda ids: {"lines": []},
    **dict.fromkeys(
        ("what_stopped_me", "POST /listings/{listing_id}/what-stopped-me/"),
        lambda ids: {"reason": "no_time"},
    ),
    **dict.fromkeys(
        ("paper_visit_word", "POST /paper/{code}/visits/{visit_request_id}/"),
        lambda ids: {"said": "unfair"},
    ),
    **dict.fromkeys(
        (
            *("POST /my-visits/{visit_request_id}/how-it-was/", "visit_how", "paper_visit_how"),
            "POST /paper/{code}/visits/{visit_request_id}/how-it-was/",
        ),
        lambda ids: {"happened": "yes"},
    ),
    **dict.fromkeys(
        (
            "POST /my-visits/{visit_request_id}/good/",
            "POST /paper/{code}/visits/{visit_request_id}/good/",
        ),
        lambda ids: {"lines": ["A chair near the door"]},
    ),
    "paper_come": lambda ids: {"number": ids["visited_id"]},
    **dict.fromkeys(
        ("come_without_account", "POST /listings/{listing_id}/askings/"),
        lambda ids: {"contact": "new@example.org"},
    ),
    "answer": lambda ids: {"answer": "no", "looked_over": "on"},
    "POST /answer-links/": lambda ids: {"link": ids["answer_token"]},
    "POST /answer-links/answer/": lambda ids: {"link": ids["answer_token"], "yes": False},
    "check_request": lambda ids: {"words": "I see them on Friday."},
    "concern": lambda ids: {"words": "She was rung, and is well."},
    "POST /paper/{code}/post/": lambda ids: {"sheet": "all", "worker": a_worker()},
    "POST /groups/{group_id}/sheets/post/": lambda ids: {"sheet": "all", "address": ""},
    "concerns_read": lambda ids: {"concern": ids["concern_id"]},
    "POST /concerns/read/": lambda ids: {"concerns": [ids["concern_id"]]},
    "provider_bank_details": lambda ids: {"sort_code": "12-34-56", "account_number": "12345678"},
    "answer_about_offer": lambda ids: {"say-words": "There is a lift."},
    "authority_told": lambda ids: day("told_on", TODAY),
    "POST /my-listings/": lambda ids: {"website": "https://example.org/", "postcode": "ZZ1 1AA"},
    # With nothing ticked it only asks for a tick. No such line waits for anybody here.
    "visit_told": lambda ids: {"line": "0"},
    # Asked of who says it for somebody.
    **dict.fromkeys(
        (
            *("brief_close", "brief_send", "open_choice", "pool_call_off", "pool_pledge"),
            *("start_group", "join_group"),
        ),
        lambda ids: READ_ALOUD,
    ),
    "paper_pool": lambda ids: {f"parts_{ids['source_id']}": "12"},
    "provider_invoices": lambda ids: {"provider_id": ids["provider_id"], "area_id": ids["area_id"]},
    **dict.fromkeys(("say_hello", "paper_hello"), lambda ids: {"newcomer": ids["newcomer_id"]}),
    **dict.fromkeys(
        ("POST /groups/{id}/hello/", "POST /paper/{code}/hello/"),
        lambda ids: {"newcomer_id": ids["newcomer_id"]},
    ),
    **dict.fromkeys(("end_group", "paper_end"), lambda ids: {"reason": "done", **READ_ALOUD}),
    "set_beginning": lambda ids: {"begins": "hello"},
    "connector_next_step": lambda ids: {"is_spoken": "on"},
    **dict.fromkeys(
        ("go_on_alone", "POST /for-yourself/{brief_id}/go-on/"),
        lambda ids: {"offer": ids["offered_to_one_id"]},
    ),
    "ask_for_oneself": lambda ids: {"postcode": "ZZ1 1AA", "known_as": "Ann", **READ_ALOUD},
    "POST /listings/{listing_id}/for-yourself/": lambda ids: {"postcode": "ZZ1 1AA"},
    "POST /groups-ending/{id}/answer/": lambda ids: {"is_spoken": True},
    "connector_newcomer": lambda ids: {"introduces": "on"},
    "POST /newcomers/{id}/answer/": lambda ids: {"introduces": True},
    "motion_word": lambda ids: {"word": "yes"},
    **dict.fromkeys(
        ("POST /motions/{id}/answer/", "POST /paper/{code}/motions/{motion_id}/"),
        lambda ids: {"agrees": False},  # a no is to nothing that was shown
    ),
    "POST /paper/{code}/motions/": lambda ids: {"purpose": "send_brief", "about": ids["draft_id"]},
    "paper_motion": lambda ids: {"word": "yes", "about": ids["motion_id"]},
    "POST /approvals/{id}/answer/": lambda ids: {"digest": ids["approval_digest"]},
    **dict.fromkeys(
        ("POST /looks/{id}/pass/", "POST /looks/{id}/hold-back/"),
        lambda ids: {"digest": ids["look_digest"]},
    ),
    "POST /office/lines/": lambda ids: {
        "answers": [{"commitment_id": 1, "answer": "yes", "digest": "none"}]
    },
    "POST /offers/": lambda ids: {"brief": ids["asked_id"]},
    **dict.fromkeys(
        (
            "POST /questions/{question_id}/answer/",
            "POST /paper/{code}/questions/{question_id}/answer/",
        ),
        lambda ids: {"max_pence": 1600, "digest": "none"},
    ),
    "provider_pool_terms": lambda ids: {"place": "Another hall", "starts_at": "10.30 am"},
    "PUT /provider-pools/{pool_id}/terms/": lambda ids: {"place": "Another hall"},
    "POST /pools/{pool_id}/card/": lambda ids: {"source_id": ids["card_id"]},
}


# Doors that nobody comes through in this world, as what they are of is not in it; what stands here
# is where they are opened. Whom they are not for is tried as at any other.
OPENED_ELSEWHERE = {
    "source_card_back": "tests/frontend/pool/test_cards_and_questions.py: back from there",
    "pool_card_back": "the same",
    "provider_pool_stop": "tests/frontend/pool/test_provider_pages.py: of what was paid",
    "POST /provider-pools/{pool_id}/people/{pledge_id}/stop/": "tests/frontend/pool/test_api.py",
    "pool_cover": "tests/frontend/pool/test_cover_choice.py: while a choice is open",
    "paper_cover": "the same",
    "pool_choice_sheet": "the same",
    "pool_agreement": "tests/frontend/pool/test_agreement_pages.py: of a yes of their own",
    "pool_agreement_pdf": "the same",
    "pool_plan_pdf": "tests/frontend/pool/test_pool_pages.py: of a yes of their own",
    "paper_choice_sheet": "the same",
    "GET /pools/{pool_id}/cover/": "the same",
    "PUT /pools/{pool_id}/cover/": "the same",
    "PUT /paper/{code}/costs/{pool_id}/cover/": "the same",
    "PUT /paper/{code}/costs/{pool_id}/call-off/": "tests/frontend/pool/test_choice_sheets.py: "
    "of a call-off that is asked",
    "POST /office/lines/": "tests/frontend/pool/test_api.py: of lines that wait",
    "visit_told": "tests/frontend/next_visits/test_next_visits.py: of what waits to be told",
    "POST /visits/told/": "the same",
    "visit_taken_back": "the same",
    "visit_going": "the same",
    "POST /visits/told/back/": "the same",
    "POST /visits/{person_id}/going/": "the same",
    "DELETE /visits/{person_id}/going/": "the same",
    "in_here_twice": "tests/frontend/next_visits/test_same_person.py: where one visits both",
    "one_person": "the same",
    "GET /visits/{person_id}/twice/{other_id}/": "the same",
    "POST /visits/{person_id}/twice/{other_id}/": "the same",
    "connector_motion": "tests/groups/test_motions.py: where too few can act for themselves",
    "POST /groups-to-second/{id}/answer/": "the same",
    "next_step": "tests/frontend/group/test_ending_pages.py: while a group ends",
    **dict.fromkeys(
        (
            *("paper_next_step", "GET /groups/{group_id}/next-step/"),
            *("PUT /groups/{group_id}/next-step/", "PUT /paper/{code}/next-step/"),
        ),
        "the same",
    ),
    "my_place": "tests/frontend/group/test_removal_pages.py: of whom it is about",
    **dict.fromkeys(
        (
            *("paper_my_place", "GET /groups/{group_id}/my-place/"),
            *("POST /groups/{group_id}/my-place/", "POST /paper/{code}/my-place/"),
        ),
        "the same",
    ),
    "connector_end_pause": "tests/groups/test_pauses.py: while a group is paused",
    "POST /groups-paused/{id}/end/": "the same",
    "decision_confirmed": "tests/frontend/represent/test_joint_holder_pages.py",
    "POST /decision-records/{id}/confirm/": "the same",
    "paper_joint_answer": "the same, from paper",
    "POST /paper/{code}/decision-records/{record_id}/confirm/": "the same",
    "brief_look_again": "tests/frontend/group/test_looks.py: where words are held back",
    "POST /briefs/{id}/look-again/": "the same",
    "paper_look_again": "the same",
    "POST /paper/{code}/report/": "tests/frontend/group/test_notes.py: by a number of their sheet",
    "POST /paper/{code}/block/": "tests/frontend/group/test_notes.py: of one of their own group",
    "group_look_again": "tests/frontend/group/test_group_words.py: where words are held back",
    "POST /groups/{id}/look-again/": "the same",
    "POST /paper/{code}/look-again/": "the same",
    "POST /paper/{code}/look-again/{brief_id}/": "the same",
    "death_told": "tests/frontend/represent/test_life_event_pages.py: once seen by two",
    "POST /life-events/{life_event_id}/told/": "the same",
    "estate": "tests/frontend/represent/test_estates.py: once seen by two",
    "estate_reached": "the same",
    "estate_statements": "the same",
    "estate_statement_file": "the same",
    "GET /life-events/{life_event_id}/estate/": "the same",
    "POST /life-events/{life_event_id}/estate/": "the same",
    "POST /life-events/{life_event_id}/estate/reached/": "the same",
    "what_helped_before": "tests/frontend/account: where a suggestion was taken",
    "POST /suggestions/before/": "the same",
    "complaint_to_answer": "tests/frontend/paper/test_complaints.py: of one that waits",
    "POST /complaints-to-answer/{complaint_id}/answer/": "the same",
    "paper_helps_before": "tests/frontend/paper/test_own_sheets.py: where something was before",
    "POST /paper/{code}/helps/before/": "the same",
    "POST /records/{id}/given/": "the same",
    "GET /records/{id}/statement/": "the same",
    "GET /records/{id}/own-copy/": "tests/frontend/account/test_own_copy_on_paper.py: of one's own",
    "POST /records/{id}/sent/": "the same",
}

# Doors at which nothing is somebody else's: the reason.
OF_NOBODY = {
    "brief_near_me": "what a group near wants is for every checked provider near it",
    "GET /briefs-near/{id}/": "the same",
    "join_on_paper": "a code that is no invitation is refused in the same words as any other",
}


def a_worker() -> int:
    """The login of somebody who visits there."""
    return Role.objects.filter(kind=RoleKind.WORKER).values_list("login_id", flat=True)[0]
