"""Directory feeds for tests: rows that we wrote, and the command that reads them."""

import json
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from community.people.acting import SYSTEM
from community.places.models.areas import Area
from providers.actions.directory_sources import SourceFacts, save_source
from providers.models.imports import DirectorySource, ImportRun
from providers.queries.imports import import_report
from tests.factories.supply import NOW

LICENCE = "Open Government Licence v3.0"
LICENCE_URL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


def make_source(area: Area, feed: str = "feed", **facts) -> DirectorySource:
    given = {"name": "Westsea’s directory", "licence_name": LICENCE, "licence_url": LICENCE_URL}
    return save_source(
        facts=SourceFacts(feed=feed, area=area, **(given | facts)), by=SYSTEM, now=NOW
    )


def import_feed(where, **options) -> str:
    """Run the command, and give what it printed."""
    out = StringIO()
    given = {"licence": LICENCE, "licence_url": LICENCE_URL, "quiet": True} | options
    call_command("import_directory", str(where), stdout=out, **given)
    return out.getvalue()


def counts() -> dict[str, int]:
    """What became of the rows of the latest reading."""
    report = import_report(ImportRun.objects.latest("pk"))
    return {outcome.value: count for outcome, count in report.counts.items() if count}


def write(path: Path, rows) -> Path:
    path.write_text(json.dumps(rows))
    return path


def row(number=1, **change) -> dict:
    return {
        "id": f"row-{number}",
        "name": f"Choir {number}",
        "description": "We sing.",
        "status": "active",
    } | change
