"""One person comes to one thing, by program; and the times of a listing."""

from django.urls import path

from .answers import (
    PaperVisitWordView,
    ProviderVisitView,
    UnfairAnswersView,
    UnfairAnswerView,
    VisitOtherDayView,
    VisitReplyView,
    VisitUnfairView,
)
from .lines import (
    ByTelephoneView,
    PaperVisitGoodView,
    VisitAnswerToldView,
    VisitGoodView,
    VisitLineToldView,
    VisitLineView,
)
from .paper import PaperComeView, PaperVisitHowView, PaperVisitStopView
from .safety import VisitSafetyView
from .times import ListingTimesView, SessionPlacesView
from .visits import (
    ComeView,
    ProviderVisitsView,
    VisitHowView,
    VisitsView,
    VisitView,
    VisitWithdrawView,
)
from .waiting import (
    MyWaitingView,
    ProviderWaitingAnswerView,
    ProviderWaitingView,
    WaitingLeaveView,
    WaitingLetGoView,
    WaitingPlaceView,
    WaitView,
)
from .without_account import (
    AnswerByLinkView,
    AskedByLinkView,
    AskWithoutAccountView,
    RungView,
    ToRingView,
)

urlpatterns = [
    path("my-listings/<int:listing_id>/times/", ListingTimesView.as_view(), name="listing_times"),
    path("sessions/<int:session_id>/places/", SessionPlacesView.as_view(), name="session_places"),
    path("listings/<int:listing_id>/visits/", ComeView.as_view(), name="come_to_listing"),
    path(
        "listings/<int:listing_id>/askings/",
        AskWithoutAccountView.as_view(),
        name="come_without_account",
    ),
    path("answer-links/", AskedByLinkView.as_view(), name="asked_by_link"),
    path("answer-links/answer/", AnswerByLinkView.as_view(), name="answer_by_link"),
    path("to-ring/", ToRingView.as_view(), name="to_ring"),
    path("to-ring/<int:asking_id>/", RungView.as_view(), name="rung"),
    path("listings/<int:listing_id>/waiting/", WaitView.as_view(), name="wait_for_listing"),
    path("my-waiting/", MyWaitingView.as_view(), name="my_waiting"),
    path("my-waiting/<int:entry_id>/place/", WaitingPlaceView.as_view(), name="waiting_place"),
    path(
        "my-waiting/<int:entry_id>/not-this-time/",
        WaitingLetGoView.as_view(),
        name="waiting_let_go",
    ),
    path("my-waiting/<int:entry_id>/leave/", WaitingLeaveView.as_view(), name="waiting_leave"),
    path("provider-waiting/", ProviderWaitingView.as_view(), name="provider_waiting"),
    path(
        "provider-waiting/<int:entry_id>/",
        ProviderWaitingAnswerView.as_view(),
        name="provider_waiting_answer",
    ),
    path("my-visits/", VisitsView.as_view(), name="my_visits"),
    path("my-visits/<int:visit_request_id>/good/", VisitGoodView.as_view(), name="visit_good"),
    path("my-visits/<int:visit_request_id>/safe/", VisitSafetyView.as_view(), name="visit_safety"),
    path(
        "paper/<str:code>/visits/<int:visit_request_id>/good/",
        PaperVisitGoodView.as_view(),
        name="paper_visit_good",
    ),
    path("provider-visits/lines/<int:visit_line_id>/", VisitLineView.as_view(), name="visit_line"),
    path("visits-by-telephone/", ByTelephoneView.as_view(), name="visits_by_telephone"),
    path(
        "visits-by-telephone/<int:visit_request_id>/",
        VisitAnswerToldView.as_view(),
        name="visit_answer_told",
    ),
    path(
        "visits-by-telephone/lines/<int:visit_line_id>/",
        VisitLineToldView.as_view(),
        name="visit_line_told",
    ),
    path("my-visits/<int:visit_request_id>/", VisitView.as_view(), name="my_visit"),
    path("my-visits/<int:visit_request_id>/how-it-was/", VisitHowView.as_view(), name="visit_how"),
    path(
        "paper/<str:code>/visits/<int:visit_request_id>/how-it-was/",
        PaperVisitHowView.as_view(),
        name="paper_visit_how",
    ),
    path(
        "my-visits/<int:visit_request_id>/not-coming/",
        VisitWithdrawView.as_view(),
        name="visit_withdraw",
    ),
    path(
        "my-visits/<int:visit_request_id>/other-day/",
        VisitOtherDayView.as_view(),
        name="visit_other_day",
    ),
    path("my-visits/<int:visit_request_id>/reply/", VisitReplyView.as_view(), name="visit_reply"),
    path(
        "my-visits/<int:visit_request_id>/unfair/", VisitUnfairView.as_view(), name="visit_unfair"
    ),
    path(
        "provider-visits/<int:visit_request_id>/",
        ProviderVisitView.as_view(),
        name="provider_visit",
    ),
    path("unfair-answers/", UnfairAnswersView.as_view(), name="unfair_answers"),
    path(
        "unfair-answers/<int:unfair_answer_id>/", UnfairAnswerView.as_view(), name="unfair_answer"
    ),
    path(
        "paper/<str:code>/visits/<int:visit_request_id>/",
        PaperVisitWordView.as_view(),
        name="paper_visit_word",
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
