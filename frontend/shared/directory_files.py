"""For connectors, as tables for a spreadsheet: what is listed, and what came of a directory."""

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpResponse
from django.utils.translation import gettext as _

from community.common.clock import LONDON
from frontend.shared.files import table_file
from providers.queries.imports import ImportReport
from providers.queries.listed import ListedThing


def listed_file(things: list[ListedThing]) -> HttpResponse:
    return table_file(_listed_rows(things), "listed")


def report_file(report: ImportReport) -> HttpResponse:
    return table_file(_report_rows(report), f"directory-{report.import_run.pk}")


def _listed_rows(things: list[ListedThing]) -> Iterator[list[object]]:
    """Of a home, and of a place that is kept back, only what stands on its page."""
    yield [
        _("Number"),
        _("What"),
        _("Who runs it"),
        _("Area"),
        _("State"),
        _("When"),
        _("Where"),
        _("Postcode"),
        _("Website"),
        _("From which directory"),
        _("Its number there"),
        _("Does whoever runs it look after it here?"),
        _("What was changed here"),
        _("Last changed"),
    ]
    for thing in things:
        listing = thing.listing
        yield [
            listing.pk,
            listing.title,
            listing.provider.name,
            listing.provider.area.name,
            listing.get_state_display(),
            listing.when_words,
            listing.place_words,
            listing.postcode,
            listing.website,
            thing.directory,
            listing.feed_row_id,
            _("yes") if thing.is_spoken_for else _("no"),
            ", ".join(thing.changed_here),
            _day(listing.changed_at),
        ]


def _report_rows(report: ImportReport) -> Iterator[list[object]]:
    """A line for each row of the directory, as it stood there; then what it no longer has."""
    yield [
        _("Row"),
        _("Its number there"),
        _("What"),
        _("What became of it"),
        _("Is its place kept back?"),
        _("Why, and what was left out"),
        _("Kept as it was changed here"),
    ]
    for row in report.rows:
        yield [
            row.position or "",
            row.feed_row_id,
            row.title,
            row.get_outcome_display(),
            _("yes") if row.is_place_private else _("no"),
            "; ".join(row.notes),
            row.kept_words,
        ]


def _day(moment: datetime) -> str:
    """2027-05-04, which any spreadsheet takes for a day."""
    return moment.astimezone(LONDON).date().isoformat()
