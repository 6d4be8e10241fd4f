"""Providers, listings and sessions for tests, each reached through its action."""

from datetime import UTC, date, datetime, timedelta

from community.messaging.actions.sending import send_message
from community.messaging.models import Message
from community.people.acting import SYSTEM, Acting
from community.people.actions.persons import create_person_with_login
from community.people.models.logins import Login, Role
from community.people.states import RoleKind
from community.places.models.areas import Area
from providers.actions.listings import publish_listing, start_listing
from providers.actions.providers import record_check, register_provider
from providers.actions.session_outcomes import start_dispute_period
from providers.actions.sessions import book_session, plan_sessions, record_delivered
from providers.models.sessions import Booking, Session
from providers.models.supply import Listing, Provider
from providers.states import AttendingAccess, CheckKind, PriceKind, VenueKind
from tests.factories.kept import kept

from .places import HOME, make_area, make_postcode

NOW = datetime(2027, 5, 4, 10, 0, tzinfo=UTC)
TODAY = date(2027, 5, 4)
NEXT_YEAR = date(2028, 5, 4)


def area() -> Area:
    return Area.objects.first() or make_area()


@kept
def make_login(name="alice") -> Acting:
    """Somebody who works somewhere: a login, and no person here."""
    return Acting(login=Login.objects.create_user(f"{name}@example.org", name=name))


@kept
def make_role(name: str, kind: RoleKind, where: Area | None = None) -> Acting:
    """Somebody who works there in a role of its own."""
    by = make_login(name)
    Role.objects.create(login=by.login, kind=kind, area=where or area(), started_at=NOW)
    return by


def make_connector(name="connie", where: Area | None = None) -> Acting:
    return make_role(name, RoleKind.CONNECTOR, where)


@kept
def make_someone(called="ann") -> Acting:
    """A person with a login that has long been theirs."""
    person = create_person_with_login(
        email=f"{called}@example.org",
        preferred_name=called,
        area=area(),
        now=NOW - timedelta(days=60),
    )
    return Acting(login=person.login, person=person)


@kept
def make_provider(by: Acting, name="Westsea Museum", **facts) -> Provider:
    return register_provider(name=name, area=facts.pop("where", area()), by=by, now=NOW)


@kept
def vet(provider: Provider, by: Acting | None = None, *kinds: CheckKind) -> None:
    by = by or make_connector(f"connector-of-{provider.pk}", provider.area)
    for kind in kinds or (CheckKind.IDENTITY, CheckKind.INSURANCE):
        record_check(
            provider_id=provider.pk, kind=kind, seen_on=TODAY, valid_until=NEXT_YEAR, by=by, now=NOW
        )


def whole_listing(**facts) -> dict:
    """What a listing says before it can be shown."""
    make_postcode()
    return {
        "title": "Museum morning",
        "what_happens": "Coffee, old photographs and talk.",
        "when_words": "Tuesdays at half past ten",
        "venue_kind": VenueKind.PUBLIC_PLACE,
        "attending_access": AttendingAccess.SAY_COMING,
        "place_words": "The old hall",
        "postcode": HOME,
        "price_kind": PriceKind.FREE,
        **facts,
    }


@kept
def make_listing(by: Acting, provider: Provider | None = None, **facts) -> Listing:
    provider = provider or make_provider(by)
    return start_listing(provider_id=provider.pk, by=by, now=NOW, **whole_listing(**facts))


@kept
def make_shown_listing(by: Acting, provider: Provider | None = None, **facts) -> Listing:
    listing = make_listing(by, provider, **facts)
    return publish_listing(listing_id=listing.pk, by=by, now=NOW)


@kept
def make_session(by: Acting, provider: Provider | None = None, *, days=1, **facts) -> Session:
    """A session that begins `days` after NOW and takes an hour."""
    provider = provider or make_provider(by)
    [session] = plan_sessions(
        provider_id=provider.pk,
        title="Museum morning",
        starts=[NOW + timedelta(days=days)],
        minutes=60,
        place_words="The old hall",
        by=by,
        now=NOW,
        **facts,
    )
    return session


@kept
def book(session: Session, someone: Acting, **facts) -> Booking:
    return book_session(
        session_id=session.pk,
        person_id=someone.person.pk,
        known_as=someone.person.preferred_name,
        by=SYSTEM,
        now=NOW,
        **facts,
    )


def after(session: Session, **later) -> datetime:
    """A moment after a session: an hour past its end unless told otherwise."""
    return session.ends_at + timedelta(**(later or {"hours": 1}))


def deliver(session, by, *came):
    return record_delivered(
        session_id=session.pk, came=[booking.pk for booking in came], by=by, now=after(session)
    )


def send_all(now):
    for message_id in Message.objects.filter(state="queued").values_list("pk", flat=True):
        send_message(message_id=message_id, send=lambda message, address: None, now=now)


def tell_everyone(session, now):
    """Everything is sent, and the task that looks for it has run."""
    send_all(now)
    return start_dispute_period(session_id=session.pk, now=now)
