"""Everything that is kept about one person: theirs to read, to correct and to take with them.

Article 15 of the UK GDPR.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Manager, Model
from django.utils.translation import gettext

from community.common.money import format_pounds
from community.people.models.persons import Person
from community.people.queries.persons import login_names
from community.people.wording import describe_adjustments
from frontend.shared.data_categories import DATA_CATEGORIES
from frontend.shared.data_category import DataCategory

LOGIN_ID = "login_id"  # a number that stands for somebody: their name is said

type ExportValue = str | date | datetime | list[str]


@dataclass(frozen=True)
class DataCategoryRows:
    """`rows` are {what is said: its value}, only what has one."""

    name: str
    rows: list[dict[str, ExportValue]]


def subject_access_export(person: Person) -> list[DataCategoryRows]:
    """Each kind of thing that there is any of, oldest first. A statement a kind, however many."""
    return list(export_by_code(person).values())


def export_by_code(person: Person) -> dict[str, DataCategoryRows]:
    """The same, by a name for each kind, so that whoever reviews a copy can leave kinds out."""
    category_rows = [(category, list(category.rows_of(person))) for category in DATA_CATEGORIES]
    names = login_names(
        login_id
        for category, rows in category_rows
        for path in category.fields
        if path.endswith(LOGIN_ID)
        for row in rows
        if (login_id := getattr(row, path)) is not None
    )
    return {
        category.code: DataCategoryRows(
            name=str(category.name),
            rows=[dict(_labelled_values(category, row, names)) for row in rows],
        )
        for category, rows in category_rows
        if rows
    }


def _labelled_values(
    category: DataCategory, row: Model, login_names: Mapping[int, str]
) -> Iterator[tuple[str, ExportValue]]:
    for path, label in category.fields.items():
        value = _value_at(row, path.split("."))
        if value in (None, "", []):
            continue
        if path in ("adjustments", "adjustments_before"):
            value = describe_adjustments(value)
        elif path.endswith(LOGIN_ID):
            value = login_names.get(value, gettext("somebody who is not here any more"))
        elif path.endswith("pence"):
            value = format_pounds(value)
        elif isinstance(value, bool):
            value = gettext("yes") if value else gettext("no")
        yield str(label), value


def _value_at(row: Any, path: list[str]) -> Any:
    """What stands at the end of a path; a list where the path goes through many."""
    for position, name in enumerate(path):
        if row is None:
            return None
        row = getattr(row, name)
        if isinstance(row, Manager):
            return [_value_at(related, path[position + 1 :]) for related in row.all()]
        if callable(row):
            row = str(row())
    return row
