"""One person comes to one thing, by program; and the times of a listing."""

from django.urls import path

from .paper import PaperComeView, PaperVisitStopView
from .times import ListingTimesView, SessionPlacesView
from .visits import ComeView, ProviderVisitsView, VisitsView, VisitWithdrawView

urlpatterns = [
    path("my-listings/<int:listing_id>/times/", ListingTimesView.as_view(), name="listing_times"),
    path("sessions/<int:session_id>/places/", SessionPlacesView.as_view(), name="session_places"),
    path("listings/<int:listing_id>/visits/", ComeView.as_view(), name="come_to_listing"),
    path("my-visits/", VisitsView.as_view(), name="my_visits"),
    path(
        "my-visits/<int:visit_request_id>/not-coming/",
        VisitWithdrawView.as_view(),
        name="visit_withdraw",
    ),
    path("provider-visits/", ProviderVisitsView.as_view(), name="provider_visits"),
    path(
        "paper/<str:code>/listings/<int:listing_id>/visits/",
        PaperComeView.as_view(),
        name="paper_come_to_listing",
    ),
    path(
        "paper/<str:code>/stops/visit/<int:visit_request_id>/",
        PaperVisitStopView.as_view(),
        name="paper_visit_stop",
    ),
]
