"""What a group wants: written together, asked once, and closed when the answers are in."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from community.audit.actions import record_deed
from community.common.clock import today
from community.common.dates import format_day
from community.common.refusals import NotFound, or_not_found
from community.messaging.actions import notify_login, notify_person
from community.people.rules import check_authority
from community.people.states import RepresentationScope
from groups.queries.briefs import logins_within_reach
from groups.queries.members import member_ids, membership
from groups.rules.briefs import (
    ANSWER_DAYS,
    ChoiceIsOpen,
    check_answers_by,
    check_can_edit,
    check_has_offers,
)
from providers.models.supply import Listing, ProviderMember

from ..models import Brief, Offer
from ..states import BRIEF, OFFER, BriefState, OfferState

BRIEF_FIELDS = frozenset(
    {
        "what",
        "when_words",
        "where_words",
        "who_must_be_able",
        "points",
        "good_looks_like",
        "people_about",
        "answers_by",
    }
)


@transaction.atomic
def start_brief(
    *,
    group_id: int,
    what: str,
    when_words: str,
    where_words: str,
    listing_id: int | None = None,
    by,
    now: datetime,
) -> Brief:
    """A draft that any member can go on with. `listing_id`: asked of something already listed."""
    check_authority(by, RepresentationScope.SUGGEST, on=today(now))
    membership(group_id, by)
    if listing_id is not None and not Listing.objects.filter(pk=listing_id).exists():
        raise NotFound("")
    brief = Brief.objects.create(
        group_id=group_id,
        listing_id=listing_id,
        what=what,
        when_words=when_words,
        where_words=where_words,
        answers_by=today(now) + timedelta(days=ANSWER_DAYS),
        created_at=now,
    )
    record_deed(by=by, deed="start_brief", about=f"brief:{brief.pk}", now=now)
    return brief


@transaction.atomic
def create_brief(
    *, group_id: int, words: dict, listing_id: int | None = None, by, now: datetime
) -> Brief:
    """A whole brief in one go; `words` holds what, when and where, and any others of `WORDS`."""
    first = {name: words[name] for name in ("what", "when_words", "where_words")}
    brief = start_brief(group_id=group_id, listing_id=listing_id, **first, by=by, now=now)
    return edit_brief(brief_id=brief.pk, words=words, by=by, now=now)


@transaction.atomic
def edit_brief(*, brief_id: int, words: dict, by, now: datetime) -> Brief:
    """Change any of `WORDS` while it is still being written."""
    check_authority(by, RepresentationScope.SUGGEST, on=today(now))
    brief = lock_brief(brief_id, by)
    check_can_edit(brief.state)
    unknown = set(words) - BRIEF_FIELDS
    if unknown:
        raise TypeError(f"a brief has no {', '.join(sorted(unknown))}")
    if "answers_by" in words:
        check_answers_by(words["answers_by"], today(now))
    for name, value in words.items():
        setattr(brief, name, value)
    brief.save()
    record_deed(by=by, deed="write_brief", about=f"brief:{brief.pk}", now=now)
    return brief


@transaction.atomic
def publish_brief(*, brief_id: int, by, now: datetime) -> Brief:
    """Ask: each vetted provider within reach is told. Pressed twice, it asks once."""
    check_authority(by, RepresentationScope.DECIDE, on=today(now))
    brief = lock_brief(brief_id, by)
    if brief.state == BriefState.ASKING:
        return brief
    BRIEF.check(brief.state, BriefState.ASKING)
    check_answers_by(brief.answers_by, today(now))
    brief.state, brief.asked_at = BriefState.ASKING, now
    brief.save()
    record_deed(by=by, deed="publish_brief", about=f"brief:{brief.pk}", now=now)
    for login_id in logins_within_reach(brief, today(now)):
        notify_login(
            login_id=login_id,
            kind="brief_near",
            subject=_("A group near you would like an offer"),
            text=_("They want: %(what)s. They would like answers by %(day)s.")
            % {"what": brief.what, "day": format_day(brief.answers_by)},
            link=f"/provide/briefs/{brief.pk}/",
            key=f"brief:{brief.pk}:{login_id}",
            now=now,
        )
    return brief


@transaction.atomic
def stop_taking_answers(*, brief_id: int, by, now: datetime) -> Brief:
    """The group has enough to choose from before the day it named."""
    check_authority(by, RepresentationScope.DECIDE, on=today(now))
    brief = lock_brief(brief_id, by)
    if brief.state == BriefState.COMPARING:
        return brief
    check_has_offers(_standing_offers(brief).count())
    _start_comparing(brief, by=by, now=now)
    return brief


@transaction.atomic
def close_answers(*, brief_id: int, by, now: datetime) -> Brief:
    """The day for answers has passed: on to comparing, or closed when nobody answered."""
    brief = Brief.objects.select_for_update(no_key=True).get(pk=brief_id)
    if brief.state != BriefState.ASKING or today(now) <= brief.answers_by:
        return brief
    if _standing_offers(brief).exists():
        _start_comparing(brief, by=by, now=now)
        return brief
    BRIEF.check(brief.state, BriefState.CLOSED)
    brief.state = BriefState.CLOSED
    brief.save()
    record_deed(by=by, deed="close_brief", about=f"brief:{brief.pk}", now=now)
    notify_members(
        brief.group_id,
        kind="brief_unanswered",
        subject=_("About what your group asked for"),
        text=_("Nobody made an offer this time. You can ask again with the same words."),
        link=f"/brief/{brief.pk}/",
        key=f"brief:{brief.pk}:unanswered",
        now=now,
    )
    return brief


@transaction.atomic
def close_brief(*, brief_id: int, by, now: datetime) -> Brief:
    """The group does not go on with it. Whoever offered is told kindly."""
    check_authority(by, RepresentationScope.DECIDE, on=today(now))
    brief = lock_brief(brief_id, by)
    if brief.state == BriefState.CLOSED:
        return brief
    if brief.decisions.filter(settled_at__isnull=True).exists():
        raise ChoiceIsOpen(
            _("The group is choosing now, so this cannot be closed."),
            next_step=_("Wait until the choice has closed."),
        )
    BRIEF.check(brief.state, BriefState.CLOSED)
    brief.state = BriefState.CLOSED
    brief.save()
    record_deed(by=by, deed="close_brief", about=f"brief:{brief.pk}", now=now)
    decline_offers(list(_standing_offers(brief).select_for_update(no_key=True)), now=now)
    return brief


def lock_brief(brief_id: int, by) -> Brief:
    """A brief of a group that `by` is in, held until the transaction ends."""
    brief = or_not_found(Brief.objects.select_for_update(no_key=True).filter(pk=brief_id).first())
    membership(brief.group_id, by)
    return brief


def decline_offers(offers: list[Offer], *, now: datetime) -> None:
    """To whoever was not chosen: kindly, and never the numbers."""
    for offer in offers:
        OFFER.check(offer.state, OfferState.NOT_CHOSEN)
        offer.state = OfferState.NOT_CHOSEN
        offer.save()
        notify_provider_of_offer(
            offer,
            kind="not_this_time",
            subject=_("About your offer"),
            text=_("Not this time. Thank you for the thought you gave it. Other groups may ask."),
            now=now,
        )


def notify_provider_of_offer(
    offer: Offer, *, kind: str, subject: str, text: str, turn: str = "", now: datetime
) -> None:
    """To every login that speaks for whoever made an offer. `turn` tells alike messages apart."""
    voices = ProviderMember.objects.filter(provider_id=offer.provider_id)
    for login_id in voices.values_list("login_id", flat=True):
        notify_login(
            login_id=login_id,
            kind=kind,
            subject=subject,
            text=text,
            link=f"/provide/offers/{offer.pk}/",
            key=f"offer:{offer.pk}:{kind}{turn}:{login_id}",
            now=now,
        )


def notify_members(group_id: int, *, kind, subject, text, link, key, now: datetime) -> None:
    """The same words to everybody in a group, each by their own contact plan."""
    people = member_ids(group_id)
    notify_people(people, kind=kind, subject=subject, text=text, link=link, key=key, now=now)


def notify_people(people, *, kind, subject, text, link, key, now: datetime) -> None:
    """`people` are ids of persons; `key` holds once for each of them."""
    for person_id in people:
        notify_person(
            person_id=person_id,
            kind=kind,
            subject=subject,
            text=text,
            link=link,
            key=f"{key}:{person_id}",
            now=now,
        )


def _standing_offers(brief: Brief):
    return Offer.objects.filter(brief=brief, state=OfferState.SENT).order_by("pk")


def _start_comparing(brief: Brief, *, by, now: datetime) -> None:
    BRIEF.check(brief.state, BriefState.COMPARING)
    brief.state = BriefState.COMPARING
    brief.save()
    record_deed(by=by, deed="compare_offers", about=f"brief:{brief.pk}", now=now)
    notify_members(
        brief.group_id,
        kind="answers_are_in",
        subject=_("About what your group asked for"),
        text=_("The answers are in. You can look at them side by side, and then choose together."),
        link=f"/brief/{brief.pk}/",
        key=f"brief:{brief.pk}:comparing",
        now=now,
    )
