"""“Do you want it to go on?”: asked of a group that meets, answered, told, and forgotten (M07)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.dates import end_of_day, format_day, last_day_before
from community.common.refusals import or_not_found
from community.messaging.actions.notifying import notify_each_person
from community.people.acting import SYSTEM, Acting
from community.people.actions.audit_lines import record_deed
from community.people.bases import Matter
from community.people.rules.authority import check_authority
from community.people.states import RepresentationScope
from groups.deeds import GroupDeed
from groups.message_kinds import GroupMessage
from groups.models.members import Group
from groups.models.reviews import GroupReview, ReviewAnswer
from groups.queries.members import membership
from groups.queries.reviews import groups_to_ask, members_asked, open_review
from groups.rules.reviews import REVIEW_DAYS, check_is_asked, outcome_of
from groups.states import MemberState, ReviewOutcome, ReviewWish


@transaction.atomic
def ask_group(*, group_id: int, now: datetime) -> GroupReview | None:
    """Each who is in it and here, once; None where it is not due, or was asked meanwhile."""
    group = _lock_group(group_id)
    if group_id not in groups_to_ask(now):
        return None
    review = GroupReview.objects.create(
        group=group, opened_at=now, closes_at=end_of_day(today(now) + timedelta(days=REVIEW_DAYS))
    )
    record_deed(by=SYSTEM, deed=GroupDeed.ASK_GROUP, about=f"group:{group_id}", now=now)
    _notify(
        review,
        kind=GroupMessage.REVIEW_ASKED,
        subject=_("Do you want it to go on?"),
        text=_(
            "You are asked one thing, until the end of %(day)s: do you want it to go on? You need"
            " not say why, and nobody reads what you answer."
        )
        % {"day": format_day(last_day_before(review.closes_at))},
        now=now,
    )
    return review


@transaction.atomic
def answer_review(*, group_id: int, wish: ReviewWish, by: Acting, now: datetime) -> ReviewAnswer:
    """The last answer before the end is the one. Said again the same, nothing changes."""
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now)
    _lock_group(group_id)
    member = membership(group_id, by)
    review = open_review(group_id, now=now)
    check_is_asked(is_open=review is not None and member.state == MemberState.IN)
    answer = ReviewAnswer.objects.filter(review=review, member=member).first()
    if answer is not None and answer.wish == wish:
        return answer
    answer, _is_new = ReviewAnswer.objects.update_or_create(
        review=review,
        member=member,
        defaults={"wish": wish, "said_at": now, "said_by": by.login, "on_paper": by.on_paper},
    )
    record_deed(by=by, deed=GroupDeed.ANSWER_REVIEW, about=f"group:{group_id}", now=now)
    return answer


@transaction.atomic
def close_review(*, review_id: int, now: datetime) -> None:
    """Its day is over: what most of them said is told, and what each said is gone."""
    review = or_not_found(GroupReview.objects.filter(pk=review_id).first())
    _lock_group(review.group_id)
    review.refresh_from_db()
    if review.over_at is not None or now < review.closes_at:
        return
    counted = review.answers.filter(member__state=MemberState.IN)
    review.outcome = outcome_of(list(counted.values_list("wish", flat=True)))
    review.answers.all().delete()
    review.over_at = now
    review.save(update_fields=["outcome", "over_at"])
    record_deed(by=SYSTEM, deed=GroupDeed.CLOSE_REVIEW, about=f"group:{review.group_id}", now=now)
    _notify(
        review,
        kind=GroupMessage.REVIEW_OVER,
        subject=_("What your group said of going on"),
        text=f"{ReviewOutcome(review.outcome).label} {what_follows_text()}",
        now=now,
    )


def what_follows_text() -> str:
    """Whatever the answers were: so that nothing is known by it."""
    return _(
        "Nothing changes by it. If you would like something else: add an idea, rest for a while,"
        " talk to someone first, leave, or propose that it ends."
    )


def _lock_group(group_id: int) -> Group:
    return or_not_found(Group.objects.select_for_update(no_key=True).filter(pk=group_id).first())


def _notify(
    review: GroupReview, *, kind: GroupMessage, subject: str, text: str, now: datetime
) -> None:
    notify_each_person(
        [each.person_id for each in members_asked(review.group_id)],
        kind=kind,
        subject=subject,
        text=text,
        about=review.group.name,
        link=f"/group/{review.group_id}/review/",
        group_id=review.group_id,
        key=f"review:{review.pk}:{kind}",
        now=now,
    )
