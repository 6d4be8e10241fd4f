"""The whole open directory as one file, for whoever would else ask a thousand times."""

import json
from collections.abc import Iterator
from datetime import date, datetime

from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.utils.encoders import JSONEncoder

from community.common import clock
from frontend.api.files import SingleFileNegotiation
from frontend.api.oruk import documents
from frontend.api.oruk.serializers import SinceIn
from frontend.api.oruk.views import OrukView
from frontend.shared.throttles import ExportThrottle
from marketplace.search.queries.directory import (
    DirectoryFilter,
    every_directory_listing,
    gone_since,
)

LINES = "application/x-ndjson"


class ExportView(OrukView):
    asks = SinceIn
    throttle_classes = (ExportThrottle,)
    content_negotiation_class = SingleFileNegotiation

    @extend_schema(
        operation_id="oruk_export",
        parameters=[SinceIn],
        responses={(200, LINES): OpenApiTypes.STR},
        description=(
            "Every service in full, a line of JSON for each. With `modified_after` what changed "
            "since; and of what is not shown any more, its `id` with the status `inactive`."
        ),
    )
    def get(self, request: Request) -> StreamingHttpResponse:
        on, since = clock.today(), self.asked().get("modified_after")
        lines = StreamingHttpResponse(_lines(since, on=on), content_type=LINES)
        lines["Content-Disposition"] = f'attachment; filename="services-{on}.ndjson"'
        return lines


def _lines(since: datetime | None, *, on: date) -> Iterator[str]:
    for found in every_directory_listing(DirectoryFilter(modified_after=since)):
        yield _line(documents.service(found, on=on))
    if since:
        for listing in gone_since(since).iterator():
            yield _line(documents.gone(listing))


def _line(document: documents.Document) -> str:
    return json.dumps(document, cls=JSONEncoder, ensure_ascii=False) + "\n"
