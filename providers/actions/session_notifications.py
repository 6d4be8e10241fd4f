"""What people are told about a session. Each is told once, by its key."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from community.common.dates import format_day, format_moment
from community.messaging.actions.notifying import (
    FROM_NO_DAY,
    CountedDays,
    PersonMessage,
    notify_each_login,
    notify_people,
    notify_person,
)
from community.people.queries.acting import logins_with_role
from community.people.states import RoleKind
from community.people.wording import no_connector_text
from providers.message_kinds import ProviderMessage
from providers.models.sessions import Booking, Session, SessionDispute
from providers.queries.hidden_dates import teller_kept_out
from providers.queries.supply import provider_members
from providers.rules.sessions import DISPUTABLE_FOR
from providers.states import BookingState, SessionState

MY_SESSIONS_LINK = "/my-sessions/"


def notify_delivered(session: Session, *, now: datetime) -> None:
    """A notice: until each is told, by their own contact plan, the 14 days do not begin."""
    _notify_each(
        session,
        _with_place(session),
        kind=ProviderMessage.SESSION_HAPPENED,
        subject=_("How was it?"),
        text=_(
            "%(provider)s says that %(session)s on %(day)s happened. If it did, you need not"
            " do anything. If it did not, or something was wrong, tell us."
        )
        % _text_values(session),
        key=f"session:{session.pk}:happened",  # as `delivery_notice_key` has it
        is_notice=True,
        counts=CountedDays(DISPUTABLE_FOR.days, _("Please say so before %(day)s.")),
        now=now,
    )


def notify_still_untold(
    session: Session, teller_ids: Iterable[int], *, day: date, now: datetime
) -> None:
    """To whoever tells them things, and to the connectors: nobody's name is in it."""
    connectors = logins_with_role(RoleKind.CONNECTOR, session.provider.area_id)
    notify_each_login(
        sorted({*teller_ids, *(login.pk for login in connectors)}),
        kind=ProviderMessage.SESSION_STILL_UNTOLD,
        subject=_("Somebody is still to be asked how it was"),
        text=_(
            "For four weeks nobody could tell somebody with a place in %(session)s on %(day)s that"
            " %(provider)s says it happened. Their name stands on the page: please ask them by"
            " %(until)s, and enter what they say. After that day %(provider)s is paid for it."
        )
        % (_text_values(session) | {"until": format_day(day)}),
        link="/visits/",
        key=f"session:{session.pk}:still_untold",
        now=now,
    )


def notify_kept_back(session: Session, *, day: date, now: datetime) -> None:
    """To the connectors, who read on their page of whom it was said and find out: nobody's name is
    in it."""
    connectors = logins_with_role(RoleKind.CONNECTOR, session.provider.area_id)
    notify_each_login(
        [login.pk for login in connectors],
        kind=ProviderMessage.SESSION_STILL_UNTOLD,
        subject=_("Somebody is still to be asked how it was"),
        text=_(
            "%(provider)s says that %(session)s on %(day)s happened. For four weeks that is kept"
            " back from somebody with a place, because of what was said of them here. Your page"
            " says of whom: please find out by %(until)s, and ask whoever speaks for them. After"
            " that day %(provider)s is paid for it."
        )
        % (_text_values(session) | {"until": format_day(day)}),
        link="/connect/life/",
        key=f"session:{session.pk}:kept_back",
        now=now,
    )


def notify_not_delivered(session: Session, *, now: datetime) -> None:
    money = _money_text(session)
    _notify_each(
        session,
        _with_place(session),
        kind=ProviderMessage.SESSION_NOT_DELIVERED,
        subject=_("It did not happen"),
        text=_("%(provider)s says that %(session)s on %(day)s did not happen.%(money)s")
        % (_text_values(session) | {"money": money and f" {money}"}),
        key=f"session:{session.pk}:not_delivered",
        now=now,
    )


def notify_called_off(session: Session, *, now: datetime) -> None:
    _notify_each(
        session,
        _with_place(session),
        kind=ProviderMessage.SESSION_CALLED_OFF,
        subject=_("It is called off"),
        text=_called_off_text(session),
        key=f"session:{session.pk}:called_off",
        urgent=True,
        over_at=session.starts_at,
        now=now,
    )


def notify_door_asked(session: Session, *, now: datetime) -> None:
    """To whoever runs it, without the name of whom it is about; and to who works there out of
    hours."""
    values = _text_values(session) | {"place": session.place_words}
    _notify_provider(
        session,
        kind=ProviderMessage.DOOR_ASKED,
        subject=_("Please have someone at the door"),
        text=_(
            "Somebody may come who could not be told that %(session)s on %(day)s, %(place)s, is"
            " called off: please have someone at the door. Open the page and press “I will”."
        )
        % values,
        urgent=True,
        key=f"session:{session.pk}:door",
        now=now,
    )
    notify_each_login(
        _out_of_hours(session),
        kind=ProviderMessage.DOOR_ASKED,
        subject=_("Somebody could not be told"),
        text=_(
            "Somebody could not be told that %(session)s on %(day)s, %(place)s, is called off."
            " Their name stands on the page. %(provider)s is asked to have someone at the door."
        )
        % (values | {"provider": capfirst(session.provider.name)}),
        link="/visits/",
        urgent=True,
        key=f"session:{session.pk}:door:out_of_hours",
        now=now,
    )


