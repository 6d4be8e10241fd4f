"""One person comes to one thing: saying so or asking, taking it back, and how it was."""

from django.urls import path

from . import (
    answers,
    by_telephone,
    coming,
    first_visits,
    lines,
    paper,
    safety,
    waiting,
    without_account,
)

urlpatterns = [
    path("find/listing/<int:listing_id>/come/", coming.come_to_listing, name="come_to_listing"),
    path(
        "find/listing/<int:listing_id>/come/without-account/",
        without_account.come_without_account,
        name="come_without_account",
    ),
    path(
        "find/listing/<int:listing_id>/come/sent/",
        without_account.came_without_account,
        name="came_without_account",
    ),
    path("find/listing/<int:listing_id>/wait/", waiting.wait_for_listing, name="wait_for_listing"),
    path("my-waiting/<int:entry_id>/place/", waiting.waiting_place, name="waiting_place"),
    path("my-waiting/<int:entry_id>/not-this-time/", waiting.waiting_let_go, name="waiting_let_go"),
    path("my-waiting/<int:entry_id>/leave/", waiting.waiting_leave, name="waiting_leave"),
    path("connect/to-ring/", without_account.to_ring, name="to_ring"),
    path("connect/to-ring/<int:asking_id>/", without_account.rung, name="rung"),
    path("my-visits/<int:visit_request_id>/", first_visits.visit_page, name="visit"),
    path("my-visits/<int:visit_request_id>/good/", lines.visit_good, name="visit_good"),
    path("my-visits/<int:visit_request_id>/safe/", safety.visit_safety, name="visit_safety"),
    path(
        "my-visits/<int:visit_request_id>/safe/back/",
        safety.visit_safety_back,
        name="visit_safety_back",
    ),
    path(
        "paper/<str:code>/visits/<int:visit_request_id>/good/",
        lines.paper_visit_good,
        name="paper_visit_good",
    ),
    path("provide/visits/lines/<int:visit_line_id>/", lines.visit_line, name="visit_line"),
    path(
        "connect/visits/lines/<int:visit_line_id>/", lines.visit_line_told, name="visit_line_told"
    ),
    path(
        "connect/visits/requests/<int:visit_request_id>/",
        by_telephone.visit_answer_told,
        name="visit_answer_told",
    ),
    path("my-visits/<int:visit_request_id>/how-it-was/", first_visits.visit_how, name="visit_how"),
    path(
        "paper/<str:code>/visits/<int:visit_request_id>/how-it-was/",
        first_visits.paper_visit_how,
        name="paper_visit_how",
    ),
    path(
        "my-visits/<int:visit_request_id>/not-coming/", coming.visit_withdraw, name="visit_withdraw"
    ),
    path(
        "my-visits/<int:visit_request_id>/other-day/",
        answers.visit_other_day,
        name="visit_other_day",
    ),
    path("my-visits/<int:visit_request_id>/reply/", answers.visit_reply, name="visit_reply"),
    path("my-visits/<int:visit_request_id>/unfair/", answers.visit_unfair, name="visit_unfair"),
    path("connect/visits/", answers.unfair_answers, name="unfair_answers"),
    path(
        "connect/visits/<int:unfair_answer_id>/", answers.unfair_answer_page, name="unfair_answer"
    ),
    path(
        "paper/<str:code>/visits/<int:visit_request_id>/",
        paper.paper_visit_word,
        name="paper_visit_word",
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
