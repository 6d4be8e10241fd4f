"""What a page promises of somebody else, and who keeps it: found on pages as they are shown."""

import re

from community.people.models.logins import Role
from community.people.states import RoleKind
from tests.access.gates import nothing_kept
from tests.access.trying import Trying
from tests.factories.supply import NOW

from .every_page import Opened, ask

# A deed of a connector's that a page says will be done; not whom one can ask, or what one has done.
OF_A_CONNECTOR = re.compile(
    r"(?<!No )connector(?: of your area)? (?:reads?|asks?|looks?|tells?|gives?|helps?|answers?)\b"
)
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
            if answer.status_code == 200 and (found := OF_A_CONNECTOR.search(again.main)):
                still.add(f"{each.door.name}: {found[0]}")
    return still


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