def notify_door_promised(session: Session, *, now: datetime) -> None:
    notify_each_login(
        _out_of_hours(session),
        kind=ProviderMessage.DOOR_PROMISED,
        subject=_("Somebody is at the door"),
        text=_("%(provider)s has someone at the door for %(session)s on %(day)s.")
        % _text_values(session),
        link="/visits/",
        urgent=True,
        key=f"session:{session.pk}:door_promised",
        now=now,
    )


def _out_of_hours(session: Session) -> list[int]:
    roles = logins_with_role(RoleKind.OUT_OF_HOURS, session.provider.area_id)
    return [login.pk for login in roles]


def _called_off_text(session: Session) -> str:
    """What, when and where: whoever is to say it has nothing else to tell it by (fault F3)."""
    values = _text_values(session) | {
        "moment": format_moment(session.starts_at),
        "place": session.place_words,
        "why": session.why_off_words.rstrip("."),
    }
    text = (
        _("%(session)s on %(moment)s, %(place)s, is called off: %(why)s. Please do not set out.")
        % values
    )
    text = " ".join(filter(None, [text, _money_text(session)]))
    if session.another_day is None:
        return text
    other_text = _("It may be on %(another_day)s instead: they tell you.")
    return f"{text} {other_text % {'another_day': format_day(session.another_day)}}"


def notify_not_recorded(session: Session, *, now: datetime) -> None:
    """To whoever was expected, and to whoever runs it."""
    expected = session.bookings.filter(state=BookingState.COMING).order_by("pk")
    _notify_each(
        session,
        expected,
        kind=ProviderMessage.SESSION_NOT_RECORDED,
        subject=_("Did it happen?"),
        text=_(
            "Nobody has recorded %(session)s on %(day)s yet. Did it happen? Your page has two"
            " answers. Until it is recorded, nobody is paid for it."
        )
        % _text_values(session),
        key=f"session:{session.pk}:not_recorded",
        now=now,
    )
    _notify_provider(
        session,
        kind=ProviderMessage.SESSION_NOT_RECORDED,
        subject=_("Please say how it went"),
        text=_("%(session)s on %(day)s is not recorded yet. You are paid for it after that.")
        % _text_values(session),
        key=f"session:{session.pk}:not_recorded",
        now=now,
    )


def notify_connectors_not_recorded(session: Session, *, now: datetime) -> None:
    connectors = logins_with_role(RoleKind.CONNECTOR, session.provider.area_id)
    notify_each_login(
        [login.pk for login in connectors],
        kind=ProviderMessage.SESSION_NOT_RECORDED,
        subject=_("A session that nobody recorded"),
        text=_(
            "%(provider)s has not recorded %(session)s on %(day)s, and was reminded. Please ask"
            " them, and whoever was expected there."
        )
        % _text_values(session),
        link="/connect/disputes/",
        key=f"session:{session.pk}:not_recorded:connector",
        now=now,
    )


def notify_told_not_coming(
    session: Session, booking: Booking, told_on: date, *, now: datetime
) -> None:
    """They hear what was written down for them."""
    notify_person(
        person_id=booking.person_id,
        kind=ProviderMessage.TOLD_NOT_COMING,
        subject=_("You are not expected"),
        text=_(
            "%(provider)s wrote down that you said on %(told)s that you are not coming to"
            " %(session)s on %(day)s. If that is wrong, say so on your page, or ring them."
        )
        % (_text_values(session) | {"told": format_day(told_on)}),
        link=MY_SESSIONS_LINK,
        group_id=session.group_id,
        not_told_by_login_id=teller_kept_out(booking),
        key=f"booking:{booking.pk}:told:{told_on.isoformat()}",
        now=now,
    )


def notify_let_off(session: Session, booking: Booking, *, now: datetime) -> None:
    notify_person(
        person_id=booking.person_id,
        kind=ProviderMessage.LET_OFF,
        subject=_("You do not pay for a missed time"),
        text=_(
            "%(provider)s asks nothing of you for %(session)s on %(day)s. What you paid for it goes"
            " back to where it came from."
        )
        % _text_values(session),
        link=MY_SESSIONS_LINK,
        group_id=session.group_id,
        not_told_by_login_id=teller_kept_out(booking),
        key=f"booking:{booking.pk}:let_off",
        now=now,
    )


