"""Coming without an account: asked, confirmed by whoever was meant, or forgotten (P111, P135)."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from community.common.asker_buckets import bucket_of
from community.common.dates import format_moment
from community.common.lifecycle import not_none
from community.common.refusals import or_not_found
from community.messaging.actions.answer_links import make_answer_link, use_answer_link
from community.messaging.actions.notifying import notify_address, notify_each_login
from community.messaging.models import AnswerLink
from community.messaging.states import Channel
from community.people.acting import SYSTEM, Acting
from community.people.actions.audit_lines import record_deed
from community.people.actions.persons import create_person_by_mail, create_person_on_paper
from community.people.models.persons import Person
from community.people.queries.acting import has_connector, roles_of
from community.people.rules.authority import check_any_role
from providers.actions.provider_access import lock_listing, lock_session
from providers.actions.visit_requests import check_takes_visits, request_visit, withdraw_visit
from providers.actions.visit_units import check_units_for, lock_month_of_listing
from providers.answer_purposes import AnswerPurpose
from providers.deeds import ProviderDeed
from providers.message_kinds import ProviderMessage
from providers.models.sessions import Session
from providers.models.supply import Listing
from providers.models.visit_askings import VisitAsking
from providers.models.visit_requests import VisitRequest
from providers.queries.objections import ANSWERING_ROLES, logins_to_answer
from providers.queries.supply import public_listing
from providers.queries.visit_askings import asking_of_ref, held_places, waiting_of
from providers.queries.visit_requests import (
    has_times,
    places_taken,
    time_of_listing,
    visit_of_ref,
)
from providers.rules.listings import attending_access_of_listing
from providers.rules.sessions import check_can_still_change, check_still_planned
from providers.rules.visit_askings import (
    MOST_UNANSWERED,
    answer_until,
    check_is_waiting,
    clean_contact,
    is_rung,
    may_be_held,
    next_noon,
)
from providers.rules.visit_requests import check_time_is_chosen, clean_known_as, has_place
from providers.states import AttendingAccess

HOLDS_LOCK = 0x484F4C44  # so that of many who ask at once no more is held than may be


@transaction.atomic
def ask_without_account(
    *,
    listing_id: int,
    session_id: int | None = None,
    known_as: str,
    contact: str,
    is_for_somebody: bool,
    asker: str,
    by: Acting,
    now: datetime,
) -> None:
    """By anybody. One message goes to whoever is meant, or they are rung, and nothing else happens
    before they answer. It answers nothing: whether the address is known here, whether anybody asked
    before and whether there is a place is told to nobody but them (T19).

    While there is a place, one is held until the next noon at the latest.
    """
    listing = public_listing(listing_id)
    session = time_of_listing(session_id, listing_id=listing_id) if session_id else None
    check_takes_visits(listing, now=now)
    check_units_for(listing, person_id=None, help_asked=(), now=now)
    _check_time(listing, session, now)
    contact = clean_contact(contact, has_somebody_to_ring=has_connector(listing.provider.area_id))
    asking = VisitAsking(
        listing=listing,
        session=session,
        known_as=clean_known_as(known_as),
        contact=contact,
        is_for_somebody=is_for_somebody,
        network_bucket=bucket_of(asker, purpose="providers.visit_askings"),
        asked_at=now,
        answer_until=answer_until(now, session.starts_at if session else None),
    )
    _one_at_a_time()
    waiting = waiting_of(contact)
    if waiting.filter(listing=listing, session=session).exists():
        return
    if waiting.count() >= MOST_UNANSWERED:
        return
    if session is not None and _is_held(asking, lock_session(session.pk)):
        asking.held_until = min(next_noon(now), session.starts_at)
    asking.save()
    record_deed(
        by=Acting(),
        deed=ProviderDeed.ASK_WITHOUT_ACCOUNT,
        about=f"listing:{listing.pk}",
        now=now,
    )
    if is_rung(contact):
        _ask_to_ring(asking, now)
    else:
        _ask_by_mail(asking, now)


def _check_time(listing: Listing, session: Session | None, now: datetime) -> None:
    if session is None:
        check_time_is_chosen(has_times=has_times(listing.pk, now=now))
        return
    check_can_still_change(session.starts_at, now=now)
    check_still_planned(session.state)


def _one_at_a_time() -> None:
    """Of all who ask so; taken before any session's lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [HOLDS_LOCK])


