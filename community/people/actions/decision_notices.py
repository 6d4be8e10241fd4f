"""Who hears of a decision that was written down for somebody: the person, by somebody else than
whoever wrote it; the writer; and, where it was not wanted, the connectors."""

from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.messaging.actions.notifying import notify_each_login, notify_person
from community.people.message_kinds import PeopleMessage
from community.people.models.approvals import StaffApproval
from community.people.models.decisions import DecisionRecord
from community.people.models.logins import Login
from community.people.queries.acting import logins_with_role
from community.people.queries.representations import AUTHORITY_ROLES
from community.people.states import DecisionRecordKind, DecisionRecordState, RoleKind

RECORDS = "/written-down/"


def notify_written(record: DecisionRecord, *, now: datetime) -> None:
    held = record.state == DecisionRecordState.HELD
    text = _(
        "%(who)s wrote down a decision for you. %(question)s %(chosen)s. What you said or showed: "
        "%(showed)s. %(when)s If you do not want this, say so on your page or to anybody who works "
        "here."
    )
    when = _("It counts once a second person has looked at it.") if held else _("It counts now.")
    if record.kind == DecisionRecordKind.JOINT:
        when = _("It counts once the other who may decide for you has said yes too.")
    notify_person(
        person_id=record.person_id,
        kind=PeopleMessage.DECISION_WRITTEN,
        subject=_("A decision was written down for you"),
        text=text
        % {
            "who": _name_of_writer(record),
            "question": record.question,
            "chosen": capfirst(record.chosen.rstrip(".")),
            "showed": record.what_they_showed.rstrip("."),
            "when": when,
        },
        link=RECORDS,
        is_notice=True,
        key=f"decision-record:{record.pk}:written",
        not_told_by_login_id=record.by_login_id,
        now=now,
    )


def notify_other_holders(record: DecisionRecord, login_ids: list[int], *, now: datetime) -> None:
    """Whoever holds the same authority, at once: it counts with their yes."""
    notify_each_login(
        login_ids,
        kind=PeopleMessage.JOINT_YES_ASKED,
        subject=_("Somebody asks for your yes"),
        text=_("You and %(who)s decide for somebody only together. They said yes to something.")
        % {"who": _name_of_writer(record)},
        link=RECORDS,
        key=f"decision-record:{record.pk}:other",
        now=now,
    )


def notify_answer_entered(record: DecisionRecord, login: Login, *, now: datetime) -> None:
    """Whoever answered on paper, so that an answer they never gave is seen."""
    notify_each_login(
        [login.pk],
        kind=PeopleMessage.JOINT_ANSWER_ENTERED,
        subject=_("Your answer on paper was entered"),
        text=_("Somebody who works here entered your yes from a sheet of paper.")
        if record.state == DecisionRecordState.COUNTS
        else _("Somebody who works here entered your no from a sheet of paper."),
        link=RECORDS,
        key=f"decision-record:{record.pk}:entered",
        now=now,
    )


def notify_settled(record: DecisionRecord, *, now: datetime) -> None:
    """Whoever wrote it: whether it counts. Of a no, neither who nor why."""
    counts = record.state == DecisionRecordState.COUNTS
    notify_each_login(
        _writer(record),
        kind=PeopleMessage.DECISION_COUNTS,
        subject=_("What you wrote down was looked at"),
        text=_("It counts. You can do now what it is about, once.")
        if counts
        else _("It does not count. The connector can tell you more."),
        link=f"{RECORDS}{record.pk}/do/" if counts else RECORDS,
        key=f"decision-record:{record.pk}:settled",
        now=now,
    )


def notify_not_wanted(record: DecisionRecord, *, was_done: bool, now: datetime) -> None:
    """Who works there, who can help to undo it; not whoever wrote it."""
    area_id = record.person.area_id
    there = logins_with_role(RoleKind.CONNECTOR, area_id) if area_id else []
    notify_each_login(
        sorted({login.pk for login in there} - {record.by_login_id}),
        kind=PeopleMessage.DECISION_NOT_WANTED,
        subject=_("Somebody did not want what was decided for them"),
        text=_("%(person)s says of a decision that was written down: “I did not want this”. %(so)s")
        % {
            "person": record.person.preferred_name,
            "so": _("It was done already. Please ask them what is to be undone.")
            if was_done
            else _("Nothing is done by it any more."),
        },
        link="/paper/",
        key=f"decision-record:{record.pk}:not-wanted",
        now=now,
    )


def notify_late_look(approval: StaffApproval, *, now: datetime) -> None:
    """Whoever may be the second, again: the two working days are over, and it is still held."""
    there = {
        login.pk for kind in AUTHORITY_ROLES for login in logins_with_role(kind, approval.area_id)
    }
    notify_each_login(
        sorted(there - {approval.requested_by_id, approval.for_login_id}),
        kind=PeopleMessage.SECOND_PERSON_ASKED,
        subject=_("Somebody still waits for a second person"),
        text=_("The two working days are over. %(words)s") % {"words": approval.words},
        link=f"/second/{approval.pk}/",
        key=f"approval:{approval.pk}:late",
        now=now,
    )


def notify_of_review(record: DecisionRecord, writer_ids: list[int], *, now: datetime) -> None:
    """The person, and `writer_ids`: whoever wrote it while they may, else the connectors."""
    what = {"question": record.question, "day": format_day(record.at)}
    notify_person(
        person_id=record.person_id,
        kind=PeopleMessage.DECISION_TO_REVIEW,
        subject=_("Is it still right?"),
        text=_(
            "On %(day)s a decision was written down for you: %(question)s Today it is looked at "
            "again. If you do not want it any more, say so on your page or to anybody who works "
            "here."
        )
        % what,
        link=RECORDS,
        key=f"decision-record:{record.pk}:review",
        not_told_by_login_id=record.by_login_id,
        now=now,
    )
    notify_each_login(
        writer_ids,
        kind=PeopleMessage.DECISION_TO_REVIEW,
        subject=_("A decision to look at again"),
        text=_(
            "On %(day)s a decision was written down for %(person)s. Today is its day: look at it "
            "with them once more. If something else is to happen, write that down."
        )
        % (what | {"person": record.person.preferred_name}),
        link=RECORDS,
        key=f"decision-record:{record.pk}:review:writer",
        now=now,
    )


def _writer(record: DecisionRecord) -> list[int]:
    return [record.by_login_id] if record.by_login_id else []


def _name_of_writer(record: DecisionRecord) -> str:
    return record.by_login.name if record.by_login else _("Somebody")
