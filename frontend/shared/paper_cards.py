"""A filled-in card: of somebody new, or of somebody who is here already. Who it is of is said by a
reference, and never by a name or an initial (M77)."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.codes import format_code
from community.common.dates import format_date
from community.common.refusals import NotFound
from community.messaging.states import Channel
from community.people.acting import Acting
from community.people.how_put import HowPut
from community.people.models.logins import Login
from community.people.models.persons import Person
from community.people.queries.acting import acting_on_paper
from community.people.queries.persons import workers_of_area
from community.people.queries.visits import persons_told_in_person
from frontend.shared.sheet_versions import version_of_asked
from groups.actions.membership import join_by_code, join_on_paper
from groups.models.members import Group, Member
from groups.queries.members import member_by_paper_code, members_of_persons
from groups.rules.members import NoSuchCode
from groups.wording import peer_consent_text

# What a card says of how somebody new is reached.
PLAN_OF_CARD = ("through_words", "deputy_login_id", "days_words", "never_words")


def visited_choices(login_id: int, area_ids: Collection[int], on: date) -> list[tuple[UUID, str]]:
    """Whom somebody visits who enters paper there, each with what tells them from others of their
    name: the code of a sheet of theirs, else since when they are here."""
    persons = [each for each in persons_told_in_person(login_id, on) if each.area_id in area_ids]
    codes = {
        member.person_id: member.paper_code
        for member in members_of_persons([each.pk for each in persons], area_ids)
    }
    return [(each.pk, _as_told_apart(each, codes.get(each.pk))) for each in persons]


def _as_told_apart(person: Person, code: str | None) -> str:
    if code:
        values = {"name": person.preferred_name, "code": format_code(code)}
        return _("%(name)s (a sheet of theirs: %(code)s)") % values
    values = {"name": person.preferred_name, "day": format_date(person.created_at)}
    return _("%(name)s (here since %(day)s)") % values


def deputy_choices(area_id: int, *, but: int) -> list[tuple[int, str]]:
    """Who may tell somebody things in another's stead."""
    logins = [login for login in workers_of_area(area_id) if login.pk != but]
    return [(login.pk, login.name) for login in logins]


def version_of_card(group: Group) -> str:
    """What the card of an invitation bears: of the group as it says, and of what others see."""
    begins = group.get_begins_display()
    return version_of_asked(group.name, group.how_often, begins, peer_consent_text())


def enter_card(
    *,
    login: Login,
    area_ids: Collection[int],
    person_id: UUID | None = None,
    sheet: str = "",
    code: str,
    known_as: str,
    agrees: bool,
    how_put: HowPut,
    shown_digest: str | None,
    now: datetime,
    **new: Any,
) -> Member:
    """`person_id`: one of those the login visits; `sheet`: the code of a sheet of theirs. With
    neither, somebody new, and `new` says of them what `join_on_paper` asks."""
    card: dict[str, Any] = {
        "code": code,
        "known_as": known_as,
        "agrees": agrees,
        "how_put": how_put,
        "shown_digest": shown_digest,
        "now": now,
    }
    if person_id is not None or sheet:
        person = _person_of_card(login, area_ids, person_id, sheet, today(now))
        return join_by_code(**card, by=acting_on_paper(login=login, person=person))
    contact = {
        "channel": Channel.IN_PERSON,
        "through_login_id": login.pk,
        **{name: new.pop(name) for name in PLAN_OF_CARD if name in new},
    }
    return join_on_paper(**card, **new, contact=contact, by=Acting(login=login))


def _person_of_card(
    login: Login, area_ids: Collection[int], person_id: UUID | None, sheet: str, on: date
) -> Person:
    """The sheet of another area reads like a code that never was."""
    if person_id is not None:
        persons = persons_told_in_person(login.pk, on)
        person = next((each for each in persons if each.pk == person_id), None)
    else:
        member = member_by_paper_code(sheet)
        person = member.person if member else None
    if person is None or person.area_id not in area_ids:
        if person_id is not None:
            raise NotFound("")
        raise NoSuchCode(
            _("We know no sheet with this code."),
            next_step=_("Look at it once more, or choose them among those you visit."),
            field="sheet",
        )
    return person
