"""Saying hello to whoever comes in: then the group begins for them (P44)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.refusals import NotFound, or_not_found
from community.messaging.actions.notifying import notify_each_login, notify_person
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.queries.acting import logins_with_role, roles_of
from community.people.rules.authority import check_authority
from community.people.states import RepresentationScope, RoleKind
from groups.actions.membership import transition_member
from groups.actions.notes import ask_about_newcomer
from groups.deeds import GroupDeed
from groups.message_kinds import GroupMessage
from groups.models.members import Member
from groups.queries.members import membership
from groups.rules.members import check_greets_another, check_why_not
from groups.states import CURRENT_STATES, MemberState
from groups.wording import hears_text


@transaction.atomic
def say_hello(*, group_id: int, newcomer_id: int, by: Acting, now: datetime) -> Member:
    """By anybody for whom the group has begun. The second hello changes nothing."""
    check_authority(by, RepresentationScope.DECIDE, now=now)
    me = membership(group_id, by)
    newcomer = _lock(newcomer_id)
    if newcomer.group_id != group_id or newcomer.state == MemberState.LEFT:
        raise NotFound("")
    text = _("%(name)s says hello.") % {"name": me.known_as}
    return _greet(newcomer, text, by=by, now=now)


@transaction.atomic
def answer_newcomer(
    *, newcomer_id: int, introduces: bool, why_not: str = "", by: Acting, now: datetime
) -> Member:
    """A connector of the group's area introduces somebody nobody greeted, or says why not."""
    newcomer = _lock(newcomer_id)
    works_there = (RoleKind.CONNECTOR, newcomer.group.area_id) in roles_of(by.login_id)
    if not works_there or newcomer.hello_asked_at is None or newcomer.state == MemberState.LEFT:
        raise NotFound("")
    if introduces:
        text = _("%(name)s, the connector, introduces you.") % {"name": by.required_login.name}
        return _greet(newcomer, text, by=by, now=now)
    check_why_not(why_not)
    check_greets_another(by.login_id, newcomer.person.login_id)
    if newcomer.is_newcomer and newcomer.no_hello_because != why_not:
        _say_why_not(newcomer, why_not, by=by, now=now)
    return newcomer


@transaction.atomic
def ask_connector(*, newcomer_id: int, now: datetime) -> None:
    """Nobody said hello in seven days: the connectors of the area hear it, once."""
    newcomer = _lock(newcomer_id)
    if not newcomer.is_newcomer or newcomer.hello_asked_at is not None:
        return
    newcomer.hello_asked_at = now
    newcomer.save(update_fields=["hello_asked_at"])
    notify_each_login(
        [each.pk for each in logins_with_role(RoleKind.CONNECTOR, newcomer.group.area_id)],
        kind=GroupMessage.HELLO_DUE,
        subject=_("Somebody new waits for a hello"),
        text=_("Nobody has said hello to %(name)s in “%(group)s”. Introduce them, or say why not.")
        % {"name": newcomer.known_as, "group": newcomer.group.name},
        link="/connect/newcomers/",
        key=f"member:{newcomer.pk}:hello-due:{newcomer.joined_at.isoformat()}",
        now=now,
    )


def _lock(newcomer_id: int) -> Member:
    members = Member.objects.select_for_update(no_key=True, of=("self",))
    return or_not_found(members.select_related("group", "person").filter(pk=newcomer_id).first())


def _greet(newcomer: Member, text: str, *, by: Acting, now: datetime) -> Member:
    check_greets_another(by.login_id, newcomer.person.login_id)
    if newcomer.state in CURRENT_STATES:
        return newcomer
    newcomer.greeted_at, newcomer.greeted_by = now, by.login
    newcomer.no_hello_because = ""
    fields = ("greeted_at", "greeted_by", "no_hello_because")
    transition_member(newcomer, MemberState.IN, *fields, by=by, now=now)
    ask_about_newcomer(newcomer, now=now)
    begun = _("The group has begun for you: you read who is in it, and when and where you meet.")
    _tell(newcomer, GroupMessage.HELLO, f"{text} {begun}", now)
    return newcomer


def _say_why_not(newcomer: Member, why_not: str, *, by: Acting, now: datetime) -> None:
    newcomer.no_hello_because = why_not
    newcomer.save(update_fields=["no_hello_because"])
    about = f"group:{newcomer.group_id}"
    record_deed(by=by, deed=GroupDeed.NOT_INTRODUCE, about=about, now=now)
    _tell(newcomer, GroupMessage.NOT_INTRODUCED, hears_text(newcomer), now)


def _tell(newcomer: Member, kind: GroupMessage, text: str, now: datetime) -> None:
    notify_person(
        person_id=newcomer.person_id,
        kind=kind,
        subject=str(kind.label),
        about=newcomer.group.name,
        group_id=newcomer.group_id,
        text=text,
        link=f"/group/{newcomer.group_id}/",
        key=f"member:{newcomer.pk}:{kind}:{now.isoformat()}",
        now=now,
    )
