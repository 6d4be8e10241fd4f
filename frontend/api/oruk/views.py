"""The open standard's own addresses, for anybody: nothing here is of a person.

Whoever is signed in is answered as anybody else is."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from community.common import clock
from community.common.refusals import NotFound, Refused, or_not_found
from community.places.days_said import WEEK
from community.places.queries import Location, find_location_to_search
from frontend.api.base import ActingView, Needs
from frontend.api.oruk import documents
from frontend.api.oruk.ids import service_id_of_place
from frontend.api.oruk.serializers import (
    ApiDetailsOut,
    OrganizationOut,
    OrganizationPageOut,
    OrganizationsIn,
    PageIn,
    ServiceAtLocationInFullOut,
    ServiceAtLocationPageOut,
    ServiceInFullOut,
    ServicePageOut,
    ServicesIn,
    TaxonomyOut,
    TaxonomyPageOut,
    TaxonomyTermOut,
    TaxonomyTermPageOut,
    TaxonomyTermsIn,
)
from frontend.shared.throttles import AddressThrottle, DirectoryThrottle
from marketplace.search.queries.directory import (
    DirectoryFilter,
    DirectoryListing,
    directory_listing,
    directory_listings,
    directory_provider,
    directory_providers,
    with_places,
)
from marketplace.search.queries.directory_terms import all_terms, taxonomies
from providers.rules.weekly_times import DAY_CODES

VERSION = "HSDS-UK-3.0"
PROFILE = "https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md"
MAX_PER_PAGE = 500


class OrukView(ActingView):
    """`asks`: the shape of what its address may ask by."""

    needs = Needs.ANYBODY
    authentication_classes = ()
    throttle_classes: tuple[type[AddressThrottle], ...] = (DirectoryThrottle,)
    http_method_names = ["get", "head", "options"]
    asks: type[Serializer] | None = None

    def query_names(self) -> set[str]:
        return set(self.asks().fields) if self.asks else set()

    def asked(self) -> dict[str, Any]:
        """What is asked, once it has the right shape. A name without a value asks nothing."""
        sent = {name: text for name, text in self.request.query_params.items() if text}
        query = cast(type[Serializer], self.asks)(data=sent)
        query.is_valid(raise_exception=True)
        return dict(query.validated_data)

    def page_of(
        self, rows: QuerySet | Sequence, write: Callable[[Any], list[documents.Document]]
    ) -> Response:
        """One page of a list, `write` writing its rows. One that is not there is a 404."""
        asked = self.asked()
        page, per_page = asked["page"], min(asked["per_page"], MAX_PER_PAGE)
        total = rows.count() if isinstance(rows, QuerySet) else len(rows)
        first = (page - 1) * per_page
        if first >= max(total, 1):
            raise NotFound("")
        items = write(rows[first : first + per_page])
        return Response(documents.envelope(items, total=total, page=page, per_page=per_page))


class ApiDetailsView(OrukView):
    @extend_schema(operation_id="oruk", responses=ApiDetailsOut)
    def get(self, request: Request) -> Response:
        """Which standard this keeps to, and what to say where it is used."""
        answer = {
            "version": VERSION,
            "profile": PROFILE,
            "openapi_url": settings.SITE_URL + reverse("api:schema"),
            "attribution": [
                _(
                    "Contains OS data © Crown copyright and database right 2025. Contains Royal "
                    "Mail data © Royal Mail copyright and database right 2025. Contains National "
                    "Statistics data © Crown copyright and database right 2025. Under the Open "
                    "Government Licence v3.0."
                ),
                _("The source and licence of each service is its term of “Who says so”."),
            ],
        }
        return Response(answer)


class ServiceListView(OrukView):
    asks = ServicesIn

    @extend_schema(
        operation_id="oruk_services",
        parameters=[ServicesIn],
        responses=ServicePageOut,
        description="Everything that anybody can find here, by the open standard.",
    )
    def get(self, request: Request) -> Response:
        asked, on = self.asked(), clock.today()
        write = documents.service if asked["full"] else documents.service_line
        rows = directory_listings(narrowing(asked))
        return self.page_of(rows, written_by(write, on))


class ServiceView(OrukView):
    @extend_schema(operation_id="oruk_service", responses=ServiceInFullOut)
    def get(self, request: Request, service_id: UUID) -> Response:
        """One service, with all that is known of it."""
        return Response(documents.service(directory_listing(service_id), on=clock.today()))


class ServiceAtLocationListView(OrukView):
    asks = ServicesIn

    @extend_schema(
        operation_id="oruk_service_at_locations",
        parameters=[ServicesIn],
        responses=ServiceAtLocationPageOut,
        description="Services with where they are, of those whose place anybody has said.",
    )
    def get(self, request: Request) -> Response:
        asked, on = self.asked(), clock.today()
        write = documents.place_in_full if asked["full"] else documents.place_line
        rows = directory_listings(narrowing(asked), has_place=True)
        return self.page_of(rows, written_by(write, on))


class ServiceAtLocationView(OrukView):
    @extend_schema(operation_id="oruk_service_at_location", responses=ServiceAtLocationInFullOut)
    def get(self, request: Request, service_at_location_id: UUID) -> Response:
        """One service where it is."""
        service_id = service_id_of_place(service_at_location_id)
        found = directory_listing(service_id, has_place=True)
        return Response(documents.place_in_full(found, on=clock.today()))


class TaxonomyListView(OrukView):
    asks = PageIn

    @extend_schema(
        operation_id="oruk_taxonomies",
        parameters=[PageIn],
        responses=TaxonomyPageOut,
        description="By what services are sorted: what one does there, whom it suits, who says so.",
    )
    def get(self, request: Request) -> Response:
        return self.page_of(taxonomies(), each_by(documents.taxonomy))


class TaxonomyView(OrukView):
    @extend_schema(operation_id="oruk_taxonomy", responses=TaxonomyOut)
    def get(self, request: Request, taxonomy_id: UUID) -> Response:
        """One of them."""
        found = (each for each in taxonomies() if each.id == taxonomy_id)
        return Response(documents.taxonomy(or_not_found(next(found, None))))


class TaxonomyTermListView(OrukView):
    asks = TaxonomyTermsIn

    @extend_schema(
        operation_id="oruk_taxonomy_terms",
        parameters=[TaxonomyTermsIn],
        responses=TaxonomyTermPageOut,
        description="Every term, also those that no service has just now.",
    )
    def get(self, request: Request) -> Response:
        wanted = self.asked().get("taxonomy_id")
        terms = [term for term in all_terms() if wanted in (None, term.taxonomy.id)]
        return self.page_of(terms, each_by(documents.taxonomy_term))


class TaxonomyTermView(OrukView):
    @extend_schema(operation_id="oruk_taxonomy_term", responses=TaxonomyTermOut)
    def get(self, request: Request, taxonomy_term_id: UUID) -> Response:
        """One of them."""
        found = (term for term in all_terms() if term.id == taxonomy_term_id)
        return Response(documents.taxonomy_term(or_not_found(next(found, None))))


class OrganizationListView(OrukView):
    asks = OrganizationsIn

    @extend_schema(
        operation_id="oruk_organizations",
        parameters=[OrganizationsIn],
        responses=OrganizationPageOut,
        description="Whoever runs one of the services. Who works alone is not named.",
    )
    def get(self, request: Request) -> Response:
        rows = directory_providers(search=self.asked()["search"])
        return self.page_of(rows, each_by(documents.organization))


class OrganizationView(OrukView):
    @extend_schema(operation_id="oruk_organization", responses=OrganizationOut)
    def get(self, request: Request, organization_id: UUID) -> Response:
        """One of them."""
        return Response(documents.organization(directory_provider(organization_id)))


def narrowing(asked: dict[str, Any]) -> DirectoryFilter:
    """What a call asks, as its list is narrowed to."""
    same = (
        *("organization_id", "modified_after", "minimum_age", "maximum_age"),
        *("start_time", "end_time"),
    )
    day = asked.get("day")
    return DirectoryFilter(
        search=asked["search"],
        terms=_conditions(asked),
        day=WEEK[DAY_CODES.index(day)] if day else None,
        near=_near(asked["postcode"]),
        metres=asked["proximity"],
        **{name: asked.get(name) for name in same},
    )


def written_by(
    write: Callable[..., documents.Document], on: date
) -> Callable[[Any], list[documents.Document]]:
    def write_rows(rows: Any) -> list[documents.Document]:
        found: list[DirectoryListing] = with_places(rows)
        return [write(each, on=on) for each in found]

    return write_rows


def each_by(
    write: Callable[[Any], documents.Document],
) -> Callable[[Any], list[documents.Document]]:
    return lambda rows: [write(each) for each in rows]


def _conditions(asked: dict[str, Any]) -> tuple[Q, ...]:
    """An unknown term or taxonomy is one that nothing has."""
    term_id, taxonomy_id = asked.get("taxonomy_term_id"), asked.get("taxonomy_id")
    if not (term_id or taxonomy_id):
        return ()
    terms = all_terms()
    conditions = []
    if term_id:
        conditions.append(_any_of([term.condition for term in terms if term.id == term_id]))
    if taxonomy_id:
        of_taxonomy = [term.condition for term in terms if term.taxonomy.id == taxonomy_id]
        conditions.append(_any_of(of_taxonomy))
    return tuple(conditions)


def _any_of(conditions: list[Q]) -> Q:
    either = Q(pk__in=[])
    for condition in conditions:
        either |= condition
    return either


def _near(postcode: str) -> Location | None:
    if not postcode:
        return None
    try:
        return find_location_to_search(postcode)
    except Refused as refusal:
        words = f"{refusal.message} {refusal.next_step}".strip()
        raise ValidationError({"postcode": words}, refusal.code) from None
