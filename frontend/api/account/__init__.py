"""Of whoever acts: who they are, what was done and said, who acts for whom, what is kept."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from .areas_run import AreaOpenView, AreaRunListView
from .calendar_feeds import CalendarFeedListView, CalendarFeedView
from .changes import SlowChangeViewSet
from .complaints import (
    ComplaintAnswerView,
    ComplaintListView,
    ComplaintsToAnswerView,
    PaperComplaintView,
)
from .concerns import ConcernAnswerView, ConcernListView, ConcernReadView, ConcernsReadView
from .decision_records import DecisionRecordViewSet
from .estates import EstateReachedView, EstateView
from .history import HistoryViewSet, MessageViewSet
from .leaving import LeavingView
from .life_events import (
    AreaLifeView,
    BookingLifeView,
    DeathToldView,
    LifeEventViewSet,
    PaperLifeView,
    VisitLifeView,
)
from .looks import LookViewSet
from .me import MeView, ThroughWhomView
from .next_visits import GoingView, NextVisitListView, TakenBackView, ToldView
from .reach_on_word import PaperReachView, PeopleVisitedView, VisitReachView
from .records_requests import CopyRequestView, PaperOwnCopyView, RecordsRequestViewSet
from .representations import ApprovalViewSet, RepresentationViewSet
from .same_person import OnePersonView
from .subject_access import SubjectAccessListView
from .suggestions import SuggestionViewSet
from .talks import (
    PaperTalkView,
    TalkDetailView,
    TalkedView,
    TalkListView,
    TalkToHaveListView,
    TalkToHaveView,
    TalkView,
)
from .unreached import HeldUpMailView, OwnMailView, UnreachedListView
from .waiting_work import WaitingWorkView
from .ways_back import NotMeView, PaperWayBackView, VisitWayBackView, WayBackListView

router = SimpleRouter()
router.register("changes", SlowChangeViewSet, basename="change")
router.register("suggestions", SuggestionViewSet, basename="suggestion")
router.register("history", HistoryViewSet, basename="history")
router.register("messages", MessageViewSet, basename="message")
router.register("representations", RepresentationViewSet, basename="representation")
router.register("decision-records", DecisionRecordViewSet, basename="decision_record")
router.register("life-events", LifeEventViewSet, basename="life_event")
router.register("records", RecordsRequestViewSet, basename="records")
router.register("looks", LookViewSet, basename="look")
router.register("approvals", ApprovalViewSet, basename="approval")

urlpatterns = [
    path("me/", MeView.as_view(), name="me"),
    path("me/through/", ThroughWhomView.as_view(), name="through_whom"),
    path("calendar-links/", CalendarFeedListView.as_view(), name="calendar_links"),
    path("calendar-links/<int:feed_id>/", CalendarFeedView.as_view(), name="calendar_link"),
    path("me/mail/", OwnMailView.as_view(), name="own_mail"),
    path("held-up-mail/", HeldUpMailView.as_view(), name="held_up_mail"),
    path("waiting-work/", WaitingWorkView.as_view(), name="waiting_work"),
    path("unreached/", UnreachedListView.as_view(), name="unreached"),
    path("me/leaving/", LeavingView.as_view(), name="leaving"),
    path("areas-run/", AreaRunListView.as_view(), name="areas_run"),
    path("areas-run/<int:area_id>/open/", AreaOpenView.as_view(), name="area_open"),
    path("complaints/", ComplaintListView.as_view(), name="complaints"),
    path("paper/<str:code>/own-copy/", PaperOwnCopyView.as_view(), name="paper_own_copy"),
    path("paper/<str:code>/complaint/", PaperComplaintView.as_view(), name="paper_complain"),
    path("complaints-to-answer/", ComplaintsToAnswerView.as_view(), name="complaints_to_answer"),
    path(
        "complaints-to-answer/<int:complaint_id>/answer/",
        ComplaintAnswerView.as_view(),
        name="complaint_to_answer",
    ),
    path("concerns/", ConcernListView.as_view(), name="concerns"),
    path("concerns/read/", ConcernsReadView.as_view(), name="read_concerns"),
    path("concerns/<int:concern_id>/read/", ConcernReadView.as_view(), name="read_concern"),
    path("concerns/<int:concern_id>/answer/", ConcernAnswerView.as_view(), name="answer_concern"),
    path("visits/<uuid:person_id>/life-events/", VisitLifeView.as_view(), name="visit_life"),
    path("paper/<str:code>/life-events/", PaperLifeView.as_view(), name="paper_life"),
    path("paper/<str:code>/back-in/", PaperWayBackView.as_view(), name="paper_back_in"),
    path("visits/<uuid:person_id>/back-in/", VisitWayBackView.as_view(), name="visit_back_in"),
    path("back-in/", WayBackListView.as_view(), name="ways_back"),
    path("back-in/not-me/", NotMeView.as_view(), name="not_me"),
    path("places/<int:booking_id>/life-events/", BookingLifeView.as_view(), name="booking_life"),
    path("life-events/in-my-areas/", AreaLifeView.as_view(), name="area_life"),
    path("life-events/<int:life_event_id>/told/", DeathToldView.as_view(), name="death_told"),
    path("life-events/<int:life_event_id>/estate/", EstateView.as_view(), name="estate"),
    path(
        "life-events/<int:life_event_id>/estate/reached/",
        EstateReachedView.as_view(),
        name="estate_reached",
    ),
    path("talks/", TalkListView.as_view(), name="talks"),
    path("talks/about/<slug:about>/<int:ref>/", TalkDetailView.as_view(), name="talk_about"),
    path("talks/<int:talk_id>/", TalkView.as_view(), name="talk"),
    path("talks-to-have/", TalkToHaveListView.as_view(), name="talks_to_have"),
    path("talks-to-have/<int:talk_id>/", TalkToHaveView.as_view(), name="talk_to_have"),
    path("talks-to-have/<int:talk_id>/talked/", TalkedView.as_view(), name="talked"),
    path("paper/<str:code>/talk/", PaperTalkView.as_view(), name="paper_talk"),
    path("visits/", NextVisitListView.as_view(), name="visits"),
    path("visits/told/", ToldView.as_view(), name="visits_told"),
    path("visits/told/back/", TakenBackView.as_view(), name="visits_taken_back"),
    path("visits/people/", PeopleVisitedView.as_view(), name="people_visited"),
    path(
        "visits/<uuid:person_id>/twice/<uuid:other_id>/",
        OnePersonView.as_view(),
        name="one_person",
    ),
    path("visits/<uuid:person_id>/reach/", VisitReachView.as_view(), name="visit_reach"),
    path("paper/<str:code>/reach/", PaperReachView.as_view(), name="paper_reach"),
    path("visits/<uuid:person_id>/going/", GoingView.as_view(), name="visit_going"),
    path("copy-requests/", CopyRequestView.as_view(), name="copy_requests"),
    path("subject-access/", SubjectAccessListView.as_view(), name="subject_access"),
    *router.urls,
]
