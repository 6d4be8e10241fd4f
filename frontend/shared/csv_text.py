"""A table for a spreadsheet: the one place where it is written, so that no cell is a formula."""

import csv
import io
from collections.abc import Iterable
from typing import Any

import regex

# Without it a spreadsheet reads "Zoë" as "ZoÃ«" (fault H17).
BYTE_ORDER_MARK = "\ufeff"
FORMULA = regex.compile(
    r"[\s\p{C}\p{Z}]*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212\ufe62\ufe63\ufe66\ufe6b|%]|[\t\r\n]"
)
SUM = regex.compile(r"-?[0-9]+\.[0-9]{2}")


def csv_text(rows: Iterable[Iterable[Any]]) -> str:
    """Each row's cells as they are said in words."""
    text = io.StringIO()
    text.write(BYTE_ORDER_MARK)
    csv.writer(text).writerows([escape_formula(str(cell)) for cell in row] for row in rows)
    return text.getvalue()


def escape_formula(cell: str) -> str:
    """A sum stays a sum; any other cell is never taken for a formula by a spreadsheet.

    Some drop what is not seen before they look, some know the wide signs of East Asia too.
    """
    is_sum = SUM.fullmatch(cell)
    return f"'{cell}" if FORMULA.match(cell) and not is_sum else cell
