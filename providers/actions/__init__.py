from .afterwards import confirm_came, note_told, raise_dispute, settle_dispute
from .listings import (
    bring_up_to_date,
    pause_listing,
    publish_listing,
    record_fact_seen,
    reopen_listing,
    save_listing,
    start_listing,
    withdraw_listing,
)
from .providers import record_check, register_provider
from .sessions import (
    call_off,
    plan_sessions,
    record_delivered,
    record_not_delivered,
    say_coming,
    say_not_coming,
    take_place,
)

__all__ = [
    "bring_up_to_date",
    "call_off",
    "confirm_came",
    "note_told",
    "pause_listing",
    "plan_sessions",
    "publish_listing",
    "raise_dispute",
    "record_check",
    "record_delivered",
    "record_fact_seen",
    "record_not_delivered",
    "register_provider",
    "reopen_listing",
    "save_listing",
    "say_coming",
    "say_not_coming",
    "settle_dispute",
    "start_listing",
    "take_place",
    "withdraw_listing",
]
