"""Who hears of an authority over somebody's life: the person first, then whoever asked (P9, P10).

What the person reads names who, what, until when, who agreed and on what. What whoever asked reads
says neither who, when nor why. Nobody tells the person of their own authority.
"""

from datetime import date, datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.messaging.actions.notifying import (
    FROM_NO_DAY,
    CountedDays,
    notify_each_login,
    notify_person,
)
from community.messaging.actions.telling import record_notice_told
from community.people.acting import Acting
from community.people.message_kinds import PeopleMessage
from community.people.models.approvals import StaffApproval
from community.people.models.representations import Representation
from community.people.queries.acting import logins_with_role
from community.people.queries.representations import AUTHORITY_ROLES
from community.people.rules.representations import WAIT_BEFORE_DECIDING
from community.people.states import RepresentationScope

FOR_ME, ACTING_PAGE, AUTHORITIES = "/acting/for-me/", "/acting/", "/acting/waiting/"


def notify_of_request(representation: Representation, *, now: datetime) -> None:
    notify_person(
        person_id=representation.person_id,
        kind=PeopleMessage.REPRESENTATION_REQUESTED,
        subject=_("Somebody asked something"),
        text=_("%(who)s asked to act for you. Nothing happens unless you agree.")
        % {"who": representation.login.name},
        link=FOR_ME,
        key=f"representation:{representation.pk}:asked",
        not_told_by_login_id=representation.login_id,
        now=now,
    )


def agreement_key(representation_id: int) -> str:
    """Of the message by which a person is told that somebody may act for them."""
    return f"representation:{representation_id}:agreed"


def notify_of_agreement(representation: Representation, *, now: datetime) -> None:
    """The person; whoever asked; and the others who work there, one of whom may yet say no."""
    values = {
        "who": representation.login.name,
        "may": representation.get_scope_display(),
        "day": format_day(representation.ends_on),
        "by": capfirst(representation.agreed_by.name) if representation.agreed_by else "",
        "seen": representation.seen_words or representation.get_basis_display(),
    }
    notify_person(
        person_id=representation.person_id,
        kind=PeopleMessage.REPRESENTATION_IN_FORCE,
        subject=_("Somebody may act for you"),
        text=_agreed_text(representation, values),
        link=FOR_ME,
        is_notice=True,
        counts=_when_deciding_begins(representation),
        key=agreement_key(representation.pk),
        not_told_by_login_id=representation.login_id,
        now=now,
    )
    notify_each_login(
        [representation.login_id],
        kind=PeopleMessage.REPRESENTATION_AGREED,
        subject=_("You asked to act for somebody"),
        text=_("It was agreed. You can choose who you act for on your page."),
        link=ACTING_PAGE,
        key=f"{agreement_key(representation.pk)}:asker",
        now=now,
    )
    notify_each_login(
        _others_who_work_there(representation),
        kind=PeopleMessage.REPRESENTATION_TO_LOOK_AT,
        subject=_("Please look at an authority"),
        text=_("%(by)s agreed that %(who)s may act for somebody. See that they were told.")
        % values,
        link=AUTHORITIES,
        key=f"{agreement_key(representation.pk)}:workers",
        now=now,
    )


def _agreed_text(representation: Representation, values: dict[str, str]) -> str:
    """To the person: what they said themselves is theirs; nothing begins that is not agreed."""
    agreed_by_id = representation.agreed_by_id
    is_own = agreed_by_id is not None and agreed_by_id == representation.person.login_id
    because = (
        _("You agreed to it yourself.")
        if is_own
        else _("%(by)s agreed to it. Because: %(seen)s.") % values
    )
    begins = "" if _decides(representation) else _("They decide nothing for you.")
    parts = [
        _("%(who)s may act for you until %(day)s: %(may)s.") % values,
        because,
        begins,
        _("You can end it at any time, on your page or by telling anybody who works here."),
    ]
    return " ".join(filter(None, parts))


def _when_deciding_begins(representation: Representation) -> CountedDays:
    if not _decides(representation):
        return FROM_NO_DAY
    return CountedDays(
        WAIT_BEFORE_DECIDING.days, _("Deciding for you begins on %(day)s at the earliest.")
    )


def _decides(representation: Representation) -> bool:
    return representation.scope >= RepresentationScope.DECIDE