def notify_disputed(session: Session, dispute: SessionDispute, *, now: datetime) -> None:
    connectors = logins_with_role(RoleKind.CONNECTOR, session.provider.area_id)
    who_asks = _("A connector will talk with you.") if connectors else no_connector_text()
    notify_each_login(
        [login.pk for login in connectors],
        kind=ProviderMessage.SESSION_DISPUTE_RAISED,
        subject=_("Somebody says a session went otherwise"),
        text=_("It is about %(session)s on %(day)s. Please ask both sides.")
        % _text_values(session),
        link="/connect/disputes/",
        key=f"session_dispute:{dispute.pk}",
        now=now,
    )
    _notify_provider(
        session,
        kind=ProviderMessage.SESSION_DISPUTE_RAISED,
        subject=_("Somebody says it went otherwise"),
        text=f"{_('It is about %(session)s on %(day)s.') % _text_values(session)} {who_asks}",
        key=f"session_dispute:{session.pk}",
        now=now,
    )


def notify_dispute_resolved(session: Session, dispute: SessionDispute, *, now: datetime) -> None:
    text = _("A connector has looked into %(session)s on %(day)s. What was found: %(outcome)s.") % (
        _text_values(session) | {"outcome": dispute.get_outcome_display()}
    )
    notify_person(
        person_id=dispute.person_id,
        kind=ProviderMessage.SESSION_DISPUTE_RESOLVED,
        subject=_("What the connector found"),
        text=text,
        link=MY_SESSIONS_LINK,
        group_id=session.group_id,
        key=f"session_dispute:{dispute.pk}:resolved",
        now=now,
    )
    _notify_provider(
        session,
        kind=ProviderMessage.SESSION_DISPUTE_RESOLVED,
        subject=_("What the connector found"),
        text=text,
        key=f"session_dispute:{dispute.pk}:resolved",
        now=now,
    )


def notify_found(session: Session, dispute: SessionDispute, *, now: datetime) -> None:
    """What was found changed what is recorded: each other who has a place hears it, with what is
    theirs alone. Nobody is told who had said that it was otherwise."""
    others = session.bookings.exclude(state=BookingState.ENDED).exclude(person=dispute.person_id)
    for booking in others.order_by("pk"):
        notify_person(
            person_id=booking.person_id,
            kind=ProviderMessage.SESSION_DISPUTE_RESOLVED,
            subject=_("What the connector found"),
            text=_found_text(session, booking),
            link=MY_SESSIONS_LINK,
            group_id=session.group_id,
            key=f"session:{session.pk}:found:{booking.person_id}",
            now=now,
        )


def _found_text(session: Session, booking: Booking) -> str:
    values = _text_values(session)
    if session.state == SessionState.NOT_DELIVERED:
        return (
            _(
                "A connector asked, and found that %(session)s on %(day)s did not happen. Nobody"
                " pays for it: what was paid here already goes back."
            )
            % values
        )
    text = (
        _(
            "A connector asked, and found that %(session)s on %(day)s happened. It is recorded"
            " that you came. If that is wrong, tell a connector."
        )
        if booking.state == BookingState.CAME
        else _(
            "A connector asked, and found that %(session)s on %(day)s happened. It is recorded"
            " that you did not come. Your page says what it comes to."
        )
    )
    return text % values


def _notify_provider(
    session: Session,
    *,
    kind: ProviderMessage,
    subject: str,
    text: str,
    key: str,
    urgent: bool = False,
    now: datetime,
) -> None:
    notify_each_login(
        [login.pk for login in provider_members(session.provider_id)],
        kind=kind,
        subject=subject,
        text=text,
        link=f"/provide/sessions/{session.pk}/",
        urgent=urgent,
        key=f"{key}:login",
        now=now,
    )


def _with_place(session: Session) -> QuerySet[Booking]:
    """Everybody with a place in it, coming or not."""
    return session.bookings.exclude(state=BookingState.ENDED).order_by("pk")


def _notify_each(
    session: Session,
    bookings: Iterable[Booking],
    *,
    kind: ProviderMessage,
    subject: str,
    text: str,
    key: str,
    urgent: bool = False,
    is_notice: bool = False,
    over_at: datetime | None = None,
    counts: CountedDays = FROM_NO_DAY,
    now: datetime,
) -> None:
    """The same words to whoever has each of these places. A date that somebody hides is not told
    to them by who acts for them (P12)."""
    notify_people(
        [
            PersonMessage(each.person_id, f"{key}:{each.person_id}", text, teller_kept_out(each))
            for each in bookings
        ],
        kind=kind,
        subject=subject,
        link=MY_SESSIONS_LINK,
        group_id=session.group_id,
        urgent=urgent,
        is_notice=is_notice,
        over_at=over_at,
        counts=counts,
        now=now,
    )


def _money_text(session: Session) -> str:
    """Nothing where nothing was paid here."""
    if session.listing_id is not None:
        return ""
    return _("Nobody pays for it: what was paid here already goes back.")


def _text_values(session: Session) -> dict[str, str]:
    return {
        "provider": session.provider.name,
        "session": session.title,
        "day": format_day(session.starts_at),
    }
