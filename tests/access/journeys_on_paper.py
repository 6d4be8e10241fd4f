"""Each step of a holder in the journeys J1 to J14, on a screen and on paper (M72).

A step names its doors: what is pressed there has its sheet, or its reason, from `sheets.py`; what
is only read has its way in `READ_ON_PAPER`. So a step on paper cannot say otherwise than the table
of sheets, and a door that goes away fails the build. docs/sheets.md is made from it.
"""

from .sheets import ENTRY_OF, NOT_ON_PAPER, SHEET_OF_ENTRY, SHEETS

# What somebody only reads on a screen: how they have it who have none.
READ_ON_PAPER = {
    "find": "whoever visits looks with them, and prints the half page of what they like",
    "listing": "its half page (`listing_sheet`)",
    "listing_calendar": "the days stand on the half page (`listing_sheet`)",
    "group": "whoever visits reads it to them; what is open stands on their sheets",
    "pool": "the half page of the shared cost (`paper_pool`, printed from `paper_sheets`)",
    "offers": "the half page to choose from (`paper_sheets`)",
    "brief": "whoever visits reads it to them",
    "money": "each of their money stands on “Something has changed for me” (`paper_sheets`)",
    "statement": "what was paid is in their own copy on paper (`paper_own_copy`)",
    "pool_agreement": "stands on the sheet that they write their yes on, which is theirs to keep",
    "pool_plan_words": "printed for the plan by whoever works there, or in their own copy",
    "my_sessions": "told at the visit; the next days stand on their sheets (`paper_sheets`)",
    "messages": "said at the next visit by whoever tells them (`next_visits`)",
    "history": "in their own copy on paper (`paper_own_copy`)",
    "subject_access": "asked for at a visit; it comes closed (`paper_own_copy`)",
    "through_whom": "“What comes to me, and through whom” (`paper_sheets`)",
    "where_to_turn": "the numbers stand on the half page of what they like (`listing_sheet`)",
    "my_representatives": "an advocate or relative is said to whoever visits (`paper_reference`)",
    "decision_records": "the sheet of the decision (`paper_decision_sheet`)",
    "kept_searches": "they ask whoever visits to look again: nobody keeps it for them (P106)",
}
NOT_BUILT = "on neither yet: "
NOT_A_HOLDERS = "no step of a holder: "

# {journey: [(the step, its doors, or why it has none)]}
JOURNEYS: dict[str, list[tuple[str, tuple[str, ...] | str]]] = {
    "J1 The group of eight whose service was closed": [
        ("start a group", ("start_group",)),
        ("invite, by link or by card", ("invite",)),
        ("come in with a name to be called by", ("join_group",)),
        ("look for free things, and choose together", ("find", "open_choice", "choose")),
        ("open a shared cost, and say yes each in their own way", ("pool_open", "pool_pledge")),
        ("read that it goes ahead, and when it is", ("messages", "my_sessions")),
        ("say that one’s money has changed", ("end_source", "change_source")),
        ("answer what the group does then", ("pool_cover",)),
        ("hide a date from whoever acts, and show it again", ("booking_hide", "booking_show")),
        ("leave", ("leave_group", "leave_everything")),
    ],
    "J2 The officer of a council heritage service": [
        ("(they offer)", NOT_A_HOLDERS + "a provider’s"),
    ],
    "J3 The community connector": [("(they work here)", NOT_A_HOLDERS + "a connector’s")],
    "J4 The father, his daughter, and her carer’s budget": [
        ("have somebody act for oneself", ("my_representatives", "give_reference")),
        ("mark what is never to be touched", ("keep_more",)),
        ("read what it costs and what it brings", ("listing", "pool")),
        ("talk to somebody first", "a tick on each sheet: “I would like to talk first”"),
        (
            "say yes by a decision written down",
            ("write_decision_down", "pool_pledge"),
        ),
        ("answer a change of the bill, alone", ("pool_question",)),
        ("look for another way to pay", ("pool_other_way",)),
        ("copy two paragraphs for a plan", ("pool_plan_words",)),
        ("say afterwards how it was", ("booking_confirm", "booking_dispute")),
    ],
    "J5 The man with no phone": [
        ("be told in person, by whom one chose", ("contact_plan", "through_whom")),
        ("look at two cards, and put one away", ("find", "listing")),
        ("what helps, said once", ("what_helps",)),
        ("a yes that he shows", ("pool_pledge",)),
        ("a failed date, and not this time", ("pool_question", "booking_not_coming")),
        ("not for him, now", ("pool_leave", "booking_not_coming")),
    ],
    "J6 The sceptical social worker": [("(they work here)", NOT_A_HOLDERS + "a worker’s")],
    "J7 The woman with the unfinished questionnaire": [
        ("have a decision written down, with what she showed", ("write_decision_down",)),
        ("not want what was written", ("decision_not_wanted",)),
        ("go along", ("pool_pledge", "booking_coming")),
        ("not want to on the day", ("booking_not_coming",)),
    ],
    "J8 The woman who cares for her mother and lost respite": [
        ("find what gives time off", ("find",)),
        ("ask together, and choose", ("start_brief", "brief_send", "offers", "choose")),
        ("say yes, with no money yet", ("pool_pledge",)),
        ("ask to call it off", ("pool_call_off",)),
        ("complain", ("complain",)),
        (
            "write what was promised and what changed",
            NOT_BUILT + "a log of promises (M133)",
        ),
    ],
    "J9 The photographer, his mother, his PA, his sister": [
        ("look with pictures", ("find", "listing")),
        ("somebody who supports and does not decide", ("my_representatives",)),
        ("start a group", ("start_group",)),
        ("say what the group would like to ask for", ("start_brief",)),
        ("read one’s statement, for a review", ("statement",)),
        ("an idea to show to others", NOT_BUILT + "idea cards (M11)"),
        ("“I know and I choose it”", ("write_decision_down",)),
    ],
    "J10 A carer who felt forced towards direct payments": [
        ("have a budget that the council looks after", ("add_source",)),
        ("mix it with one’s own", ("add_source", "pool_pledge")),
        ("compare the ways to have a budget", NOT_BUILT + "the page of routes (M75)"),
    ],
    "J11 People who want the day centre, and their carers": [
        ("find it, with its days", ("find", "listing_calendar")),
        ("ask, as a group, for a place", ("start_brief", "brief_send")),
        ("say that it is missing", ("find",)),
    ],
    "J12 The overwhelmed local organisation": [("(they offer)", NOT_A_HOLDERS + "a provider’s")],
    "J13 The council and evidence people": [("(they read)", NOT_A_HOLDERS + "an officer’s")],
    "J14 PAs and workers": [
        ("(they offer)", NOT_BUILT + "profiles of PAs (M21 to M24); and no step of a holder"),
    ],
}


def on_paper(door: str) -> str:
    """How the same is done or read on paper."""
    if door in READ_ON_PAPER:
        return READ_ON_PAPER[door]
    if door in NOT_ON_PAPER:
        return NOT_ON_PAPER[door]
    entry = ENTRY_OF[door]
    sheet = SHEET_OF_ENTRY[entry]
    return f"{SHEETS.get(sheet, sheet)} (`{entry}`)"


def rows() -> list[tuple[str, str, str, str]]:
    """(journey, step, on a screen, on paper)."""
    found = []
    for journey, steps in JOURNEYS.items():
        for step, doors in steps:
            if isinstance(doors, str):
                found.append((journey, step, "", doors))
                continue
            screen = ", ".join(f"`{door}`" for door in doors)
            found.append((journey, step, screen, "; ".join(map(on_paper, doors))))
    return found
