"""How something was put to somebody, and through whom they answered (P23, P24)."""

from dataclasses import dataclass

from community.people.states import Interpreter


@dataclass(frozen=True)
class HowPut:
    """Beside the digest of what was shown. Empty where somebody says it themselves;
    `interpreted_by` is also empty where nobody has said it yet."""

    shown_words: str = ""
    interpreted_by: str = Interpreter.NOBODY.value


SAID_BY_THEMSELVES = HowPut()
