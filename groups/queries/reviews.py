"""“Do you want it to go on?”: to a member, and which groups are to be asked (M07)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from community.common.dates import last_day_before
from community.people.acting import Acting
from community.people.rules.sight import may_see
from community.people.scope_table import Seen
from groups.models.gatherings import Gathering
from groups.models.members import Group, Member
from groups.models.reviews import GroupReview, ReviewAnswer
from groups.queries.members import membership
from groups.rules.reviews import is_review_due
from groups.states import LIVING_STATES, GatheringState, MemberState


@dataclass(frozen=True)
class ReviewDetail:
    """To one member. `wish`: what they said; to whoever acts for them, nothing."""

    member: Member
    review: GroupReview | None
    last: GroupReview | None
    wish: str = ""

    @property
    def is_open(self) -> bool:
        return self.review is not None

    @property
    def last_day(self) -> date | None:
        return last_day_before(self.review.closes_at) if self.review else None

    @property
    def outcome(self) -> str:
        return self.last.outcome if self.last else ""

    @property
    def outcome_text(self) -> str:
        return str(self.last.get_outcome_display()) if self.last else ""


def review_for_member(group_id: int, by: Acting, *, now: datetime) -> ReviewDetail:
    """What is asked now, and what came of it the last time."""
    member = membership(group_id, by)
    reviews = GroupReview.objects.filter(group_id=group_id)
    review = open_review(group_id, now=now)
    wish = ""
    if review is not None and may_see(by, Seen.BALLOT, now=now) and not by.on_paper:
        mine = ReviewAnswer.objects.filter(review=review, member=member)
        wish = mine.values_list("wish", flat=True).first() or ""
    last = reviews.filter(over_at__isnull=False).order_by("-over_at").first()
    return ReviewDetail(member, review, last, wish)


def open_review(group_id: int, *, now: datetime) -> GroupReview | None:
    """That still takes answers."""
    waiting = GroupReview.objects.filter(group_id=group_id, over_at__isnull=True, closes_at__gt=now)
    return waiting.first()


def members_asked(group_id: int) -> list[Member]:
    """Who is in it and here; nothing is asked of who rests or has only come (P44, P126)."""
    members = Member.objects.filter(group_id=group_id, state=MemberState.IN)
    return list(members.select_related("group").order_by("pk"))


def groups_to_ask(now: datetime) -> list[int]:
    """Those that meet, and were not asked for long enough."""
    groups = Group.objects.filter(state__in=LIVING_STATES).exclude(
        pk__in=GroupReview.objects.filter(over_at__isnull=True).values("group_id")
    )
    asked = groups.annotate(asked_at=Max("reviews__opened_at"))
    facts = {pk: (state, at) for pk, state, at in asked.values_list("pk", "state", "asked_at")}
    met = defaultdict(list)
    gatherings = Gathering.objects.filter(
        group_id__in=facts, state=GatheringState.PLANNED, starts_at__lte=now
    )
    for group_id, starts_at in gatherings.values_list("group_id", "starts_at"):
        met[group_id].append(starts_at)
    return sorted(
        pk
        for pk, (state, asked_at) in facts.items()
        if is_review_due(state=state, met_at=met[pk], last_asked_at=asked_at, now=now)
    )


def reviews_to_close(now: datetime) -> list[int]:
    over = GroupReview.objects.filter(over_at__isnull=True, closes_at__lte=now)
    return list(over.order_by("pk").values_list("pk", flat=True))
