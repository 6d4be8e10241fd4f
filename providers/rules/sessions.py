"""What may be said about a session, when, and when its money is certain."""

from collections.abc import Set
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.refusals import Refused
from community.common.working_time import add_working_days, add_working_hours, is_working_hour
from providers.states import SessionState

DISPUTABLE_FOR = timedelta(days=14)
TOLD_WITHIN = timedelta(hours=2)  # of working time: what is urgent (P51)
CONNECTOR_TOLD_AFTER = 3  # working days since everybody was asked


class TooEarly(Refused):
    code = "too_early"


class TooLate(Refused):
    code = "too_late"


class NotOneOfThem(Refused):
    code, field = "not_one_of_them", "came"


class VisitDidNotHappen(Refused):
    code = "did_not_come"  # as programs know it


class NotASession(Refused):
    code = "not_a_session"


class NotPlannedAnyMore(Refused):
    code = "not_planned_any_more"


class AlreadyRecorded(Refused):
    code = "already_recorded"


class WhyNotSaid(Refused):
    code, field = "why_not_said", "why"


class DayHasGone(Refused):
    code, field = "day_has_gone", "another_day"


class NotDelivered(Refused):
    code = "not_delivered"


class HasBegun(Refused):
    code = "has_begun"


class NobodyAsked(Refused):
    code = "nobody_asked"


def check_still_planned(state: str) -> None:
    if state != SessionState.PLANNED:
        raise NotPlannedAnyMore(
            _("This session is marked “%(state)s”, so places in it do not change any more.")
            % {"state": SessionState(state).label},
            next_step=_("Look at the page again: it may have changed since you opened it."),
        )


def check_not_recorded_yet(state: str) -> None:
    """Whoever runs it says once what became of it; what was said is changed only by a connector."""
    if state != SessionState.PLANNED:
        raise AlreadyRecorded(
            _("It is already recorded: %(state)s.") % {"state": SessionState(state).label},
            next_step=_("If that is wrong, whoever has a place in it can say so on their page."),
        )


def check_can_be_answered(state: str, ends_at: datetime, *, now: datetime) -> None:
    """How it was: once it is recorded; and, where nobody has recorded it, once it is over."""
    is_unrecorded = state == SessionState.PLANNED and now >= ends_at
    if state != SessionState.DELIVERED and not is_unrecorded:
        raise NotDelivered(
            _("Nobody has recorded that this happened."),
            next_step=_(
                "If it did not happen and you are asked to pay, complain: somebody answers by a day"
                " that is named."
            ),
        )


def clean_why(text: str) -> str:
    """One line, as it stands in what people get."""
    tidy = " ".join(text.split())
    if not tidy:
        raise WhyNotSaid(_("Say in a line why it is called off. Everybody with a place reads it."))
    return tidy


def check_another_day(another_day: date | None, *, now: datetime) -> None:
    if another_day is not None and another_day < today(now):
        raise DayHasGone(_("That day has gone. Give one still to come, or leave it empty."))


def check_plan(starts: list[datetime], minutes: int) -> None:
    if not starts:
        raise NotASession(_("Give at least one day and time."), field="starts")
    if not 0 < minutes <= 24 * 60:
        raise NotASession(_("Say how many minutes it takes, up to a day."), field="minutes")


def check_can_still_change(starts_at: datetime, *, now: datetime) -> None:
    """Coming or not is said beforehand; after the beginning, whoever runs it records who came."""
    if now >= starts_at:
        raise TooLate(
            _("This has begun, so it cannot be changed here any more."),
            next_step=_("Talk to whoever runs it. You are asked afterwards how it was."),
        )


def check_has_begun(starts_at: datetime, *, now: datetime) -> None:
    if now < starts_at:
        raise TooEarly(
            _("This has not begun yet."),
            next_step=_("Record it on the day or after. If it will not happen, call it off."),
        )


def check_is_to_come(starts_at: datetime, *, now: datetime) -> None:
    """Only what is to come is called off: after the beginning nobody is told not to set out."""
    if now >= starts_at:
        raise HasBegun(
            _("This has begun, so it cannot be called off any more."),
            next_step=_("If it did not happen, press “It did not happen” on its page."),
        )


def is_somebody_needed_at_the_door(
    *, waiting_since: datetime, starts_at: datetime, nation: str, now: datetime
) -> bool:
    """Where nobody has said that they told somebody in two hours of working time, or it is outside
    all hours, or it begins too soon to wait for that. After the beginning nobody comes any more."""
    if now >= starts_at:
        return False
    told_by = add_working_hours(waiting_since, TOLD_WITHIN, nation=nation)
    is_late = now >= min(told_by, starts_at - TOLD_WITHIN)
    return is_late or not is_working_hour(now, nation=nation)


def check_door_was_asked(door_asked_at: datetime | None) -> None:
    if door_asked_at is None:
        raise NobodyAsked(_("Everybody could be told, so nobody has to be at the door."))


def check_came_are_bookings(came_ids: Set[int], booking_ids: Set[int]) -> None:
    if came_ids - booking_ids:
        raise NotOneOfThem(_("Somebody on your list has no place in this session."))


def check_may_confirm(*, has_come: bool) -> None:
    if not has_come:
        raise VisitDidNotHappen(
            _("It is recorded that your visit did not happen, so this is not yours to confirm."),
            next_step=_("If that is wrong, say what happened."),
        )


def is_too_late_to_dispute(everyone_told_at: datetime | None, *, now: datetime) -> bool:
    return everyone_told_at is not None and now > everyone_told_at + DISPUTABLE_FOR


def check_can_be_disputed(everyone_told_at: datetime | None, *, now: datetime) -> None:
    if is_too_late_to_dispute(everyone_told_at, now=now):
        raise TooLate(
            _("More than 14 days have gone by since you were told."),
            next_step=_("You can still complain: somebody answers by a day that is named."),
        )


def is_connector_to_be_told(asked_at: datetime, *, nation: str, now: datetime) -> bool:
    """Nobody has recorded it for three working days since they were reminded."""
    return now >= add_working_days(asked_at, CONNECTOR_TOLD_AFTER, nation=nation)


def is_releasable(
    *,
    confirmed_at: datetime | None,
    everyone_told_at: datetime | None,
    is_disputed: bool,
    now: datetime,
) -> bool:
    """Delivered beyond question: somebody who came said so, or 14 quiet days since the last of
    those with a place was told. An open dispute holds both back."""
    if is_disputed:
        return False
    if confirmed_at is not None:
        return True
    return everyone_told_at is not None and now >= everyone_told_at + DISPUTABLE_FOR
