"""Everybody in the demo, by what they do there: roles only, never a name (M135)."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.people.acting import Acting
from community.people.models.logins import Login
from community.people.models.persons import Person
from community.people.states import RoleKind

EMAIL_DOMAIN = "example.org"  # nobody's addresses: RFC 2606


class Side(StrEnum):
    PEOPLE = "people"
    PROVIDERS = "providers"
    COUNCIL = "council"


@dataclass(frozen=True)
class DemoLogin:
    """One login. `called` is data, as a person would say it; `sees` is for the demo's page.

    `known_as` is the name chosen for groups; `outward` where a person lives, no nearer than that.
    """

    slug: str
    called: str
    side: Side
    sees: str | Promise = ""
    known_as: str = ""
    outward: str = ""
    works_as: tuple[RoleKind, ...] = ()
    helps: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        return f"{self.slug}@{EMAIL_DOMAIN}"


def person(
    slug: str, called: str, known_as: str, outward: str, sees: str | Promise, *helps: str
) -> DemoLogin:
    return DemoLogin(slug, called, Side.PEOPLE, sees, known_as, outward, helps=helps)


def provider_member(slug: str, called: str, sees: str | Promise) -> DemoLogin:
    return DemoLogin(slug, called, Side.PROVIDERS, sees)


def worker(slug: str, called: str, sees: str | Promise, *works_as: RoleKind) -> DemoLogin:
    return DemoLogin(slug, called, Side.COUNCIL, sees, works_as=works_as)


PLAYERS = (
    person(
        "holder",
        "the woman who walks",
        "Blue scarf",
        "BS3",
        _("Has a direct payment and a little money of her own. Her group is about to choose."),
        "plain",
    ),
    person(
        "photographer",
        "the photographer",
        "Camera",
        "BS3",
        _("Has a direct payment, and a group of people who take photographs."),
        "pictures",
        "companion",
    ),
    person(
        "mother",
        "the photographer’s mother",
        "Second camera",
        "BS3",
        _("Is his supporter: she can look and suggest. What is decided is his."),
    ),
    person(
        "daughter",
        "the daughter",
        "Tuesday at ten",
        "BS5",
        _("Acts for her father: looks, suggests and decides. She also has a carer’s budget."),
    ),
    person(
        "carer",
        "the man who cares for his son",
        "Allotment boots",
        "BS4",
        _("The council looks after the money and he likes it so. He adds a little of his own."),
    ),
    person(
        "mothers-carer",
        "the woman who cares for her mother",
        "Half a day",
        "BS5",
        _("Her free hours were cut. She is in the carers’ group and not sure about money."),
        "reminder",
    ),
    person(
        "company",
        "the woman who likes company",
        "Window seat",
        "BS5",
        _("The council looks after her money. Its answer to one question is still to come."),
        "seat",
        "known_face",
    ),
    person(
        "trust-holder",
        "the woman whose trust pays",
        "Green hat",
        "BS4",
        _("A trust looks after her money and agrees to each payment."),
        "time",
    ),
    person(
        "own-money",
        "the man who pays his own way",
        "Brown dog",
        "BS3",
        _("Has money of his own and nothing from the council."),
    ),
    person(
        "baker",
        "the man who bakes",
        "Warm oven",
        "BS5",
        _("Pays from his direct payment by bank transfer. His card was refused once."),
    ),
    person(
        "founder",
        "the founder",
        "Kettle on",
        "BS2",
        _("Started a group of eight with no money in it at all."),
    ),
    person(
        "reader", "the woman who reads maps", "Folded map", "BS2", _("Is in the group of eight.")
    ),
    person("whistler", "the man who whistles", "Blackbird", "BS2", _("Is in the group of eight.")),
    person("knitter", "the woman who knits", "Red wool", "BS2", _("Is in the group of eight.")),
    provider_member(
        "museum-officer", "the museum officer", _("Runs mornings at a museum of the council.")
    ),
    provider_member("art-teacher", "the art teacher", _("Teaches a class by herself.")),
    provider_member("gardener", "the gardener", _("Keeps a community garden.")),
    provider_member("day-place", "the day place manager", _("Runs a place to spend the day.")),
    provider_member("assistant", "the personal assistant", _("Works with people one to one.")),
    provider_member(
        "cook", "the lunch cook", _("Cooks lunch for whoever comes; her business is herself.")
    ),
    provider_member(
        "choir-leader", "the choir leader", _("Leads a choir. Nobody has seen her papers yet.")
    ),
    provider_member(
        "swimming-teacher", "the swimming teacher", _("Has left much of the form unanswered.")
    ),
    provider_member(
        "hall-keeper", "the meeting house keeper", _("Lets a quiet room by the evening.")
    ),
    provider_member("guide", "the walking guide", _("Leads free walks.")),
    provider_member("advice-worker", "the advice worker", _("Helps with letters and forms.")),
    provider_member("driver", "the minibus driver", _("Brings people there and home.")),
    worker(
        "connector",
        "the community connector",
        _("Looks at papers, hears what went wrong, enters what comes on paper."),
        RoleKind.CONNECTOR,
    ),
    worker(
        "social-worker",
        "the social worker",
        _("Knows the man with no phone, and whom he trusts: her visits are how he hears."),
        RoleKind.WORKER,
    ),
    worker(
        "finance-colleague",
        "the finance colleague",
        _("Answers for money that the council looks after: yes, yes when, or no with a reason."),
        RoleKind.COUNCIL_OFFICER,
    ),
    worker(
        "safeguarding-lead",
        "the safeguarding lead",
        _("Reads “I am worried about someone”. Nobody else can but the deputy."),
        RoleKind.SAFEGUARDING_LEAD,
        RoleKind.ONLINE_SAFETY,
    ),
    worker(
        "safeguarding-deputy",
        "the safeguarding deputy",
        _("Reads it when the lead is away, and hears at night what could not be told."),
        RoleKind.SAFEGUARDING_DEPUTY,
        RoleKind.OUT_OF_HOURS,
    ),
    worker(
        "adviser",
        "the payments adviser",
        _("Is who people mean by “talk to someone first”."),
        RoleKind.ADVISER,
    ),
    worker("operator", "the operator", _("Keeps this site running."), RoleKind.OPERATOR),
)
BY_SLUG = {player.slug: player for player in PLAYERS}


@dataclass(frozen=True)
class OfflinePerson:
    """Somebody with no login. What they say comes on paper, by somebody they know."""

    slug: str
    called: str
    known_as: str
    outward: str
    entered_by: str


OFFLINE_PEOPLE = {
    offline.slug: offline
    for offline in (
        OfflinePerson("no-phone", "the man with no phone", "Long coat", "BS5", "social-worker"),
        OfflinePerson("father", "the father", "Sunday hat", "BS5", "social-worker"),
        OfflinePerson("clockmender", "the man who mends clocks", "Tick", "BS2", "connector"),
        OfflinePerson(
            "gardener-once", "the woman who had a garden", "Sweet peas", "BS2", "connector"
        ),
        OfflinePerson("listener", "the man who listens", "Back row", "BS2", "connector"),
        OfflinePerson("laugher", "the woman who laughs", "Loud and glad", "BS2", "connector"),
    )
}


def acting(slug: str) -> Acting:
    """A player's own hands: for themselves, or as somebody who works there."""
    login = Login.objects.get(email=BY_SLUG[slug].email)
    return Acting(login=login, person=Person.objects.filter(login=login).first())


def acting_of_anybody(slug: str) -> Acting:
    """The same; and for somebody with no login, the hands of whoever enters their paper."""
    if slug not in OFFLINE_PEOPLE:
        return acting(slug)
    offline = OFFLINE_PEOPLE[slug]
    person = Person.objects.get(preferred_name=offline.called, login=None)
    return Acting(login=acting(offline.entered_by).login, person=person, on_paper=True)


def known_as(slug: str) -> str:
    """The name they chose for groups."""
    return (OFFLINE_PEOPLE.get(slug) or BY_SLUG[slug]).known_as
