"""For whom a door is: which gate each of the twelve meets at the doors of each audience.

What stands here was written by hand; docs/access.md is made from it, pages.py and calls.py.
"""

from dataclasses import dataclass, replace
from enum import Enum

from community.people.states import RepresentationScope, RoleKind

from .actors import Actor
from .gates import Gate

THROUGH, NOT_YOURS, SIGN_IN, NOT_THERE = (
    Gate.THROUGH,
    Gate.NOT_YOURS,
    Gate.SIGN_IN,
    Gate.NOT_THERE,
)
OWN_WORD = RepresentationScope.PAY + 1  # further than anybody acts for somebody else
# How far those go who act for Ann.
GOES_AS_FAR_AS = {
    Actor.RELATIVE: RepresentationScope.DECIDE,
    Actor.ADVOCATE: RepresentationScope.SUGGEST,
    Actor.JOINT: RepresentationScope.SUGGEST,  # alone; what both said is a decision of both
}


class Audience(Enum):
    EVERYBODY = "everybody, signed in or not"
    SIGNED_IN = "whoever signed in, for themselves"
    LIFE = "a person, and who acts for them"
    GROUP = "the members of that group, and who acts for one"
    OWN = "the one whose it is, and who acts for them"
    ITS_READER = "the one for whom it was made"
    PROVIDER = "who speaks for that provider"
    PROVIDER_ALONE = "who speaks for that provider, and acts for nobody now"
    GROUP_AND_PROVIDER = "the members of that group, and the provider"
    PROVIDER_AND_CONNECTOR = "the provider, and a connector of its area"
    WORKS_THERE = "who works in that area, in that role"
    PERSON_AND_WORKERS = "the person, and who works in their area"
    WORKERS_LISTS = "who works somewhere: what is of their own area"
    OFFICERS_LISTS = "a council's officer: what is of their own area"
    OTHERS = "somebody who is none of the twelve: who wrote it, or works there in another role"


# Those who come through, in each audience. Anybody else is asked to sign in, or finds nothing.
COME_THROUGH: dict[Audience, set[Actor]] = {
    Audience.EVERYBODY: set(Actor),
    Audience.SIGNED_IN: set(Actor) - {Actor.SHARED_COMPUTER},
    Audience.LIFE: {
        *(Actor.PERSON, Actor.PEER, Actor.STRANGER, Actor.CONNECTOR),
        *(Actor.RELATIVE, Actor.ADVOCATE, Actor.JOINT),
    },
    Audience.GROUP: {
        *(Actor.PERSON, Actor.PEER, Actor.CONNECTOR),
        *(Actor.RELATIVE, Actor.ADVOCATE, Actor.JOINT),
    },
    Audience.OWN: {Actor.PERSON, Actor.RELATIVE, Actor.ADVOCATE, Actor.JOINT},
    Audience.ITS_READER: {Actor.PERSON},
    Audience.PROVIDER: {Actor.PROVIDER, Actor.RELATIVE},
    Audience.PROVIDER_ALONE: {Actor.PROVIDER},
    Audience.GROUP_AND_PROVIDER: {
        *(Actor.PERSON, Actor.PEER, Actor.CONNECTOR, Actor.PROVIDER),
        *(Actor.RELATIVE, Actor.ADVOCATE, Actor.JOINT),
    },
    Audience.PROVIDER_AND_CONNECTOR: {Actor.PROVIDER, Actor.RELATIVE, Actor.CONNECTOR},
    Audience.WORKS_THERE: {Actor.CONNECTOR},
    Audience.PERSON_AND_WORKERS: {Actor.PERSON, Actor.CONNECTOR},
    Audience.WORKERS_LISTS: {Actor.CONNECTOR, Actor.OTHER_OFFICER},
    Audience.OFFICERS_LISTS: {Actor.OTHER_OFFICER},
    Audience.OTHERS: set(),
}


@dataclass(frozen=True)
class Row:
    """Whom a door is for; how far one must go who acts for somebody; in which roles those come
    through who work there, where it is for any; who else does; and whether it stops or protects, so
    that one of two who hold an authority jointly is enough (P18)."""

    audience: Audience
    needs: int = RepresentationScope.LOOK
    roles: tuple[RoleKind, ...] = ()
    also: Actor | None = None
    is_stop: bool = False

    def gate(self, actor: Actor) -> Gate:
        """Which gate somebody meets where it is of Ann's world."""
        if actor in COME_THROUGH[self.audience] or actor is self.also:
            return NOT_YOURS if self._is_short(actor) else THROUGH
        return SIGN_IN if actor is Actor.SHARED_COMPUTER else NOT_THERE

    @property
    def role(self) -> RoleKind | None:
        """Whoever comes through where none of the twelve does."""
        return self.roles[0] if self.roles and self.audience is Audience.OTHERS else None

    def gate_of_role(self, kind: RoleKind) -> Gate:
        """Which gate somebody meets who only works where Ann lives."""
        return THROUGH if kind in self.roles else NOT_THERE

    def gate_of_scope(self, scope: int) -> Gate:
        """Which gate somebody meets who acts for Ann alone, and goes as far as that."""
        return NOT_YOURS if self.needs > scope else THROUGH

    def gates_elsewhere(self, actor: Actor) -> set[Gate]:
        """And where it is of somebody else's: nothing more than what is nobody's in particular. Who
        may not go so far for anybody may be told so before it is looked for."""
        if self.audience in (Audience.EVERYBODY, Audience.SIGNED_IN, Audience.LIFE):
            return {self.gate(actor)}
        if actor is Actor.SHARED_COMPUTER:
            return {SIGN_IN}
        return {NOT_THERE, NOT_YOURS} if self._is_short(actor) else {NOT_THERE}

    def _is_short(self, actor: Actor) -> bool:
        """Alone, one of two who hold an authority jointly suggests, and stops."""
        is_alone_enough = self.is_stop and actor is Actor.JOINT
        return self.needs > GOES_AS_FAR_AS.get(actor, OWN_WORD) and not is_alone_enough


