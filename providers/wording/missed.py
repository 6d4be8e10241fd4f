"""The rule for a missed place, in a sentence: everywhere the same (P27)."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.common.dates import format_moment
from providers.models.sessions import Booking, Session
from providers.rules.missed import is_told_in_time, last_moment_to_tell
from providers.states import BookingState, MissedRule


def missed_rule_text(rule: str, notice_hours: int, written_words: str) -> str:
    """As it stands on the offer and in the terms. `written_words` are of the time when the rule was
    written freely."""
    if rule in ("", MissedRule.AS_WRITTEN):
        return written_words
    if rule == MissedRule.PAID:
        rule_text = _("A missed time is paid, whenever you say so.")
    else:
        rule_text = _in_time_text(rule, notice_hours)
    mercy_text = _("If you are ill or in hospital, they can let you off paying.")
    return f"{rule_text} {mercy_text}"


def _in_time_text(rule: str, notice_hours: int) -> str:
    values = {"notice": notice_text(notice_hours)}
    if rule == MissedRule.FREE:
        return (
            _("Say so at least %(notice)s before and you do not pay. Later than that, it is paid.")
            % values
        )
    return (
        _("Say so at least %(notice)s before and you pay half. Later than that, all of it is paid.")
        % values
    )


def notice_text(hours: int) -> str:
    """ "2 days", "36 hours"."""
    if hours % 24 == 0:
        days = hours // 24
        return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
    return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}


def missed_text(
    booking: Booking, session: Session, *, has_money_gone: bool = False, now: datetime
) -> str:
    """To whoever has the place: what it comes to if they do not come, before they press it; and
    what it came to, after. Empty where nothing is paid here, or they came. `has_money_gone`: to
    whoever runs it, who can then let nobody off here."""
    if booking.state == BookingState.ENDED:
        return _("You stopped before this time: you do not pay for it.")
    if not session.missed_rule or booking.state == BookingState.CAME:
        return ""
    if booking.let_off_at is not None:
        return _("They let you off: you do not pay for this time. It goes back to you.")
    if session.missed_rule == MissedRule.PAID and not has_money_gone:
        return _("If you miss it, it is paid all the same, unless they let you off.")
    if session.missed_rule == MissedRule.AS_WRITTEN:
        return _("What a missed time costs stands in what you said yes to.")
    if booking.state == BookingState.COMING and now < session.starts_at:
        return _before_text(session, now)
    return _after_text(booking, session, has_money_gone)


def _before_text(session: Session, now: datetime) -> str:
    last_moment = last_moment_to_tell(session.starts_at, session.missed_notice_hours)
    values = {"until": format_moment(last_moment)}
    if now > last_moment:
        return (
            _(
                "The time to say so was %(until)s. If you do not come now, it is paid, unless they"
                " let you off."
            )
            % values
        )
    if session.missed_rule == MissedRule.HALF:
        return _("If you are not coming, say so until %(until)s and you pay half.") % values
    return _("If you are not coming, say so until %(until)s and you do not pay.") % values


def _after_text(booking: Booking, session: Session, has_money_gone: bool) -> str:
    if session.missed_rule == MissedRule.PAID:
        return _("It is paid. %(ask)s") % {"ask": _ask_them_text()}
    if not is_told_in_time(booking.told_at, session.starts_at, session.missed_notice_hours):
        if has_money_gone:
            text = _("It was not said in time, so it is paid. %(ask)s")
            return text % {"ask": _ask_them_text()}
        return _("It was not said in time, so it is paid, unless they let you off.")
    if session.missed_rule == MissedRule.HALF:
        return _("You said so in time: you pay half, and the other half goes back to you.")
    return _("You said so in time: you do not pay for this time. It goes back to you.")


def _ask_them_text() -> str:
    return _("If you were ill, ask them: they can give it back to you themselves.")
