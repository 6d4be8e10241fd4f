"""What the office that keeps somebody's money does with a yes: it stands beside the terms, and is
part of what a yes agrees to (P27, P29, fault B1). Knows no database.

A digest of terms with it reads `<digest of the terms>.<mark>.<mark>`, one mark for each office.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

_MISSED = {True: "p", False: "n", None: "u"}
_MARK_PATTERN = re.compile(r"(\d{1,18})([yn])([pnu])")


@dataclass(frozen=True)
class OfficeTerms:
    """`names_people`: do its invoices bear their name, so that whoever is paid reads it too?
    `pays_for_missed` is None where it has not said."""

    area_id: int
    names_people: bool
    pays_for_missed: bool | None

    @property
    def mark(self) -> str:
        return f"{self.area_id}{'y' if self.names_people else 'n'}{_MISSED[self.pays_for_missed]}"

    @classmethod
    def from_mark(cls, mark: str) -> Self | None:
        """None where it is none of ours."""
        match = _MARK_PATTERN.fullmatch(mark)
        if match is None:
            return None
        missed = {letter: pays for pays, letter in _MISSED.items()}[match[3]]
        return cls(int(match[1]), match[2] == "y", missed)


type OfficeTermsByArea = Mapping[int, OfficeTerms]


def marks_of(offices: Iterable[OfficeTerms]) -> str:
    """As they are kept beside a yes."""
    return ".".join(sorted(each.mark for each in offices))


def offices_from(marks: str) -> dict[int, OfficeTerms]:
    offices = [OfficeTerms.from_mark(mark) for mark in marks.split(".")]
    return {each.area_id: each for each in offices if each is not None}


def digest_with(terms_digest: str, offices: OfficeTermsByArea) -> str:
    """Of all that a yes agrees to; of the terms alone where no office keeps the money."""
    marks = marks_of(offices.values())
    return f"{terms_digest}.{marks}" if marks else terms_digest


def split_digest(shown_digest: str) -> tuple[str, dict[int, OfficeTerms]]:
    """That of the terms, and what was shown of each office."""
    terms_digest, _dot, marks = shown_digest.partition(".")
    return terms_digest, offices_from(marks)
