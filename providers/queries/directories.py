"""Whose directory something is from, and under which licence it is shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from providers.models.imports import DirectorySource

CREDITS = ("name", "licence_name", "licence_url")


@dataclass(frozen=True, order=True)
class SourceCredit:
    """What its licence asks to be said wherever a row of it is shown (P104)."""

    name: str
    licence_name: str
    licence_url: str


def source_credit(feed: str) -> SourceCredit | None:
    row = DirectorySource.objects.filter(feed=feed).values(*CREDITS).first() if feed else None
    return SourceCredit(**row) if row else None


def each_once(credits: Iterable[SourceCredit | None]) -> list[SourceCredit]:
    return sorted({credit for credit in credits if credit})