def _is_held(asking: VisitAsking, session: Session) -> bool:
    """Where one asks first, a place is given by the yes, and none is held before."""
    if attending_access_of_listing(asking.listing) == AttendingAccess.ASK_FIRST:
        return False
    held = held_places()
    return has_place(session.places, places_taken(session.pk)) and may_be_held(
        for_contact=held.filter(contact=asking.contact).count(),
        from_network=held.filter(network_bucket=asking.network_bucket).count(),
    )


def _ask_by_mail(asking: VisitAsking, now: datetime) -> None:
    """The same words for whoever it is, and none that whoever asked has typed."""
    link = make_answer_link(
        purpose=AnswerPurpose.WAS_THIS_YOU,
        ref=f"visit_asking:{asking.pk}",
        until=asking.answer_until,
        now=now,
    )
    what = what_is_asked(asking)
    asks = (
        _("Somebody asks for you to come to %(what)s, and says that you know of it.")
        if asking.is_for_somebody
        else _("Somebody who gave this address would like to come to %(what)s.")
    )
    rest = _(
        "Was this you, or do you want it? Please say so by the link, until %(until)s. Nobody there"
        " hears of it before. A place is kept for you until the next noon at the latest, where one"
        " could be. If you do not want it, you need not do anything: nothing of it is kept."
    )
    values = {"what": what, "until": format_moment(asking.answer_until)}
    notify_address(
        address=asking.contact,
        kind=ProviderMessage.WAS_THIS_YOU,
        subject=_("Was this you?"),
        text=f"{asks} {rest}" % values,
        key=f"visit_asking:{asking.pk}",
        answer_link=link,
        now=now,
    )


def _ask_to_ring(asking: VisitAsking, now: datetime) -> None:
    notify_each_login(
        logins_to_answer(asking.listing.provider.area_id),
        kind=ProviderMessage.TO_RING,
        subject=_("Somebody who would like to come is to be rung"),
        text=_(
            "They gave a telephone number, for %(what)s. Please ring, ask for them first, and write"
            " down whether they want it. The number stands on the page."
        )
        % {"what": what_is_asked(asking)},
        link="/connect/to-ring/",
        key=f"visit_asking:{asking.pk}:ring",
        now=now,
    )


def what_is_asked(asking: VisitAsking) -> str:
    title = f"“{asking.listing.title}”"
    if asking.session is None:
        return title
    moment = format_moment(asking.session.starts_at)
    return _("%(what)s on %(moment)s") % {"what": title, "moment": moment}


@transaction.atomic
def confirm_by_link(*, link_id: UUID, now: datetime) -> VisitRequest:
    """“Yes, that was me”, by the link in the one message. Where there is no place any more it is
    refused, and the link still answers."""
    link = use_answer_link(link_id=link_id, purpose=AnswerPurpose.WAS_THIS_YOU, now=now)
    asking = _lock_asking(_asking_id(link), now)
    check_is_waiting(is_waiting=asking.is_waiting)
    person = _person_by_mail(asking, now)
    return _go_on(asking, by=Acting(person=person), confirmed_by=Acting(), now=now)


@transaction.atomic
def refuse_by_link(*, link_id: UUID, now: datetime) -> None:
    """“No, that was not me”: nothing of it is kept, and nobody is told."""
    link = use_answer_link(link_id=link_id, purpose=AnswerPurpose.WAS_THIS_YOU, now=now)
    _forget(_lock_asking(_asking_id(link), now), now)


