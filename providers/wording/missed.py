"""The rule for a missed place, in a sentence: everywhere the same (P27)."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from providers.states import MissedRule


def missed_rule_text(rule: str, notice_hours: int, written_words: str) -> str:
    """As it stands on the offer and in the terms. `written_words` are of the time when the rule was
    written freely."""
    if rule == MissedRule.AS_WRITTEN:
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
