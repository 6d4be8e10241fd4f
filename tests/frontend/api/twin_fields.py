"""Which form a page asks by, and which field of its twin's shape takes the same answer.

`None` is no field of the shape: the reason stands beside it."""

from frontend.pages import (
    authorities,
    bookings,
    check_requests,
    claims,
    complaints,
    connect,
    conversations,
    estates,
    getting_back_in,
    life_events,
    looks,
    money_checks,
    objections,
    paper_bookings,
    paper_own,
    peers,
    posted_sheets,
    records_requests,
    reports,
    represent,
    safeguarding,
    same_person,
    talk_forms,
    told_on,
)
from frontend.pages.account import forms as account
from frontend.pages.account import leaving, sign_in
from frontend.pages.decision_records import forms as decisions
from frontend.pages.find import forms as find
from frontend.pages.find import kept_searches
from frontend.pages.fund_holder import forms as office
from frontend.pages.fund_holder.invoicing import InvoicingForm
from frontend.pages.group import date_forms as dates
from frontend.pages.group import ending_forms as endings
from frontend.pages.group import forms as group
from frontend.pages.group import idea_forms as ideas
from frontend.pages.group import notes, reviews
from frontend.pages.group import removal_forms as removals
from frontend.pages.group.solo import AskForOneselfForm
from frontend.pages.offers import forms as offers
from frontend.pages.pool import cover, paper_stops
from frontend.pages.pool import forms as pool
from frontend.pages.pool.call_offs import AskToCallOffForm
from frontend.pages.provide.forms.about import AboutYouForm, HowSoonForm
from frontend.pages.provide.forms.capacity import CapacityForm, box_of
from frontend.pages.provide.forms.coming import ListingComingForm
from frontend.pages.provide.forms.facts import ListingHelperForm, ListingSuitsForm
from frontend.pages.provide.forms.first_visit import ListingFirstVisitForm
from frontend.pages.provide.forms.price import ListingPriceForm
from frontend.pages.provide.forms.what_where import ListingWhatForm, ListingWhenWhereForm
from frontend.pages.provide.sessions import CallOffForm
from frontend.pages.provide.skills import SkillsForm
from frontend.pages.provide.times import ListingTimesForm, PlacesForm
from frontend.pages.provide.visits import VisitAnswerForm
from frontend.pages.provide.waiting import WaitingAnswerForm
from frontend.pages.provider_pools import forms as provider_money
from frontend.pages.provider_pools.billing import BillingForm
from frontend.pages.provider_pools.terms import TermsForm
from frontend.pages.refer import answering, coming_back, option_sheets, options
from frontend.pages.refer.forms import ReferForm
from frontend.pages.refer.ringing import ReferralRungForm
from frontend.pages.refer.teams import AgreementForm, KeyForm, TeamForm, WorkerForm
from frontend.pages.visits.answers import UnfairAnswerForm, UnfairForm, VisitReplyForm
from frontend.pages.visits.by_telephone import ToldVisitAnswerForm
from frontend.pages.visits.first_visits import HowVisitForm
from frontend.pages.visits.forms import ComeForm, HelpFirstForm, WhichTimeForm
from frontend.pages.visits.lines import GoodLinesForm, LineAnswerForm, ToldLineAnswerForm
from frontend.pages.visits.paper import VisitWordForm
from frontend.pages.visits.safety import SafetyLinesForm
from frontend.pages.visits.waiting import WaitForm
from frontend.pages.visits.without_account import AskWithoutAccountForm, RungForm
from providers.states import FirstVisitFact, HelpAsked

WHEN = dict.fromkeys(("first_day", "starts_at", "how_many", "every"))  # the API: every moment
OF_A_DATE = dict.fromkeys(("day", "starts_at", "ends_at"))  # the API: the moment of each
IN_TURN = dict.fromkeys(
    (
        *("every_weeks", "times", "other_every", "other_title", "other_place_words"),
        *("other_is_at_home", "other_costs"),
    )
)  # the API: in `repeats`
OF_LINES = dict.fromkeys(("line_1", "line_2", "line_3"))  # the API: `lines`
SHOWN = dict.fromkeys(("shown", "shown_digest"))  # what stood on the page; the API: `digest`

