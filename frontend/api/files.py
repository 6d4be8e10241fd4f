"""A resource that is a file: a table for a spreadsheet, or paper."""

from drf_spectacular.types import OpenApiTypes
from rest_framework.negotiation import BaseContentNegotiation

CSV = {(200, "text/csv"): OpenApiTypes.STR}
PDF = {(200, "application/pdf"): OpenApiTypes.BINARY}


class OneFile(BaseContentNegotiation):
    """There is one way in which it is written, whatever is asked for; a refusal is JSON."""

    def select_parser(self, request, parsers):
        return parsers[0] if parsers else None

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type
