"""A "not this time", as the person reads it: the reason, and what they can say to it (P78)."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from community.common.telephone import to_ring
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
    if has_page(visit):
        lines.append(_("If you think that is not fair, your page has a press that says so."))
    else:
        lines.append(
            _("If you think that is not fair, tell %(whom)s.") % {"whom": whom_to_tell(visit)}
        )
    return " ".join(lines)


def other_day_text(visit: VisitRequest, when: str) -> str:
    take = (
        _("Your page has a press to take it.")
        if has_page(visit)
        else _("To take it, tell %(whom)s.") % {"whom": whom_to_tell(visit)}
    )
    return _("Yes, but on %(when)s. %(take)s") % {"when": when, "take": take}


def question_text(visit: VisitRequest) -> str:
    where = (
        _("You can answer on your page.")
        if has_page(visit)
        else _("To answer, tell %(whom)s.") % {"whom": whom_to_tell(visit)}
    )
    asks = _("They ask you: “%(words)s”") % {"words": visit.answer_words}
    return f"{asks} {where}"


def has_page(visit: VisitRequest) -> bool:
    """Whoever came without an account, or on paper, has none to press anything on."""
    return visit.person is not None and visit.person.login_id is not None


def whom_to_tell(visit: VisitRequest) -> str:
    """Of its area, by telephone."""
    area = visit.listing.provider.area
    return _("%(name)s on %(phone)s") % {
        "name": area.adviser_words,
        "phone": to_ring(area.adviser_phone),
    }


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