@transaction.atomic
def not_coming_by_link(*, link_id: UUID, now: datetime) -> VisitRequest:
    """“I am not coming after all”, by the link in the mail that said when and where."""
    link = use_answer_link(link_id=link_id, purpose=AnswerPurpose.NOT_COMING, now=now)
    visit = visit_of_ref(link.ref)
    return withdraw_visit(visit_request_id=visit.pk, by=Acting(person=visit.person), now=now)


@transaction.atomic
def answer_by_telephone(
    *, asking_id: int, wants_it: bool, by: Acting, now: datetime
) -> VisitRequest | None:
    """What they said to whoever rang their number and asked for them first. From then on they are
    told things by telephone, by the same."""
    asking = _lock_asking(asking_id, now)
    check_any_role(roles_of(by.login_id), ANSWERING_ROLES, asking.listing.provider.area_id)
    check_is_waiting(is_waiting=asking.is_waiting and now < asking.answer_until)
    if not wants_it:
        _forget(asking, now)
        return None
    person = create_person_on_paper(
        preferred_name=asking.known_as,
        area=asking.listing.provider.area,
        contact={
            "channel": Channel.IN_PERSON,
            "through_login_id": by.login_id,
            "through_words": _("by telephone: %(number)s") % {"number": asking.contact},
        },
        is_another=True,
        by=Acting(login=by.login),
        now=now,
    )
    acting = Acting(login=by.login, person=person, on_paper=True)
    return _go_on(asking, by=acting, confirmed_by=by, now=now)


@transaction.atomic
def forget_unanswered(*, asking_id: int, now: datetime) -> None:
    """Its day has passed. One that is answered at that moment is answered, or forgotten."""
    asking = _lock_asking(asking_id, now)
    if asking.is_waiting and asking.answer_until <= now:
        _forget(asking, now)


def _asking_id(link: AnswerLink) -> int:
    return asking_of_ref(link.ref).pk


def _lock_asking(asking_id: int, now: datetime) -> VisitAsking:
    """After the month, and the row by which all who want its place wait for one another."""
    known = or_not_found(VisitAsking.objects.filter(pk=asking_id).first())
    lock_month_of_listing(known.listing_id, now=now)
    if known.session_id is None:
        lock_listing(known.listing_id)
    else:
        lock_session(known.session_id)
    askings = VisitAsking.objects.select_for_update(of=("self",), no_key=True)
    related = askings.select_related("listing", "listing__provider__area", "session")
    return related.get(pk=asking_id)


def _person_by_mail(asking: VisitAsking, now: datetime) -> Person:
    """The same one whom this address has confirmed before; never whoever signs in with it."""
    before = VisitAsking.objects.filter(contact=asking.contact, person__isnull=False)
    if known := before.select_related("person").order_by("-pk").first():
        return not_none(known.person)
    return create_person_by_mail(
        preferred_name=asking.known_as,
        area=asking.listing.provider.area,
        address=asking.contact,
        now=now,
    )


def _go_on(asking: VisitAsking, *, by: Acting, confirmed_by: Acting, now: datetime) -> VisitRequest:
    """What was held is theirs to take; whether there is a place is asked anew, for what is held no
    more may be somebody else's by now."""
    check_is_waiting(is_waiting=asking.is_waiting)
    asking.held_until, asking.person = None, by.required_person
    asking.confirmed_at, asking.confirmed_by = now, confirmed_by.login
    asking.save()
    record_deed(
        by=Acting(login=confirmed_by.login),
        deed=ProviderDeed.CONFIRM_ASKING,
        about=f"listing:{asking.listing_id}",
        now=now,
    )
    return request_visit(
        listing_id=asking.listing_id,
        session_id=asking.session_id,
        known_as=asking.known_as,
        by=by,
        now=now,
    )


def _forget(asking: VisitAsking, now: datetime) -> None:
    check_is_waiting(is_waiting=asking.is_waiting)
    asking.known_as = asking.contact = ""
    asking.held_until, asking.forgotten_at = None, now
    asking.save()
    record_deed(
        by=SYSTEM,
        deed=ProviderDeed.FORGET_ASKING,
        about=f"listing:{asking.listing_id}",
        now=now,
    )
