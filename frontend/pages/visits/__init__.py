"""One person comes to one thing: saying so or asking, taking it back, and how it was."""

from django.urls import path

from . import coming, paper

urlpatterns = [
    path("find/listing/<int:listing_id>/come/", coming.come_to_listing, name="come_to_listing"),
    path(
        "my-visits/<int:visit_request_id>/not-coming/", coming.visit_withdraw, name="visit_withdraw"
    ),
    path("paper/<str:code>/come/", paper.paper_come, name="paper_come"),
    path(
        "paper/<str:code>/come/<int:listing_id>/",
        paper.paper_come_to_listing,
        name="paper_come_to_listing",
    ),
    path(
        "paper/<str:code>/stops/visit/<int:visit_request_id>/",
        paper.paper_visit_stop,
        name="paper_visit_stop",
    ),
]
