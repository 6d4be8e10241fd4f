"""What is known of a person, and what was done for them, as they would say it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.audit.deeds import deeds_by_value
from community.common.dates import format_date, format_day
from community.common.money import format_pounds
from community.common.shown import Shown, ShownLine
from community.common.telephone import to_ring
from community.people.models.approvals import StaffApproval
from community.people.models.representations import Representation
from community.people.models.talks import TalkRequest
from community.people.queries.acting import has_connector
from community.places.models.areas import Area, Nation

from .states import Adjustment, RepresentationScope, TalkWay


def describe_adjustments(adjustments: list[str]) -> list[str]:
    """What helps a person, as they would say it: known codes become words, own words stay."""
    return [
        str(Adjustment(code).label) if code in Adjustment.values else code for code in adjustments
    ]


def no_connector_text() -> str:
    """In the place of what a connector would do, where none works."""
    return _("No connector works there just now. It is kept for whoever begins there.")


def talk_day_text(talk: TalkRequest) -> str:
    """Who talks with somebody, how, on which day; and whether a place is held till then."""
    facts = {"who": talk.with_login.name if talk.with_login else "", "day": format_day(talk.day)}
    if not facts["who"]:
        text = _("Somebody who works where you live talks with you on %(day)s.")
    elif talk.way == TalkWay.CALL:
        text = _("%(who)s rings you on %(day)s.")
    else:
        text = _("%(who)s comes to see you on %(day)s.")
    held = _("Your place is held until the end of that day. Nothing is taken.")
    return " ".join([text % facts, *([held] if talk.held_until else [])])


def not_in_force_text(area_id: int | None) -> str:
    """To whoever asked for what does not happen: not who, when or why (P9)."""
    words = _("It is not in force.")
    if has_connector(area_id):
        return f"{words} {_('A connector can tell you more.')}"
    return words


def describe_deed(deed: str, about: str | None) -> str:
    """What was done, and what it was about where that is known."""
    words = str(deeds_by_value()[deed].label)
    return _("%(what)s: %(about)s") % {"what": words, "about": about} if about else words


def describe_representation(representation: Representation) -> str:
    """Who, how far, and until when."""
    return _("%(who)s, to %(may)s, until %(day)s") % {
        "who": representation.login.name,
        "may": representation.get_scope_display(),
        "day": format_date(representation.ends_on),
    }


def unread_text(area: Area, readers: Sequence[str]) -> str:
    """That a note about a worry was not read in time, to whoever reads none: whom to ring."""
    facts = {
        "area": area.name,
        "who": ", ".join(readers),
        "phone": to_ring(area.safeguarding_phone),
    }
    if not readers:
        return (
            _(
                "A note in %(area)s was not read for a working day, and nobody there can read it."
                " Please name a safeguarding lead and a deputy, and ring %(phone)s."
            )
            % facts
        )
    return (
        _("A note in %(area)s was not read for a working day. Please ring %(who)s, or %(phone)s.")
        % facts
    )


OMBUDSMEN = {
    Nation.ENGLAND: gettext_lazy("the Local Government and Social Care Ombudsman"),
    Nation.WALES: gettext_lazy("the Public Services Ombudsman for Wales"),
    Nation.SCOTLAND: gettext_lazy("the Scottish Public Services Ombudsman"),
    Nation.NORTHERN_IRELAND: gettext_lazy("the Northern Ireland Public Services Ombudsman"),
}


def outside_text(nation: str) -> str:
    """Whom to turn to who is not us (P60)."""
    return _(
        "If the answer is not good enough, or does not come: for care that your council arranges"
        " you can go to %(ombudsman)s. It is free, and is not part of this site or your council."
    ) % {"ombudsman": OMBUDSMEN[Nation(nation)]}


def representation_shown(representation: Representation) -> Shown:
    """What somebody agrees to who lets another act, as it stands above the button."""
    lines = [
        (_("Who asks"), representation.login.name),
        (_("For whom"), representation.person.preferred_name),
        (_("What they are to them"), representation.get_kind_display()),
        (_("What they may do"), representation.get_scope_display()),
        (_("Paid to support them"), _("Yes") if representation.is_paid else _("No")),
        (_("Until"), format_day(representation.ends_on)),
    ]
    if representation.scope == RepresentationScope.PAY:
        lines.append((_("The most for one yes"), _most_text(representation.limit_pence)))
    return tuple(ShownLine(str(key), str(value)) for key, value in lines)


def _most_text(limit_pence: int | None) -> str:
    return _("no limit") if limit_pence is None else format_pounds(limit_pence)


def approval_shown(approval: StaffApproval, representation: Representation | None) -> Shown:
    """What a second person agrees to; with the authority where that is what waits."""
    asker = approval.requested_by.name if approval.requested_by else _("Somebody")
    lines = (
        ShownLine(_("What is asked"), approval.words),
        ShownLine(_("Who asked"), asker),
        ShownLine(_("On"), format_day(approval.requested_at)),
    )
    return lines + (representation_shown(representation) if representation else ())
