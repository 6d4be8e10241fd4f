"""What is done about supply: providers, their listings, sessions, and the bookings in them."""

from community.audit.deeds import OTHER_DEED_TEXT, Deed


class ProviderDeed(Deed):
    REGISTER_PROVIDER = "register_provider", OTHER_DEED_TEXT
    RECORD_CHECK = "record_check", OTHER_DEED_TEXT

    START_LISTING = "start_listing", OTHER_DEED_TEXT
    SAVE_LISTING = "save_listing", OTHER_DEED_TEXT
    PUBLISH_LISTING = "publish_listing", OTHER_DEED_TEXT
    PAUSE_LISTING = "pause_listing", OTHER_DEED_TEXT
    WITHDRAW_LISTING = "withdraw_listing", OTHER_DEED_TEXT
    REOPEN_LISTING = "reopen_listing", OTHER_DEED_TEXT
    RECORD_CHECKED_FACT = "record_checked_fact", OTHER_DEED_TEXT

    PLAN_SESSIONS = "plan_sessions", OTHER_DEED_TEXT
    CALL_OFF_SESSION = "call_off_session", OTHER_DEED_TEXT
    RECORD_DELIVERED = "record_delivered", OTHER_DEED_TEXT
    RECORD_NOT_DELIVERED = "record_not_delivered", OTHER_DEED_TEXT
    CONFIRM_SESSION = "confirm_session", OTHER_DEED_TEXT
    RAISE_SESSION_DISPUTE = "raise_session_dispute", OTHER_DEED_TEXT
    RESOLVE_SESSION_DISPUTE = "resolve_session_dispute", OTHER_DEED_TEXT

    BOOK_SESSION = "book_session", OTHER_DEED_TEXT
    MARK_COMING = "mark_coming", OTHER_DEED_TEXT
    MARK_NOT_COMING = "mark_not_coming", OTHER_DEED_TEXT
    RECORD_CAME = "record_came", OTHER_DEED_TEXT
    RECORD_VISIT_DID_NOT_HAPPEN = "record_visit_did_not_happen", OTHER_DEED_TEXT

    BEGIN_IMPORT = "begin_import", OTHER_DEED_TEXT
