"""Which version a printed sheet bears; what is entered from it is compared with what it asks now
(P25). Without a version there was no sheet: they said it."""

from dataclasses import replace

from django.utils.translation import gettext as _

from community.common.shown import ShownLine, digest_of
from frontend.components.blocks import AnswerSheet
from groups.rules.motions import check_sheet, version_of


def version_of_asked(*asked: str) -> str:
    """Any other word gives another."""
    return version_of(digest_of(tuple(ShownLine(words, "") for words in asked)))


def version_line(version: str) -> str:
    return _("Version %(version)s") % {"version": version}


def with_version(sheet: AnswerSheet, *, version: str = "") -> AnswerSheet:
    """`version`: of what it asks, where not all that stands on it is asked."""
    version = version or version_of_asked(sheet.title, sheet.text, *sheet.ticks, *sheet.lines)
    return replace(sheet, text=f"{sheet.text}\n{version_line(version)}".strip(), version=version)


def with_how_put(sheet: AnswerSheet) -> AnswerSheet:
    """Of what says yes to something: how it was put to them, and through whom they answered, to be
    entered with it (P23). No part of what is asked."""
    return replace(sheet, lines=(*sheet.lines, how_put_line()))


def how_put_line() -> str:
    return _(
        "How it was put to me (as it stands, large, in pictures, read to me, signed; in which"
        " language), and through whom I answered:"
    )


def check_version(sheet_version: str, sheet: AnswerSheet) -> None:
    """`sheet`: as it would be printed now."""
    check_sheet(sheet_version, sheet.version)
