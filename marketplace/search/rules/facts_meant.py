"""Which facts of a place a line asks for: what somebody has leads to how a place is, never to what
somebody is (P99)."""

from community.common.intake import words_in
from marketplace.search.rules.said import Vocabulary
from providers.states import SuitFact

# Said, or an answer to what was said, in the words of the vocabulary.
WORDS_OF_FACTS = {
    SuitFact.MEMORY_WELCOME: {"memory", "memory cafe", "dementia friendly", "brain injury"},
    SuitFact.STAY_WITHOUT_CARER: {"unaccompanied", "short break", "sitting service", "day centre"},
    SuitFact.COMPANION_WELCOME: {"companion", "supported", "learning disability", "buddy"},
    SuitFact.STEP_FREE: {"step free", "level access", "wheelchair", "accessible", "aphasia"},
    SuitFact.QUIET_ROOM: {"quiet", "relaxed", "autism friendly", "sensory"},
    SuitFact.HOT_MEAL: {"lunch club", "hot meal", "luncheon club"},
    SuitFact.TOILET_HELP: {"personal care", "toilet", "changing places", "hoist"},
    SuitFact.EATING_HELP: {"swallowing", "soft food", "puree", "feeding"},
}


def facts_meant(text: str, vocabulary: Vocabulary) -> tuple[SuitFact, ...]:
    """None of most lines."""
    found, _left = vocabulary.said_in(words_in(text))
    words = {word for saying in found for word in (saying.said, *saying.means)}
    return tuple(fact for fact, about in WORDS_OF_FACTS.items() if not about.isdisjoint(words))
