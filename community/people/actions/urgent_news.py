"""What cannot wait, and nobody of somebody's plan has said: who hears of it then (P51)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.messaging.actions.notifying import notify_each_login
from community.messaging.queries.contact_plans import is_never_told
from community.messaging.queries.urgent import UnsaidUrgent, unsaid_key, unsaid_urgent
from community.people.message_kinds import PeopleMessage
from community.people.models.logins import Login
from community.people.models.persons import Person
from community.people.queries.acting import PAPER_ENTRY_ROLES, logins_with_role
from community.people.rules.urgent_news import must_others_hear
from community.people.states import RoleKind

NATION = "england"  # of whoever lives in no area


@transaction.atomic
def hand_on_urgent(*, message_id: int, now: datetime) -> None:
    """To whoever works out of hours where the person lives, and where nobody of the plan may say
    it, to all who may enter paper there. Where there is nobody, to whoever runs the site, who must
    find somebody. Told once."""
    unsaid = next(iter(unsaid_urgent(now, message_id)), None)
    if unsaid is None:
        return
    person = Person.objects.select_related("area").get(pk=unsaid.person_id)
    if not must_others_hear(
        may_still_hear=unsaid.has_teller or unsaid.may_still_go,
        waiting_since=unsaid.since,
        nation=person.area.nation if person.area else NATION,
        now=now,
    ):
        return
    there = _who_works_there(person, unsaid)
    text = _(
        "Nobody could tell somebody who lives where you work what cannot wait: “%(text)s” Their"
        " name stands on the page. Please see that somebody tells them, and note it there."
    )
    if there:
        _notify(there, text, "/visits/", unsaid, now)
        return
    text = _(
        "Nobody could tell somebody what cannot wait, and nobody works where they live who could:"
        " “%(text)s” Please find somebody who does."
    )
    operators = Login.objects.filter(
        roles__kind=RoleKind.OPERATOR, roles__ended_at__isnull=True, is_active=True
    )
    _notify(sorted(set(operators.values_list("pk", flat=True))), text, "", unsaid, now)


def _who_works_there(person: Person, unsaid: UnsaidUrgent) -> list[int]:
    """Who may say it there: not who did what it tells of, nor whom they said never to tell."""
    if person.area_id is None:
        return []
    kinds = {RoleKind.OUT_OF_HOURS} | (set() if unsaid.has_teller else set(PAPER_ENTRY_ROLES))
    logins = {login.pk for kind in kinds for login in logins_with_role(kind, person.area_id)}
    return sorted(
        pk
        for pk in logins
        if pk != unsaid.not_told_by_login_id and not is_never_told(person.pk, pk)
    )


def _notify(
    login_ids: list[int], text: str, link: str, unsaid: UnsaidUrgent, now: datetime
) -> None:
    notify_each_login(
        login_ids,
        kind=PeopleMessage.URGENT_UNSAID,
        subject=_("Somebody could not be told"),
        text=text % {"text": unsaid.text},
        link=link,
        urgent=True,
        key=unsaid_key(unsaid.key),
        now=now,
    )
