"""What is sent, read: what no shape of ours could hold is refused before anybody walks into it, and
what cannot be read is refused in our words (fault H23)."""

from collections.abc import Iterator, Mapping
from typing import IO, Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser, MultiPartParser

MAX_DEPTH = 20  # lists in lists: no shape of ours has more than four


class ShallowJSONParser(JSONParser):
    """Refuses what is nested so deep that reading it would end the process (fault H10)."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        try:
            data = super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise _too_deep() from error
        except ParseError as error:
            raise ParseError(_("This is no JSON, or not all of it came.")) from error
        _check_depth(data)
        return data


class PlainMultiPartParser(MultiPartParser):
    def parse(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().parse(*args, **kwargs)
        except ParseError as error:
            raise ParseError(_("This form cannot be read, or not all of it came.")) from error


def _check_depth(data: Any) -> None:
    level = [data]
    for _depth in range(MAX_DEPTH):
        level = [inner for each in level for inner in _inside(each)]
        if not level:
            return
    raise _too_deep()


def _inside(data: Any) -> Iterator[Any]:
    if isinstance(data, dict):
        yield from data.values()
    elif isinstance(data, list):
        yield from data


def _too_deep() -> ParseError:
    return ParseError(_("This is nested deeper than anything we read."))
