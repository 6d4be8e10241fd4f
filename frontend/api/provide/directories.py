"""For connectors: the directories read in one's areas, and what became of each row."""

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from community.people.states import RoleKind
from frontend.api.base import ActingView, roles
from frontend.api.files import CSV, SingleFileNegotiation
from frontend.api.serializers import EmptyIn
from frontend.shared.directory_files import listed_file, report_file
from providers.actions.directory_trials import ask_for_trial
from providers.queries.imports import ImportReport, directories_of, reading_report
from providers.queries.listed import listed_in_areas
from providers.states import ImportedPart, RowOutcome, SourceState


class DirectoryReadingOut(serializers.Serializer):
    """Neither finished nor stopped: it is being read, or was cut off. Of a trial nothing is kept;
    `rows_read` and `rows_expected` are how far one is."""

    id = serializers.IntegerField(source="pk")
    began_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)
    stopped_because = serializers.CharField()
    is_trial = serializers.BooleanField()
    rows_read = serializers.IntegerField()
    rows_expected = serializers.IntegerField(allow_null=True)


class DirectoryOut(serializers.Serializer):
    id = serializers.IntegerField(source="source.pk")
    name = serializers.CharField(source="source.name")
    area_id = serializers.IntegerField(source="source.area_id")
    address = serializers.CharField(source="source.address")
    licence_name = serializers.CharField(source="source.licence_name")
    licence_url = serializers.CharField(source="source.licence_url")
    state = serializers.ChoiceField(SourceState.choices, source="source.state")
    next_at = serializers.DateTimeField(source="source.next_at", allow_null=True)
    readings = DirectoryReadingOut(many=True)


class DirectoryRowOut(serializers.Serializer):
    """`kept` is what it says otherwise than was changed here, and stayed."""

    position = serializers.IntegerField(allow_null=True)
    feed_row_id = serializers.CharField()
    title = serializers.CharField()
    notes = serializers.ListField(child=serializers.CharField())
    kept = serializers.ListField(child=serializers.ChoiceField(ImportedPart.choices))


class LeftOutOut(serializers.Serializer):
    note = serializers.CharField()
    rows = serializers.IntegerField()


class DirectoryReportOut(DirectoryReadingOut):
    """What came, what changed, what was held back and why, and what is gone."""

    id = serializers.IntegerField(source="import_run.pk")
    began_at = serializers.DateTimeField(source="import_run.began_at")
    finished_at = serializers.DateTimeField(source="import_run.finished_at", allow_null=True)
    stopped_because = serializers.CharField(source="import_run.stopped_because")
    is_trial = serializers.BooleanField(source="import_run.is_trial")
    rows_read = serializers.IntegerField(source="import_run.rows_read")
    rows_expected = serializers.IntegerField(source="import_run.rows_expected", allow_null=True)
    counts = serializers.SerializerMethodField()
    changed = DirectoryRowOut(many=True, source="changed_rows")
    kept = DirectoryRowOut(many=True, source="kept_rows")
    held_back = DirectoryRowOut(many=True, source="rejected_rows")
    gone = DirectoryRowOut(many=True, source="hidden_rows")
    gone_and_stays = DirectoryRowOut(many=True, source="left_rows")
    place_kept_back = DirectoryRowOut(many=True, source="private_rows")
    left_out = serializers.SerializerMethodField()

    def get_counts(self, report: ImportReport) -> dict[str, int]:
        return {RowOutcome(outcome).value: count for outcome, count in report.counts.items()}

    @extend_schema_field(LeftOutOut(many=True))
    def get_left_out(self, report: ImportReport) -> list[dict]:
        return [{"note": note, "rows": count} for note, count in report.omissions]


class DirectoryListView(ActingView):
    needs = roles(RoleKind.CONNECTOR)

    @extend_schema(responses=DirectoryOut(many=True))
    def get(self, request: Request) -> Response:
        """By name, each with its last readings."""
        return self.list_response(directories_of(self.area_ids), DirectoryOut)


class DirectoryReadingView(ActingView):
    needs = roles(RoleKind.CONNECTOR)

    @extend_schema(responses=DirectoryReportOut)
    def get(self, request: Request, reading_id: int) -> Response:
        """What became of each row of one reading."""
        report = reading_report(reading_id, area_ids=self.area_ids)
        return Response(DirectoryReportOut(report).data)


class ListedCsvView(ActingView):
    content_negotiation_class = SingleFileNegotiation
    needs = roles(RoleKind.CONNECTOR)

    @extend_schema(responses=CSV)
    def get(self, request: Request) -> HttpResponse:
        """All that is shown or paused in your areas, as a table for a spreadsheet."""
        return listed_file(listed_in_areas(self.area_ids))


class DirectoryReadingCsvView(ActingView):
    content_negotiation_class = SingleFileNegotiation
    needs = roles(RoleKind.CONNECTOR)

    @extend_schema(responses=CSV)
    def get(self, request: Request, reading_id: int) -> HttpResponse:
        """What became of each row of one reading, as a table for a spreadsheet."""
        return report_file(reading_report(reading_id, area_ids=self.area_ids))


class DirectoryTrialView(ActingView):
    needs = roles(RoleKind.CONNECTOR)

    @extend_schema(request=EmptyIn, responses={201: DirectoryReadingOut})
    def post(self, request: Request, source_id: int) -> Response:
        """Read by a worker within a minute, and nothing kept but its report."""
        trial = ask_for_trial(source_id=source_id, **self.by_and_now)
        return Response(DirectoryReadingOut(trial).data, status=status.HTTP_201_CREATED)
