"""Who may say, and end, what happened in somebody's life."""

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.refusals import NotFound, Refused
from community.people.acting import Acting
from community.people.rules.authority import check_authority, check_has_person, check_may_stop
from community.people.states import LifeEventKind, LifeEventState, RepresentationScope


class NotYetThen(Refused):
    code, field = "day_has_not_come", "since"


class OwnDeath(Refused):
    code, field = "not_of_oneself", "kind"


class NobodySees(Refused):
    code = "nobody_to_look"


class AlreadySeen(Refused):
    code = "already_seen"


class NobodySettles(Refused):
    code, field = "nobody_settles", "settler_words"


class NoWords(Refused):
    code, field = "no_words", "family_words"


class NotSaidHow(Refused):
    code, field = "not_said_how", "reached_words"


class NoSum(Refused):
    code, field = "no_sum", "reached_pence"


def check_can_say(by: Acting, kind: LifeEventKind, *, now: datetime) -> None:
    """A death can be said by anybody who acts for them; the rest by whoever may decide."""
    check_has_person(by)
    if kind != LifeEventKind.DIED:
        check_may_stop(by, now=now)
    elif not by.is_by_other_hands:
        raise OwnDeath(_("Nobody says this of themselves."))
    else:
        check_authority(by, RepresentationScope.LOOK, now=now)


def check_since(since: date, *, now: datetime) -> None:
    if since > today(now):
        raise NotYetThen(_("Choose today or a day before."))


def check_has_area[A](area: A | None) -> A:
    if area is None:
        raise NobodySees(
            _("Nobody works where they live who could look at this as the second person."),
            next_step=_("Say where they live first."),
        )
    return area


def check_may_end(
    by: Acting, *, person_id: UUID, said_by_id: int | None, works_there: bool, now: datetime
) -> None:
    """To anybody else it is not there."""
    if by.person_id == person_id:
        check_authority(by, RepresentationScope.DECIDE, now=now)
    elif not works_there and (by.login_id is None or by.login_id != said_by_id):
        raise NotFound(_("We cannot find that page."))


def check_can_end(state: str) -> None:
    if state == LifeEventState.SEEN:
        raise AlreadySeen(
            _("A second person has seen this already."),
            next_step=_("Ask whoever runs this site."),
        )


def check_words(words: str) -> None:
    if not words.strip():
        raise NoWords(
            _("Write the words in which it was told."),
            next_step=_("Ask the family first. Where there is none, the words are yours."),
        )


def check_settler_words(words: str) -> None:
    if not words.strip():
        raise NobodySettles(
            _("Write who settles the estate, and what they showed."),
            next_step=_("Without it nothing is given out."),
        )


def check_reached(pence: int, reached_on: date, words: str, *, now: datetime) -> None:
    """The money is there, and it is said how."""
    if pence <= 0:
        raise NoSum(_("Write how much reached them."))
    if reached_on > today(now):
        raise NotYetThen(_("Choose today or a day before."), field="reached_on")
    if not words.strip():
        raise NotSaidHow(
            _("Write how it reached them."),
            next_step=_("Like “by bank transfer to her son”. No number of an account."),
        )
