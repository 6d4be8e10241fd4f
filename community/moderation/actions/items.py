"""Words for strangers, handed in by the app whose they are; looked at; held back; mended."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.common.refusals import or_not_found
from community.common.shown import check_shown
from community.messaging.actions.notifying import notify_each_login
from community.moderation.deeds import ModerationDeed
from community.moderation.message_kinds import ModerationMessage
from community.moderation.models import ModerationItem
from community.moderation.queries.items import reported_words_to_forget
from community.moderation.rules.looking import (
    MORE_WHO_LOOK,
    are_about,
    check_is_held_back,
    check_may_hold_back,
    check_may_look,
    check_of_another_body,
    check_proposed_by_another,
    more_are_asked_at,
    who_may_look,
    words_shown,
)
from community.moderation.states import MODERATION, HeldBackReason, ModerationState
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.models.logins import Login
from community.people.queries.acting import logins_with_role, roles_of
from community.people.rules.authority import check_any_role
from community.places.models.areas import Area


@transaction.atomic
def submit_words(
    *,
    about: str,
    words: str,
    area: Area,
    link: str = "",
    has_picture: bool = False,
    by: Acting,
    now: datetime,
) -> ModerationItem:
    """The free words of a thing, each time they are sent out. The same words are looked at once;
    others wait anew. The caller has locked its own row, and asked who may send them."""
    item = ModerationItem.objects.select_for_update(no_key=True).filter(about=about).first()
    if item and item.words == words:
        return item
    facts: dict[str, object] = {"words": words, "area": area, "link": link, "written_by": by.login}
    facts["has_picture"] = has_picture
    if item is None:
        item = ModerationItem.objects.create(about=about, waits_since=now, **facts)
    else:
        for name, value in facts.items():
            setattr(item, name, value)
        _wait_anew(item, by=by, now=now)
    _ask(item, (who_may_look(None)), key=f"words:{item.pk}:{now.isoformat()}", now=now)
    return item


@transaction.atomic
def submit_reported_words(
    *,
    about: str,
    words: str,
    reported_as: str,
    area: Area,
    link: str,
    written_by: Login | None,
    not_for_login_ids: Collection[int],
    before: ModerationItem | None,
    now: datetime,
) -> ModerationItem:
    """What one of two reported of the other. `before`: how it was looked at already, which whoever
    did that does not do again; then others are asked at once. The caller has locked its own row."""
    item = ModerationItem.objects.create(
        about=about,
        link=link,
        area=area,
        words=words,
        written_by=written_by,
        is_reported=True,
        reported_as=reported_as,
        not_for_login_ids=sorted(not_for_login_ids),
        waits_since=now,
        more_asked_at=now if before else None,
        not_by_id=before.looked_by_id if before else None,
        not_by_bodies=before.looked_bodies if before else [],
    )
    kinds = who_may_look(item.more_asked_at)
    _ask(item, kinds, key=f"words:{item.pk}:{now.isoformat()}", now=now)
    return item


@transaction.atomic
def pass_words(
    *, item_id: int, shown_digest: str | None = None, by: Acting, now: datetime
) -> ModerationItem:
    """Anybody may read them from now on. Pressed twice, it is done once. Mended meanwhile, they
    are other words than those that were looked at, and nothing is done."""
    item = _lock_to_look_at(item_id, by)
    check_shown(shown_digest, words_shown(item.words))
    if item.state == ModerationState.PASSED:
        return item
    item.reason = item.why_words = ""
    _end_look(item, ModerationState.PASSED, by=by, now=now)
    return item


@transaction.atomic
def hold_back_words(
    *,
    item_id: int,
    reason: HeldBackReason,
    why_words: str,
    is_paid_by_whom_it_is_about: bool = False,
    bodies: Collection[str],
    shown_digest: str | None = None,
    by: Acting,
    now: datetime,
) -> ModerationItem:
    """For one of three reasons, said to whoever wrote them. Who is paid by the body that the
    words are about, as they say or as the words do, only proposes it, and somebody of another body
    decides (P47). `bodies` are the names of those who pay `by`."""
    item = _lock_to_look_at(item_id, by)
    check_shown(shown_digest, words_shown(item.words))
    check_may_hold_back(
        reason, why_words, is_reported=item.is_reported, has_picture=item.has_picture
    )
    if item.state == ModerationState.HELD_BACK:
        return item
    check_of_another_body(bodies, item.not_by_bodies)
    check_proposed_by_another(by.login_id, item.proposed_by_id)
    check_of_another_body(bodies, item.proposed_bodies)
    item.reason, item.why_words = reason, why_words
    if is_paid_by_whom_it_is_about or are_about(item.words, bodies):
        return _propose(item, bodies, by=by, now=now)
    item.looked_bodies = sorted(bodies)
    _end_look(item, ModerationState.HELD_BACK, by=by, now=now)
    if item.written_by_id and not item.is_reported:
        notify_each_login(
            [item.written_by_id],
            kind=ModerationMessage.WORDS_HELD_BACK,
            subject=_("Some words are held back"),
            text=_("They hold %(reason)s: %(why)s You can mend them, or ask somebody else to look.")
            % {"reason": HeldBackReason(item.reason).label, "why": f"“{item.why_words}”."},
            link=item.link,
            key=f"words:{item.pk}:held:{now.isoformat()}",
            now=now,
        )
    return item


@transaction.atomic
def look_again(*, about: str, by: Acting, now: datetime) -> ModerationItem:
    """Whoever wrote what is held back asks somebody else to look. The caller has asked that it is
    theirs to ask."""
    item = or_not_found(
        ModerationItem.objects.select_for_update(no_key=True).filter(about=about).first()
    )
    check_is_held_back(item.state)
    held_back_by, bodies = item.looked_by_id, item.looked_bodies
    _wait_anew(item, not_by=held_back_by, not_by_bodies=bodies, by=by, now=now)
    # Of another body than the one that held it back: at once, not after two days (P47).
    item.more_asked_at = now
    item.save(update_fields=["more_asked_at"])
    kinds = (*who_may_look(None), *MORE_WHO_LOOK)
    _ask(item, kinds, key=f"words:{item.pk}:{now.isoformat()}", now=now)
    return item


@transaction.atomic
def ask_more(*, item_id: int, now: datetime) -> ModerationItem:
    """Nobody looked for two working days: the deputy and the user-led seat are asked, once."""
    item = ModerationItem.objects.select_for_update(no_key=True).get(pk=item_id)
    due_at = more_are_asked_at(item.waits_since, nation=item.area.nation)
    if item.state != ModerationState.WAITING or item.more_asked_at or now < due_at:
        return item
    item.more_asked_at = now
    item.save(update_fields=["more_asked_at"])
    _ask(item, MORE_WHO_LOOK, key=f"words:{item.pk}:more:{now.isoformat()}", now=now)
    return item


def transition_item(
    item: ModerationItem, state: ModerationState, *fields: str, by: Acting, now: datetime
) -> None:
    """One move of an item whose row the caller has locked; `fields` changed with it."""
    deed = MODERATION.deed_for(item.state, state)
    item.state = state
    item.save(update_fields=["state", *fields])
    record_deed(by=by, deed=deed, about=f"words:{item.pk}", now=now)


def _lock_to_look_at(item_id: int, by: Acting) -> ModerationItem:
    """Two who press at once: the second finds what the first said, and changes nothing of it."""
    item = or_not_found(
        ModerationItem.objects.select_for_update(no_key=True, of=("self",))
        .select_related("area")
        .filter(pk=item_id)
        .first()
    )
    check_any_role(roles_of(by.login_id), who_may_look(item.more_asked_at), item.area_id)
    check_may_look(
        by.login_id,
        not_by_id=item.not_by_id,
        written_by_id=item.written_by_id,
        not_for_login_ids=item.not_for_login_ids,
    )
    return item


def _end_look(item: ModerationItem, state: ModerationState, *, by: Acting, now: datetime) -> None:
    item.looked_by, item.looked_at = by.login, now
    fields = ("looked_by", "looked_at", "looked_bodies", "reason", "why_words")
    transition_item(item, state, *fields, by=Acting(login=by.login), now=now)


def _propose(
    item: ModerationItem, bodies: Collection[str], *, by: Acting, now: datetime
) -> ModerationItem:
    item.proposed_by, item.proposed_bodies = by.login, sorted(bodies)
    item.more_asked_at = item.more_asked_at or now  # of another body: at once
    fields = ("proposed_by", "proposed_bodies", "more_asked_at", "reason", "why_words")
    item.save(update_fields=fields)
    _ask(item, MORE_WHO_LOOK, key=f"words:{item.pk}:proposed:{item.waits_since}", now=now)
    deed = ModerationDeed.PROPOSE_HOLDING_BACK
    record_deed(by=Acting(login=by.login), deed=deed, about=f"words:{item.pk}", now=now)
    return item


def _wait_anew(
    item: ModerationItem,
    *,
    not_by: int | None = None,
    not_by_bodies: Collection[str] = (),
    by: Acting,
    now: datetime,
) -> None:
    item.waits_since, item.more_asked_at = now, None
    item.looked_by = item.looked_at = item.proposed_by = None
    item.proposed_bodies, item.looked_bodies = [], []
    item.not_by_id, item.not_by_bodies = not_by, list(not_by_bodies)
    item.reason = item.why_words = ""
    if item.state == ModerationState.WAITING:
        item.save()
        return
    names = [field.attname for field in item._meta.concrete_fields]
    fields = [name for name in names if name not in ("id", "state")]
    transition_item(item, ModerationState.WAITING, *fields, by=by, now=now)


def _ask(item: ModerationItem, kinds: tuple, *, key: str, now: datetime) -> None:
    logins = {login.pk for kind in kinds for login in logins_with_role(kind, item.area_id)}
    if item.is_reported:
        notify_each_login(
            sorted(logins - {item.not_by_id, item.proposed_by_id, *item.not_for_login_ids}),
            kind=ModerationMessage.REPORT_TO_LOOK_AT,
            subject=_("Words were reported"),
            text=_("Somebody reported words. Both are to have an answer by %(day)s.")
            % {"day": format_day(more_are_asked_at(now, nation=item.area.nation))},
            link="/looks/",
            key=key,
            now=now,
        )
        return
    notify_each_login(
        sorted(logins - {item.written_by_id, item.not_by_id, item.proposed_by_id}),
        kind=ModerationMessage.WORDS_TO_LOOK_AT,
        subject=_("Words for strangers wait for a look"),
        text=_("Somebody wrote something that strangers will read. It waits until %(day)s.")
        % {"day": format_day(more_are_asked_at(now, nation=item.area.nation))},
        link="/looks/",
        key=key,
        now=now,
    )


@transaction.atomic
def forget_reported_words(*, about: str, now: datetime) -> None:
    """All that was written down of one report, each time that somebody looked, once it is as old
    as its area keeps it (P124)."""
    if about in reported_words_to_forget(now):
        items = ModerationItem.objects.filter(is_reported=True, about__startswith=f"{about}:")
        items.delete()
