"""A "not this time", as the person reads it: the reason, and what they can say to it (P78)."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from providers.models.visit_requests import VisitRequest, help_words
from providers.states import DeclineReason


def declined_text(visit: VisitRequest, *, has_connector: bool) -> str:
    """Of a conflict or of safety only that: the rest is the connector's, who is never promised
    where none works."""
    reason = DeclineReason(visit.decline_reason)
    if reason == DeclineReason.HELP:
        why = _("They say that they cannot give this help safely: %(help)s.") % {
            "help": help_words(visit.help_declined)
        }
    elif reason != DeclineReason.CONFLICT_OR_SAFETY:
        why = f"{capfirst(str(reason.label))}."
    elif has_connector:
        why = _("They cannot say yes. A connector knows why: you can ask them.")
    else:
        why = _("They cannot say yes.")
    lines = [_("Not this time."), why]
    if visit.answer_words:
        lines.append(_("What would make it possible: “%(words)s”") % {"words": visit.answer_words})
    lines.append(_("If you think that is not fair, your page has a press that says so."))
    return " ".join(lines)


def law_text() -> str:
    """To a place, beside its reasons, in one line."""
    return _(
        "What would make it possible? The law asks every place for reasonable changes, before"
        " anybody has to ask for them."
    )


def helpline_text(nation: str) -> str:
    """Whom to turn to who is not us."""
    if nation == "northern_ireland":
        return _("Outside this site, the Equality Commission for Northern Ireland gives advice.")
    return _("Outside this site, the Equality Advisory and Support Service gives advice, free.")
