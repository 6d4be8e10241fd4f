"""The only writers of people: joining, representing, roles, consent, worries."""

from .consent import give_consent, record_decision, withdraw_consent
from .joining import (
    begin_as_person,
    enter_person,
    join,
    say_how_to_reach,
    say_of_oneself,
    say_what_helps,
    say_where,
)
from .programs import end_key, make_key
from .representing import agree_to_representation, ask_to_act_for, end_representation
from .roles import end_role, give_role
from .worries import alarm_unread_worry, answer_worry, read_worry, tell_a_worry

__all__ = [
    "agree_to_representation",
    "alarm_unread_worry",
    "answer_worry",
    "ask_to_act_for",
    "begin_as_person",
    "end_key",
    "end_representation",
    "end_role",
    "enter_person",
    "give_consent",
    "give_role",
    "join",
    "make_key",
    "read_worry",
    "record_decision",
    "say_how_to_reach",
    "say_of_oneself",
    "say_what_helps",
    "say_where",
    "tell_a_worry",
    "withdraw_consent",
]
