"""The only writers of groups: gather, invite, ask, offer, choose."""

from .briefs import (
    close_answers,
    close_brief,
    publish_brief,
    start_brief,
    stop_taking_answers,
    write_brief,
    write_new_brief,
)
from .gather import (
    join_by_code,
    join_on_paper,
    join_open_group,
    leave_group,
    open_to_new_people,
    start_group,
)
from .invites import make_invite, stop_invite
from .offers import (
    answer_about_offer,
    ask_about_offer,
    change_offer,
    send_offer,
    withdraw_offer,
)
from .voices import cast_ballot, open_decision, settle_decision

__all__ = [
    "answer_about_offer",
    "ask_about_offer",
    "cast_ballot",
    "change_offer",
    "close_answers",
    "close_brief",
    "join_by_code",
    "join_on_paper",
    "join_open_group",
    "leave_group",
    "make_invite",
    "open_decision",
    "open_to_new_people",
    "publish_brief",
    "send_offer",
    "settle_decision",
    "start_brief",
    "start_group",
    "stop_invite",
    "stop_taking_answers",
    "withdraw_offer",
    "write_brief",
    "write_new_brief",
]