def suggest(row: Row) -> Row:
    return replace(row, needs=RepresentationScope.SUGGEST)


def decide(row: Row) -> Row:
    return replace(row, needs=RepresentationScope.DECIDE)


def stop(row: Row) -> Row:
    """What stops or protects: whoever may decide, and one of two who decide together (P18)."""
    return replace(decide(row), is_stop=True)


def and_workers(row: Row, *roles: RoleKind) -> Row:
    """And who works there in one of these roles: the connector of the twelve is one."""
    return replace(row, roles=roles, also=Actor.CONNECTOR)


def pay(row: Row) -> Row:
    return replace(row, needs=RepresentationScope.PAY)


def own_word(row: Row) -> Row:
    """What only they themselves can say."""
    return replace(row, needs=OWN_WORD)


# ---- the rows that stand at many doors

EVERYBODY, SIGNED_IN, LIFE, GROUP, OWN = (
    Row(Audience.EVERYBODY),
    Row(Audience.SIGNED_IN),
    Row(Audience.LIFE),
    Row(Audience.GROUP),
    Row(Audience.OWN),
)
ITS_READER = Row(Audience.ITS_READER)
PROVIDER, PROVIDER_ALONE = Row(Audience.PROVIDER), Row(Audience.PROVIDER_ALONE)
GROUP_AND_PROVIDER = Row(Audience.GROUP_AND_PROVIDER)
# Who works there: as each of these roles is needed for, and no other.
CONNECTORS = (RoleKind.CONNECTOR,)
ENTER_PAPER = (RoleKind.CONNECTOR, RoleKind.WORKER)  # and tell people things at visits
SEE_AUTHORITY = (RoleKind.CONNECTOR, RoleKind.COUNCIL_OFFICER, RoleKind.WORKER)
READ_WORRIES = (RoleKind.SAFEGUARDING_LEAD, RoleKind.SAFEGUARDING_DEPUTY)
PROVIDER_AND_CONNECTOR = Row(Audience.PROVIDER_AND_CONNECTOR, roles=CONNECTORS)
PROVIDER_AND_OFFICER = Row(Audience.PROVIDER, roles=(RoleKind.COUNCIL_OFFICER,))  # of an invoice
CONNECTOR = Row(Audience.WORKS_THERE, roles=CONNECTORS)
PAPER = Row(Audience.WORKS_THERE, roles=ENTER_PAPER)
WORKERS = Row(Audience.WORKS_THERE, roles=SEE_AUTHORITY)
PERSON_AND_WORKERS = Row(Audience.PERSON_AND_WORKERS, roles=SEE_AUTHORITY)
WORKERS_LISTS = Row(Audience.WORKERS_LISTS, roles=SEE_AUTHORITY)
OFFICERS_LISTS = Row(Audience.OFFICERS_LISTS, roles=(RoleKind.COUNCIL_OFFICER,))
LOOKS = Row(
    Audience.WORKS_THERE,
    roles=(RoleKind.CONNECTOR, RoleKind.SAFEGUARDING_DEPUTY, RoleKind.USER_LED_SEAT),
)
LOOK = CONNECTOR  # at one of them; the others only once a connector has not looked in time (P45)
# Whoever answers complaints: of which of them, is for the rules.
COMPLAINTS = Row(Audience.WORKS_THERE, roles=(RoleKind.CONNECTOR, RoleKind.OPERATOR))
# With whom somebody may talk before they decide.
TALKS = Row(Audience.WORKS_THERE, roles=(RoleKind.CONNECTOR, RoleKind.WORKER, RoleKind.ADVISER))
RECORDS = Row(Audience.WORKS_THERE, roles=(RoleKind.CONNECTOR, RoleKind.DATA_CONTACT))
HOLDER = Row(Audience.OTHERS)  # whose authority it is or was
OTHER_HOLDER = Row(Audience.OTHERS, also=Actor.JOINT)  # of what one of the two wrote
CLAIMANT = Row(Audience.OTHERS)  # whoever said that a listing is theirs
WRITER = Row(Audience.OTHERS)  # whoever wrote it down
OFFICER = Row(Audience.OTHERS, roles=(RoleKind.COUNCIL_OFFICER,))
DATA_CONTACT = Row(Audience.OTHERS, roles=(RoleKind.DATA_CONTACT,))
LEAD = Row(Audience.OTHERS, roles=READ_WORRIES)
OPERATOR = Row(Audience.OTHERS, roles=(RoleKind.OPERATOR,))
# A connector who shares the cost themselves is not the one who helps with it.
CONNECTOR_NOT_IN_IT = Row(Audience.OTHERS, roles=CONNECTORS)
