"""What a person can do on a screen, and the sheet on which they say the same (P59, M72, M122).

A door of a page that a person presses has the page where somebody enters it from paper, or the
reason in words why there is none; an entry has the sheet on which it is written. A door or an entry
that is not here fails the build. docs/sheets.md is made from it.
"""

from .audiences import Audience
from .pages import PAGES

# Sheets, by the name that they have in `?sheet=`, and what stands above them.
SHEETS = {
    "cost": "a shared cost: I’m in, up to £ …",
    "open": "Open what our group chose",
    "question": "A question to you alone",
    "choice": "Which would you be happy with?",
    "group-choice": "What should your group do? (a shared cost that is paid for)",
    "dates": "Our next times, and a date that I would like",
    "steps": "What is proposed in our group, and what I propose",
    "change": "Something has changed for me",
    "come": "I would like to come to something",
    "how-it-was": "How it was",
    "leave": "I want to leave the group",
    "through": "What comes to me, and through whom",
    "complaint": "I want to complain",
    "helps": "What helps me",
    "reach": "How to reach me",
    "new-money": "My money has changed: there is new money",
    "start-group": "I want to start a group",
    "brief": "What I would like our group to ask for",
    "ask": "Not known? I would like to ask",
    "decision": "A decision, written down",
    "card": "the card of an invitation",
}
# Those that are printed by pages of their own, and not with all the others.
OWN_PAGE = {"group-choice", "decision", "card"}

# What is entered from a sheet is compared with what it asks now (P25), but from these, and why.
NOT_COMPARED = {
    "change": "each line stops or protects one thing that it names, and is never refused (P18)",
    "leave": "the same",
    "how-it-was": "of one session that is over, which it names",
    "through": "it says what is so; what they would rather have is entered as how to reach them",
    "decision": "what is written down by whoever was there, and no answer to anything",
}

# What may be entered from the page of somebody's sheet, by the name of its route; and the sheet on
# which they write it, or why it has none there.
SHEET_OF_ENTRY = {
    "join_on_paper": "card",
    "paper_ask": "ask",
    "paper_back_in": "change",
    "paper_brief": "brief",
    "paper_call_off": "group-choice",
    "paper_change_stop": "change",
    "paper_choose": "choice",
    "paper_coming": "change",
    "paper_come": "come",
    "paper_come_to_listing": "come",
    "paper_visit_stop": "change",
    "paper_visit_word": "change",
    "paper_complain": "complaint",
    "paper_cover": "group-choice",
    "paper_add_date": "dates",
    "paper_dates": "dates",
    "paper_decision": "decision",
    "paper_decision_not_wanted": "said to whoever visits: it works at once",
    "paper_helps": "helps",
    "paper_helps_before": "helps",
    "paper_hello": "said to whoever visits: two words",
    "paper_hidden_date": "change",
    "paper_how_it_was": "how-it-was",
    "paper_invite": "said to whoever visits, who makes the card and prints it",
    "paper_invite_stop": "said to whoever visits: it stops at once, and there is nothing to read",
    "paper_joint_answer": "decision",
    "paper_keep_aside": "change",
    "paper_leave": "leave",
    "paper_leave_everything": "change",
    "paper_life": "change",
    "paper_look_again": "steps",
    "paper_motion": "steps",
    "paper_new_money": "new-money",
    "paper_not_coming": "change",
    "paper_open": "open",
    "paper_other_way": "question",
    "paper_own_copy": "said to whoever visits: they want all that is kept about them",
    "paper_pause": "said to whoever visits: it stops at once, and there is nothing to read",
    "paper_pool": "cost",
    "paper_post": "said to whoever visits: they want a sheet of theirs by post",
    "paper_pool_leave": "cost",
    "paper_put_back": "change",
    "paper_question": "question",
    "paper_reach": "reach",
    "paper_reference": "a number that is given to them, not by them",
    "paper_rest": "change",
    "paper_short_name": "change",
    "paper_source": "cost",
    "paper_source_end": "change",
    "paper_start_group": "start-group",
    "paper_stops": "change",
}