def _others_who_work_there(representation: Representation) -> list[int]:
    if representation.agreed_in_id is None:
        return []
    there = {
        login.pk
        for kind in AUTHORITY_ROLES
        for login in logins_with_role(kind, representation.agreed_in_id)
    }
    return sorted(there - {representation.agreed_by_id, representation.login_id})


def settle_notice_of_agreement(
    representation: Representation, told_on: date, *, by: Acting, now: datetime
) -> None:
    """Told face to face by a worker: the line on the visit sheet is told with it."""
    record_notice_told(key=agreement_key(representation.pk), told_on=told_on, by=by, now=now)


def ending_key(representation_id: int) -> str:
    """Of the message by which a person hears, two weeks before, that an authority is to end."""
    return f"representation:{representation_id}:ends"


def notify_person_of_coming_end(representation: Representation, *, now: datetime) -> None:
    notify_person(
        person_id=representation.person_id,
        kind=PeopleMessage.REPRESENTATION_ENDS,
        subject=_("Somebody will soon no longer act for you"),
        text=_(
            "%(who)s may act for you until %(day)s, and then no more. If you want it to go on, "
            "give them a new number to ask with. You can choose that they do not hear of this."
        )
        % {"who": representation.login.name, "day": format_day(representation.ends_on)},
        link=FOR_ME,
        key=ending_key(representation.pk),
        not_told_by_login_id=representation.login_id,
        now=now,
    )


def notify_representative_of_coming_end(representation: Representation, *, now: datetime) -> None:
    """Only once the person has heard, and not if they said so."""
    notify_each_login(
        [representation.login_id],
        kind=PeopleMessage.REPRESENTATION_ENDS,
        subject=_("You act for somebody"),
        text=_("What you may do for somebody runs until %(day)s.")
        % {"day": format_day(representation.ends_on)},
        link=ACTING_PAGE,
        key=f"{ending_key(representation.pk)}:representative",
        now=now,
    )


def notify_of_end(
    representation: Representation, *, was_active: bool, ended_by: Acting, now: datetime
) -> None:
    """The person, unless they ended it themselves; whoever asked only if the person lets them."""
    if ended_by.person_id != representation.person_id or ended_by.representation is not None:
        notify_person(
            person_id=representation.person_id,
            kind=PeopleMessage.REPRESENTATION_ENDED,
            subject=_("Somebody no longer acts for you"),
            text=(
                _("%(who)s may not act for you any more.")
                if was_active
                else _("%(who)s asked to act for you. That is over: nothing came of it.")
            )
            % {"who": representation.login.name},
            link=FOR_ME,
            key=f"representation:{representation.pk}:ended",
            not_told_by_login_id=representation.login_id,
            now=now,
        )
    if representation.is_end_told and ended_by.login_id != representation.login_id:
        notify_each_login(
            [representation.login_id],
            kind=PeopleMessage.REPRESENTATION_ENDED,
            subject=_("You asked to act for somebody"),
            text=_("This is not in force. The connector can tell you more."),
            link=ACTING_PAGE,
            key=f"representation:{representation.pk}:ended:asker",
            now=now,
        )


def notify_who_tells_now(
    representation: Representation, login_ids: list[int], *, now: datetime
) -> None:
    notify_each_login(
        login_ids,
        kind=PeopleMessage.WHO_TELLS_NOW,
        subject=_("Who tells somebody things now?"),
        text=_(
            "Whoever told %(person)s things does so no more. Until %(person)s has chosen "
            "somebody, it is for you."
        )
        % {"person": representation.person.preferred_name},
        link="/visits/",
        key=f"representation:{representation.pk}:who-tells",
        now=now,
    )


def notify_second_persons(approval: StaffApproval, *, now: datetime) -> None:
    """Everybody who works there and neither asked nor gains by it."""
    there = {
        login.pk for kind in AUTHORITY_ROLES for login in logins_with_role(kind, approval.area_id)
    }
    notify_each_login(
        sorted(there - {approval.requested_by_id, approval.for_login_id}),
        kind=PeopleMessage.SECOND_PERSON_ASKED,
        subject=_("A second person is asked to look"),
        text=approval.words,
        link=f"/second/{approval.pk}/",
        key=f"approval:{approval.pk}",
        now=now,
    )
