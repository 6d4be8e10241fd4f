"""Open Referral UK 3.0: what can be found here, for other directories to take. No key is needed.

The addresses are the standard's: they end without a stroke.
"""

from django.urls import path

from .export import ExportView
from .views import (
    ApiDetailsView,
    OrganizationListView,
    OrganizationView,
    ServiceAtLocationListView,
    ServiceAtLocationView,
    ServiceListView,
    ServiceView,
    TaxonomyListView,
    TaxonomyTermListView,
    TaxonomyTermView,
    TaxonomyView,
)

BASE = "oruk/v3/"

urlpatterns = [
    path(BASE, ApiDetailsView.as_view(), name="oruk"),
    path(f"{BASE}export", ExportView.as_view(), name="oruk_export"),
    path(f"{BASE}services", ServiceListView.as_view(), name="oruk_services"),
    path(f"{BASE}services/<uuid:service_id>", ServiceView.as_view(), name="oruk_service"),
    path(
        f"{BASE}service_at_locations",
        ServiceAtLocationListView.as_view(),
        name="oruk_service_at_locations",
    ),
    path(
        f"{BASE}service_at_locations/<uuid:service_at_location_id>",
        ServiceAtLocationView.as_view(),
        name="oruk_service_at_location",
    ),
    path(f"{BASE}taxonomies", TaxonomyListView.as_view(), name="oruk_taxonomies"),
    path(f"{BASE}taxonomies/<uuid:taxonomy_id>", TaxonomyView.as_view(), name="oruk_taxonomy"),
    path(f"{BASE}taxonomy_terms", TaxonomyTermListView.as_view(), name="oruk_taxonomy_terms"),
    path(
        f"{BASE}taxonomy_terms/<uuid:taxonomy_term_id>",
        TaxonomyTermView.as_view(),
        name="oruk_taxonomy_term",
    ),
    path(f"{BASE}organizations", OrganizationListView.as_view(), name="oruk_organizations"),
    path(
        f"{BASE}organizations/<uuid:organization_id>",
        OrganizationView.as_view(),
        name="oruk_organization",
    ),
]