# What a person presses on a screen, and where the same is entered from paper.
ENTRY_OF = {
    "start_group": "paper_start_group",
    "join_group": "join_on_paper",
    "leave_everything": "paper_leave_everything",
    "leave_group": "paper_leave",
    "pause_newcomers": "paper_pause",
    "open_group": "paper_motion",
    "say_hello": "paper_hello",
    "set_beginning": "paper_motion",
    "group_look_again": "paper_look_again",
    "invite": "paper_invite",
    "stop_invite": "paper_invite_stop",
    "add_date": "paper_add_date",
    "say_coming": "paper_dates",
    "rest": "paper_rest",
    "short_name": "paper_short_name",
    "ask_by_post": "paper_post",
    "start_brief": "paper_brief",
    "brief_send": "paper_motion",
    "brief_stop": "paper_motion",
    "brief_look_again": "paper_look_again",
    "brief_close": "paper_motion",
    "offer_messages": "paper_ask",
    "choose": "paper_choose",
    "open_choice": "paper_motion",
    "motion_word": "paper_motion",
    "add_source": "paper_new_money",
    "add_source_of": "paper_new_money",
    "change_source": "paper_keep_aside",
    "complain": "paper_complain",
    "keep_more": "paper_keep_aside",
    "end_source": "paper_source_end",
    "money_stop": "paper_put_back",
    "pool_open": "paper_open",
    "pool_pledge": "paper_pool",
    "pool_question": "paper_question",
    "pool_other_way": "paper_other_way",
    "pool_leave": "paper_pool_leave",
    "pool_call_off": "paper_call_off",
    "pool_cover": "paper_cover",
    "booking_hide": "paper_hidden_date",
    "booking_show": "paper_hidden_date",
    "booking_not_coming": "paper_not_coming",
    "booking_coming": "paper_coming",
    "come_to_listing": "paper_come_to_listing",
    "visit_withdraw": "paper_visit_stop",
    "visit_other_day": "paper_visit_word",
    "visit_reply": "paper_visit_word",
    "visit_unfair": "paper_visit_word",
    "booking_confirm": "paper_how_it_was",
    "booking_dispute": "paper_how_it_was",
    "give_reference": "paper_reference",
    "write_decision_down": "paper_decision",
    "contact_plan": "paper_reach",
    "decision_not_wanted": "paper_decision_not_wanted",
    "where_i_live": "paper_life",
    "change_that_waits": "paper_change_stop",
    "what_helps": "paper_helps",
    "what_helped_before": "paper_helps_before",
    "suggestion_answered": "paper_helps",
    "life": "paper_life",
}
# Or why it is not: in words that a person would take.
NOT_ON_PAPER = {
    "add_dates": "some dates at once: on paper they write one, and any member adds the others",
    "change_date": "a date that somebody added: on paper they say to whoever visits what is wrong "
    "with it, and write another",
    "call_off_date": "the same; that they do not come themselves is on its sheet",
    "date_on_again": "the same",
    "ask_listing": "not yet: whoever visits rings the place for them",
    "write_to_group": "the same",
    "block_member": "not yet: what others write reaches them through whom they chose",
    "block_writer": "the same",
    "block_end": "the same",
    "group_ask_listing": "only asks which group; on paper the sheet is of one group",
    "group_words": "words that are held back: on paper they ask somebody else to look at them",
    "brief_what": "of a draft: on paper they write a new sheet, and close the other",
    "brief_who": "the same",
    "brief_answers": "the same",
    "source_card": "a card is only ever typed on the card company’s own page",
    "pool_card": "the same",
    "remove_card": "no card is known of whoever is on paper; money that ended is entered",
    "life_event_over": "whoever visits says that it is over, on the page of what was said",
    "keep_search": "whoever enters a sheet would read what somebody looks for (P106)",
    "change_search": "the same",
    "want_search": "the same",
    "stop_search": "the same; leaving everything, on paper too, ends all of them",
    "copy": "asked in writing anyhow, by somebody who acts for a person and has a page",
}


def doors_of_a_person() -> set[str]:
    """What is pressed as a person: their own, as a member, or for their own life."""
    presses = {name: row[1] for name, row in PAGES.items() if isinstance(row, tuple)}
    own = (Audience.LIFE, Audience.GROUP, Audience.OWN)
    return {name for name, row in presses.items() if row.audience in own}
