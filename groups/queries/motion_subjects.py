"""What a step is about, a brief or the group itself; and what is shown to whoever agrees to it."""

from datetime import date

from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.common.shown import Shown, ShownLine
from groups.models.briefs import Brief
from groups.models.members import Group
from groups.models.motions import Motion
from groups.queries.offers import live_offers
from groups.queries.rewordings import changed_lines, rewording_of
from groups.states import GROUP_PURPOSES, EndReason, MotionPurpose
from groups.wording import brief_shown, offer_line_text
from groups.wording_of_endings import begins_again_means, ending_means

type Subject = Brief | Group


def subject_of(motion: Motion) -> Subject:
    if MotionPurpose(motion.purpose) in GROUP_PURPOSES:
        return motion.group
    return Brief.objects.get(pk=motion.about_id)


def group_id_of(subject: Subject) -> int:
    return subject.pk if isinstance(subject, Group) else subject.group_id


def about_of(subject: Subject) -> str:
    return f"group:{subject.pk}" if isinstance(subject, Group) else f"brief:{subject.pk}"


def words_of(subject: Subject) -> str:
    """The group's own words about it."""
    return subject.name if isinstance(subject, Group) else subject.what


def motion_shown(motion: Motion, subject: Subject) -> Shown:
    return step_shown(
        MotionPurpose(motion.purpose), subject, last_day=motion.last_day, reason=motion.reason
    )


def step_shown(
    purpose: MotionPurpose, subject: Subject, *, last_day: date | None = None, reason: str = ""
) -> Shown:
    """As it stands above the button: the step, and all that goes out, or is chosen among, by it.
    `last_day`, `reason` where somebody has proposed one; whoever proposes says theirs in the
    form."""
    lines = [ShownLine(_("Step"), str(purpose.label))]
    if isinstance(subject, Group):
        return (
            *lines,
            ShownLine(_("Group"), subject.name),
            *_ending_lines(purpose, subject, reason),
        )
    if purpose == MotionPurpose.SEND_BRIEF:
        lines += brief_shown(subject)
    elif purpose == MotionPurpose.SEND_CHANGES:
        lines += _lines_written_anew(subject)
    else:
        lines.append(ShownLine(_("What"), subject.what))
    if purpose == MotionPurpose.OPEN_CHOICE:
        lines.append(ShownLine(_("Offers"), _offers_text(subject)))
    if last_day is not None:
        lines.append(ShownLine(_("People can answer until the end of"), format_day(last_day)))
    return tuple(lines)


def _lines_written_anew(brief: Brief) -> list[ShownLine]:
    """All that it says then, and of what is different what it says now."""
    rewording = rewording_of(brief) or brief
    before = {each.question: each.before for each in changed_lines(brief, rewording)}
    was = _("%(now)s\n(until now: %(before)s)")
    return [
        ShownLine(key, was % {"now": value, "before": before[key]} if key in before else value)
        for key, value in brief_shown(rewording)
    ]


def _offers_text(brief: Brief) -> str:
    offers = live_offers(brief.pk).select_related("provider").order_by("pk")
    return "\n".join(offer_line_text(each) for each in offers)


def _ending_lines(purpose: MotionPurpose, group: Group, reason: str) -> list[ShownLine]:
    if purpose == MotionPurpose.BEGIN_AGAIN:
        return [ShownLine(_("What it means"), begins_again_means())]
    if purpose != MotionPurpose.END_GROUP:
        return []
    why = [ShownLine(_("Why"), str(EndReason(reason).label))] if reason else []
    return [*why, ShownLine(_("What it means"), "\n\n".join(ending_means(group)))]
