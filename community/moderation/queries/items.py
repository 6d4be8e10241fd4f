"""Words for strangers: those that wait, for who may look; and whom they have reached."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    CharField,
    DurationField,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Concat

from community.common.refusals import or_not_found
from community.moderation.models import ModerationItem
from community.moderation.rules.looking import (
    MORE_WHO_LOOK,
    held_back_count_text,
    more_are_asked_at,
    words_reach,
)
from community.moderation.states import HeldBackReason, ModerationState, WordsReach
from community.people.queries.acting import roles_of
from community.people.states import RoleKind


@dataclass(frozen=True)
class WordsDetail:
    """For whoever wrote them: that their words wait, and until when; or why they are held back."""

    state: ModerationState
    waits_until: datetime
    reason_text: str
    why_words: str


def items_to_look_at(login_id: int | None) -> list[ModerationItem]:
    """What waits where this login may look, who waits longest first; never their own words."""
    return list(_items_to_look_at(login_id).order_by("waits_since", "pk"))


def item_to_look_at(item_id: int, login_id: int | None) -> ModerationItem:
    """One of them. To anybody else it is not there."""
    return or_not_found(_items_to_look_at(login_id).filter(pk=item_id).first())


def may_look_at(about: str, login_id: int | None) -> bool:
    """Does it wait where this login may look?"""
    return _items_to_look_at(login_id).filter(about=about).exists()


def _items_to_look_at(login_id: int | None) -> QuerySet[ModerationItem]:
    roles = roles_of(login_id)
    connected = {area_id for kind, area_id in roles if kind == RoleKind.CONNECTOR}
    more = {area_id for kind, area_id in roles if kind in MORE_WHO_LOOK}
    return (
        ModerationItem.objects.filter(state=ModerationState.WAITING)
        .filter(Q(area_id__in=connected) | Q(area_id__in=more, more_asked_at__isnull=False))
        .exclude(not_by=login_id)
        .exclude(written_by=login_id)
        .exclude(not_for_login_ids__contains=[login_id])
        .select_related("area", "proposed_by")
    )


def item_about(about: str) -> ModerationItem | None:
    """For the app whose thing it is: why it is held back, for whoever wrote it."""
    return ModerationItem.objects.select_related("area").filter(about=about).first()


def words_detail(about: str) -> WordsDetail | None:
    """None where they were never handed in."""
    item = item_about(about)
    if item is None:
        return None
    return WordsDetail(
        state=ModerationState(item.state),
        waits_until=more_are_asked_at(item.waits_since, nation=item.area.nation),
        reason_text=str(HeldBackReason(item.reason).label) if item.reason else "",
        why_words=item.why_words,
    )


def words_detail_of(row: Any, about: str, *, nation: str) -> WordsDetail | None:
    """The same of a row `with_words`: it is asked again only why they are held back."""
    if row.words_state is None:
        return None
    if row.words_state == ModerationState.HELD_BACK:
        return words_detail(about)
    return WordsDetail(
        state=ModerationState(row.words_state),
        waits_until=more_are_asked_at(row.words_wait_since, nation=nation),
        reason_text="",
        why_words="",
    )


def with_words(rows: QuerySet[Any], kind: str) -> QuerySet[Any]:
    """Each row with `words_state` and `words_wait_since` of its own words, which are about
    "brief:12" where the kind is "brief": for `reach_of_words`, a list of them in one statement."""
    about = Concat(Value(f"{kind}:"), Cast(OuterRef("pk"), CharField()))
    items = ModerationItem.objects.filter(about=about)
    return rows.annotate(
        words_state=Subquery(items.values("state")),
        words_wait_since=Subquery(items.values("waits_since")),
    )


def reach_of_words(row: Any, *, nation: str, now: datetime) -> WordsReach:
    """Whom the words of a row `with_words` have reached. Nobody has read what never came."""
    if row.words_state is None:
        return WordsReach.NOBODY
    return words_reach(row.words_state, row.words_wait_since, nation=nation, now=now)


def held_back_now() -> str:
    """How many notes are held back, as anybody may read it."""
    return held_back_count_text(
        ModerationItem.objects.filter(state=ModerationState.HELD_BACK, is_reported=False).count()
    )


def items_to_ask_more_about(now: datetime) -> list[int]:
    """What nobody has looked at for two working days."""
    waiting = ModerationItem.objects.filter(
        state=ModerationState.WAITING, more_asked_at__isnull=True
    ).select_related("area")
    return [
        item.pk
        for item in waiting.order_by("pk")
        if now >= more_are_asked_at(item.waits_since, nation=item.area.nation)
    ]


def reported_words_to_forget(now: datetime) -> list[str]:
    """ "message:12": of what was reported, looked at for the last time longer ago than its area
    keeps that. The times that somebody looked go together."""
    kept_for = ExpressionWrapper(
        F("area__reported_kept_days") * timedelta(days=1), output_field=DurationField()
    )
    items = ModerationItem.objects.filter(is_reported=True).annotate(
        is_kept=Q(looked_at__isnull=True) | Q(looked_at__gte=now - kept_for)
    )
    kept: dict[str, bool] = {}
    for about, is_kept in items.order_by("pk").values_list("about", "is_kept"):
        whose = about.rpartition(":")[0]
        kept[whose] = kept.get(whose, False) or bool(is_kept)
    return [whose for whose, is_kept in kept.items() if not is_kept]
