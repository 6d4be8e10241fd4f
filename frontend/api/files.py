"""A resource that is a file: a table for a spreadsheet, or paper."""

from collections.abc import Iterable

from drf_spectacular.types import OpenApiTypes
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

CSV = {(200, "text/csv"): OpenApiTypes.STR}
PDF = {(200, "application/pdf"): OpenApiTypes.BINARY}


class SingleFileNegotiation(BaseContentNegotiation):
    """There is one way in which it is written, whatever is asked for; a refusal is JSON."""

    def select_parser(self, request: Request, parsers: Iterable[BaseParser]) -> BaseParser | None:
        return next(iter(parsers), None)

    def select_renderer(
        self,
        request: Request,
        renderers: Iterable[BaseRenderer],
        format_suffix: str | None = None,
    ) -> tuple[BaseRenderer, str]:
        renderer = next(iter(renderers))
        return renderer, str(renderer.media_type)