# (the page, its form): {a box: the field of the twin's shape}, where they have not one name.
FORMS = {
    ("report_need", find.UnmetNeedForm): {},
    ("options", options.StoryForm): {},
    ("make_option_sheet", option_sheets.OptionSheetForm): {},
    ("check_request", check_requests.CheckRequestAnswerForm): {},
    ("object_to_listing", objections.ObjectionForm): {},
    ("claim_listing", claims.ClaimForm): {},
    ("claim_to_answer", claims.ClaimAnswerForm): {},
    ("claim_undo", claims.ClaimUndoForm): {},
    ("objection_to_answer", objections.ObjectionAnswerForm): {},
    ("keep_search", kept_searches.KeptSearchForm): {},
    ("change_search", kept_searches.KeptSearchForm): {},
    ("copy", records_requests.CopyForm): {},
    ("records_request", records_requests.ReviewForm): {},
    ("raise_concern", safeguarding.ConcernForm): {},
    ("concern", safeguarding.ConcernAnswerForm): {},
    ("start_group", group.StartGroupForm): {},
    ("paper_start_group", group.StartGroupForm): {},
    ("join_group", group.JoinGroupForm): {},
    ("join_by_code", group.JoinGroupForm): {},
    ("life", life_events.OwnLifeEventForm): {},
    ("visit_life", life_events.LifeEventForm): {},
    ("paper_life", life_events.LifeEventForm): {},
    ("paper_back_in", getting_back_in.WayBackForm): {},
    ("visit_back_in", getting_back_in.WayBackForm): {},
    ("estate", estates.SettlerForm): {},
    ("death_told", life_events.ToldOfDeathForm): {},
    ("leave_group", group.LeaveGroupForm): {},
    ("paper_leave", group.LeaveGroupForm): {},
    ("connector_newcomer", group.NewcomerForm): {},
    ("group_review", reviews.ReviewForm): {},
    ("paper_review", reviews.ReviewForm): {},
    ("offer_peer", peers.PeerOfferForm): {},
    ("ask_peer", peers.AskPeerForm): {},
    ("paper_ask_peer", peers.AskPeerForm): {},
    ("answer_peer", peers.PeerYesForm): {},
    ("talk", talk_forms.TalkForm): {},
    ("move_talk", talk_forms.TalkForm): {},
    ("talk_to_have", talk_forms.TalkForm): {},
    ("paper_talk", talk_forms.PaperTalkForm): {},
    ("complain", complaints.ComplaintForm): {},
    ("complaint_to_answer", complaints.ComplaintAnswerForm): {},
    ("ask_by_post", posted_sheets.AskForPostForm): {},
    ("paper_post", posted_sheets.PostSheetForm): {"worker_id": "worker"},
    ("paper_brief", paper_own.PaperBriefForm): {"requirements": "points"},
    ("paper_ask", paper_own.PaperAskForm): {"about": None},  # a call: in its address
    ("paper_how_it_was", paper_bookings.HowItWasForm): {"answer": None},  # a call for each
    ("group_words", group.GroupWordsForm): {},
    ("invite", group.InviteForm): {"is_card": None},  # one of two on the page, else yes or no
    ("start_brief", group.BriefWhatForm): {},
    ("brief_what", group.BriefWhatForm): {},
    ("brief_who", group.BriefWhoForm): {"requirements": "points"},
    ("brief_answers", group.BriefAnswersForm): {},
    ("hold_words_back", looks.HoldBackForm): {},
    ("report_words", reports.ReportForm): {},
    ("block_member", reports.BlockForm): {},
    ("ask_listing", conversations.AskListingForm): {},
    ("write_to_group", conversations.FirstWordsForm): {},
    ("conversation", conversations.WordsForm): {},
    ("offer_messages", group.OfferMessageForm): {},
    ("answer_about_offer", group.OfferMessageForm): {},
    ("open_choice", group.OpenDecisionForm): {},
    ("choose", group.BallotForm): {},
    ("paper_choose", group.PaperBallotForm): {},
    ("add_source_of", pool.AddSourceForm): {},
    ("change_source", pool.ChangeSourceForm): {},
    ("keep_more", pool.KeepMoreForm): {},
    ("pool_open", pool.OpenPoolForm): {},
    ("paper_open", pool.OpenPoolForm): {},
    ("pool_pledge", pool.PledgeForm): {},
    ("paper_pool", pool.PaperPledgeForm): {},
    ("pool_question", pool.LowMaximumForm): {},
    ("paper_question", pool.PaperQuestionForm): {"answer": "yes"},
    ("pool_other_way", pool.AnotherWayForm): {},
    ("pool_cover", cover.CoverForm): {},
    ("paper_cover", cover.PaperCoverForm): {},
    ("pool_cancel", pool.CallOffForm): {},
    ("pool_call_off", AskToCallOffForm): {},
    ("paper_call_off", AskToCallOffForm): {},
    ("paper_keep_aside", paper_stops.KeepAsideForm): {},
    ("help_request", pool.HelpOutcomeForm): {"found": "outcome"},
    ("fund_holder", office.CommitmentAnswerForm): SHOWN,
    ("join_on_paper", group.JoinOnPaperForm): {"who": None},  # a call: `person`, `sheet`, or none
    ("provide_register", AboutYouForm): {},
    ("provider_how_soon", HowSoonForm): {"words": "answers_words"},
    ("provider_capacity", CapacityForm): {
        box_of(kind): "weights" for kind in ("", *HelpAsked.values)
    },
    ("provider_skills", SkillsForm): {},
    ("wait_for_listing", WaitForm): {},
    ("waiting_place", WhichTimeForm): {},
    ("provider_waiting_answer", WaitingAnswerForm): {},
    ("come_to_listing", HelpFirstForm): {"ticked": None},
    ("listing_step", ListingWhatForm): {},
    ("listing_step", ListingWhenWhereForm): {},
    ("listing_step", ListingComingForm): {},
    ("listing_step", ListingFirstVisitForm): dict.fromkeys(FirstVisitFact.values, "first_visit"),
    ("listing_step", ListingPriceForm): {"price_for_one": None},  # of `prices`
    ("listing_step", ListingSuitsForm): {},
    ("listing_step", ListingHelperForm): {},
    ("write_offer", offers.OfferWhatForm): WHEN,
    ("write_offer", offers.OfferPriceForm): {},
    ("write_offer", offers.OfferPeopleForm): {},
    ("write_offer", offers.OfferMoreForm): {"requirements_met": "meets"},
    ("change_offer", offers.OfferWhatForm): WHEN,
    ("session_call_off", CallOffForm): {},
    ("listing_times", ListingTimesForm): dict.fromkeys(("first_day", "begins_at", "weeks")),
    ("session_places", PlacesForm): {},
    ("come_to_listing", ComeForm): {},
    ("ask_for_oneself", AskForOneselfForm): {"requirements": "points"},
    ("come_without_account", AskWithoutAccountForm): {"who": "is_for_somebody"},
    ("rung", RungForm): {},
    ("referral_rung", ReferralRungForm): {},
    ("refer_to_listing", HelpFirstForm): {"ticked": None},
    ("refer_to_listing", ReferForm): {},
    ("paper_come_to_listing", ComeForm): {},
    ("provider_visit", VisitAnswerForm): {},
    ("visit_reply", VisitReplyForm): {},
    ("visit_unfair", UnfairForm): {},
    ("visit_how", HowVisitForm): {},
    ("visit_good", GoodLinesForm): {},
    ("visit_safety", SafetyLinesForm): {},
    ("paper_visit_good", GoodLinesForm): {},
    ("visit_line", LineAnswerForm): {},
    ("visit_line_told", ToldLineAnswerForm): {},
    ("visit_answer_told", ToldVisitAnswerForm): {},
    ("provider_referral", answering.ReferralAnswerForm): {},
    ("referral_told", answering.ToldReferralAnswerForm): {},
    ("referral_lines", coming_back.LinesForm): {},
    ("paper_visit_how", HowVisitForm): {},
    ("unfair_answer", UnfairAnswerForm): {},
    ("paper_visit_word", VisitWordForm): {},
    ("provider_pool_terms", TermsForm): WHEN
    | {
        "care_where_words": "care_where",
        "complain_words": "complain",
        "languages_words": "languages",
    },
    ("money_check", money_checks.MoneyCheckForm): {},
    ("provider_billing", BillingForm): {},
    ("fund_holder_invoicing", InvoicingForm): {},
    ("add_team", TeamForm): {},
    ("team_worker", WorkerForm): {},
    ("team_deputy", WorkerForm): {},
    ("team_agreement", AgreementForm): {},
    ("team_key", KeyForm): {},
    ("team_key_answers", WorkerForm): {},
    ("provider_bank_details", provider_money.BankDetailsForm): {},
    ("provider_transfer", provider_money.ArrivalForm): {},
    ("provider_transfer_back", provider_money.TransferRefundForm): {},
    ("provider_invoices", provider_money.InvoiceForm): {},
    ("check", connect.CheckForm): {},
    ("check_register", connect.RegisterCheckForm): {},
    ("session_dispute", connect.DisputeOutcomeForm): {},
    ("booking_dispute", bookings.BookingDisputeForm): {},
    ("ask_to_act", represent.RepresentationForm): {},
    ("end_acting", represent.EndForm): {"when": None, "never_again": None},
    ("authority_seen", authorities.AuthoritySeenForm): {},
    ("authority_told", authorities.ToldForm): {},
    ("authority_end", authorities.EndHereForm): {},
    ("second_person", authorities.SecondForPayingForm): {},
    ("second_person", authorities.SecondForBankDetailsForm): {},
    ("second_person", authorities.SecondForWayBackForm): {},
    ("write_decision_down", decisions.DecisionForm): {},
    ("paper_decision", decisions.DecisionForm): {},
    ("do_by_decision", decisions.JoinByDecisionForm): {},
    ("contact_plan", account.ContactPlanForm): {},
    ("where_i_live", account.WhereForm): {},
    ("my_name", sign_in.NameForm): {},
    ("booking_told", told_on.ToldOnForm): {},
    ("leave_everything", leaving.OwnLeavingForm): {},
    ("paper_leave_everything", leaving.LeaveEverythingForm): {},
    ("one_person", same_person.OnePersonForm): {},
    ("estate_reached", estates.EstateReachedForm): {},
    ("end_group", endings.EndGroupForm): {},
    ("paper_end", endings.EndGroupForm): {},
    ("ask_removal", removals.AskRemovalForm): {},
    ("my_place", removals.SideForm): {},
    ("paper_my_place", removals.SideForm): {},
    ("who_stays", removals.WhoStaysForm): {},
    ("paper_who_stays", removals.WhoStaysForm): {},
    ("decide_removal", removals.DecideForm): {},
    ("next_step", endings.NextStepForm): {},
    ("paper_next_step", endings.NextStepForm): {},
    ("connector_next_step", endings.NextStepSpokenForm): {},
    ("short_name", group.ShortNameForm): {},
    ("group_notes", notes.NoteForm): {},
    ("choose_words", notes.ChooseWordsForm): {},
    ("paper_note", notes.NoteForm): {},
    ("paper_report", reports.PaperReportForm): {},
    ("paper_block", reports.PaperBlockForm): {},
    ("paper_choose_words", notes.ChooseWordsForm): {},
    ("add_date", dates.DateForm): OF_A_DATE,
    ("add_dates", dates.RepeatingDatesForm): OF_A_DATE | IN_TURN,
    ("change_date", dates.DateForm): OF_A_DATE,
    ("call_off_date", dates.CallOffDateForm): {},
    ("say_coming", dates.ComingForm): {"brings_words": "brings"},
    ("paper_dates", dates.ComingForm): {"brings_words": "brings"},
    ("paper_add_date", dates.DateForm): OF_A_DATE,
    ("add_idea", ideas.IdeaForm): {},
    ("paper_idea", ideas.PaperIdeaForm): {"is_nothing": "nothing"},
    ("like_ideas", ideas.LikesForm): {},
    ("paper_like_ideas", ideas.LikesForm): {},
    ("explain_idea", ideas.WhyForm): {},
    ("write_down_idea", ideas.WriteDownForm): {},
    ("what_matters", ideas.MattersForm): OF_LINES,
    ("paper_what_matters", ideas.MattersForm): OF_LINES,
    ("what_helps", account.AdjustmentsForm): {"ticked": None, "own": "helps"},
}
# The twin of one form of a page that has several.
TWIN_OF_FORM = {
    ("my_name", sign_in.NameForm): "PATCH /me/",
    ("pool_call_off", AskToCallOffForm): "POST /pools/{pool_id}/call-off/",
    ("paper_call_off", AskToCallOffForm): "POST /paper/{code}/costs/{pool_id}/call-off/",
}
# (form, box, what is sent): where one takes what the other refuses, and what refuses it there.
FOR_WHOM = "the page asks for whom, a call whether it is for somebody"
ONE_BY_RULE = {
    ("AskWithoutAccountForm", "who", "an answer 1"): FOR_WHOM,
    ("AskWithoutAccountForm", "who", "an answer me"): FOR_WHOM,
    ("AskWithoutAccountForm", "who", "an answer somebody"): FOR_WHOM,
    (
        "GoodLinesForm",
        "lines",
        "as long as can be",
    ): "many lines in one box; a rule keeps each short",
    ("PeerYesForm", "day", "left empty"): "without a day a call says “not this time”",
    ("WriteDownForm", "brief", "left empty"): "without a draft a call begins a new one",
    ("ComeForm", "session", "left empty"): "the action asks which, where it says its times",
    ("WhichTimeForm", "session", "left empty"): "the same",
    **dict.fromkeys(
        [
            ("AuthoritySeenForm", "basis", "left empty"),
            ("AuthoritySeenForm", "seen_words", "left empty"),
            ("AuthoritySeenForm", "seen_words", "nothing to see"),
        ],
        "the person agrees by the same call, and has seen nothing",
    ),
    **dict.fromkeys(
        [
            ("BallotForm", "approves", "left empty"),
            ("PaperBallotForm", "approves", "left empty"),
        ],
        "“none of these” is a tick on the page, and no offer in a call",
    ),
    **dict.fromkeys(
        [
            ("CommitmentAnswerForm", "answer", "an answer later"),
            ("CommitmentAnswerForm", "answer", "left empty"),
        ],
        "of many lines on one page some are left: a call leaves them out",
    ),
    **dict.fromkeys(
        [
            ("JoinByDecisionForm", "known_as", "left empty"),
            ("JoinByDecisionForm", "known_as", "nothing to see"),
        ],
        "the call does other things than join, too: asked for where it joins",
    ),
    **dict.fromkeys(
        [
            (form, box, what)
            for form in (
                *("AskToCallOffForm", "JoinGroupForm", "LowMaximumForm", "OpenDecisionForm"),
                *("AskForOneselfForm", "EndGroupForm", "PledgeForm", "StartGroupForm"),
                "WhoStaysForm",
            )
            for box, what in (
                ("shown_words", "left empty"),
                ("shown_words", "nothing to see"),
                ("interpreted_by", "left empty"),
            )
        ],
        "for oneself the page has no such box; for somebody one rule asks both, "
        "as test_how_things_were_put and test_how_it_was_put hold",
    ),
    (
        "LowMaximumForm",
        "max_pence",
        "left empty",
    ): "of one kind of question, which has a page of its own; the call is of every kind",
    (
        "OpenDecisionForm",
        "closes_on",
        "left empty",
    ): "the second of two agrees to a day that is set",
    **dict.fromkeys(
        [
            ("TermsForm", box, what)
            for box in ("care_basis", "minutes", "place", "same_person", "travel_paid", "who_comes")
            for what in ("left empty", "nothing to see")
            if what == "left empty" or box in ("place", "who_comes")
        ],
        "a call sends only what would be otherwise",
    ),
    **dict.fromkeys(
        [("HowItWasForm", "words", what) for what in ("left empty", "nothing to see")],
        "asked for where it was different: the call is of that alone",
    ),
    **dict.fromkeys(
        [("UnmetNeedForm", "words", what) for what in ("left empty", "nothing to see")],
        "refused by the rule, which says it to both in the same words",
    ),
}
# Forms of our pages that no call is the twin of; those of signing in are for people alone.
WITHOUT_TWIN = {
    "CodeForm": "leads to the page of the code; the call takes it with the yes (JoinByCodeIn)",
    "EmptyForm": "only presses",
    "EveryFieldForm": "samples that are sent nowhere",
    "ReadingForm": "of one browser; a program shows what it likes",
    "GroupPictureForm": "sends a file, and so no JSON: tests/frontend/pictures sends both the same",
    "HowOfPressForm": "beside a press: a call that agrees to a step sends the same with it",
    "ListingPictureForm": "the same",
    "ListingNumberForm": "which listing: a call names it in its address",
    "LookedOverForm": "says that somebody has looked: a call sends the digest of what it read",
    "PictureForm": "what both of these ask",
    "PeriodForm": "of a statement: GET /statements/{source_id}/",
    "PlaceForm": "near where: GET /areas/{area_id}/asked/",
    "PricesForm": "a box for each size that is there: ProviderPricesIn takes the same sums",
    "SourceKindForm": "which kind: a call names it in POST /sources/",
    "WhichGroupForm": "which group: a call names it in POST /briefs/",
    "WhoElseForm": "which other person: GET /visits/{person_id}/twice/{other_id}/",
    "WhoCameForm": "a box for each who has a place: the action asks whether they have",
}
# Where a shape holds the answers of several forms, or of several lines.
INSIDE = {"contact_plan": "reach", "fund_holder": "answers"}
