"""What a page promises of somebody else, and who keeps it: found on pages as they are shown."""

import re

from community.people.models.logins import Role
from community.people.states import RoleKind
from tests.access.gates import nothing_kept
from tests.access.trying import Trying
from tests.factories.supply import NOW

from .every_page import Opened, ask

OF_A_CONNECTOR = re.compile(r"[^.]*\bconnector\b[^.]*", re.IGNORECASE)
# Sentences that name a connector and hold where none works: why each does.
TRUE_WITHOUT_ONE = {
    "No connector": "says so",
    "No community connector": "says so",
    "where no connector works": "says so",
    "the council or a community connector": "the council is there",
    "The connector can tell you more": "P9: the same words everywhere, or they tell of an area",
    "Until a connector has asked, nothing is paid": "nothing is paid",
    "before a connector": "what does not happen before",
    "before a community connector": "the same",
    "connector must have seen": "the same",
    "connector has still to see": "the same; who does it, and whether, stands after it",
    "A connector has not yet seen": "of what was",
    "seen by a connector on": "of what was",
    "Checks that a connector has seen": "of what was",
    "Not yet by a connector": "of what was",
    "Connector A person whose job": "what the word means",
    "A connector writes the full reason": "a box that only a connector fills in",
}
ONLY_ONE_READS = re.compile(r"[^.]*\b(?:only you|you alone|nobody else)\b[^.]*", re.IGNORECASE)
QUOTED_BUTTON = re.compile(r"\b(?:press|choose) “([^”]+)”", re.IGNORECASE)
# Sentences by which nobody else is promised away who acts for the reader: why each is true.
TRUE_OF_ONE = {
    "A question to you alone": "asked of one person; whoever may decide for them answers it",
    "question for you alone": "the same, in a list",
    "Nobody else in your group is told": "of the group; whoever acts for them is none of it",
    "Nothing waits for you alone": "apart from what waits for the group",
    "You alone can pause newcomers": "one person is enough (P37)",
    "nobody else is given it": "of a place, not of reading",
    "Only you and the people who help them see this": "of what helps, on a list of the provider's",
    "nobody else’s": "of money that is somebody else's",
    "Nobody else in the group sees it": "of the group",
    "Nobody else is told that you were asked": "of telling; a sheet is for one person",
    "names nobody else": "of names that stand on it",
    "nobody else is alarmed": "of an alarm",
    "Only you read your texts": "what one says of one's own telephone (P49)",
    "Only you read what you look for": "whoever acts for them opens no such page (P106)",
    "Only you read this page": "the same",
    "Who was asked": "what somebody wrote of whom they asked",
}
# The copy: what is kept, word for word, whoever said it.
COPIES = {"records_request", "subject_access"}


def kept_by_no_connector(trying: Trying, opened: list[Opened]) -> set[str]:
    """Promises of a connector that still stand on a page where none works any more."""
    promising = [each for each in opened if OF_A_CONNECTOR.search(each.main)]
    still = set()
    with nothing_kept():
        Role.objects.filter(kind=RoleKind.CONNECTOR, ended_at=None).update(ended_at=NOW)
        for each in promising:
            answer, written = ask(each.client, each.address)
            again = Opened(each.door, each.who, each.client, answer, each.address, written)
            if answer.status_code == 200 and each.door.name not in COPIES:
                still |= {f"{each.door.name}: {found}" for found in promises_of_one(again.main)}
    return still


def promises_of_one(text: str) -> list[str]:
    """Sentences that name a connector, and would not hold where none works."""
    return [
        found.strip()
        for found in OF_A_CONNECTOR.findall(text)
        if not any(true in found for true in TRUE_WITHOUT_ONE)
    ]


def read_by_others_too(opened: list[Opened]) -> set[str]:
    """Sentences that only the reader sees something, on pages that others see who act for them."""
    return {
        f"{each.door.name}: {found.strip()}"
        for each in opened
        if each.door.name not in COPIES
        for found in ONLY_ONE_READS.findall(each.main)
        if not any(true in found for true in TRUE_OF_ONE)
    }


# Stands on another page, to which a link beside it leads.
ELSEWHERE = {"I did not want this"}


def buttons_not_there(opened: list[Opened]) -> set[str]:
    """What a page says to press or to choose, and has not."""
    return {
        f"{each}: “{name}”"
        for each in opened
        for name in QUOTED_BUTTON.findall(each.main)
        if name not in ELSEWHERE and name.lower() not in _names(each)
    }


def _names(each: Opened) -> str:
    parts = each.page.shown("a", "button", "label")
    return "\n".join(each.page.name(part) for part in parts).lower()
