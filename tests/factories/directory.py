"""Directory feeds for tests: rows that we wrote, and the command that reads them."""

import json
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from providers.models.imports import ImportRun
from providers.queries.imports import import_report


def import_feed(where, **options) -> str:
    """Run the command, and give what it printed."""
    out = StringIO()
    call_command("import_directory", str(where), quiet=True, stdout=out, **options)
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
